"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { loaded } = require("./modules.js");

const { phrasesOf, saidPhrase, understood, without, withoutWords, wordsOf } = loaded().phrases;

test("a phrase is said when each of its pieces is, in one of its ways, the longest first", () => {
  const [phrase] = phrasesOf("申请|信息公开+多久|几天");
  assert.deepEqual(saidPhrase("信息公开几天能批", phrase), [[0, 4], [4, 6]]);
  assert.equal(saidPhrase("申请什么", phrase), null);
});

test("words are taken out, the longest first", () => {
  assert.equal(without("补办身份证", [[2, 5]]), "补办   ");
  assert.equal(withoutWords("多少件申请", wordsOf("多 多少 件")), "  申请");
});

test("what a question says besides is not passed over", () => {
  const things = [{ phrases: phrasesOf("收到+申请") }];
  const spare = wordsOf("多少 件");
  assert.equal(understood("收到多少件申请", things, spare).length, 1);
  assert.deepEqual(understood("收到多少封情书的申请", things, spare), []);
});
