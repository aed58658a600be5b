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

test("an answer takes so many files of lists and no more, and texts besides", () => {
  const { loading: { Budget } } = opened();
  const budget = new Budget();
  let lists = 0;
  while (budget.allowsLists(`k${lists}`)) budget.used.add(`k${lists++}`);
  assert.equal(lists, 22);
  assert.ok(budget.allowsLists("k0"), "it is here already");
  assert.ok(budget.allowsTexts);
  let texts = 0;
  while (budget.allowsTexts) budget.used.add(`t${texts++}`);
  assert.equal(budget.used.size, 32);
  assert.equal(budget.room, 0);
});

test("the table of sounds takes the place of several files", () => {
  const { loading: { Budget } } = opened();
  const budget = new Budget();
  budget.used.add("sounds");
  for (let texts = 0; budget.allowsTexts; texts++) budget.used.add(`t${texts}`);
  assert.equal(budget.used.size, 29);
  assert.ok(!budget.overdrawn);
});
