"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { folding } = require("./modules.js").loaded();

const TRADITIONAL = new Map([["辦", "办"], ["發", "发"], ["處", "处"], ["許", "许"]]);
const squeezed = (text) => folding.squeeze(text, TRADITIONAL).text;

test("what is written differently is the same", () => {
  for (const [written, same] of [
    ["正政辦發［２０２０］２號", "正政办发2020 2號"],
    ["1，250 条", "1250条"],
    ["一千二百五十条", "1250条"],
    ["二〇二〇年", "2020年"],
    ["ＡＰＰ客户端", "app客户端"],
    ["8591.0010万元，100.00%", "8591.001万元100"],
    ["行政复议、行政诉讼", "行政复议行政诉讼"],
    ["2020-01", "2020 01"],
  ]) assert.equal(squeezed(written), same);
});

test("what is no number stays as it is", () => {
  for (const written of ["百姓", "三公", "两微一端", "千百", "五一"]) assert.equal(squeezed(written), written);
});

test("each character knows where it stood", () => {
  const written = "共 1,250 條（行政許可），三十三份";
  const { text, from, to } = folding.squeeze(written, TRADITIONAL);
  const place = (piece) => {
    const at = text.indexOf(piece);
    return written.slice(from[at], to[at + piece.length - 1]);
  };
  assert.equal(place("1250"), "1,250");
  assert.equal(place("行政许可"), "行政許可");
  assert.equal(place("33"), "三十三");
});

test("one character may have been several, and several one", () => {
  const { text, from, to } = folding.squeeze("㎡e\u0301", TRADITIONAL);
  assert.equal(text, "m2é");
  assert.deepEqual([from, to], [[0, 0, 1], [1, 1, 3]]);
});

test("tokens are runs of Chinese, words and numbers, and a Chinese one is found by its bigrams", () => {
  assert.deepEqual(folding.tokenise("国办发2019 54号app"), ["国办发", "2019", "54", "号", "app"]);
  assert.deepEqual(folding.tokenise("~12:4"), ["~12:4"]);
  assert.deepEqual(folding.keysOf("行政许可"), ["行政", "政许", "许可"]);
  assert.deepEqual(folding.keysOf("22961.413"), ["22961.413"]);
  assert.deepEqual(folding.bigrams("𠮷野家"), ["𠮷野", "野家"]);
});
