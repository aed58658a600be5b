"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { loaded } = require("./modules.js");
const { documentFetching } = require("./standins.js");

/* The module, its files, and the addresses they were fetched from. */
function opened(fetch = () => {}) {
  const asked = [];
  const document = documentFetching((address) => {
    asked.push(address);
    fetch(address);
    files.receive(address.match(/([^/]*?)(-[0-9a-v]{5})?\.js$/)[1], `data of ${address}`);
  });
  const { loading } = loaded({ document });
  const files = new loading.Files("index/");
  return { loading, files, asked };
}

test("a file is fetched once, under the name that the manifest tells", async () => {
  const { loading, files, asked } = opened();
  const budget = new loading.Budget();
  await files.load("manifest", budget);
  files.versions = new Map([["k1", "0a1bc"], ["k2", "v0000"]]);
  assert.equal(await files.load("k1", budget), "data of index/k1-0a1bc.js");
  assert.deepEqual(await Promise.all([files.load("k1", budget), files.load("k2", budget)]), ["data of index/k1-0a1bc.js", "data of index/k2-v0000.js"]);
  assert.deepEqual(asked, ["index/manifest.js", "index/k1-0a1bc.js", "index/k2-v0000.js"]);
});

test("a file that did not come is asked for again", async () => {
  let broken = true;
  const { loading, files } = opened(() => { if (broken) throw new Error("no network"); });
  await assert.rejects(files.load("k1", new loading.Budget()), /k1/);
  broken = false;
  assert.equal(await files.load("k1", new loading.Budget()), "data of index/k1.js");
});

test("what was kept counts for an answer as what was fetched", async () => {
  const { loading, files } = opened();
  await files.load("k1", new loading.Budget());
  const budget = new loading.Budget();
  const before = budget.room;
  await files.load("k1", budget);
  await files.load("k1", budget);
  assert.equal(budget.room, before - 1);
});

test("the first answer takes six files, two of them fetched before, and tells that more were wanted", () => {
  const { loading: { Budget, FIRST } } = opened();
  const budget = new Budget(FIRST);
  assert.deepEqual([budget.takesLists("g0"), budget.takesLists("g1"), budget.takesLists("n0"), budget.short], [true, true, true, false]);
  assert.deepEqual([budget.takesLists("g0"), budget.takesLists("g2"), budget.short], [true, false, true], "one is here already");
  assert.deepEqual([budget.takes("t0"), budget.takes("t1")], [true, false]);
  assert.deepEqual([budget.used.size, budget.room], [6, 0]);
  assert.equal(budget.takesGuesses(), false, "what may have been meant is for the whole answer");
});

test("a file of texts is taken where a pass allows it, and lists leave room for one", () => {
  const { loading: { Budget, FIRST } } = opened();
  const budget = new Budget(FIRST);
  assert.deepEqual([budget.takes("t0"), budget.takes("t1", false), budget.takes("t0", false)], [true, false, true]);
  for (const name of ["t1", "t2"]) budget.takes(name);
  assert.deepEqual([budget.room, budget.takesLists("g0")], [1, false]);
});

test("the steps of a first answer have its files together, those of a whole answer as many each", () => {
  const { loading: { Budget, FIRST, WHOLE } } = opened();
  const first = new Budget(FIRST);
  assert.ok(first.takes("sounds"));
  const step = first.further();
  for (const name of ["g0", "g1", "t0", "t1"]) step.takes(name);
  assert.deepEqual([first.room, step.room, first.further().room], [0, 0, 0]);
  const whole = new Budget(WHOLE);
  assert.ok(whole.takes("sounds"));
  whole.further().takes("g0");
  assert.deepEqual([whole.room, whole.further().room], [7, 7]);
  assert.deepEqual([first.further({ guesses: 1 }).takesGuesses(), whole.further().takesGuesses()], [false, true]);
});

test("the files of a first answer weigh no more together than its bound", () => {
  const { loading: { Budget, FIRST, WHOLE } } = opened();
  const sizes = new Map([["manifest", 40000], ["meanings", 43000], ["g0", 12000], ["n0", 12000], ["g1", 15000], ["t0", 14000]]);
  const budget = new Budget(FIRST, sizes);
  assert.deepEqual([budget.takesLists("g0"), budget.takesLists("n0"), budget.short], [true, false, true], "something is left for texts");
  assert.deepEqual([budget.takes("g1"), budget.takes("t0"), budget.takes("t1")], [true, false, true], "no more than 120 KB");
  assert.ok(new Budget(WHOLE, sizes).takes("t0"), "the whole answer is bound by its files alone");
});

test("where the opening is heavy, something may be fetched for a question all the same", () => {
  const { loading: { Budget, FIRST } } = opened();
  const budget = new Budget(FIRST, new Map([["manifest", 100000], ["meanings", 60000], ["g0", 15000], ["t0", 12000], ["t1", 12000]]));
  assert.deepEqual([budget.takesLists("g0"), budget.takes("t0"), budget.takes("t1")], [true, true, false]);
});

test("for guesses there is some room, whatever was used before", () => {
  const { loading: { Budget, WHOLE } } = opened();
  const budget = new Budget(WHOLE);
  for (let texts = 0; budget.takes(`t${texts}`); texts++) assert.ok(texts < 20);
  assert.deepEqual([budget.used.size, budget.takesGuesses(), budget.room], [10, true, 5]);
  assert.ok(budget.takesLists("s0"));
});
