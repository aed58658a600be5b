// Compares files of this site with the sums that are published with it: those that a reader has, or each as it comes from here.
(() => {
  const section = document.querySelector(".gk-verify-files");
  if (!section) return;
  if (!window.FileReader || !window.TextDecoder || !window.fetch) {
    section.dataset.unable = "";
    return;
  }
  const result = section.querySelector(".gk-verify__result");
  const all = section.querySelector(".gk-verify__all");
  const chooser = section.querySelector("#downloaded");
  const MOST_TOLD = 50; // files with a fault
  section.querySelector(".gk-verify__with").hidden = false;

  // SHA-256 (FIPS 180-4), for a page that came without https: there is no crypto.subtle then.

  const primes = [];
  for (let number = 2; primes.length < 64; number += 1) if (primes.every((prime) => number % prime)) primes.push(number);
  const fraction = (root) => ((root - Math.floor(root)) * 0x100000000) | 0;
  const keys = primes.map((prime) => fraction(Math.cbrt(prime)));
  const start = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
  const turn = (word, by) => (word >>> by) | (word << (32 - by));

  function ownSha256(bytes) {
    const whole = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6);
    whole.set(bytes);
    whole[bytes.length] = 0x80;
    const view = new DataView(whole.buffer);
    view.setUint32(whole.length - 8, Math.floor(bytes.length / 0x20000000));
    view.setUint32(whole.length - 4, (bytes.length << 3) >>> 0);
    const words = new Int32Array(64);
    let state = start;
    for (let place = 0; place < whole.length; place += 64) {
      for (let i = 0; i < 16; i += 1) words[i] = view.getInt32(place + 4 * i);
      for (let i = 16; i < 64; i += 1) {
        const [before, last] = [words[i - 15], words[i - 2]];
        const first = turn(before, 7) ^ turn(before, 18) ^ (before >>> 3);
        words[i] = words[i - 16] + first + words[i - 7] + (turn(last, 17) ^ turn(last, 19) ^ (last >>> 10));
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 64; i += 1) {
        const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + keys[i] + words[i]) | 0;
        const other = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + other) | 0];
      }
      state = [a, b, c, d, e, f, g, h].map((word, i) => (word + state[i]) | 0);
    }
    return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }

  async function sha256(bytes) {
    if (!(window.crypto && window.crypto.subtle)) return ownSha256(bytes);
    const digest = new Uint8Array(await window.crypto.subtle.digest("SHA-256", bytes));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  async function fetched(address) {
    const answer = await fetch(address, { cache: "no-store" });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  }

  // The sums by path, as they are published; null where they cannot be fetched, as from a folder without a server.
  async function published() {
    try {
      const text = new TextDecoder("utf-8").decode(await fetched(section.dataset.sums));
      return new Map(text.split("\n").filter(Boolean).map((line) => [line.slice(66), line.slice(0, 64)]));
    } catch (error) {
      return null;
    }
  }

  function say(verdict, bad, lines) {
    const heading = document.createElement("p");
    heading.textContent = verdict;
    heading.className = `gk-verify__verdict${bad ? " gk-verify__verdict--bad" : ""}`;
    const list = document.createElement("ul");
    for (const line of lines.slice(0, MOST_TOLD)) {
      list.appendChild(Object.assign(document.createElement("li"), { textContent: line }));
    }
    result.textContent = "";
    result.append(heading, ...(lines.length ? [list] : []));
  }

  const NO_SUMS = "没有取到本站公布的摘要，不能在这里核对：请连上网，从网站上打开这一页";

  async function checkChosen(files) {
    say("正在核验…", false, []);
    const sums = await published();
    if (!sums) return say(NO_SUMS, true, []);
    const paths = new Map(Array.from(sums, ([path, sum]) => [sum, path]));
    const lines = [];
    let strange = 0;
    for (const file of files) {
      const path = paths.get(await sha256(new Uint8Array(await new Response(file).arrayBuffer())));
      if (!path) strange += 1;
      lines.push(path ? `${file.name}：与本站的 ${path} 相同` : `${file.name}：本站现在没有这样的文件；不是从这里下载的，或被改动过，或本站后来更新了`);
    }
    return say(strange ? `${files.length} 个文件，${strange} 个不相符` : `${files.length} 个文件都与本站公布的相同`, strange > 0, lines);
  }

  async function checkAll() {
    all.disabled = true;
    const sums = await published();
    if (!sums) {
      all.disabled = false;
      return say(NO_SUMS, true, []);
    }
    const root = new URL(section.dataset.sums, location.href);
    const faults = [];
    let done = 0;
    for (const [path, sum] of sums) {
      try {
        if ((await sha256(await fetched(new URL(path.split("/").map(encodeURIComponent).join("/"), root)))) !== sum) faults.push(`${path}：被改动`);
      } catch (error) {
        faults.push(`${path}：没有取到`);
      }
      done += 1;
      if (done % 20 === 0) say(`正在核验…已核对 ${done} 个，共 ${sums.size} 个`, false, faults);
    }
    all.disabled = false;
    return say(faults.length ? `${sums.size} 个文件，${faults.length} 个不相符` : `没有改动：${sums.size} 个文件都与摘要相同`, faults.length > 0, faults);
  }

  // The head after each entry of the chain is the sum of everything up to its end.
  async function headsOf(chain) {
    const [LINE, HASH, SPACE, ZERO, NINE] = [10, 35, 32, 48, 57];
    const begins = (place) => chain[place] === HASH && chain[place + 1] === SPACE && chain[place + 2] >= ZERO && chain[place + 2] <= NINE;
    const heads = [];
    let entries = 0; // the first begins where the heading ends
    for (let place = 1; place <= chain.length; place += 1) {
      if (chain[place - 1] !== LINE || !(place === chain.length || begins(place))) continue;
      if (entries) heads.push(await sha256(chain.subarray(0, place)));
      entries += 1;
    }
    return heads;
  }

  async function checkHead(field) {
    const typed = /(?:^|[^0-9a-f])([0-9a-f]{64})(?![0-9a-f])/.exec(field.value.toLowerCase());
    if (!typed) return say("链头是 64 位的数字和字母（a 到 f），请照抄", true, []);
    let heads;
    try {
      heads = await headsOf(await fetched(field.dataset.chain));
    } catch (error) {
      return say("没有取到本站的封存链，不能在这里核对：请连上网，从网站上打开这一页", true, []);
    }
    const number = heads.indexOf(typed[1]) + 1;
    const since = heads.length - number;
    if (!number) return say("这个链头不在现在的封存链里：它所见的封存有的被删去、换过、改了日期或先后，或抄错了", true, []);
    return say(`这个链头在封存链里：第 ${number} 条${since ? `，此后添了 ${since} 条` : "，就是现在的链头"}`, false, []);
  }

  const head = section.querySelector("#head");
  if (head) section.querySelector(".gk-verify__head").addEventListener("click", () => checkHead(head));

  chooser.addEventListener("click", () => { chooser.value = ""; }); // so that the same file can be chosen again
  chooser.addEventListener("change", () => {
    if (chooser.files.length) checkChosen(Array.from(chooser.files));
  });
  all.addEventListener("click", checkAll);
})();
