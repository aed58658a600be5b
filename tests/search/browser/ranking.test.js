"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { coverage, ranking, question, vocabulary } = require("./modules.js").loaded();
const { OFFERED, WORDS, part } = require("./county.js");

/* Parts before number 10 are the government's own, those from 90 on repeat what others state. */
const index = {
  vocabulary: new vocabulary.Vocabulary(WORDS),
  weights: new coverage.Weights(100),
  foremost: 10,
  repeats: 90,
};

const asked = (text) => {
  const query = question.parse(text, index.vocabulary, OFFERED);
  return { ...query, spoken: query.content };
};

/* The parts' names, those that are worth most to the question first. */
function order(text, parts) {
  const hits = Object.entries(parts).map(([name, given], at) => {
    const one = part(index.vocabulary, { number: 10 + at, address: `${name}/`, anchor: "r", ...given });
    return { name, part: one, score: ranking.score(one, asked(text), index) };
  });
  return hits.sort(ranking.byScore).map(({ name }) => name);
}

for (const [about, text, parts, expected] of [
  ["a title says more than a text, and a text more than what stands above", "行政许可", {
    above: { title: "处理决定数量", above: ["行政许可"] },
    text: { title: "处理决定数量", text: "行政许可的处理决定" },
    title: { title: "行政许可", text: "处理决定数量" },
  }, ["title", "text", "above"]],
  ["so it is of a word that stands in pieces", "农村危房改造", {
    above: { title: "补助", above: ["农村危房的改造"] },
    text: { title: "补助", text: "农村危房的改造" },
    title: { title: "农村危房的改造" },
  }, ["title", "text", "above"]],
  ["a title that says nothing else comes before a longer one", "行政许可", {
    longer: { title: "行政许可的办理情况和说明" },
    exact: { title: "行政许可" },
  }, ["exact", "longer"]],
  ["the number before a title is no part of it", "行政许可", {
    longer: { title: "行政许可的办理" },
    numbered: { title: "一二三四五六行政许可" },
  }, ["numbered", "longer"]],
  ["a row says it more exactly than a section", "行政许可", {
    section: { title: "决定", text: `行政许可${"，以及很多别的事项".repeat(30)}` },
    row: { title: "决定", text: "行政许可 29" },
  }, ["row", "section"]],
  ["a word as it stands comes before its pieces, and these before other words", "农村危房改造", {
    none: { title: "城市绿化" },
    pieces: { title: "农村危房的改造" },
    whole: { title: "农村危房改造" },
  }, ["whole", "pieces", "none"]],
  ["a term itself comes before another name for it", "审批", {
    other: { title: "行政许可" },
    same: { title: "审批" },
  }, ["same", "other"]],
  ["a number counts where it stands by itself", "收费20", {
    inside: { title: "收费", text: "2020年120件" },
    itself: { title: "收费", text: "20件" },
  }, ["itself", "inside"]],
  ["a page comes before a part of one", "行政许可", {
    part: { title: "行政许可" },
    page: { title: "行政许可", anchor: "" },
  }, ["page", "part"]],
  ["a question that names no agency is the government's own, though an agency says it more shortly", "行政许可", {
    agency: { title: "行政许可", text: "行政许可" },
    own: { number: 3, title: "行政许可", text: "县政府各部门全年办理的行政许可事项，按规定期限办结" },
  }, ["own", "agency"]],
  ["an agency that is named comes before the government", "财政局 收费", {
    own: { number: 3, title: "收费" },
    agency: { title: "收费", above: ["示例县财政局"] },
  }, ["agency", "own"]],
  ["without an agency, what belongs to none comes before what does", "行政许可", {
    agency: { title: "行政许可", agency: "示例县财政局" },
    none: { title: "行政许可的办理" },
  }, ["none", "agency"]],
  ["an agency's own part comes before one that only names it", "财政局 收费", {
    named: { title: "收费说明", above: ["示例县财政局"] },
    own: { title: "收费的说明和标准", above: ["示例县财政局"], agency: "示例县财政局" },
  }, ["own", "named"]],
  ["the year that was asked for comes first, then what is of no year", "2020年行政许可", {
    other: { title: "行政许可", year: 2021 },
    none: { title: "行政许可的办理" },
    asked: { title: "行政许可的办理和说明", year: 2020 },
  }, ["asked", "none", "other"]],
  ["of one year a comparison says little over the years", "行政许可历年变化", {
    year: { number: 95, title: "行政许可", year: 2020 },
    years: { number: 96, title: "行政许可的办理" },
  }, ["years", "year"]],
  ["how many is told by a row with a figure", "行政许可有多少件", {
    prose: { title: "行政许可", text: "行政许可" },
    figure: { title: "行政许可", text: "处理决定数量：29" },
  }, ["figure", "prose"]],
  ["a history stands behind the report", "行政许可", {
    history: { number: 95, title: "行政许可", text: "行政许可" },
    report: { title: "行政许可的办理" },
  }, ["report", "history"]],
  ["unless it was asked for", "行政许可历年变化", {
    report: { title: "行政许可" },
    history: { number: 95, title: "行政许可的办理" },
  }, ["history", "report"]],
  ["or agencies are compared", "各部门行政许可", {
    report: { title: "行政许可" },
    comparison: { number: 95, title: "行政许可的办理" },
  }, ["comparison", "report"]],
]) test(`${about}: ${text}`, () => assert.deepEqual(order(text, parts), expected));

