"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { MEANT } = require("./county.js");
const { loaded } = require("./modules.js");

const modules = loaded();
const { leadsOf, merged } = modules.leads;
const index = { meanings: new modules.meanings.Meanings(MEANT), weights: new modules.coverage.Weights(100) };
const QUERY = { agencies: [], years: [], asksAmount: false, overYears: false, acrossAgencies: false, namesDocument: false };
const asked = (text, query = {}, chosen = {}) => leadsOf(text, { ...QUERY, ...query }, index, chosen);
const addresses = ({ hits }) => hits.map(({ part }) => part.address + (part.anchor ? `#${part.anchor}` : ""));

test("who asks how is led to the guide first, who only names a thing to its field", () => {
  const guide = "fdzdgknr/household-registration/40/";
  assert.deepEqual(addresses(asked("身份证怎么办")).slice(0, 2), [guide, "fdzdgknr/household-registration/"]);
  assert.deepEqual(addresses(asked("身份证")).slice(0, 2), ["fdzdgknr/household-registration/", guide]);
});

test("two things asked at once are both led to", () => {
  const found = addresses(asked("医院和身份证"));
  assert.ok(found.slice(0, 2).includes("fdzdgknr/health/") && found.slice(0, 2).includes("fdzdgknr/household-registration/"));
});

test("a figure leads to its history and the newest row, of an agency to its years", () => {
  const found = asked("收到申请", { asksAmount: true });
  assert.deepEqual(addresses(found), ["zfxxgknb/lishi/requests-received/", "zfxxgknb/2021/#requests-received"]);
  const police = asked("收到申请", { asksAmount: true, agencies: ["示例县公安局"] });
  assert.equal(addresses(police)[0], "zfxxgknb/jigou/police/");
});

test("a page of each year is that of the year that was named, else of the newest", () => {
  assert.deepEqual(addresses(asked("没交年报", { years: ["2020"] })), ["zfxxgknb/2020/jigou/"]);
  assert.deepEqual(addresses(asked("没交年报")), ["zfxxgknb/2021/jigou/"]);
});

test("a loose word beside others, a document's number, and what the reader did not choose lead nowhere", () => {
  assert.deepEqual(addresses(asked("孩子跳高")), []);
  assert.deepEqual(addresses(asked("身份证", { namesDocument: true })), []);
  assert.deepEqual(addresses(asked("身份证", {}, { year: "2020" })), []);
});

test("hits that say all that was asked stay before the leads, and a place stands once, with its text", () => {
  const lead = (address) => ({ part: { address, anchor: "", text: "" } });
  const hit = (address) => ({ part: { address, anchor: "", text: "说明" } });
  const shown = merged({ hits: [lead("b/"), lead("c/")], first: 0 }, [hit("a/"), hit("b/")], ({ part }) => part.address === "a/");
  assert.deepEqual(shown.map(({ part }) => [part.address, part.text]), [["a/", "说明"], ["b/", "说明"], ["c/", ""]]);
});

test("the yearly reports of an agency that is named are its own, unless a year is named too", () => {
  const reports = { ...MEANT, places: [...MEANT.places, ["zfxxgknb/", "", "政府信息公开年报", [], [], "年报"]] };
  const own = { ...index, meanings: new modules.meanings.Meanings(reports) };
  const of = (query) => addresses(leadsOf("年报", { ...QUERY, ...query }, own, {}));
  assert.deepEqual(of({ agencies: ["示例县公安局"] }), ["zfxxgknb/jigou/police/"]);
  assert.deepEqual(of({ agencies: ["示例县公安局"], years: ["2021"] }), ["zfxxgknb/"]);
  assert.deepEqual(of({}), ["zfxxgknb/"]);
});

test("a page that explains more of a question than a figure does comes first", () => {
  const longer = { ...MEANT, places: [["ysqgk/", "多久答复", "多久答复", ["依申请公开"], [], "申请公开+几天答复"]] };
  const own = { ...index, meanings: new modules.meanings.Meanings(longer) };
  const found = leadsOf("收到申请公开几天答复", { ...QUERY, asksAmount: true }, own, {});
  assert.deepEqual([addresses(found)[0], found.length], ["ysqgk/#多久答复", 8]);
});
