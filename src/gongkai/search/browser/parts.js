/* The parts themselves, which answers are made of: their texts lie in files of their own, many parts to a file. */
modules.parts = (() => {
  const { numbersIn } = modules.lists;
  const MOST = 160; // parts whose texts are looked at at a time
  const GAP = "\x7f"; // stands where a figure was taken out of a text

  class Parts {
    /* `shelves` says, for so many parts one after another, in which text they stand; `bundles`, how many texts each file has. Both
       are written without gaps by src/gongkai/search/files.py. */
    constructor(files, { shelves, bundles }, vocabulary) {
      this.files = files;
      this.vocabulary = vocabulary;
      this.placesOfTexts = numbersIn(bundles).flatMap((size, file) => Array.from({ length: size }, (_, at) => ({ file, at })));
      this.runs = runsOf(numbersIn(shelves));
      this.opened = new Map(); // files by their number
      this.read = new Map();
    }

    /* The run of neighbours that a part belongs to. */
    runOf(number) {
      let [from, to] = [0, this.runs.length];
      while (to - from > 1) {
        const middle = (from + to) >> 1;
        if (this.runs[middle].start > number) to = middle;
        else from = middle;
      }
      return this.runs[from];
    }

    fileOf(number) {
      return this.placesOfTexts[this.runOf(number).text].file;
    }

    nameOf(file) {
      return `t${file}`;
    }

    /* Those parts, in that order. */
    async load(numbers, budget) {
      await Promise.all([...new Set(numbers.map((number) => this.fileOf(number)))].map(async (file) => {
        this.opened.set(file, await this.files.load(this.nameOf(file), budget));
      }));
      return numbers.map((number) => this.part(number));
    }

    /* A part of a file that is here, made of it when it is first looked at. */
    part(number) {
      if (!this.read.has(number)) {
        const { text, start, before } = this.runOf(number);
        const { file, at } = this.placesOfTexts[text];
        this.read.set(number, partOf(number, rowOf(this.opened.get(file)[at], before + number - start), this.vocabulary));
      }
      return this.read.get(number);
    }

    /* Those of the numbers that may be looked at for an answer: what is in files that are here or counted, and in as many more, at
       most `mostFiles`, as may be fetched, those of the first numbers. */
    affordable(numbers, budget, mostFiles = Infinity) {
      const found = [];
      let added = 0;
      for (const number of numbers) {
        const name = this.nameOf(this.fileOf(number));
        const further = !budget.used.has(name);
        if (!budget.takes(name, added < mostFiles)) continue;
        if (further) added++;
        found.push(number);
        if (found.length === MOST) break;
      }
      return found;
    }
  }

  /* Runs of parts: their text, the number of the first, and how many that text has before them. */
  function runsOf(numbers) {
    const had = new Map();
    const runs = [];
    let start = 0;
    for (let at = 0; at < numbers.length; at += 2) {
      const [text, size] = [numbers[at], numbers[at + 1]];
      const before = had.get(text) || 0;
      runs.push({ text, start, before });
      had.set(text, before + size);
      start += size;
    }
    return runs;
  }

  /* What a text says of one of its parts, as src/gongkai/search/texts.py writes it: what many share stands there once. */
  function rowOf([names, pages, places, sentences, rows], at) {
    const [page, place, sentence, figures] = rows[at];
    const [address, pageTitle, year, agency, kind] = pages[page];
    const [anchor, title, ...path] = places[place];
    const text = figures === undefined ? sentences[sentence] : withFigures(sentences[sentence], figures.split(" "));
    return { address, pageTitle, year, agency: names[agency], kind: names[kind], anchor, title, path, text };
  }

  function withFigures(sentence, figures) {
    return sentence.split(GAP).map((piece, at) => piece + (at < figures.length ? figures[at] : "")).join("");
  }

  /* `title`, `text`, `above` and `facets` are as written; `inTitle`, `inAbove`, `inText` are squeezed; `all` is all three. */
  function partOf(number, { address, pageTitle, year, agency, kind, anchor, title, path, text }, vocabulary) {
    const above = [pageTitle, ...path].filter(Boolean);
    const facets = [year ? `${year}年` : "", agency, kind];
    const context = [...above, agency, facets[0]].join(" ");
    const [inTitle, inAbove, inText] = [vocabulary.squeezedName(title), vocabulary.squeezedName(context), vocabulary.squeeze(text)];
    const all = `${inTitle}\n${inAbove}\n${inText}`;
    return { number, address, anchor, title, text, above, year, agency, facets, inTitle, inAbove, inText, all };
  }

  return { Parts };
})();