test("a title that names the year explains more of it", () => {
  assert.equal(order("2020年年报", { other: { title: "年报2021" }, asked: { title: "年报2020" } })[0], "asked");
});

test("equally good answers stand in the order of their numbers", () => {
  assert.deepEqual(order("行政许可", { second: { number: 30, title: "行政许可" }, first: { number: 20, title: "行政许可" } }), ["first", "second"]);
});

test("the first answers are not all of one page", () => {
  const hit = (number, address, score) => ({ part: { number, address }, score });
  const ranked = ranking.ranked([hit(1, "a/", 100), hit(2, "a/", 99), hit(3, "a/", 98), hit(4, "b/", 90), hit(5, "b/", 10)]);
  assert.deepEqual(ranked.map(({ part: { number } }) => number), [1, 2, 4, 3, 5]);
});

const rare = { ...index, weights: { of: () => 1 } }; // every key stands in one part
const holds = (name, text, given) => ranking[name](part(index.vocabulary, given), asked(text), rare);

test("most of a long question is enough, of a name nearly all", () => {
  assert.equal(holds("holdsMost", "图书馆 借阅 时间", { text: "图书馆借阅" }), true);
  assert.equal(holds("holdsMost", "图书馆 借阅 时间", { text: "时间" }), false);
  assert.equal(holds("holdsMost", "甲乙丙丁戊己", { text: "甲乙丙" }), false);
});

test("of two words, the last says what it is", () => {
  assert.equal(holds("holdsMost", "市级河流污染", { text: "市级与河流污染" }), true);
  assert.equal(holds("holdsMost", "农村养老驿站", { text: "农村养老" }), false, "it is about no 驿站");
  assert.equal(holds("holdsMost", "农村养老驿站", { text: "养老驿站" }), true);
});

test("with an agency named, more of the rest has to be there", () => {
  assert.equal(holds("holdsMost", "财政局 图书 借阅", { text: "图书" }), false);
  assert.equal(holds("holdsMost", "图书 借阅", { text: "图书" }), true);
});

test("some of a sentence in somebody's own words is enough, some of a name is not", () => {
  assert.equal(holds("holdsSome", "我的孩子在哪里可以借阅图书", { text: "图书借阅的时间" }), true);
  assert.equal(holds("holdsSome", "张家庄图书馆借阅", { text: "图书借阅的时间" }), false);
});

const { afterSuccessors } = ranking;
const hit = (title, kind, text = "", anchor = "") => ({ part: { title, anchor, text, facets: ["", "", kind] } });
const titles = (hits) => afterSuccessors(hits).map(({ part: { title } }) => title);
const OLD = "不再有效的文件";

test("what no longer holds stands behind what took its place, wherever both were found", () => {
  const [old, other, now] = [hit("办法（试行）", OLD, "已废止。现在看：办法。文号：1号"), hit("通知", "文件信息"), hit("办法", "文件信息")];
  assert.deepEqual(titles([old, other, now]), ["办法", "办法（试行）", "通知"]);
  assert.deepEqual(titles([now, old, other]), ["办法", "办法（试行）", "通知"]);
});

test("a chain of them is put in its order", () => {
  const [first, second, third] = [
    hit("一", OLD, "已废止。现在看：二"), hit("二", OLD, "已废止。现在看：三"), hit("三", "文件信息"),
  ];
  const found = titles([first, second, third]);
  assert.ok(found.indexOf("三") < found.indexOf("二"));
});

test("without what took its place, and where only a part of that was found, it stays where it was", () => {
  assert.deepEqual(titles([hit("办法（试行）", OLD, "已废止。现在看：办法"), hit("通知", "文件信息")]), ["办法（试行）", "通知"]);
  assert.deepEqual(titles([hit("旧", OLD, "已废止"), hit("新", "文件信息")]), ["旧", "新"]);
});
