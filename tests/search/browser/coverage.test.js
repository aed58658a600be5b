"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { coverage, folding, lists, loading, vocabulary } = require("./modules.js").loaded();
const { WORDS, part } = require("./county.js");

/* An index of so many parts, of which each key is held by so many. */
function indexOf(parts, holding) {
  const weights = new coverage.Weights(parts);
  for (const [key, count] of Object.entries(holding)) weights.set(key, count);
  return { vocabulary: new vocabulary.Vocabulary(WORDS), weights };
}

const index = indexOf(1000, { 图书: 10, 书馆: 10, 馆能: 0, 能借: 0, 借阅: 5, 公开: 1000 });

test("a rare key says more than a frequent one, and one that stands nowhere most", () => {
  const weight = (key) => index.weights.of(key);
  assert.ok(weight("馆能") > weight("借阅") && weight("借阅") > weight("图书") && weight("图书") > weight("公开"));
  assert.equal(weight("公开"), 0.05);
  assert.equal(weight("未知"), 0.5);
});

test("weights are learned from the posting lists, and not from those that were not fetched", async () => {
  const found = { 图书: { total: 1 }, 书馆: lists.UNKNOWN };
  const asked = [];
  const learning = { ...indexOf(1000, {}), lists: { anywhere: async (keys) => { asked.push(...keys); return keys.map((key) => found[key]); } } };
  await coverage.weigh(["图书馆", "~12:4"], learning, new loading.Budget());
  assert.deepEqual(asked, ["图书", "书馆"]);
  assert.deepEqual([learning.weights.of("图书"), learning.weights.of("书馆")], [1, 0.5]);
});

test("every second bigram is asked for first: together they hold all characters", async () => {
  const asked = [];
  const learning = { ...indexOf(9, {}), lists: { anywhere: async (keys) => { asked.push(...keys); return keys.map(() => lists.UNKNOWN); } } };
  await coverage.weigh(["政府信息公开"], learning, new loading.Budget());
  assert.deepEqual(asked, ["政府", "信息", "公开", "府信", "息公"]);
});

test("what is said in passing at the ends of a term is taken away where it stands nowhere so", () => {
  assert.equal(coverage.trimmed("图书馆能", index.weights), "图书馆");
  assert.equal(coverage.trimmed("能借阅", index.weights), "借阅");
  assert.equal(coverage.trimmed("图书馆", index.weights), "图书馆");
  assert.equal(coverage.trimmed("app", index.weights), "app");
});

test("a part covers a term by the weight of its bigrams and by its characters", () => {
  const whole = coverage.coverage(part(index.vocabulary, { text: "图书借阅" }), ["图书借阅"], index);
  assert.deepEqual([whole.share, whole.said, whole.length], [1, 1, 4]);
  const half = coverage.coverage(part(index.vocabulary, { text: "图书" }), ["图书借阅"], index);
  assert.equal(half.share, 0.5);
  assert.ok(half.said > 0 && half.said < 0.5);
  const other = coverage.coverage(part(index.vocabulary, { text: "最低生活保障" }), ["低保"], index);
  assert.equal(other.share, 1, "by its other name");
});

test("a number is held whole or not at all", () => {
  const { held } = coverage.coverage(part(index.vocabulary, { text: "2020年" }), ["20"], index);
  assert.equal(held, 0);
});

test("the weight that a text holds is no more than the full weight", () => {
  const full = coverage.fullWeight("图书借阅", index.weights);
  assert.equal(full, folding.bigrams("图书借阅").reduce((sum, key) => sum + index.weights.of(key), 0));
  assert.equal(coverage.weightHeld("图书借阅图书", "图书借阅", index.weights), full);
  assert.equal(coverage.fullWeight("~12:4", index.weights), 1);
});
