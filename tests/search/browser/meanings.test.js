"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { MEANT } = require("./county.js");
const { loaded } = require("./modules.js");

const { Meanings, subjectsOf } = loaded().meanings;
const meanings = new Meanings(MEANT);
const kinds = (text) => meanings.read(text).map(({ meaning }) => meaning.kind);

test("the longest words of a question tell what it means", () => {
  const [first] = meanings.read("俺身份证丢了咋办");
  assert.deepEqual([first.meaning.kind, first.meaning.entries[0].title], ["matter", "居民身份证：办事指南"]);
  assert.equal(first.rest, "丢");
  assert.deepEqual(kinds("今天吃什么"), []);
});

test("pieces of a word may stand apart, and small words within one", () => {
  assert.deepEqual(kinds("证丢在外地怎么补办"), ["matter"]);
  assert.deepEqual(kinds("身份的证"), ["matter"]);
});

test("a word of many things is loose, and one of what no county has is near", () => {
  assert.deepEqual(meanings.read("孩子").map(({ loose }) => loose), [true]);
  assert.deepEqual(meanings.nearWords("办婚礼"), ["婚礼"]);
  assert.deepEqual(meanings.nearWords("办身份证"), []);
});

test("what is said in passing tells nothing", () => {
  assert.equal(meanings.telling("俺要宅院咋办"), "宅院");
});

test("what only reports tell is known apart, and hides no other meaning", () => {
  const subjects = subjectsOf([["养犬", "遛狗 狗+证"]], meanings);
  assert.deepEqual(subjects.read("家里的狗要不要证").map(({ meaning, rest }) => [meaning.written, rest]), [[["养犬"], "家里的不"]]);
  assert.deepEqual(kinds("狗证"), []);
});
