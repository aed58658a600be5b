/* Fetches the files of the index, and keeps account of how many an answer has needed.
   They are scripts, not JSON: a script can also be read from a folder without a server. */
modules.loading = (() => {
  const ROOM = 32; // files for an answer, about 7 KB each
  const KEY_FILES = 22; // files of posting lists among them: a long question has more keys than a slow line should bring
  const PAGES = 10; // later pages of posting lists among them
  const SOUNDS = 3; // the table of sounds counts as so many files more
  const OVERDRAFT = 3; // files beyond the room, which have been begun when it is used up; after those, nothing more is tried

  /* A file that did not come: the line or the server is to blame, not the browser. */
  class NotFetched extends Error {}

  /* Each file calls gongkaiSearch(name, data), which has to lead to `receive`. */
  class Files {
    constructor(base) {
      this.base = base;
      this.versions = new Map(); // by a file's name, what else stands in its address; the manifest tells it
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
    constructor() {
      this.used = new Set(["manifest", "words"]); // files that the answer needed, fetched for it or for an earlier one
      this.pages = PAGES;
      this.unsure = new Set(); // parts of which not every word is known to stand in them
      this.approximate = false; // whether parts may have been left out or counted wrongly
    }

    /* How many files may still be fetched. */
    get room() {
      return Math.max(0, ROOM - this.used.size);
    }

    get overdrawn() {
      return this.used.size > ROOM + OVERDRAFT;
    }

    /* Whether one more file of posting lists may be fetched. */
    allowsLists(name) {
      if (this.used.has(name)) return true;
      return this.room > 0 && [...this.used].filter((file) => file[0] === "k").length < KEY_FILES;
    }

    /* Whether one more file of texts may be fetched. */
    get allowsTexts() {
      return this.room > (this.used.has("sounds") ? SOUNDS : 0);
    }
  }

  return { Budget, Files, NotFetched };
})();
