"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { Vocabulary } = require("./modules.js").loaded().vocabulary;
const { WORDS } = require("./county.js");

const words = new Vocabulary(WORDS);

test("a term comes first, then what else it is called", () => {
  assert.deepEqual(words.variantsOf("低保"), ["低保", "最低生活保障"]);
  assert.deepEqual(words.variantsOf("年报"), ["年报"]);
});

test("a piece of a term may be called otherwise, but not when it already is", () => {
  assert.deepEqual(words.variantsOf("低保申请条件"), ["低保申请条件", "最低生活保障申请条件"]);
  assert.deepEqual(words.variantsOf("行政处罚"), ["行政处罚"]);
});

test("there are no more than so many variants", () => {
  const names = Object.fromEntries(["甲乙", "丙丁"].map((name) => [name, Array.from({ length: 9 }, (_, at) => `${name[0]}${at}`)]));
  assert.equal(new Vocabulary({ ...WORDS, names }).variantsOf("甲乙丙丁戊").length, 13);
});

test("texts are folded with the index's own table of characters", () => {
  assert.equal(words.squeeze("行政許可 處罰"), "行政许可处罰");
  assert.equal(words.fold("ＡＰＰ，1,250"), "app,1250");
  assert.equal(words.squeezedName("示例县财政局"), "示例县财政局");
});

test("a single character that is short for something is a word", () => {
  assert.deepEqual([words.isWord("罚"), words.isWord("县"), words.isWord("constructor")], [true, false, false]);
});

test("every word may be looked for by its sound", () => {
  assert.deepEqual(words.words(), ["行政许可", "政府信息公开", "罚", "行政处罚", "处罚", "审批", "低保", "最低生活保障"]);
});
