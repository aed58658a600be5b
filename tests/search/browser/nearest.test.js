"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { MEANT, OFFERED, WORDS } = require("./county.js");
const { loaded } = require("./modules.js");

const modules = loaded();
const index = { meanings: new modules.meanings.Meanings(MEANT), offered: OFFERED, vocabulary: new modules.vocabulary.Vocabulary(WORDS) };
const titles = (question) => modules.nearest.nearestTo(question, index).map(({ title }) => title);

test("the nearest agency or field is named, and always where to ask", () => {
  assert.deepEqual(titles("办婚礼"), ["示例县民政局", "依申请公开", "法定主动公开内容"]);
  assert.deepEqual(titles("孩子钢琴"), ["户籍管理：基层政务公开标准目录", "依申请公开", "法定主动公开内容"]);
  assert.deepEqual(titles("财政局的大熊猫"), ["示例县财政局", "依申请公开", "法定主动公开内容"]);
  assert.deepEqual(titles("大熊猫"), ["依申请公开", "法定主动公开内容"]);
});
