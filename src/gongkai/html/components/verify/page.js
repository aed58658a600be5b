// Checks a bag where it lies, on the reader's own device. Nothing of the file leaves it; only the published checksum is fetched.
(() => {
  "use strict";
  const section = document.querySelector(".gk-verify");
  if (!section) return;
  if (!window.FileReader || typeof BigInt !== "function") {
    section.dataset.unable = "";
    return;
  }
  const result = section.querySelector(".gk-verify__result");
  const drop = section.querySelector(".gk-verify__drop");
  section.querySelector(".gk-verify__with").hidden = false;
  section.querySelector(".gk-verify__without").hidden = true;

  // SHA-512 (FIPS 180-4). A page that came without https has no crypto.subtle, so there is one of our own.

  const primes = [];
  for (let n = 2; primes.length < 80; n += 1) if (primes.every((p) => n % p)) primes.push(n);
  // The first 64 bits after the point of the square or cube root of n, from whole numbers only.
  function rootBits(n, power) {
    const target = BigInt(n) << BigInt(64 * power);
    let low = 0n;
    let high = 1n << 72n;
    while (high - low > 1n) {
      const middle = (low + high) >> 1n;
      if (middle ** BigInt(power) <= target) low = middle;
      else high = middle;
    }
    return [Number((low >> 32n) & 0xffffffffn) | 0, Number(low & 0xffffffffn) | 0];
  }
  const start = primes.slice(0, 8).map((p) => rootBits(p, 2));
  const keys = primes.map((p) => rootBits(p, 3));

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
    } catch {
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
    result.replaceChildren(...parts);
  }

  async function check(file) {
    say("正在核验…", false, [], "");
    const bytes = new Uint8Array(await file.arrayBuffer());
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
