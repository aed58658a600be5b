/* Does what a test in Python asks for: a task and what it is given, as JSON on the standard input. */
"use strict";
const { readFileSync } = require("node:fs");
const { createContext, runInContext } = require("node:vm");
const { loaded } = require("./modules.js");
const { documentReading } = require("./standins.js");

/* The first ten hits, each by its place and title. */
const shown = (hits) => hits.slice(0, 10).map(({ part: { address, anchor, title } }) => ({ address, anchor, title }));

const TASKS = {
  squeeze({ traditional, texts }) {
    const { squeeze } = loaded().folding;
    const table = new Map(traditional);
    return texts.map((text) => squeeze(text, table).text);
  },

  /* The names that a script leaves behind on a page where nobody searches; also its own `modules`, if others could see them. */
  globals(script) {
    const page = createContext({ document: { querySelector: () => null } });
    const before = Object.keys(page);
    runInContext(script, page);
    const visible = runInContext("typeof modules", page) === "undefined" ? [] : ["modules"];
    return [...visible, ...Object.keys(page).filter((name) => !before.includes(name))];
  },

  /* How characters are read, by what the build writes of it. */
  readings({ sounds, characters }) {
    const readings = new (loaded().sounds.Readings)(sounds);
    return characters.map((character) => readings.of(character));
  },

  decode: (texts) => texts.map(loaded().lists.decode),

  hash(keys) {
    const { hash, placeOf } = loaded().lists;
    return keys.map((key) => hash(placeOf(key)));
  },

  /* All answers to each question, in their order, from the index in a folder. */
  async answer({ folder, offered, questions }) {
    const modules = loaded({ document: documentReading(folder, (...file) => files.receive(...file)) });
    const files = new modules.loading.Files("");
    const index = await modules.index.openIndex(files, offered);
    const answers = [];
    for (const { ask, chosen = {} } of questions) {
      const { hits } = await modules.asking.ask(ask, chosen, index);
      answers.push(hits.map(({ part: { address, anchor, title } }) => ({ address, anchor, title })));
    }
    return answers;
  },

  /* To each question its hits in their order, and the answer that stands above them, if any. */
  async reply({ folder, offered, questions }) {
    const modules = loaded({ document: documentReading(folder, (...file) => files.receive(...file)) });
    const files = new modules.loading.Files("");
    const index = await modules.index.openIndex(files, offered);
    const replies = [];
    for (const { ask, chosen = {} } of questions) {
      const { hits, answer = null } = await modules.asking.ask(ask, chosen, index);
      replies.push({ hits: shown(hits), answer });
    }
    return replies;
  },

  /* To each question, asked on a page just opened: the hits of its first answer, the files that were fetched until that or what lies
     near was shown, and how many hits the whole answer has. */
  async first({ folder, offered, questions }) {
    const modules = loaded({ document: documentReading(folder, (...file) => files.receive(...file)) });
    const { ask: asked } = modules.asking;
    let files;
    const answers = [];
    for (const { ask, chosen = {} } of questions) {
      files = new modules.loading.Files("");
      const index = await modules.index.openIndex(files, offered);
      const { hits, near } = await asked(ask, chosen, index, index.first);
      const fetched = () => [...files.promised.keys()].map((name) => files.addressOf(name));
      const byThen = hits.length || near.length ? fetched() : null;
      const whole = await asked(ask, chosen, index);
      answers.push({ hits: shown(hits), files: byThen || fetched(), whole: whole.hits.length });
    }
    return answers;
  },
};

async function main() {
  const { task, given } = JSON.parse(readFileSync(0, "utf-8"));
  process.stdout.write(JSON.stringify(await TASKS[task](given)));
}

main();
