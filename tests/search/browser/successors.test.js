"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { loaded } = require("./modules.js");

const { afterSuccessors } = loaded().ranking;
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
