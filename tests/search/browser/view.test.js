"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { loaded } = require("./modules.js");
const { Element } = require("./standins.js");

const document = { createElement: (tag) => new Element(tag), querySelector: () => null };
const { view } = loaded({ document });
const TRADITIONAL = new Map([["許", "许"]]);
const SITE = { root: "../", file: "" };

/* Nodes as a browser would write them. */
function html(nodes) {
  const holder = new Element("p");
  holder.append(...nodes);
  return holder.html;
}

const hit = (given, words = []) => ({
  part: { address: "zfxxgknb/2020/", anchor: "", title: "年报", text: "", above: [], facets: ["", "", ""], ...given },
  words,
});
const item = (given, words, site = SITE) => view.hitItem(hit(given, words), TRADITIONAL, site);

test("words are marked as they were written", () => {
  assert.equal(html(view.highlighted("行政許可 1,250 件", ["行政许可", "1250"], TRADITIONAL)), "<p><mark>行政許可</mark> <mark>1,250</mark> 件</p>");
});

test("a mark stands in no other mark", () => {
  assert.equal(html(view.highlighted("政府信息公开", ["信息", "政府信息", "息公"], TRADITIONAL)), "<p><mark>政府信息</mark>公开</p>");
});

test("whatever a page or a reader wrote is text, never markup", () => {
  const evil = "<img src=x onerror=alert(1)>许可";
  const made = item({ title: evil, text: evil, above: [evil], facets: [evil] }, ["许可", "img"]);
  const tags = (element) => [element.tag, ...element.children.flatMap(tags)];
  assert.deepEqual([...new Set(tags(made))].sort(), ["a", "h2", "li", "mark", "p", "span"]);
  assert.ok(made.html.includes("&lt;<mark>img</mark> src=x onerror=alert(1)&gt;<mark>许可</mark>"));
  assert.ok(!("innerHTML" in made));
});

test("a link leads to the very place, in a folder without a server to its file", () => {
  const link = (given, site) => item(given, [], site).querySelector("a").href;
  assert.equal(link({ anchor: "多久答复" }, SITE), "../zfxxgknb/2020/#%E5%A4%9A%E4%B9%85%E7%AD%94%E5%A4%8D");
  assert.equal(link({}, { root: "../", file: "index.html" }), "../zfxxgknb/2020/index.html");
});

test("a hit says what it is, whose and of which year, what stands above it and its kind", () => {
  const text = item({ above: ["某县年报", "收费"], year: 2020, agency: "某县财政局", facets: ["2020年", "某县财政局", "表格数据"] }).textContent;
  assert.equal(text, "年报（某县财政局2020年）某县年报 › 收费表格数据");
});

test("a heading does not say twice whose it is", () => {
  const heading = (given) => item(given).querySelector("h2").textContent;
  assert.equal(heading({ title: "某县财政局2020年年报", year: 2020, agency: "某县财政局" }), "某县财政局2020年年报");
  assert.equal(heading({ title: "某县财政局简介", year: 2020, agency: "某县财政局" }), "某县财政局简介（2020年）");
  assert.equal(heading({ title: "指南", year: 0, agency: "" }), "指南");
});

test("of a long text the passage around the first word is shown", () => {
  const text = `${"前".repeat(200)}许可${"后".repeat(200)}`;
  const shown = html(view.snippet(text, ["许可"], TRADITIONAL));
  assert.equal(shown, `<p>…${"前".repeat(24)}<mark>许可</mark>${"后".repeat(70)}…</p>`);
  assert.equal(html(view.snippet("许可在前", ["许可"], TRADITIONAL)), "<p><mark>许可</mark>在前</p>");
});

test("the sentence says how many, and whether that is certain", () => {
  const answer = { hits: [1, 2], later: [], approximate: false };
  assert.equal(view.counted(answer, "许可"), "找到 2 条结果。");
  assert.equal(view.counted({ ...answer, later: [{ numbers: [3, 4, 5] }] }, "许可"), "找到 2 条最相关的，可能还有别的。");
  assert.equal(view.counted({ ...answer, approximate: true }, "许可"), "找到 2 条最相关的，可能还有别的。");
  assert.equal(view.counted({ ...answer, hits: new Array(11), approximate: true }, "许可"), "找到的较多，最相关的在前。");
  assert.equal(view.counted({ ...answer, hits: [] }, "<b>"), "没有找到与“<b>”有关的内容。");
  assert.equal(view.counted({ ...answer, absent: ["2015", "2016"] }, "许可"), "本站没有2015、2016年的年报。找到 2 条结果。");
});
