/* Asks one search the questions on its standard input; gives for each the addresses of its first hits, and what its index weighs.
   Given is {engine, pages: [{address, title, text}], questions, first}; of lunr, texts and questions are cut into words already. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIKE_A_WORD = /[\p{Script=Han}]+|[\p{L}\p{N}]+/gu;

/* Two neighbouring Chinese characters as one token, other words as they are. */
function pairs(text) {
  return (text.toLowerCase().match(LIKE_A_WORD) || []).flatMap((run) => {
    if (!/\p{Script=Han}/u.test(run) || run.length < 2) return [run];
    return Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));
  });
}

const ENGINES = {
  async orama({ pages, questions, first }) {
    const { create, insertMultiple, save, search } = await import("@orama/orama");
    const tokenizer = { language: "chinese", normalizationCache: new Map(), tokenize: (text) => [...new Set(pairs(text))] };
    const index = create({ schema: { address: "string", title: "string", text: "string" }, components: { tokenizer } });
    await insertMultiple(index, pages, 500);
    const hits = [];
    for (const term of questions) {
      const found = await search(index, { term, properties: ["title", "text"], boost: { title: 2 }, limit: first });
      hits.push(found.hits.map(({ document }) => document.address));
    }
    return { hits, weight: gzipSync(JSON.stringify(save(index))).length };
  },

  async lunr({ pages, questions, first }) {
    const { default: lunr } = await import("lunr");
    const index = lunr(function () {
      this.ref("address");
      this.field("title", { boost: 1000 }); // as Material does
      this.field("text");
      this.pipeline.reset();
      this.searchPipeline.reset();
      for (const page of pages) this.add(page);
    });
    const found = (question) => index.query((query) => query.term(question.split(" ").filter(Boolean)));
    const hits = questions.map((question) => found(question).slice(0, first).map(({ ref }) => ref));
    return { hits, weight: gzipSync(JSON.stringify(pages)).length }; // Material sends the texts, and a browser makes the index of them
  },
};

const given = JSON.parse(readFileSync(0, "utf-8"));
process.stdout.write(JSON.stringify(await ENGINES[given.engine](given)));
