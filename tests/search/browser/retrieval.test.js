"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { coverage, folding, lists, loading, retrieval, vocabulary } = require("./modules.js").loaded();
const { WORDS, part } = require("./county.js");

/* An index over parts, with the posting lists that their words give; `facet` is what a reader may choose them by. There are two
   parts to a file. */
function indexOf(texts) {
  const words = new vocabulary.Vocabulary(WORDS);
  const parts = texts.map((given, number) => ({ ...part(words, { number, ...given }), facet: given.facet }));
  const listOf = (numbers) => {
    const made = new lists.PostingList("");
    [made.pages[0].numbers, made.total] = [numbers, numbers.length];
    return made;
  };
  const holding = (holds) => listOf(parts.filter(holds).map((one) => one.number));
  const all = new lists.Lists(null, 1);
  all.of = async (key) => {
    const anywhere = holding((one) => one.all.includes(key) || one.facet === key);
    const title = holding((one) => one.inTitle.includes(key));
    if (!all.opened.has(key)) all.opened.set(key, { anywhere, title });
    return all.opened.get(key);
  };
  const affordable = (numbers, budget, files = Infinity) => numbers.slice(0, 2 * files);
  return {
    vocabulary: words,
    weights: new coverage.Weights(parts.length),
    lists: all,
    parts: { affordable, load: async (numbers) => numbers.map((number) => parts[number]) },
    foremost: 0,
    repeats: parts.length,
    offered: { year: [], agency: [] },
  };
}

const QUERY = { typed: [], content: [], worded: [], hints: [], spoken: [], years: [], agencies: [], chosen: [], overYears: false, acrossAgencies: false };
const asking = (...terms) => ({ ...QUERY, typed: terms, content: terms, spoken: terms });

async function passed(texts, pass, query, change = {}) {
  const index = { ...indexOf(texts), ...change };
  const { hits, rest } = await retrieval.runPass(pass, query, index, new loading.Budget());
  return { hits: hits.map((hit) => hit.part.number).sort(), words: hits.map((hit) => hit.words), rest };
}

test("a hit holds every term, and a bigram that stands there by chance is none", async () => {
  const texts = [{ text: "行政许可29件" }, { text: "行政许可129件" }, { text: "行政上的政许许可29件" }];
  assert.deepEqual((await passed(texts, { terms: ["行政许可", "29"] }, asking("行政许可", "29"))).hits, [0, 2]);
  assert.deepEqual((await passed(texts, { terms: ["行政许可", "29"], exact: true }, asking("行政许可", "29"))).hits, [0]);
});

test("a long word may stand in pieces, where it is not asked for exactly", async () => {
  const texts = [{ text: "农村危房的改造" }, { text: "农村危房的整修" }];
  assert.deepEqual((await passed(texts, { terms: ["农村危房改造"] }, asking("农村危房改造"))).hits, [0]);
  assert.deepEqual((await passed(texts, { terms: ["农村危房改造"], exact: true }, asking("农村危房改造"))).hits, []);
});

test("another name is looked for as well", async () => {
  assert.deepEqual((await passed([{ text: "最低生活保障" }, { text: "低保" }], { terms: ["低保"] }, asking("低保"))).hits, [0, 1]);
});

test("a single character is looked for in titles alone", async () => {
  assert.deepEqual((await passed([{ text: "水" }, { title: "水" }], { terms: ["水"] }, asking("水"))).hits, [1]);
});

test("a pass may be about some parts only, and mark more than it looked for", async () => {
  const found = await passed([{ text: "公开" }, { text: "公开" }], { terms: ["公开"], only: (number) => number > 0, marks: ["2020"] }, asking("公开"));
  assert.deepEqual([found.hits, found.words], [[1], [["公开", "2020"]]]);
});

test("what a pass is not worth is left for later, the most promising first", async () => {
  const texts = [{ text: "公开" }, { text: "公开" }, { title: "公开" }, { text: "公开" }];
  const { hits, rest } = await passed(texts, { terms: ["公开"], files: 1 }, asking("公开"));
  assert.deepEqual([hits, rest], [[0, 2], [1, 3]]);
});

/* The numbers of all parts, those first that promise most. */
async function promised(texts, query, change = {}, unsure = []) {
  const index = { ...indexOf(texts), ...change };
  for (const key of query.content.flatMap(folding.keysOf)) await index.lists.of(key);
  return retrieval.byPromise([...texts.keys()], query, index, { unsure: new Set(unsure) });
}

test("a word in the title promises more than one in the text", async () => {
  assert.deepEqual(await promised([{ text: "公开" }, { title: "公开" }], asking("公开")), [1, 0]);
});

test("without an agency the government's own promises more than some of the words in a title", async () => {
  const texts = [{ text: "公开工作指南" }, { title: "公开" }];
  assert.deepEqual(await promised(texts, asking("公开工作指南"), { foremost: 1 }), [0, 1]);
  assert.deepEqual(await promised(texts, asking("公开工作指南"), { foremost: 0 }), [1, 0]);
});

test("with an agency that agency's parts promise more", async () => {
  const texts = [{ text: "公开" }, { text: "公开", facet: "=a甲局" }];
  assert.deepEqual(await promised(texts, { ...asking("公开"), agencies: ["甲局"] }, { foremost: 1 }), [1, 0]);
});

test("what repeats others promises less, unless a comparison was asked for", async () => {
  assert.deepEqual(await promised([{}, {}], QUERY, { repeats: 1 }), [0, 1]);
  assert.deepEqual(await promised([{}, {}], { ...QUERY, overYears: true }, { repeats: 1 }), [1, 0]);
});

test("of what the lists do not say for sure less is promised", async () => {
  assert.deepEqual(await promised([{}, {}], QUERY, {}, [0]), [1, 0]);
});

test("parts that hold most of a long question are found when none holds all", async () => {
  const index = indexOf([{ text: "图书借阅的时间" }, { text: "图书" }, { text: "天气" }]);
  const query = asking("图书", "借阅", "天窗");
  await coverage.weigh(query.content, index, new loading.Budget());
  const hits = await retrieval.partialHits(query, index, new loading.Budget());
  assert.deepEqual(hits.map((hit) => [hit.part.number, hit.words]), [[0, ["图书", "借阅"]]]);
});

test("a short word that stands nowhere has no partial hits", async () => {
  const index = indexOf([{ text: "熊大" }, { text: "大猫" }]);
  await coverage.weigh(["大熊猫"], index, new loading.Budget());
  assert.deepEqual(await retrieval.partialHits(asking("大熊猫"), index, new loading.Budget()), []);
});

test("what a reader chose and what the question names are clauses", async () => {
  const index = indexOf([{ facet: "=y2020" }, { facet: "=y2021" }, { facet: "=a甲局" }]);
  const chosen = await retrieval.chosenClauses({ year: "2020", agency: "甲局" }, index, new loading.Budget());
  assert.deepEqual(chosen.map((clause) => clause.map((list) => list.known())), [[[0]], [[2]]]);
  const named = await retrieval.namedClauses({ years: ["2020", "2021"], agencies: [] }, index, new loading.Budget());
  assert.deepEqual(named.map((clause) => clause.map((list) => list.known())), [[[0], [1]]]);
});
