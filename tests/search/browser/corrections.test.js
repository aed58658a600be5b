"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { MEANT, OFFERED, WORDS, soundsOf } = require("./county.js");
const { loaded } = require("./modules.js");

const modules = loaded();
const SYLLABLES = { shen: "身深", fen: "份分", zheng: "证正", yi: "医", yuan: "院员", liao: "疗料" };
// Pairs of characters that stand somewhere on the site; all others are nowhere.
const STANDING = new Set(["身份", "份证", "医院", "居民", "户籍", "籍管", "管理"]);
const index = {
  files: { load: async () => soundsOf(SYLLABLES) },
  lists: { standsNowhere: (pair) => !STANDING.has(pair) },
  meanings: new modules.meanings.Meanings(MEANT),
  offered: OFFERED,
  vocabulary: new modules.vocabulary.Vocabulary(WORDS),
  weights: new modules.coverage.Weights(100),
};
const corrected = (question) => modules.corrections.corrected(question, index, new modules.loading.Budget());

test("a wrong, missing, doubled or misplaced character of a known word is put right", async () => {
  assert.equal(await corrected("户籍管里"), "户籍管理");
  assert.equal(await corrected("户籍理"), "户籍管理");
  assert.equal(await corrected("户籍籍管理"), "户籍管理");
  assert.equal(await corrected("居民身证"), "居民身份证");
  assert.equal(await corrected("居民身证份"), "居民身份证");
});

test("of a short word the wrong character has to sound like the right one", async () => {
  assert.equal(await corrected("身分证"), "身份证");
  assert.equal(await corrected("身院证"), null);
});

test("what stands somewhere is no slip, and a strange word is none of ours", async () => {
  assert.equal(await corrected("身份证"), null);
  assert.equal(await corrected("火星探测器"), null);
});

test("pinyin and initials are read as known words", async () => {
  assert.equal(await corrected("shenfenzheng"), "身份证");
  assert.equal(await corrected("sfz"), "身份证");
  assert.equal(await corrected("kubernetes"), null);
});

test("an agency is known by its name without the county's", async () => {
  assert.equal(await corrected("水物局"), null);
  STANDING.add("务局");
  SYLLABLES.wu = "务物";
  index.readings = undefined;
  assert.equal(await corrected("水物局"), "水务局");
});
