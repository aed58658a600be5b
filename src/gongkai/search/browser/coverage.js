/* How much of a question's terms a text holds, weighed by how much they say: a rare word says more than a frequent one. */
modules.coverage = (() => {
  const { bigrams, isHan, isRough, keysOf, tokenise } = modules.folding;
  const { containsPhrase, longestPieces, roughNumber } = modules.matching;
  const { UNKNOWN } = modules.lists;
  const LEAST = 0.05; // weight of a key that every part holds
  const NOWHERE = 1.3; // of a key that no part holds
  const UNASKED = 0.5; // of a key whose posting list was not fetched
  // A bigram with one of these that stands nowhere near says little: it was said in passing.
  const PASSING = /[的了吗呢吧啊呀么我你他她它们这那哪谁几啥咋是在有没被把让给到去来也都还就才很太最请能可要会想问看找查说写用交花吃跟和不个一人从算]/u;

  /* The weight of each key, by the logarithm of the share of parts that hold it (inverse document frequency). */
  class Weights {
    constructor(parts) {
      this.parts = parts;
      this.known = new Map();
    }

    set(key, holding) {
      const rarity = 1 - Math.log(holding) / Math.log(this.parts + 1);
      this.known.set(key, holding ? Math.max(LEAST, rarity) : NOWHERE);
    }

    of(key) {
      return this.known.has(key) ? this.known.get(key) : UNASKED;
    }
  }

  /* Learns the weights of the terms' keys. */
  async function weigh(terms, { lists, weights }, budget) {
    const all = [...new Set(terms.filter((term) => !isRough(term)).flatMap(tokenise).flatMap(keysOf))];
    // Every second one first: of a sentence, they hold all characters, should the budget not reach for the others.
    const keys = [...all.filter((_, at) => at % 2 === 0), ...all.filter((_, at) => at % 2)];
    const found = await lists.anywhere(keys, budget);
    keys.forEach((key, at) => { if (found[at] !== UNKNOWN) weights.set(key, found[at].total); });
  }

  /* A term without what was said in passing at its ends and stands nowhere so: 投诉找, 图书馆能. */
  function trimmed(term, weights) {
    if (!isHan(term)) return term;
    const filler = (character, key) => PASSING.test(character) && weights.of(key) > 1;
    let [start, end] = [0, term.length];
    while (end - start > 2 && filler(term[end - 1], term.slice(end - 2, end))) end--;
    while (end - start > 2 && filler(term[start], term.slice(start, start + 2))) start++;
    return term.slice(start, end);
  }

  /* The weight of all that a variant of a term says. */
  function fullWeight(variant, weights) {
    if (isRough(variant)) return 1;
    return [...new Set(tokenise(variant).flatMap(keysOf))].reduce((sum, key) => sum + weights.of(key), 0) || 1;
  }

  /* The weight of what a text holds of a variant. */
  function weightHeld(text, variant, weights) {
    if (isRough(variant)) return roughNumber(text, variant) ? 1 : 0;
    let sum = 0;
    for (const token of tokenise(variant)) {
      if (!isHan(token)) sum += containsPhrase(text, token) ? weights.of(token) : 0;
      else for (const key of new Set(longestPieces(text, token).flatMap(bigrams))) sum += weights.of(key);
    }
    return sum;
  }

  /* How many characters of a variant a text lacks. */
  function charactersMissing(text, variant) {
    if (isRough(variant)) return roughNumber(text, variant) ? 0 : 1;
    let sum = 0;
    for (const token of tokenise(variant)) {
      if (isHan(token)) sum += hanMissing(text, token);
      else sum += containsPhrase(text, token) ? 0 : variant.length;
    }
    return sum;
  }

  /* Characters of a Chinese token that stand in no bigram of the text. */
  function hanMissing(text, token) {
    const held = new Array(token.length).fill(false);
    for (let at = 0; at < token.length - 1; at++) if (text.includes(token.slice(at, at + 2))) held[at] = held[at + 1] = true;
    return held.reduce((sum, is, at) => sum + (is ? 0 : PASSING.test(token[at]) ? 0.1 : 1), 0);
  }

  /* Of a term's variants the one that a part lacks least of, and among those holds most of. */
  function bestFit(part, term, { vocabulary, weights }) {
    return vocabulary.variantsOf(term)
      .map((variant) => ({ held: weightHeld(part.all, variant, weights), missing: charactersMissing(part.all, variant) }))
      .reduce((best, one) => (one.missing < best.missing || (one.missing === best.missing && one.held > best.held) ? one : best));
  }

  /* What a part holds of the terms: `held` by weight, `said` as a share of weight, `share` as a share of the terms' `length`. */
  function coverage(part, terms, index) {
    let [held, missing, length] = [0, 0, 0];
    for (const term of terms) {
      const fit = bestFit(part, term, index);
      held += fit.held;
      missing += fit.missing;
      length += isRough(term) ? 1 : term.length;
    }
    return {
      held,
      length,
      said: held + missing ? held / (held + missing) : 1,
      share: length ? Math.max(0, 1 - missing / length) : 1,
    };
  }

  return { Weights, coverage, fullWeight, trimmed, weigh, weightHeld };
})();
