"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { matching, vocabulary } = require("./modules.js").loaded();
const { WORDS, part } = require("./county.js");

const words = new vocabulary.Vocabulary(WORDS);
const made = (given) => part(words, given);
const matched = (given, terms, exact = false) => matching.matchingWords(made(given), { terms, exact }, words);

test("a number is not found inside another, nor a word inside another", () => {
  assert.equal(matching.containsPhrase("2020年", "20"), false);
  assert.equal(matching.containsPhrase("120件", "20"), false);
  assert.equal(matching.containsPhrase("29.5件", "29"), true, "its decimals are left out by the index as well");
  assert.equal(matching.containsPhrase("2020年20个工作日", "20"), true);
  assert.equal(matching.containsPhrase("whatsapp", "app"), false);
  assert.equal(matching.containsPhrase("手机app客户端", "app"), true);
  assert.equal(matching.containsPhrase("政府信息公开", "信息"), true, "in Chinese nothing stands between words");
});

test("a rough number is any that begins so and is as long", () => {
  assert.equal(matching.roughNumber("共1234条", "~12:4"), "1234");
  assert.equal(matching.roughNumber("共12345条，51234条", "~12:4"), undefined);
});

test("a long word may stand in pieces that cover it, a short one only near each other", () => {
  assert.deepEqual(matching.segments(made({ text: "农村危房的改造" }), "农村危房改造"), ["农村危房", "改造"]);
  assert.deepEqual(matching.segments(made({ text: "农村危房的整修" }), "农村危房改造"), []);
  assert.deepEqual(matching.segments(made({ text: "行政的许可" }), "行政许可"), ["行政", "许可"]);
  assert.deepEqual(matching.segments(made({ text: "行政复议以及其他各种事项的许可" }), "行政许可"), []);
  assert.deepEqual(matching.segments(made({ title: "许可", text: "行政复议以及其他各种事项" }), "行政许可"), ["行政", "许可"]);
  assert.deepEqual(matching.segments(made({ text: "县里的长" }), "县长"), []);
});

test("a part answers when it holds every term or another name for it", () => {
  assert.deepEqual(matched({ title: "行政许可", text: "2020年29件" }, ["行政许可", "29"]), ["行政许可", "29"]);
  assert.deepEqual(matched({ title: "最低生活保障" }, ["低保"]), ["最低生活保障"]);
  assert.equal(matched({ title: "行政许可", text: "2020年129件" }, ["行政许可", "29"]), null);
});

test("what is asked for exactly does not count in pieces", () => {
  assert.deepEqual(matched({ text: "农村危房的改造" }, ["农村危房改造"]), ["农村危房", "改造"]);
  assert.equal(matched({ text: "农村危房的改造" }, ["农村危房改造"], true), null);
});

test("a phrase does not go across the title into the text", () => {
  assert.equal(matched({ title: "行政", text: "许可" }, ["行政许可"], true), null);
});

test("the longest pieces that a text holds", () => {
  assert.deepEqual(matching.longestPieces("年度报告公开", "公开年度报表"), ["公开", "年度报"]);
});
