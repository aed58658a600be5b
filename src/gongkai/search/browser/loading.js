/* Fetches the files of the index, and keeps account of how many an answer has needed.
   They are scripts, not JSON: a script can also be read from a folder without a server. */
modules.loading = (() => {
  /* How many files may be fetched until the first answer stands, and until it is whole: on a slow line each of them costs as much as
     what is in it; `bytes` are what they may weigh together, packed. `lists` of them have posting lists, `pages` later pages of these; `guesses` are more, when nothing holds what
     was written; `subjects` tells whether what only the prose of reports tells is looked at before anything is found. All steps of
     an answer that is `strict` have those files together. What is fetched before any question counts. */
  const FIRST = { files: 6, bytes: 120000, lists: 3, pages: 0, guesses: 0, subjects: false, strict: true };
  const FIRST_OF_LARGE = { ...FIRST, bytes: 300000 };
  const WHOLE = { files: 10, lists: 5, pages: 1, guesses: 5, subjects: true };
  const WHOLE_OF_LARGE = { files: 14, lists: 6, pages: 6, guesses: 6, subjects: true }; // where long lists have pages, and files are smaller
  const LISTS_OF_GUESSES = 3;
  const HEADERS = 400; // bytes of each, about
  const FOR_TEXTS = 12000; // bytes that lists leave for one file of texts
  const LEAST = 30000; // bytes that may be fetched for a question, whatever was before it
  const UNKNOWN_SIZE = 6000; // bytes of a file that the manifest does not name: a year's figures, a later page of a list
  const OPENING = ["manifest", "meanings"]; // fetched before any question

  /* A file that did not come: the line or the server is to blame, not the browser. */
  class NotFetched extends Error {}

  /* Each file calls gongkaiSearch(name, data), which has to lead to `receive`. */
  class Files {
    constructor(base) {
      this.base = base;
      this.versions = new Map(); // by a file's name, what else stands in its address; the manifest tells it
      this.sizes = new Map(); // by a file's name, what it weighs, packed
      this.promised = new Map();
      this.resolvers = new Map();
    }

    receive(name, data) {
      if (this.resolvers.has(name)) this.resolvers.get(name)(data);
    }

    /* A file's data. It is fetched once, and again only when it did not come. */
    load(name, budget) {
      budget.used.add(name);
      if (!this.promised.has(name)) this.promised.set(name, this.fetched(name));
      return this.promised.get(name);
    }

    addressOf(name) {
      return `${this.base}${name}${this.versions.has(name) ? `-${this.versions.get(name)}` : ""}.js`;
    }

    fetched(name) {
      return new Promise((resolve, reject) => {
        this.resolvers.set(name, resolve);
        const script = document.createElement("script");
        script.src = this.addressOf(name);
        script.onload = () => script.remove();
        script.onerror = () => {
          script.remove();
          this.promised.delete(name);
          reject(new NotFetched(name));
        };
        document.head.append(script);
      });
    }
  }

  /* What may be fetched for one answer, and what was left open because no more might be. */
  class Budget {
    constructor(bounds = WHOLE, sizes = new Map(), used = new Set(OPENING)) {
      this.sizes = sizes;
      this.used = used; // files that the answer needed, fetched for it or for an earlier one
      this.bounds = bounds;
      this.most = bounds.files;
      this.lists = bounds.lists;
      this.pages = bounds.pages;
      this.short = false; // whether a file was not fetched that could have told more
      this.unsure = new Set(); // parts of which not every word is known to stand in them
      this.approximate = false; // whether parts may have been left out or counted wrongly
    }

    /* How many files may still be fetched. */
    get room() {
      return Math.max(0, this.most - this.used.size);
    }

    /* Whether one more file of posting lists may be fetched, which then counts; one place is left for texts. */
    takesLists(name) {
      if (this.used.has(name)) return true;
      if (this.lists && this.room > 1 && this.fits(name, FOR_TEXTS)) {
        this.lists--;
        this.used.add(name);
        return true;
      }
      this.short = true;
      return false;
    }

    /* What may be fetched for another step of the same answer, with so much changed in its bounds: what is left of the same files where
       these are strict, else as many again, beside those that were used so far. */
    further(changed = {}) {
      return new Budget({ ...this.bounds, ...changed }, this.sizes, this.bounds.strict ? this.used : new Set(this.used));
    }

    /* Whether a file may still come beside the others, by what it weighs, with so many bytes left for another. */
    fits(name, left = 0) {
      if (!this.bounds.bytes) return true;
      const most = Math.max(this.bounds.bytes, this.weightOf(OPENING) + LEAST);
      return this.weightOf([...this.used, name]) + left <= most;
    }

    weightOf(names) {
      const weights = names.map((name) => HEADERS + (this.sizes.has(name) ? this.sizes.get(name) : UNKNOWN_SIZE));
      return weights.reduce((sum, weight) => sum + weight, 0);
    }

    /* Whether one more file may be fetched, which then counts. */
    takes(name, allowed = true) {
      if (this.used.has(name)) return true;
      if (this.room && allowed && this.fits(name)) {
        this.used.add(name);
        return true;
      }
      this.short = true;
      return false;
    }

    /* Whether more may be fetched for what was probably meant by a question that nothing answers. */
    takesGuesses() {
      if (!this.bounds.guesses) return false;
      if (!this.bounds.strict) this.most = this.used.size + this.bounds.guesses;
      this.lists = LISTS_OF_GUESSES;
      return this.room > 0;
    }
  }

  return { Budget, FIRST, FIRST_OF_LARGE, Files, NotFetched, WHOLE, WHOLE_OF_LARGE };
})();
