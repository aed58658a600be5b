"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { lists, loading } = require("./modules.js").loaded();
const { Lists, PostingList, UNKNOWN, decode, directory, hash, placeOf } = lists;

/* Files of an index by name, and the names that were asked for. */
function filesOf(contents) {
  const asked = [];
  const load = async (name, budget) => {
    asked.push(name);
    budget.used.add(name);
    return contents[name];
  };
  return { asked, load };
}

// coding.py writes 0–3 and 50 as 04l1, 7 as 8, and 100 and 101 as {21: `test_browser_modules.py` asks for very many.
const HEAD = "04l1";
const paged = () => new PostingList(HEAD, 7, ["p-3"], [100]);

test("numbers are gaps, and a run of neighbours is counted", () => {
  assert.deepEqual(decode("04l1"), [0, 1, 2, 3, 50]);
  assert.deepEqual(decode("8"), [7]);
  assert.deepEqual(decode("{j1"), [2019]);
  assert.deepEqual(decode(""), []);
  assert.deepEqual(decode(undefined), []);
});

test("a key leads to the file that the build put it in", () => {
  assert.equal(hash(""), 0x811c9dc5);
  assert.equal(hash("a"), 0xe40c292c); // as published with FNV-1a
});

test("a number stands where what it is roughly stands", () => {
  assert.deepEqual(["1456", "22961.413", "~14:4", "56", "许可"].map(placeOf), ["~14:4", "~22:5", "~14:4", "56", "许可"]);
});

test("of a page that was not fetched a list does not say what it has", () => {
  const list = paged();
  assert.deepEqual([list.has(50), list.has(51), list.has(100), list.has(4000)], [true, false, undefined, undefined]);
  assert.deepEqual(list.known(), [0, 1, 2, 3, 50]);
  assert.equal(list.total, 7);
});

// 许可 and 公开 stand in one group; what readers choose and words are in the manifest; one file for each other kind of key.
const PLACES = { few: { "=y2020": "8", pdf: "8" }, directory: directory("可开公许   2 1", "00"), counts: { n: 1, c: 1, s: 1, w: 0 } };

test("both lists of a key come from the group that the directory names, which is asked for once", async () => {
  const files = filesOf({ g0: { 许可: "04l1 8", 公开: ["04l1 8", 7, ["p-3"], [100], 1, [], []] } });
  const all = new Lists(files, PLACES);
  const budget = new loading.Budget();
  const { anywhere, title } = await all.of("许可", budget);
  assert.deepEqual([anywhere.known(), title.known()], [[0, 1, 2, 3, 50], [7]]);
  const long = await all.of("公开", budget);
  assert.deepEqual([long.anywhere.total, long.anywhere.pages[1].file, long.title.total], [7, "p-3", 1]);
  await all.of("许可", budget);
  assert.equal(files.asked.length, 2);
});

test("for what stands nowhere, and for what the manifest has, nothing is asked", async () => {
  const files = filesOf({});
  const all = new Lists(files, PLACES);
  const budget = new loading.Budget();
  assert.equal((await all.of("熊猫", budget)).anywhere.total, 0);
  assert.equal((await all.of("constructor", budget)).anywhere.total, 0, "no key, though every object has it");
  assert.deepEqual((await all.of("=y2020", budget)).anywhere.known(), [7]);
  assert.deepEqual((await all.of("pdf", budget)).anywhere.known(), [7]);
  assert.deepEqual(files.asked, []);
});

test("each kind of key has its own files", () => {
  const all = new Lists(null, PLACES);
  assert.deepEqual(["许可", "罚", "1456", "~14:4", "'xzx", "熊猫", "=y2020"].map((key) => all.fileOf(key)), ["g0", "c0", "n0", "n0", "s0", null, null]);
  assert.deepEqual(["2020", "pdf"].map((key) => all.fileOf(key)), [null, null], "all words are in the manifest");
  const keys = ["2020", "pdf", "=y2020", "=y2021", "20200"];
  const county = new Lists(null, { ...PLACES, few: { "=y2020": "8" }, counts: { ...PLACES.counts, w: 1 } });
  assert.deepEqual(keys.map((key) => county.fileOf(key)), ["w0", "w0", null, null, "n0"], "too many words for the manifest");
  const large = new Lists(null, { ...PLACES, few: {}, counts: { ...PLACES.counts, w: 1 } });
  assert.deepEqual(keys.map((key) => large.fileOf(key)), ["w0", "w0", "w0", "w0", "n0"], "and too much to choose from");
});

