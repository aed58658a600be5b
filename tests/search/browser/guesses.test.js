"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { typingErrors } = require("./modules.js").loaded().guesses;

/* What a text may have been meant to be, as a pattern. */
const patterns = (text) => typingErrors(text).map(({ before, after, gap }) => `${before}${gap}${after}`);

test("a character may have been left out", () => {
  assert.ok(patterns("政信息公开").includes("政.信息公开"));
});

test("a character may have been typed twice", () => {
  assert.ok(patterns("政府信息公公开").includes("政府信息公开"));
});

test("a character may be wrong, in a long word and not at its ends", () => {
  const found = patterns("政府信悉公开");
  assert.ok(found.includes("政府信.公开"));
  assert.ok(!found.includes(".府信悉公开") && !found.includes("政府信悉公."));
});

test("a short word has no typing errors: it would be another word", () => {
  assert.deepEqual(patterns("年报表"), []);
});
