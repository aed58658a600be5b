"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { loaded } = require("./modules.js");
const { MEANT, NOTHING_MEANT, soundsOf } = require("./county.js");
const { Element, documentFetching } = require("./standins.js");

const COUNT = 25;
// An index as src/gongkai/search/files.py writes it, of so many parts with one word.
const FILES = {
  manifest: {
    parts: COUNT, foremost: 0, repeats: COUNT,
    bundles: "1", shelves: `0${"0123456789ABCDEFGHIJKLMNOP"[COUNT]}`,
    files: { g: "00001", n: "00002", c: "00003", s: "00004", t: "00005", sounds: "00006", meanings: "00007", subjects: "00008" },
    sizes: { g: "1", n: "1", c: "1", s: "1", t: "1", sounds: "1", meanings: "1", subjects: "1" }, own: 1,
    words: { traditional: "", names: {}, terms: [], called: {}, asking: ["请问"] },
    few: { "=y2020": "1" }, pairs: "可许  1", groups: "0",
  },
  g0: { 许可: `0${"0123456789ABCDEFGHIJKLMNOP"[COUNT]} ` },
  t0: [[["", "目录"], [["c/", "", 2020, 0, 1]], Array.from({ length: COUNT }, (_, at) => [`r${at}`, "许可"]), [""], Array.from({ length: COUNT }, (_, at) => [0, at, 0])]],
  sounds: soundsOf({}), s0: {}, n0: {}, c0: {},
  meanings: NOTHING_MEANT,
  subjects: [],
};

const TEXTS = 9;
const PARTS_OF_TEXT = 5;
// The same word in nine files of texts, which are more than a first answer takes.
const MANY_FILES = {
  ...FILES,
  manifest: {
    ...FILES.manifest,
    parts: TEXTS * PARTS_OF_TEXT, repeats: TEXTS * PARTS_OF_TEXT,
    bundles: "1".repeat(TEXTS), shelves: Array.from({ length: TEXTS }, (_, at) => `${at}${PARTS_OF_TEXT}`).join(""),
    files: { ...FILES.manifest.files, t: "00005".repeat(TEXTS) },
  },
  g0: { 许可: "0h11 " }, // 43 and one more
};
for (let at = 0; at < TEXTS; at++) {
  const places = Array.from({ length: PARTS_OF_TEXT }, (_, part) => [`r${at}-${part}`, "许可"]);
  MANY_FILES[`t${at}`] = [[["", "目录"], [[`c${at}/`, "", 2020, 0, 1]], places, [""], places.map((_, part) => [0, part, 0])]];
}

/* A page with a search box, and what happens around it. */
function opened({ address = "", fails = () => false, files = FILES } = {}) {
  const field = Object.assign(new Element("input"), { name: "q", value: "" });
  const year = Object.assign(new Element("select"), { name: "year", value: "", options: [{ value: "" }, { value: "2020" }] });
  const form = new Element("form");
  form.querySelector = () => field;
  form.querySelectorAll = () => [year];
  const parts = Object.fromEntries(["status", "reply", "near", "hits", "more", "advice"].map((name) => [`.gk-search__${name}`, new Element(name)]));
  const box = Object.assign(new Element("div"), { dataset: { root: "../", index: "index/" } });
  box.querySelector = (name) => parts[name] ?? form;
  box.querySelectorAll = () => [];
  const fetched = [];
  const window = {};
  const document = documentFetching((file) => {
    fetched.push(file);
    if (fails(file)) throw new Error("no network");
    const name = file.match(/([^/]*?)(-[0-9a-v]{5})?\.js$/)[1];
    window.gongkaiSearch(name, files[name]);
  }, box);
  const history = { addresses: [], replaceState: (state, title, place) => history.addresses.push(place) };
  const FormData = function FormData() { return [["q", field.value], ["year", year.value]]; };
  loaded({ document, window, history, location: { protocol: "https:", search: address, pathname: "/jiansuo/" }, FormData });
  const [status, reply, near, hits, more, advice] = Object.values(parts);
  return { field, year, form, status, reply, near, hits, more, advice, fetched, window, history, document };
}

/* Types the question and sends it; done when it is answered. */
function ask(page, question) {
  page.field.value = question;
  return page.form.fire("submit");
}

/* Done when there is an answer that nobody sent a question for. */
async function answered(page) {
  for (let wait = 0; wait < 200 && !page.status.textContent.includes("找到"); wait++) await new Promise((done) => setTimeout(done, 10));
}

test("nothing is fetched before a question, and one function is all that others see", () => {
  const page = opened();
  assert.deepEqual(page.fetched, []);
  assert.deepEqual(Object.keys(page.window), ["gongkaiSearch"]);
});

test("what a question needs first is fetched when its field is touched, once", async () => {
  const page = opened();
  await page.field.fire("focus");
  await page.field.fire("focus");
  assert.deepEqual(page.fetched, ["index/manifest.js", "index/meanings-00007.js"]);
  await ask(page, "许可");
  assert.equal(page.fetched.filter((file) => file.includes("manifest")).length, 1);
});

test("answers are shown ten at a time, and the first of the next ten takes the focus", async () => {
  const page = opened();
  await ask(page, "许可");
  assert.equal(page.status.textContent, "找到 25 条结果。");
  assert.equal(page.hits.children.length, 10);
  assert.deepEqual([page.hits.hidden, page.advice.hidden, page.more.hidden], [false, true, false]);
  await page.more.fire("click");
  assert.equal(page.hits.children.length, 20);
  assert.ok(page.hits.children[10].querySelector("a").focused);
  await page.more.fire("click");
  assert.deepEqual([page.hits.children.length, page.more.hidden], [25, true]);
});

