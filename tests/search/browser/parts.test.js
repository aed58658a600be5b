"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { loading, parts, vocabulary } = require("./modules.js").loaded();
const { WORDS } = require("./county.js");

// As src/gongkai/search/texts.py writes them: names, pages, places, sentences, and rows with the page, place, sentence, figures.
const REPORT = [
  ["县政府", "年度报告"],
  [["2020/", "某县年报", 2020, 0, 1]],
  [["fees", "收费", "二、公开", "收费"], ["", "某县年報"]],
  ["\x7f元，\x7f件", "全文"],
  [[0, 0, 0, "20 1,204"], [0, 1, 1]],
];
const CATALOGUE = [["", "目录"], [["c/", "", 0, 0, 1]], [["", "目录"]], [""], [[0, 0, 0]]];
const NOTICE = [["", "通知"], [["n/", "", 0, 0, 1]], [["", "通知"]], ["三天"], [[0, 0, 0]]];
const FILES = { t0: [REPORT], t1: [CATALOGUE, NOTICE] };
// Parts 0 and 2 are the report's, 1 is of the catalogue, 3 the notice.
const STANDING = { shelves: "01110121", bundles: "12" };

function made() {
  const asked = [];
  const load = async (name, budget) => { asked.push(name); budget.used.add(name); return FILES[name]; };
  return { asked, all: new parts.Parts({ load }, STANDING, new vocabulary.Vocabulary(WORDS)) };
}

test("a part has its place, what is shown of it and what is searched in", async () => {
  const [part] = await made().all.load([0], new loading.Budget());
  assert.deepEqual([part.address, part.anchor, part.title, part.text], ["2020/", "fees", "收费", "20元，1,204件"]);
  assert.deepEqual([part.year, part.agency], [2020, "县政府"]);
  assert.deepEqual([part.above, part.facets], [["某县年报", "二、公开", "收费"], ["2020年", "县政府", "年度报告"]]);
  assert.equal(part.all, "收费\n某县年报二公开收费县政府2020年\n20元1204件");
});

test("parts come in the order they were asked for, each file once, from whichever text they stand in", async () => {
  const { all, asked } = made();
  const found = await all.load([3, 2, 1, 0], new loading.Budget());
  assert.deepEqual(found.map((part) => part.number), [3, 2, 1, 0]);
  assert.deepEqual(found.map((part) => part.title), ["通知", "某县年報", "目录", "收费"]);
  assert.deepEqual(asked, ["t1", "t0"]);
  assert.deepEqual(found[2].facets, ["", "", "目录"]);
});

test("no more parts are looked at than the budget and the pass allow, and never very many", () => {
  const { all } = made();
  const budget = new loading.Budget();
  assert.deepEqual(all.affordable([0, 1, 2], budget, 1), [0, 2], "the others of a file cost nothing");
  assert.equal(budget.short, true);
  assert.deepEqual(all.affordable([0, 2], budget, 0), [0, 2], "their file is counted already");
  for (let number = 9; budget.room; number++) budget.used.add(`t${number}`);
  assert.deepEqual(all.affordable([1, 2], budget), [2]);
  assert.equal(all.affordable(new Array(1000).fill(0), budget).length, 160);
});
