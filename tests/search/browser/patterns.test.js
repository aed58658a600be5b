"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { patterns } = require("./modules.js").loaded();

const places = (text, pattern, fits) => patterns.allMatches(text, pattern, fits).map(({ 0: found, index }) => `${found}@${index}`);

test("every match is found, one after another", () => {
  assert.deepEqual(places("一12二3", /[0-9]+/g), ["12@1", "3@4"]);
  assert.deepEqual(places("", /[0-9]+/g), []);
  assert.deepEqual(places("ab", /x?/g), ["@0", "@1", "@2"]);
});

test("a match that does not fit hides none that begins within it", () => {
  const alone = (before) => !/[0-9]$/.test(before);
  assert.deepEqual(places("120 20", /20/g, alone), ["20@4"]);
  assert.deepEqual(places("aab", /a+b/g, (before) => before === "a"), ["ab@1"]);
  assert.deepEqual(places("𠮷𠮷年", /[𠮷年]+/gu, (before) => before.length > 2), ["年@4"]);
});

test("what stands after a match is asked as well", () => {
  assert.deepEqual(places("2 年 2 月", /\s+/g, (_, after) => after.startsWith("年")), [" @1"]);
});

test("only what fits is replaced, by what is made of its groups", () => {
  const replaced = patterns.replaceMatches("1,250、a,250", /,(?<rest>[0-9]+)/g, (before) => /[0-9]$/.test(before), (_, rest) => `·${rest}`);
  assert.equal(replaced, "1·250、a,250");
});
