"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { soundsOf } = require("./county.js");
const { Readings, misspelled, soundPatterns, sounding } = require("./modules.js").loaded().sounds;

const readings = new Readings(soundsOf({
  gong: "公工", kai: "开", nian: "年", bao: "报保", xi: "西", an: "安", xian: "县先", shui: "水睡", wu: "务物", ju: "局", yu: "预", suan: "算",
}));

test("characters have their first reading by their place in GB 2312, and others after them", () => {
  const standing = new Readings(["a ai zong", "0211", "2", "腌0阿1"]);
  assert.deepEqual(["啊", "阿", "埃", "挨", "腌", "哎"].map((character) => standing.of(character)), [["a"], ["a", "ai"], ["ai"], ["zong"], ["a"], []]);
});

test("letters are cut into syllables, the longest first", () => {
  assert.deepEqual(readings.split("gongkai"), ["gong", "kai"]);
  assert.deepEqual(readings.split("xian"), ["xian"]);
  assert.deepEqual(readings.split("xianbaogong"), ["xian", "bao", "gong"]);
  assert.deepEqual(readings.split("xianian"), null, "xian leaves ian, and xi leaves anian");
  assert.equal(readings.split("gongx"), null);
});

test("pinyin is looked for by its syllables and by first letters", () => {
  const [syllables, letters] = soundPatterns(["nianbao"], readings);
  assert.deepEqual([syllables.keys, syllables.least], [["'nian bao"], 2]);
  assert.deepEqual([letters.keys.slice(0, 2), letters.least], [["'nia", "'ian"], 4]);
  assert.equal(sounding("2020年报", syllables.sounds), "年报");
  assert.equal(sounding("年底报", syllables.sounds), "");
});

test("first letters alone are no syllables", () => {
  const [letters, ...others] = soundPatterns(["gknb"], readings);
  assert.deepEqual(others, []);
  assert.equal(sounding("公开年报", letters.sounds), "公开年报");
});

test("what is written beside pinyin is kept as it is", () => {
  const [pattern] = soundPatterns(["gongkai", "处罚"], readings);
  assert.deepEqual(pattern.written, ["处罚"]);
});

test("wrong characters that sound alike are looked for when half of them are right", () => {
  const [pattern] = soundPatterns(["工开年报"], readings);
  assert.equal(sounding("示例县公开年报", pattern.sounds), "公开年报");
  assert.equal(pattern.near("公开年报"), true);
  const [other] = soundPatterns(["工开年保"], readings);
  assert.deepEqual([other.near("公开年报"), other.near("公年开报")], [true, false]);
});

test("short words and characters that nobody can read have no pattern", () => {
  assert.deepEqual(soundPatterns(["工开"], readings), []);
  assert.deepEqual(soundPatterns(["工开年熊"], readings), []);
  assert.deepEqual(soundPatterns(["2020"], readings), []);
});

test("the end of a name with one wrong character is found in a text", () => {
  assert.equal(misspelled("水物局 预算", "县水务局", readings), "水物局");
  assert.equal(misspelled("睡物局 预算", "县水务局", readings), "", "two of three are wrong");
  assert.equal(misspelled("西安县 预算", "县水务局", readings), "");
});
