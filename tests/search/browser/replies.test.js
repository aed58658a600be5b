"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { MEANT, OFFERED, STATED, WORDS } = require("./county.js");
const { loaded } = require("./modules.js");

const modules = loaded();
const files = { versions: new Map(), load: async (name) => { assert.equal(name, "a2021"); return STATED; } };
const index = {
  files,
  meanings: new modules.meanings.Meanings(MEANT),
  offered: { ...OFFERED, agency: [...OFFERED.agency, "示例县公安局", "示例县民政局"] },
  vocabulary: new modules.vocabulary.Vocabulary(WORDS),
};
const reply = async (question) => (await modules.replies.replyTo(question, index, {}))?.text ?? null;

test("a figure of a named year is answered with its change", async () => {
  assert.equal(await reply("2021年收到多少件申请"), "示例县人民政府2021年新收申请 333 件 · 比上年多 21 件");
  assert.equal(await reply("公安局2021年新收申请"), "示例县公安局2021年新收申请 0 件 · 与上年相同");
  assert.equal(await reply("2021年收费金额"), "示例县人民政府2021年行政事业性收费：收费金额 7024.80 万元 · 比上年少 5.2 万元");
});

test("facts of a report and figures of its prose are answered", async () => {
  assert.equal(await reply("2021年年报哪天成文"), "示例县2021年年报 · 成文日期：2022年2月24日");
  assert.equal(await reply("2021年年报晚几天"), "示例县2021年年报 · 逾期天数：晚 3 天");
  assert.equal(await reply("2021年政策解读多少"), "示例县2021年年报 · 政策解读：314 篇");
});

test("what is of no year is answered: how to reach an office, a sentence of the law, how long a list is", async () => {
  assert.equal(await reply("受理机构电话"), "示例县人民政府办公室电话：0000-0000000");
  assert.equal(await reply("民政局电话"), "示例县民政局电话：0000-0000009");
  assert.equal(await reply("申请公开几天能答复"), "自收到申请之日起20个工作日内予以答复");
  assert.equal(await reply("公安局目录有多少条"), "示例县公安局的目录共 47 条");
  assert.equal(await reply("户籍管理目录多少条"), "户籍管理领域的目录共 2 条");
});

test("for what no figure is called nothing is fetched", async () => {
  const { load } = files;
  files.load = async (name) => assert.fail(`${name} was fetched`);
  for (const question of ["gonganju 2021", "000000000/2021-00009"]) assert.equal(await reply(question), null);
  await assert.rejects(reply("2021年政策解读多少"), /a2021 was fetched/);
  files.load = load;
});

test("no answer rather than a doubtful one", async () => {
  const doubtful = [
    "收到多少件申请", "2018年收到多少件申请", "2020年和2021年收到多少件申请", "2021年2020年收到多少件申请", "2021年2018年收到申请", "2021年收到多少封申请情书", "水务局2021年收到多少申请",
    "公安局电话", "受理机构邮箱", "公安局2021年收费金额", "2021年收到申请的金额", "公安局2021年年报哪天成文", "几天能答复完张三",
  ];
  for (const question of doubtful) assert.equal(await reply(question), null, question);
});
