/* The parts themselves, which answers are made of: their texts lie in files of their own, many parts to a file. */
modules.parts = (() => {
  const MOST = 160; // parts whose texts are looked at at a time

  class Parts {
    /* `starts` has the number of the first part in each file. */
    constructor(files, starts, vocabulary) {
      this.files = files;
      this.starts = starts;
      this.vocabulary = vocabulary;
      this.read = new Map();
    }

    fileOf(number) {
      let at = this.starts.length - 1;
      while (at && this.starts[at] > number) at--;
      return at;
    }

    nameOf(file) {
      return `t${this.starts[file]}`;
    }

    /* Those parts, in that order. */
    async load(numbers, budget) {
      await Promise.all([...new Set(numbers.map((number) => this.fileOf(number)))].map(async (file) => {
        const [names, pages, rows] = await this.files.load(this.nameOf(file), budget);
        rows.forEach(([page, ...row], at) => {
          const number = this.starts[file] + at;
          if (!this.read.has(number)) this.read.set(number, partOf(number, pages[page], names, row, this.vocabulary));
        });
      }));
      return numbers.map((number) => this.read.get(number));
    }

    /* As many of the first ones, from no more than `mostFiles` further files, as may be loaded for an answer. */
    affordable(numbers, budget, mostFiles = Infinity) {
      let at = 0;
      let added = 0;
      for (; at < numbers.length && at < MOST; at++) {
        const name = this.nameOf(this.fileOf(numbers[at]));
        if (budget.used.has(name)) continue;
        if (!budget.allowsTexts || added >= mostFiles) break;
        added++;
        budget.used.add(name);
      }
      return numbers.slice(0, at);
    }
  }

  /* `title`, `text`, `above` and `facets` are as written; `inTitle`, `inAbove`, `inText` are squeezed; `all` is all three. */
  function partOf(number, [address, page, year, agency, kind], names, [anchor, title, text, ...path], vocabulary) {
    const above = [page, ...path].filter(Boolean);
    const facets = [year ? `${year}年` : "", names[agency], names[kind]];
    const context = [...above, names[agency], facets[0]].join(" ");
    const [inTitle, inAbove, inText] = [title, context, text].map((written) => vocabulary.squeeze(written));
    const all = `${inTitle}\n${inAbove}\n${inText}`;
    return { number, address, anchor, title, text, above, year, agency: names[agency], facets, inTitle, inAbove, inText, all };
  }

  return { Parts };
})();
