/* What the index tells about words: traditional characters, other names for a term, former names of agencies, asking words. */
modules.vocabulary = (() => {
  const { fold, squeeze } = modules.folding;
  const { containsPhrase } = modules.matching;
  const VARIANTS = 12; // other names of a term that are looked for

  class Vocabulary {
    constructor({ traditional, names, terms, called, asking }) {
      this.traditional = new Map();
      for (let at = 0; at < traditional.length; at += 2) this.traditional.set(traditional[at], traditional[at + 1]);
      this.names = names; // by short or written form, the other forms
      this.terms = terms; // may be looked for by their sound
      this.formerNames = Object.entries(called);
      this.asking = new RegExp(`${asking.join("|")}|[吗呢吧啊呀的了]`, "gu");
      this.variants = new Map();
      this.squeezed = new Map();
    }

    fold(written) {
      return fold(written, this.traditional).text;
    }

    squeeze(written) {
      return squeeze(written, this.traditional).text;
    }

    /* A name that is asked for again and again, squeezed. */
    squeezedName(name) {
      if (!this.squeezed.has(name)) this.squeezed.set(name, this.squeeze(name));
      return this.squeezed.get(name);
    }

    /* A term and what else it is called, itself first. */
    variantsOf(term) {
      if (!this.variants.has(term)) this.variants.set(term, [term, ...otherNames(term, this.names)]);
      return this.variants.get(term);
    }

    /* Whether a single character is a word by itself, as it is a short form: 罚. */
    isWord(character) {
      return Object.prototype.hasOwnProperty.call(this.names, character);
    }

    /* Every word that may be looked for by its sound. */
    words() {
      return [...new Set([...this.terms, ...Object.entries(this.names).flat(2)])];
    }
  }

  /* Other names for the term, or for pieces of it: the longest piece first, each in turn. */
  function otherNames(term, names) {
    const within = (name) => term === name || (term.length > 3 && term.length > name.length && containsPhrase(term, name));
    const made = [term];
    for (const name of Object.keys(names).filter(within).sort((one, other) => other.length - one.length)) {
      const replaced = (variant) => names[name]
        .filter((other) => variant.includes(name) && !variant.includes(other))
        .map((other) => variant.replace(name, other));
      made.push(...made.flatMap(replaced));
    }
    return [...new Set(made)].slice(1, VARIANTS + 1);
  }

  return { Vocabulary };
})();