test("a first hit below the screen is brought onto it, with the question above", async () => {
  for (const [bottom, brought] of [[400, undefined], [900, true]]) {
    Element.bottom = bottom;
    const page = opened();
    page.window.innerHeight = 667;
    await ask(page, "许可");
    assert.equal(page.form.broughtIntoView, brought);
  }
  Element.bottom = 0;
});

/* Calls `act` when the page shows its first hits, with how many files it had fetched by then. */
function whenFirstShown(page, act) {
  const append = page.hits.append.bind(page.hits);
  let shown = false;
  page.hits.append = (...items) => {
    append(...items);
    if (items.length && !shown) act(page.fetched.length);
    shown ||= items.length > 0;
  };
}

test("a first answer takes six files, and a few more make it whole", async () => {
  const page = opened({ files: MANY_FILES });
  const counts = [];
  whenFirstShown(page, (files) => counts.push(files, page.status.textContent));
  await ask(page, "许可");
  assert.deepEqual(counts, [6, "正在检索…"]);
  assert.ok(page.fetched.length > 6 && page.fetched.length <= 11, page.fetched.join(" "));
  assert.match(page.status.textContent, /找到/);
  assert.equal(page.hits.children.length, 10);
});

test("who is in the list already when the answer becomes whole is not moved", async () => {
  const page = opened({ files: MANY_FILES });
  let first;
  whenFirstShown(page, () => {
    [first] = page.hits.children;
    page.document.activeElement = first.querySelector("a");
  });
  await ask(page, "许可");
  assert.equal(page.hits.children[0], first);
  assert.match(page.status.textContent, /找到/);
});

test("an address may ask", async () => {
  const page = opened({ address: "?q=许可&year=2020" });
  await answered(page);
  assert.deepEqual([page.field.value, page.year.value, page.hits.children.length], ["许可", "2020", 1]);
});

test("the question is kept in the address, without what was not chosen", async () => {
  const page = opened();
  await ask(page, "许可");
  assert.deepEqual(page.history.addresses, [`?q=${encodeURIComponent("许可")}`]);
  await ask(page, " ");
  assert.equal(page.history.addresses.at(-1), "/jiansuo/");
});

test("an answer that comes after the next question is not shown", async () => {
  const page = opened();
  const first = ask(page, "许可");
  await ask(page, "");
  await first;
  assert.deepEqual([page.status.textContent, page.hits.children.length], ["", 0]);
});

test("an empty question empties the answer and shows the lists", async () => {
  const page = opened();
  await ask(page, "许可");
  await ask(page, "  ");
  assert.deepEqual([page.hits.children.length, page.status.textContent, page.advice.hidden], [0, "", false]);
});

test("when the index does not come the reader is told, and the next question tries again", async () => {
  for (const file of ["manifest", "g0", "t0"]) {
    let broken = true;
    const page = opened({ fails: (address) => broken && new RegExp(`/${file}(-[^/]*)?[.]js$`).test(address) });
    await assert.rejects(ask(page, "许可"), new RegExp(file)); // a browser logs it
    assert.equal(page.status.textContent, "检索数据没有取到，请检查网络后再试。");
    broken = false;
    await ask(page, "许可");
    assert.equal(page.status.textContent, "找到 25 条结果。");
  }
});

test("the network is not blamed for what is not the network", async () => {
  const page = opened({ files: { ...FILES, manifest: { ...FILES.manifest, words: { traditional: null } } } });
  await assert.rejects(ask(page, "许可"), TypeError);
  assert.equal(page.status.textContent, "检索没有运行成功，请从下面的列表查找，或者换一个较新的浏览器再试。");
  assert.equal(page.advice.hidden, false);
});

test("nothing is searched while an input method composes", async () => {
  const page = opened();
  page.field.fire("compositionstart");
  page.field.value = "xu'ke";
  page.field.fire("input");
  await new Promise((done) => setTimeout(done, 250));
  assert.deepEqual(page.fetched, []);
  page.field.value = "许可";
  page.field.fire("compositionend");
  await answered(page);
  assert.equal(page.hits.children.length, 10);
});

test("what can be said outright stands above the answers, with where it stands", async () => {
  FILES.meanings = { ...MEANT, figures: [], years: {} };
  const page = opened();
  await ask(page, "受理机构电话");
  assert.equal(page.reply.html, "<reply><strong>示例县人民政府办公室电话：0000-0000000</strong><span>出自 <a>向谁提交</a></span></reply>");
  assert.equal(page.reply.hidden, false);
});

test("where nothing is found, what lies near is shown as such, and brought onto the screen", async () => {
  Element.bottom = 900;
  const page = opened();
  page.window.innerHeight = 667;
  await ask(page, "大熊猫");
  Element.bottom = 0;
  assert.deepEqual([page.reply.hidden, page.form.broughtIntoView], [true, true]);
  assert.deepEqual([page.near.hidden, page.near.textContent.includes("只是相近的栏目"), page.near.textContent.includes("依申请公开")], [false, true, true]);
});

test("what lies near is shown before all files are looked through for a hit", async () => {
  const page = opened();
  const shown = [];
  const append = page.near.append.bind(page.near);
  page.near.append = (...items) => {
    append(...items);
    if (items.length) shown.push([page.fetched.length, page.near.textContent.includes("依申请公开")]);
  };
  const before = [];
  Object.defineProperty(page.status, "textContent", { set: (text) => before.push(text), get: () => before[before.length - 1] });
  await ask(page, "大熊猫");
  assert.deepEqual(before.slice(0, 2), ["正在检索…", "还没有直接的结果，正在查更多的内容…"]);
  assert.match(page.status.textContent, /没有找到/);
  assert.deepEqual([shown.length, shown[0][1], shown[0][0] <= 6], [2, true, true]);
});