test("what the directory does not have stands nowhere", () => {
  const all = new Lists(null, PLACES);
  assert.deepEqual(["许可", "熊猫"].map((pair) => all.standsNowhere(pair)), [false, true]);
});

test("what a question needs most is fetched at once, as much as the budget allows", async () => {
  const files = filesOf({ g0: {}, g1: {}, g2: {}, n0: {} });
  const all = new Lists(files, { ...PLACES, directory: directory("可开罚公处许    2 3 1", "012") });
  const budget = new loading.Budget({ files: 6, lists: 2, pages: 0, guesses: 0 });
  await all.prepare([["公开", 1], ["1456", 3], ["处罚", 2], ["许可", 0.1], ["熊猫", 9]], budget);
  assert.deepEqual(files.asked, ["n0", "g1"]);
  assert.equal(budget.short, true);
  assert.equal((await all.of("公开", budget)).anywhere, UNKNOWN);
});

test("a key beyond the budget is unknown, not absent", async () => {
  const all = new Lists(filesOf({ g0: {} }), PLACES);
  const budget = new loading.Budget();
  for (let number = 0; budget.room; number++) budget.used.add(`t${number}`);
  assert.equal((await all.of("许可", budget)).anywhere, UNKNOWN);
  assert.notEqual((await all.of("=y2020", budget)).anywhere, UNKNOWN);
});

test("the directory has every pair with the number of its group", () => {
  assert.deepEqual([...directory("为可政行许    12 2", "1i10")], [["行为", 1], ["行政", 44], ["许可", 0]]);
  assert.deepEqual([...directory("", "")], []);
});

const all = (contents = {}) => new Lists(filesOf(contents), 1);
const list = (...numbers) => {
  const made = new PostingList("");
  [made.pages[0].numbers, made.total] = [numbers, numbers.length];
  return made;
};

test("an intersection has what is in one list of every clause", async () => {
  const budget = new loading.Budget();
  assert.deepEqual(await all().intersection([[list(1, 2, 3, 4)], [list(2, 9), list(4)], [list(2, 3, 4, 5)]], budget), [2, 4]);
  assert.deepEqual(await all().intersection([[list(1, 2), list(5)], [list(5, 1), list(7)]], budget), [1, 5]);
  assert.deepEqual(await all().intersection([[list(1, 2)], [list()]], budget), []);
  assert.deepEqual(await all().intersection([], budget), []);
  assert.equal(budget.approximate, false);
});

test("what is unknown narrows nothing down", async () => {
  assert.deepEqual(await all().intersection([[list(1, 2)], [UNKNOWN]], new loading.Budget()), [1, 2]);
});

test("only those pages are fetched that matter", async () => {
  const long = new PostingList("04l1", 9, ["p-3", "p-4"], [100, 200]);
  const lists = all({ "p-3": "{2", "p-4": "{5" });
  assert.deepEqual(await lists.intersection([[list(50, decode("{2")[0])], [long]], new loading.Budget()), [50, decode("{2")[0]]);
  assert.deepEqual(lists.files.asked, ["p-3"]);
});

test("pages are not fetched where the budget does not reach for all that settle a number", async () => {
  const lists = all({ "p-3": "{2", "p-4": "{2" });
  const budget = new loading.Budget();
  budget.pages = 1;
  const other = new PostingList(HEAD, 7, ["p-4"], [100]);
  assert.deepEqual(await lists.intersection([[list(50, 120)], [paged()], [other]], budget), [50, 120]);
  assert.deepEqual(lists.files.asked, []);
});

test("beyond the budget a part is kept, but as unsure, and the answer says so", async () => {
  const lists = all({ "p-3": "{2" });
  const budget = new loading.Budget();
  budget.pages = 0;
  assert.deepEqual(await lists.intersection([[list(50, 51, 120)], [paged()]], budget), [50, 120]);
  assert.deepEqual([...budget.unsure], [120]);
  assert.equal(budget.approximate, true);
  assert.deepEqual(lists.files.asked, []);
});
