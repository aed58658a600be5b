/* Posting lists: for each key the rising numbers of the parts that hold it, written by src/gongkai/search/coding.py. */
modules.lists = (() => {
  const { isHan } = modules.folding;
  const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+,-./:;=?@[]^_{|}~";
  const VALUE = new Map([...ALPHABET].map((character, value) => [character, value]));
  const BASE = ALPHABET.length / 2;
  const LEAST_SHARE = 0.12; // of what a question's keys weigh, that makes a file worth fetching
  const FIRST_PAGES = 4; // pages of the shortest list that are looked through

  const holds = (entries, key) => Object.prototype.hasOwnProperty.call(entries, key);

  /* Gaps between the numbers, in digits of which the upper half is followed by another; 0 stands before a run's length. */
  function decode(text = "") {
    const numbers = [];
    let [last, run, value, scale] = [-1, false, 0, 1];
    for (const character of text) {
      const digit = VALUE.get(character);
      value += (digit % BASE) * scale;
      scale *= BASE;
      if (digit >= BASE) continue;
      if (run) while (value--) numbers.push(++last);
      else if (value) numbers.push((last += value));
      run = !run && value === 0;
      [value, scale] = [0, 1];
    }
    return numbers;
  }

  /* Numbers in any order, written without gaps. */
  function numbersIn(text) {
    const numbers = [];
    let [value, scale] = [0, 1];
    for (const character of text) {
      const digit = VALUE.get(character);
      value += (digit % BASE) * scale;
      scale *= BASE;
      if (digit >= BASE) continue;
      numbers.push(value);
      [value, scale] = [0, 1];
    }
    return numbers;
  }

  /* By each pair of characters that stands anywhere, the group that its lists are in (src/gongkai/search/word_groups.py). */
  function directory(pairs, groups) {
    const places = numbersIn(groups);
    const found = new Map();
    const [alphabet, ...runs] = pairs.split(" ");
    const characters = [...alphabet];
    runs.forEach((run, at) => {
      for (const number of decode(run)) found.set(characters[at] + characters[number], places[found.size]);
    });
    return found;
  }

  /* FNV-1a over a key's characters, as src/gongkai/search/files.py spreads the keys over its files. */
  function hash(key) {
    let value = 0x811c9dc5;
    for (const character of key) value = Math.imul(value ^ character.codePointAt(0), 0x01000193) >>> 0;
    return value;
  }

  /* The key beside which it stands: a number, beside the rough one of its first two digits and its length. */
  function placeOf(key) {
    const number = /^([0-9]{2})[0-9]+(?=\.|$)/.exec(key);
    return number ? `~${number[1]}:${number[0].length}` : key;
  }

  const isNumber = (key) => /^[0-9~]/.test(key);
  const isYear = (key) => /^(?:19|20)[0-9]{2}$/.test(key);

  /* A list whose later pages are files of their own, which are fetched when they matter. */
  class PostingList {
    constructor(head, total, files = [], starts = []) {
      this.pages = [{ start: 0, numbers: decode(head) }, ...starts.map((start, at) => ({ start, file: files[at] }))];
      this.total = total === undefined ? this.pages[0].numbers.length : total;
    }

    pageOf(number) {
      let at = this.pages.length - 1;
      while (at && this.pages[at].start > number) at--;
      return this.pages[at];
    }

    /* Whether the list has that number; undefined where that page has not been fetched. */
    has(number) {
      const page = this.pageOf(number);
      if (!page.numbers) return undefined;
      if (!page.set) page.set = new Set(page.numbers);
      return page.set.has(number);
    }

    /* Whether a list of one page has a number that could stand on that page of another. */
    overlaps(other, at) {
      const next = other.pages[at + 1];
      const [start, end] = [at ? other.pages[at].start : 0, next ? next.start : Infinity];
      return this.pages[0].numbers.some((number) => number >= start && number < end);
    }

    /* The numbers of all pages that were fetched. */
    known() {
      return this.pages.flatMap((page) => page.numbers || []);
    }
  }

  const EMPTY = new PostingList("");
  const UNKNOWN = new PostingList(""); // of a key whose file the budget leaves out

  /* The posting lists of an index, by key. `few` are those that the manifest has; `directory` tells where pairs of characters
     stand; `counts`, by kind of file, how many there are. */
  class Lists {
    constructor(files, { few = {}, directory: pairs = new Map(), counts = {} } = {}) {
      this.files = files;
      this.few = new Map(Object.entries(few));
      this.directory = pairs;
      this.counts = counts;
      this.opened = new Map();
    }

    has(key) {
      return this.opened.has(key);
    }

    /* Whether no part holds two Chinese characters side by side; the directory says so, and no file is needed for it. */
    standsNowhere(pair) {
      return !this.directory.has(pair);
    }

    /* The file that has the lists of a key, as src/gongkai/search/files.py puts them; none where no fetched file would have them. */
    fileOf(key) {
      if (this.few.has(key)) return null;
      if (key[0] === "'") return this.shard("s", key);
      if (isHan(key)) return key.length === 1 ? this.shard("c", key) : this.group(key);
      if (isNumber(key) && !isYear(key)) return this.shard("n", key);
      const here = this.few.size > 0 && key[0] === "="; // what readers choose is in one place, all of it
      return here || !this.counts.w ? null : this.shard("w", key);
    }

    group(pair) {
      return this.directory.has(pair) ? `g${this.directory.get(pair)}` : null;
    }

    shard(kind, key) {
      return `${kind}${hash(placeOf(key)) % this.counts[kind]}`;
    }

    /* Fetches at once what a question needs: the files in which most of what its keys weigh stands, as many as the budget allows.
       `wanted` are keys with their weights. */
    async prepare(wanted, budget) {
      const weights = new Map();
      for (const [key, weight] of wanted) {
        const file = this.fileOf(key);
        if (file && !this.has(key)) weights.set(file, (weights.get(file) || 0) + weight);
      }
      const least = LEAST_SHARE * [...weights.values()].reduce((sum, weight) => sum + weight, 0);
      const files = [...weights.keys()].filter((file) => weights.get(file) >= least).sort((one, other) => weights.get(other) - weights.get(one));
      await Promise.all(files.filter((file) => budget.takesLists(file)).map((file) => this.files.load(file, budget)));
    }

    /* Both lists of a key: of the parts that hold it anywhere, and of those that hold it in their title. */
    async of(key, budget) {
      if (!this.opened.has(key)) {
        const file = this.fileOf(key);
        if (file && key[0] !== "=" && !budget.takesLists(file)) return { anywhere: UNKNOWN, title: UNKNOWN };
        const shard = file ? await this.files.load(file, budget) : {};
        const entry = holds(shard, key) ? shard[key] : this.few.get(key);
        this.opened.set(key, entry ? read(entry) : { anywhere: EMPTY, title: EMPTY });
      }
      return this.opened.get(key);
    }

    async anywhere(keys, budget) {
      return (await Promise.all(keys.map((key) => this.of(key, budget)))).map((both) => both.anywhere);
    }

    /* The parts that are in at least one list of every clause. Begins with the shortest list, and fetches later pages of the
       others as far as the budget goes; beyond that a part is kept, but noted as unsure. */
    async intersection(clauses, budget) {
      const known = clauses.filter((lists) => !lists.includes(UNKNOWN));
      const single = known.flatMap((lists) => (lists.length === 1 ? lists : []));
      const [shortest] = [...single].sort((one, other) => one.total - other.total);
      if (!shortest) return known.length ? intersectionOfKnown(known) : [];
      if (!shortest.total) return [];
      await this.openOverlapping(shortest, single.filter((list) => list.pages.length === 1), budget);
      const candidates = shortest.known();
      await this.openPagesFor(candidates, known.flat().filter((list) => list !== shortest && list.total), budget);
      return candidates.filter((number) => satisfies(number, known, budget));
    }

    /* Fetches those pages of a list on which the lists of one page could stand, the first ones only. */
    async openOverlapping(list, whole, budget) {
      const near = list.pages.filter((_, at) => whole.every((one) => one.overlaps(list, at)));
      const complete = await this.open(near.slice(0, FIRST_PAGES), budget);
      if (!complete || near.length > FIRST_PAGES) budget.approximate = true;
    }

    /* Fetches the pages on which these numbers would stand, from the first number on, until the budget is used up. */
    async openPagesFor(numbers, lists, budget) {
      const wanted = new Set();
      for (const number of numbers) {
        const pages = lists.map((list) => list.pageOf(number)).filter((page) => !page.numbers && !wanted.has(page));
        if (wanted.size + pages.length > budget.pages) break;
        for (const page of pages) wanted.add(page);
      }
      await this.open([...wanted], budget);
    }

    /* Fetches as many of the pages as the budget allows, and tells whether all are here. */
    async open(pages, budget) {
      const wanted = pages.filter((page) => !page.numbers).slice(0, Math.min(budget.pages, budget.room));
      budget.pages -= wanted.length;
      await Promise.all(wanted.map(async (page) => { page.numbers = decode(await this.files.load(page.file, budget)); }));
      return pages.every((page) => page.numbers);
    }
  }

  /* A key's entry: the heads of its lists; for long lists, of each also its length and the later pages and where they begin. */
  function read(entry) {
    const [heads, total, pages, starts, titles, titlePages, titleStarts] = typeof entry === "string" ? [entry] : entry;
    const [anywhere, title] = heads.split(" ");
    return {
      anywhere: new PostingList(anywhere, total, pages, starts),
      title: new PostingList(title, titles, titlePages, titleStarts),
    };
  }

  function satisfies(number, clauses, budget) {
    const answered = clauses.map((lists) => lists.map((list) => list.has(number)));
    if (answered.every((answers) => answers.includes(true))) return true;
    if (answered.some((answers) => !answers.includes(true) && !answers.includes(undefined))) return false;
    budget.unsure.add(number);
    budget.approximate = true;
    return true;
  }

  function intersectionOfKnown([first, ...others]) {
    const numbers = [...new Set(first.flatMap((list) => list.known()))];
    return numbers.filter((number) => others.every((lists) => lists.some((list) => list.has(number))));
  }

  return { Lists, PostingList, UNKNOWN, decode, directory, hash, numbersIn, placeOf };
})();
