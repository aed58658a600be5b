// Checks a bag where it lies, on the reader's own device. Nothing of the file leaves it; only the published checksum is fetched.
(() => {
  const section = document.querySelector(".gk-verify");
  if (!section) return;
  if (!window.FileReader || !window.TextDecoder || !window.fetch) {
    section.dataset.unable = "";
    return;
  }
  const result = section.querySelector(".gk-verify__result");
  const drop = section.querySelector(".gk-verify__drop");
  section.querySelector(".gk-verify__with").hidden = false;
  section.querySelector(".gk-verify__without").hidden = true;

  // SHA-512 (FIPS 180-4). A page that came without https has no crypto.subtle, so there is one of our own.

  // The first 64 bits after the point of the square roots of the first eight primes, and of the cube roots of the first eighty,
  // as halves: high, low. Written out, since browsers of 2018 have no whole numbers so long.
  const start = pairs([
    0x6a09e667, 0xf3bcc908, 0xbb67ae85, 0x84caa73b, 0x3c6ef372, 0xfe94f82b, 0xa54ff53a, 0x5f1d36f1,
    0x510e527f, 0xade682d1, 0x9b05688c, 0x2b3e6c1f, 0x1f83d9ab, 0xfb41bd6b, 0x5be0cd19, 0x137e2179,
  ]);
  const keys = pairs([
    0x428a2f98, 0xd728ae22, 0x71374491, 0x23ef65cd, 0xb5c0fbcf, 0xec4d3b2f, 0xe9b5dba5, 0x8189dbbc,
    0x3956c25b, 0xf348b538, 0x59f111f1, 0xb605d019, 0x923f82a4, 0xaf194f9b, 0xab1c5ed5, 0xda6d8118,
    0xd807aa98, 0xa3030242, 0x12835b01, 0x45706fbe, 0x243185be, 0x4ee4b28c, 0x550c7dc3, 0xd5ffb4e2,
    0x72be5d74, 0xf27b896f, 0x80deb1fe, 0x3b1696b1, 0x9bdc06a7, 0x25c71235, 0xc19bf174, 0xcf692694,
    0xe49b69c1, 0x9ef14ad2, 0xefbe4786, 0x384f25e3, 0x0fc19dc6, 0x8b8cd5b5, 0x240ca1cc, 0x77ac9c65,
    0x2de92c6f, 0x592b0275, 0x4a7484aa, 0x6ea6e483, 0x5cb0a9dc, 0xbd41fbd4, 0x76f988da, 0x831153b5,
    0x983e5152, 0xee66dfab, 0xa831c66d, 0x2db43210, 0xb00327c8, 0x98fb213f, 0xbf597fc7, 0xbeef0ee4,
    0xc6e00bf3, 0x3da88fc2, 0xd5a79147, 0x930aa725, 0x06ca6351, 0xe003826f, 0x14292967, 0x0a0e6e70,
    0x27b70a85, 0x46d22ffc, 0x2e1b2138, 0x5c26c926, 0x4d2c6dfc, 0x5ac42aed, 0x53380d13, 0x9d95b3df,
    0x650a7354, 0x8baf63de, 0x766a0abb, 0x3c77b2a8, 0x81c2c92e, 0x47edaee6, 0x92722c85, 0x1482353b,
    0xa2bfe8a1, 0x4cf10364, 0xa81a664b, 0xbc423001, 0xc24b8b70, 0xd0f89791, 0xc76c51a3, 0x0654be30,
    0xd192e819, 0xd6ef5218, 0xd6990624, 0x5565a910, 0xf40e3585, 0x5771202a, 0x106aa070, 0x32bbd1b8,
    0x19a4c116, 0xb8d2d0c8, 0x1e376c08, 0x5141ab53, 0x2748774c, 0xdf8eeb99, 0x34b0bcb5, 0xe19b48a8,
    0x391c0cb3, 0xc5c95a63, 0x4ed8aa4a, 0xe3418acb, 0x5b9cca4f, 0x7763e373, 0x682e6ff3, 0xd6b2b8a3,
    0x748f82ee, 0x5defb2fc, 0x78a5636f, 0x43172f60, 0x84c87814, 0xa1f0ab72, 0x8cc70208, 0x1a6439ec,
    0x90befffa, 0x23631e28, 0xa4506ceb, 0xde82bde9, 0xbef9a3f7, 0xb2c67915, 0xc67178f2, 0xe372532b,
    0xca273ece, 0xea26619c, 0xd186b8c7, 0x21c0c207, 0xeada7dd6, 0xcde0eb1e, 0xf57d4f7f, 0xee6ed178,
    0x06f067aa, 0x72176fba, 0x0a637dc5, 0xa2c898a6, 0x113f9804, 0xbef90dae, 0x1b710b35, 0x131c471b,
    0x28db77f5, 0x23047d84, 0x32caab7b, 0x40c72493, 0x3c9ebe0a, 0x15c9bebc, 0x431d67c4, 0x9c100d4c,
    0x4cc5d4be, 0xcb3e42b6, 0x597f299c, 0xfc657e2a, 0x5fcb6fab, 0x3ad6faec, 0x6c44198c, 0x4a475817,
  ]);

  function pairs(halves) {
    return halves.filter((_, at) => at % 2 === 0).map((high, at) => [high | 0, halves[2 * at + 1] | 0]);
  }

  function padded(bytes) {
    const whole = new Uint8Array((((bytes.length + 16) >> 7) + 1) << 7);
    whole.set(bytes);
    whole[bytes.length] = 0x80;
    const view = new DataView(whole.buffer);
    view.setUint32(whole.length - 8, Math.floor(bytes.length / 0x20000000));
    view.setUint32(whole.length - 4, (bytes.length << 3) >>> 0);
    return view;
  }

  // Each 64-bit word is two halves: [high, low]. `turn` rotates right by n, `shift` shifts.
  const turn = (h, l, n) =>
    n < 32 ? [(h >>> n) | (l << (32 - n)), (l >>> n) | (h << (32 - n))] : turn32(h, l, n - 32);
  const turn32 = (h, l, n) => (n ? [(l >>> n) | (h << (32 - n)), (h >>> n) | (l << (32 - n))] : [l, h]);
  const shift = (h, l, n) => [h >>> n, (l >>> n) | (h << (32 - n))];
  const mix = (a, b, c) => [a[0] ^ b[0] ^ c[0], a[1] ^ b[1] ^ c[1]];
  function sum(...words) {
    let high = 0;
    let low = 0;
    for (const word of words) {
      low += word[1] >>> 0;
      high += word[0] >>> 0;
    }
    return [(high + Math.floor(low / 0x100000000)) | 0, low | 0];
  }

  function ownSha512(bytes) {
    const view = padded(bytes);
    let state = start;
    const words = new Array(80);
    for (let place = 0; place < view.byteLength; place += 128) {
      for (let i = 0; i < 16; i += 1) words[i] = [view.getInt32(place + 8 * i), view.getInt32(place + 8 * i + 4)];
      for (let i = 16; i < 80; i += 1) {
        const [h15, l15] = words[i - 15];
        const [h2, l2] = words[i - 2];
        const s0 = mix(turn(h15, l15, 1), turn(h15, l15, 8), shift(h15, l15, 7));
        const s1 = mix(turn(h2, l2, 19), turn(h2, l2, 61), shift(h2, l2, 6));
        words[i] = sum(words[i - 16], s0, words[i - 7], s1);
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 80; i += 1) {
        const s1 = mix(turn(e[0], e[1], 14), turn(e[0], e[1], 18), turn(e[0], e[1], 41));
        const choice = [(e[0] & f[0]) ^ (~e[0] & g[0]), (e[1] & f[1]) ^ (~e[1] & g[1])];
        const first = sum(h, s1, choice, keys[i], words[i]);
        const s0 = mix(turn(a[0], a[1], 28), turn(a[0], a[1], 34), turn(a[0], a[1], 39));
        const most = [
          (a[0] & b[0]) ^ (a[0] & c[0]) ^ (b[0] & c[0]),
          (a[1] & b[1]) ^ (a[1] & c[1]) ^ (b[1] & c[1]),
        ];
        [h, g, f, e, d, c, b, a] = [g, f, e, sum(d, first), c, b, a, sum(first, s0, most)];
      }
      state = [a, b, c, d, e, f, g, h].map((word, i) => sum(word, state[i]));
    }
    return state.map(([h, l]) => half(h) + half(l)).join("");
  }
  const half = (n) => (n >>> 0).toString(16).padStart(8, "0");

  async function sha512(bytes) {
    if (!(window.crypto && window.crypto.subtle)) return ownSha512(bytes);
    const digest = new Uint8Array(await window.crypto.subtle.digest("SHA-512", bytes));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // A bag's zip file holds every file as it is, so no unpacking is needed.

  function entries(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let end = bytes.length - 22;
    while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
    if (end < 0) throw new Error("这不是完好的 zip 文件");
    const files = new Map();
    let place = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
      if (view.getUint32(place, true) !== 0x02014b50) throw new Error("这不是完好的 zip 文件");
      const [packed, size] = [view.getUint16(place + 10, true), view.getUint32(place + 24, true)];
      const [name, extra, note] = [28, 30, 32].map((offset) => view.getUint16(place + offset, true));
      const own = view.getUint32(place + 42, true);
      const path = new TextDecoder("utf-8").decode(bytes.subarray(place + 46, place + 46 + name));
      if (packed !== 0) throw new Error("这个 zip 文件压缩过，不是本专栏的归档包；请用命令核验");
      if (files.has(path)) throw new Error(`归档包里有两个文件同名：${path}`);
      const from = own + 30 + view.getUint16(own + 26, true) + view.getUint16(own + 28, true);
      if (from + size > bytes.length) throw new Error("这个 zip 文件没有下载完");
      if (!path.endsWith("/")) files.set(path, bytes.subarray(from, from + size));
      place += 46 + name + extra + note;
    }
    return files;
  }

  const lines = (bytes) =>
    new TextDecoder("utf-8").decode(bytes).split("\n").filter(Boolean)
      .map((line) => [line.slice(128).replace(/^\s+\*?/, ""), line.slice(0, 128)]);

  async function faults(files) {
    const roots = new Set(Array.from(files.keys(), (path) => path.split("/")[0]));
    const root = Array.from(roots)[0];
    const of = (name) => files.get(`${root}/${name}`);
    if (roots.size !== 1 || !of("bagit.txt") || !of("manifest-sha512.txt") || !of("tagmanifest-sha512.txt"))
      throw new Error("这不是归档包：里面没有 bagit.txt 和摘要清单");
    const listed = new Map([...lines(of("manifest-sha512.txt")), ...lines(of("tagmanifest-sha512.txt"))]);
    const found = [];
    for (const [name, digest] of listed) {
      const content = of(name);
      if (!content) found.push(`缺少文件 ${name}`);
      else if ((await sha512(content)) !== digest) found.push(`${name} 已被改动`);
    }
    for (const path of files.keys()) {
      const name = path.slice(root.length + 1);
      if (!listed.has(name) && name !== "tagmanifest-sha512.txt") found.push(`多出文件 ${name}`);
    }
    return { name: root, found, count: files.size };
  }

  // The checksum that this site publishes; null where it cannot be fetched, as from a folder without a server.
  async function publishedSum(name) {
    const year = name.split("-")[0];
    if (!/^\d{4}-[a-z0-9-]+-\d+$/.test(name)) return null;
    try {
      const answer = await fetch(`${section.dataset.folder}${year}/${section.dataset.archive}/${name}.zip.sha512`);
      return answer.ok ? (await answer.text()).slice(0, 128) : null;
    } catch (error) {
      return null;
    }
  }

  function say(verdict, bad, more, digest) {
    const parts = [];
    const add = (tag, text, style) => {
      const element = document.createElement(tag);
      element.textContent = text;
      if (style) element.className = style;
      parts.push(element);
      return element;
    };
    if (verdict) add("p", verdict, `gk-verify__verdict${bad ? " gk-verify__verdict--bad" : ""}`);
    if (more.length) {
      const list = add("ul", "");
      for (const text of more) list.appendChild(Object.assign(document.createElement("li"), { textContent: text }));
    }
    if (digest) {
      add("p", "这个文件的 SHA-512：").appendChild(Object.assign(document.createElement("code"), { textContent: digest }));
    }
    result.textContent = "";
    result.append(...parts);
  }

  async function check(file) {
    say("正在核验…", false, [], "");
    const bytes = new Uint8Array(await new Response(file).arrayBuffer());
    const digest = await sha512(bytes);
    try {
      const { name, found, count } = await faults(entries(bytes));
      if (found.length) return say(`归档包 ${name} 有 ${found.length} 处不符`, true, found, digest);
      const known = await publishedSum(name);
      if (known === null) {
        const compare = "没有取到本站公布的校验值：请与报告页上或 .sha512 文件里的一串字母数字对照。";
        return say(`归档包 ${name} 的 ${count} 份文件与包内清单一致`, false, [compare], digest);
      }
      if (known !== digest) {
        return say(`归档包 ${name} 与本站公布的校验值不符`, true, ["包内的清单也可能被换过；请重新下载。"], digest);
      }
      return say(`没有改动：归档包 ${name} 的 ${count} 份文件与清单一致，与本站公布的校验值相同`, false, [], digest);
    } catch (error) {
      return say(error instanceof RangeError ? "这不是完好的 zip 文件" : error.message, true, [], digest);
    }
  }

  const chooser = section.querySelector("#bag");
  chooser.addEventListener("click", () => { chooser.value = ""; }); // so that the same name can be chosen again
  chooser.addEventListener("change", () => {
    if (chooser.files.length) check(chooser.files[0]);
  });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.toggleAttribute("data-over", kind === "dragover");
      if (kind === "drop" && event.dataTransfer.files.length) check(event.dataTransfer.files[0]);
    });
  }
})();
