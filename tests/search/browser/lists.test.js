"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { lists, loading } = require("./modules.js").loaded();
const { Lists, PostingList, UNKNOWN, decode, hash, placeOf } = lists;

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

test("both lists of a key come from one file, which is asked for once", async () => {
  const files = filesOf({ k0: { 许可: "04l1 8", 公开: ["04l1 8", 7, ["p-3"], [100], 1, [], []] } });
  const all = new Lists(files, 1);
  const budget = new loading.Budget();
  const { anywhere, title } = await all.of("许可", budget);
  assert.deepEqual([anywhere.known(), title.known()], [[0, 1, 2, 3, 50], [7]]);
  const long = await all.of("公开", budget);
  assert.deepEqual([long.anywhere.total, long.anywhere.pages[1].file, long.title.total], [7, "p-3", 1]);
  assert.equal((await all.of("熊猫", budget)).anywhere.total, 0);
  assert.equal((await all.of("constructor", budget)).anywhere.total, 0, "no key, though every object has it");
  await all.of("许可", budget);
  assert.equal(files.asked.length, 4);
});

test("a key beyond the budget is unknown, not absent, unless a reader chose it", async () => {
  const all = new Lists(filesOf({ k0: {} }), 1);
  const budget = new loading.Budget();
  for (let number = 0; budget.room; number++) budget.used.add(`t${number}`);
  assert.equal((await all.of("许可", budget)).anywhere, UNKNOWN);
  assert.notEqual((await all.of("=y2020", budget)).anywhere, UNKNOWN);
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
