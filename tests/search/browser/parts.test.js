"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { loading, parts, vocabulary } = require("./modules.js").loaded();
const { WORDS } = require("./county.js");

// As src/gongkai/search/files.py writes them: names, pages, and rows with the page, anchor, title, text and path of each part.
const FILES = {
  t0: [["县政府", "年度报告"], [["2020/", "某县年报", 2020, 0, 1]], [[0, "fees", "收费", "20元", "二、公开", "收费"], [0, "", "某县年報", "全文"]]],
  t2: [["", "目录"], [["c/", "", 0, 0, 1]], [[0, "", "目录", ""]]],
};

function made() {
  const asked = [];
  const load = async (name, budget) => { asked.push(name); budget.used.add(name); return FILES[name]; };
  return { asked, all: new parts.Parts({ load }, [0, 2], new vocabulary.Vocabulary(WORDS)) };
}

test("a part has its place, what is shown of it and what is searched in", async () => {
  const [part] = await made().all.load([0], new loading.Budget());
  assert.deepEqual([part.address, part.anchor, part.title, part.text], ["2020/", "fees", "收费", "20元"]);
  assert.deepEqual([part.year, part.agency], [2020, "县政府"]);
  assert.deepEqual([part.above, part.facets], [["某县年报", "二、公开", "收费"], ["2020年", "县政府", "年度报告"]]);
  assert.equal(part.all, "收费\n某县年报二公开收费县政府2020年\n20元");
});

test("parts come in the order they were asked for, each file once", async () => {
  const { all, asked } = made();
  const found = await all.load([2, 1, 0], new loading.Budget());
  assert.deepEqual(found.map((part) => part.number), [2, 1, 0]);
  assert.deepEqual(asked, ["t2", "t0"]);
  assert.deepEqual(found[0].facets, ["", "", "目录"]);
});

test("no more parts are looked at than the budget and the pass allow, and never very many", () => {
  const { all } = made();
  const budget = new loading.Budget();
  assert.deepEqual(all.affordable([0, 2, 1], budget, 1), [0]);
  assert.deepEqual(all.affordable([0, 1, 2], budget, 0), [0, 1], "their file is counted already");
  for (let number = 9; budget.allowsTexts; number++) budget.used.add(`t${number}`);
  assert.deepEqual(all.affordable([1, 2], budget), [1]);
  assert.equal(all.affordable(new Array(1000).fill(0), budget).length, 160);
});
