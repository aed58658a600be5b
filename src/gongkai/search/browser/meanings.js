/* What people mean by their words: which fields, matters, pages and figures of this site a question speaks of. */
modules.meanings = (() => {
  const { piecesOf, saidPhrase, without, withoutWords } = modules.phrases;
  const DROPPED = /[了的个过着]/gu; // may stand inside a word: 上个户口, 丢了身份证

  /* Three values for each entry: its id, what its title says beside the matter's name, the number of its agency. */
  function entriesOf(name, values, agencies) {
    const entries = [];
    for (let at = 0; at < values.length; at += 3) {
      entries.push({ id: values[at], title: name + values[at + 1], agency: agencies[values[at + 2]] });
    }
    return entries;
  }

  /* Words, and what is meant by them. */
  class Spoken {
    constructor(passing) {
      this.plain = new Map(); // by word, the meanings that are called so
      this.joint = []; // words of several pieces
      this.count = 0;
      this.longest = 0;
      this.passing = passing;
    }

    learn(meaning, words, loose = false) {
      if (meaning.order === undefined) meaning.order = this.count++; // what is said later is more special
      for (const word of words.split(" ").filter(Boolean)) {
        if (/[+|]/u.test(word)) this.joint.push({ pieces: piecesOf(word), meaning });
        else this.plain.set(word, [...this.plain.get(word) || [], { meaning, loose }]);
        this.longest = Math.max(this.longest, word.length);
      }
    }

    /* What a squeezed question speaks of, the surest first; `rest` is how much of it remains unexplained. */
    read(text) {
      const [whole, short] = [this.readAsIs(text), this.readAsIs(text.replace(DROPPED, ""))];
      return sureness(short) > sureness(whole) ? short : whole;
    }

    readAsIs(text) {
      const found = new Map(); // by meaning, the places of its words
      const add = (meaning, loose, spans) => {
        const known = found.get(meaning) || { meaning, loose: true, spans: [] };
        found.set(meaning, { meaning, loose: known.loose && loose, spans: [...known.spans, ...spans] });
      };
      for (const { meanings, span } of outermost(this.wordsIn(text))) for (const { meaning, loose } of meanings) add(meaning, loose, [span]);
      for (const { pieces, meaning } of this.joint) {
        const spans = saidPhrase(text, pieces);
        if (spans) add(meaning, false, spans);
      }
      const meant = [...found.values()].map((one) => ({ ...one, length: covered(one.spans), rest: this.unexplained(text, one.spans) }));
      return meant.sort((one, other) => one.loose - other.loose || other.length - one.length);
    }

    /* The words that stand in a text, with their places. */
    wordsIn(text) {
      const words = [];
      for (let start = 0; start < text.length; start++) {
        for (let end = start + 1; end <= Math.min(text.length, start + this.longest); end++) {
          const meanings = this.plain.get(text.slice(start, end));
          if (meanings) words.push({ meanings, span: [start, end] });
        }
      }
      return words;
    }

    /* The characters of a text that neither these places nor words said in passing explain. */
    unexplained(text, spans) {
      return withoutWords(without(text, spans), this.passing).replace(/ /gu, "");
    }
  }

  class Meanings extends Spoken {
    constructor(told) {
      const { fields, places, figures, agencies, near, passing, latest, government } = told;
      super(new Set(passing.split(" ")));
      Object.assign(this, { told, agencies, latest, government });
      this.names = [...fields.flatMap(([, title, , , , ...matters]) => [title, ...matters.map(([name]) => name)]), ...places.map(([, , title]) => title)];
      for (const [id, title, , words, loose, ...matters] of fields) {
        const field = { kind: "field", id, title };
        this.learn(field, words);
        this.learn(field, loose, true);
        for (const [name, called, ...entries] of matters) {
          this.learn({ kind: "matter", field, entries: entriesOf(name, entries, Object.keys(agencies)) }, called);
        }
      }
      for (const [address, anchor, title, above, years, words] of places) this.learn({ kind: "place", address, anchor, title, above, years }, words);
      for (const [id, label, unit, anchor, history, words] of figures) this.learn({ kind: "figure", id, label, unit, anchor, history }, words);
      for (const [agency, words] of near) this.learn({ kind: "near", agency }, words);
    }

    /* Whole pages of the column, as far as the site has them. */
    pages(addresses) {
      const places = this.told.places.filter(([address, anchor]) => !anchor && addresses.includes(address));
      return places.map(([address, , title]) => ({ address, title }));
    }

    /* The words of a question for what no county's catalogue has. */
    nearWords(text) {
      return outermost(this.wordsIn(text)).filter(({ meanings }) => meanings.some(({ meaning }) => meaning.kind === "near"))
        .map(({ span }) => text.slice(...span));
    }

    /* A question without what was said in passing, as terms; single characters say too little. */
    telling(text) {
      return withoutWords(text, this.passing).split(" ").filter((term) => term.length > 1).join(" ");
    }
  }

  /* Without words that stand inside longer ones. */
  const outermost = (words) => words.filter(({ span: [start, end] }) => !words.some(({ span: [from, to] }) => (
    from <= start && end <= to && to - from > end - start
  )));

  function covered(spans) {
    const places = new Set();
    for (const [start, end] of spans) for (let at = start; at < end; at++) places.add(at);
    return places.size;
  }

  const sureness = (meant) => Math.max(0, ...meant.filter(({ loose }) => !loose).map(({ length }) => length));

  /* What the prose of reports tells, with the words that these have for it, and whether the catalogue has it as well; apart, so that
     its words hide no field's. */
  function subjectsOf(told, { passing }) {
    const subjects = new Spoken(passing);
    for (const [written, words, listed] of told) subjects.learn({ kind: "subject", written: written.split(" "), listed: listed > 0 }, words);
    subjects.written = told.flatMap(([written]) => written.split(" "));
    return subjects;
  }

  return { Meanings, subjectsOf };
})();
