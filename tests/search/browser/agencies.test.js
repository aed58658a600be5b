"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { agencies, vocabulary } = require("./modules.js").loaded();
const { OFFERED, WORDS } = require("./county.js");

const words = new vocabulary.Vocabulary(WORDS);
const taken = (text, offered = OFFERED.agency) => agencies.takeAgencies(text, offered, words);

test("an agency is taken out of the text, and what stands around it stays", () => {
  assert.deepEqual(taken("示例县财政局收费项目"), { found: ["示例县财政局"], rest: " 收费项目" });
  assert.deepEqual(taken("收费 财政局"), { found: ["示例县财政局"], rest: "收费  " });
});

test("it may be called by characters of its name in their order", () => {
  assert.deepEqual(taken("发改局").found, ["示例县发展和改革局"]);
  assert.deepEqual(taken("县发改委").found, ["示例县发展和改革局"]);
});

test("a body that is not of this county is none", () => {
  assert.deepEqual(taken("示例县公安局"), { found: [], rest: "示例县公安局" });
});

test("words that end otherwise name no agency", () => {
  assert.deepEqual(taken("财政预算"), { found: [], rest: "财政预算" });
});

test("what fits too many names none of them", () => {
  const many = ["甲", "乙", "丙", "丁"].map((name) => `示例县${name}镇人民政府`);
  assert.deepEqual(taken("镇人民政府", many).found, []);
  assert.deepEqual(taken("镇人民政府", many.slice(1)).found, many.slice(1));
  assert.deepEqual(taken("甲镇政府", many).found, [many[0]]);
});

test("the end of a name is surer than characters of it", () => {
  assert.equal(agencies.sureness("财政局", "示例县财政局"), 2);
  assert.equal(agencies.sureness("发改局", "示例县发展和改革局"), 1);
  assert.equal(agencies.sureness("教育局", "示例县财政局"), 0);
  assert.equal(agencies.sureness("例甲镇", "示例县甲镇人民政府"), 0, "it begins with a mere piece of the county's name");
});
