"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { loaded } = require("./modules.js");
const { question, vocabulary } = loaded();
const { WORDS, OFFERED } = require("./county.js");

const words = new vocabulary.Vocabulary(WORDS);
const parse = (asked) => question.parse(asked, words, OFFERED);
/* Of a parsed question only what the case is about. */
const some = (parsed, expected) => Object.fromEntries(Object.keys(expected).map((name) => [name, parsed[name]]));

for (const [about, asked, expected] of [
  ["terms stand apart", "行政许可 处罚", { typed: ["行政许可", "处罚"], content: ["行政许可", "处罚"], years: [] }],
  ["a year is no word", "2020年行政许可", { content: ["行政许可"], years: ["2020"] }],
  ["a year written short", "20年行政许可", { content: ["行政许可"], years: ["2020"] }],
  ["a year of which there is nothing is a word", "1999年", { content: ["1999年"], years: [] }],
  ["a year without a report is told", "2018年和1999年的年报，2035年规划", { absent: ["2018", "1999"] }],
  ["a year with a report is not", "2020年2019年", { absent: [] }],
  ["a count is no year", "2020件", { content: ["2020"], years: [] }],
  ["a number is a term", "20个工作日", { content: ["20", "工作日"], years: [] }],
  ["a number without its unit", "29件", { content: ["29"] }],
  ["a rough number", "一千二百多件", { content: ["~12:4"] }],
  ["what is typed like a rough number is only its words", "~(1 ～5:x[", { content: ["1", "5", "x"] }],
  ["more than a hundred", "三百余条", { content: ["~3:3"] }],
  ["a document's number is a phrase, its year not asked for", "国办发〔2020〕54号", { content: ["国办发2020 54"], years: [] }],
  ["a day is a phrase", "2020-1-04 公开", { content: ["2020年1月4日", "公开"], years: [] }],
  ["an agency by its name", "示例县财政局 收费", { content: ["收费"], agencies: ["示例县财政局"] }],
  ["an agency by its short name", "发改局年报", { content: ["年报"], agencies: ["示例县发展和改革局"] }],
  ["an agency by its former name", "环保局 处罚", { content: ["处罚"], agencies: ["示例市生态环境局示例分局"] }],
  ["a former ending", "发改委 收费", { agencies: ["示例县发展和改革局"] }],
  ["words of asking", "请问行政许可有多少件？", { content: ["行政许可"], asksAmount: true }],
  ["a question over the years", "行政许可历年变化", { content: ["行政许可"], overYears: true, hints: ["历年"] }],
  ["from year to year", "2019-2021 处罚", { content: ["处罚"], overYears: true, years: [] }],
  ["all agencies", "哪个部门处罚最多", { acrossAgencies: true, hints: ["各机构"] }],
  ["somebody to turn to, not all agencies", "被拒绝了找谁告", { acrossAgencies: false, hints: [] }],
  ["days, not an amount", "答复等多少天", { asksAmount: false }],
  ["a comparison", "收费和罚没收入比较", { acrossAgencies: true }],
  ["one character says too little, unless it is short for a word", "县，罚", { content: ["罚"] }],
  ["one letter is a term", "a", { typed: ["a"], content: ["a"] }],
  ["pinyin is a word", "xingzhengxuke", { typed: ["xingzhengxuke"], content: ["xingzhengxuke"] }],
  ["width, case and characters do not matter", "ＡＰＰ　行政許可", { typed: ["app", "行政许可"] }],
  ["a blank that slipped in", "县长 信 箱", { typed: ["县长信箱"] }],
  ["only asking words", "请问多少", { content: [] }],
]) test(`${about}: ${asked}`, () => assert.deepEqual(some(parse(asked), expected), expected));

test("a long question in one breath is not looked for as it stands", () => {
  const parsed = parse("请问2020年的行政许可一共办了多少件呢");
  assert.deepEqual(some(parsed, { typed: 0, content: 0, years: 0 }), { typed: [], content: ["行政许可一共办"], years: ["2020"] });
});

test("a long name is", () => {
  assert.deepEqual(parse("农村义务教育学生营养改善计划").typed, ["农村义务教育学生营养改善计划"]);
});

test("years and agencies are among the words of the wider reading", () => {
  assert.deepEqual(parse("2020年财政局收费").worded, ["2020", "财政局收费"]);
});

test("what is said in quotation marks and brackets is only its words", () => {
  assert.deepEqual(parse("“行政许可”（处罚）").typed, ["行政许可处罚"]);
  assert.deepEqual(parse("<b>年报</b>").typed, ["b年报b"]);
});

test("no more than a hundred characters are looked at", () => {
  assert.equal(parse("年报".repeat(400)).content.join("").length, 100);
});
