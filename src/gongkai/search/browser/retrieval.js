/* Finds the parts that answer a question: by posting lists first, then, of those that promise most, by their texts.
   A hit is a part with its score and the words by which it was found. */
modules.retrieval = (() => {
  const { isHan, isRough, keysOf, tokenise } = modules.folding;
  const { longestPieces, matchingWords } = modules.matching;
  const { holdsMost, holdsSome, score } = modules.ranking;
  const MOST_CANDIDATES = 4000; // that hold any of the words
  const BEST_CANDIDATES = 400; // of those, looked at more closely

  /* The years, agencies and kinds that the reader chose, as clauses for an intersection. */
  async function chosenClauses(chosen, { lists }, budget) {
    const keys = Object.entries(chosen).map(([name, value]) => `=${name[0]}${value}`);
    return (await lists.anywhere(keys, budget)).map((list) => [list]);
  }

  /* The years and the agencies that the question names, as a clause each. */
  async function namedClauses({ years, agencies }, { lists }, budget) {
    const clauses = [years.map((year) => `=y${year}`), agencies.map((agency) => `=a${agency}`)];
    return Promise.all(clauses.filter((keys) => keys.length).map((keys) => lists.anywhere(keys, budget)));
  }

  /* The hits of one pass, and the candidates that were left for later. A pass says which `terms` a part has to hold and in which
     `clauses` it has to be; whether terms count only as they stand (`exact`); how many more `files` of texts it is worth;
     which numbers it is about (`only`); and what else to mark in its hits (`marks`). */
  async function runPass(pass, query, index, budget) {
    return rankNext(await promisingNumbers(pass, query, index, budget), pass, query, index, budget);
  }

  /* The numbers of the candidates of a pass, those that promise most first. */
  async function promisingNumbers(pass, query, index, budget) {
    return byPromise(await candidates(pass, query, index, budget), query, index, budget);
  }

  /* The hits among the first candidates, as many as may be looked at now, and the numbers of the others. */
  async function rankNext(numbers, pass, query, index, budget) {
    const now = index.parts.affordable(numbers, budget, pass.files);
    const hits = (await index.parts.load(now, budget)).flatMap((part) => {
      const words = matchingWords(part, pass, index.vocabulary);
      return words ? [{ part, words: [...words, ...pass.marks || []], score: score(part, query, index) }] : [];
    });
    const looked = new Set(now);
    return { hits, rest: numbers.filter((number) => !looked.has(number)) };
  }

  /* The numbers of the parts whose posting lists agree with the pass, in their own order. */
  async function candidates({ terms, clauses = [], exact, only }, query, index, budget) {
    const within = [...clauses, ...query.chosen];
    let found = null;
    for (const term of terms) {
      const any = new Set();
      for (const variant of index.vocabulary.variantsOf(term)) {
        for (const number of await partsWith(variant, within, exact, index, budget)) any.add(number);
      }
      found = found ? found.filter((number) => any.has(number)) : [...any];
      if (!found.length) return [];
    }
    if (!found) found = await index.lists.intersection(within, budget);
    return only ? found.filter(only) : found;
  }

  /* The numbers of the parts that may hold a variant of a term. A single Chinese character is looked for in titles only. */
  async function partsWith(variant, within, exact, { lists }, budget) {
    if (variant.length === 1 && isHan(variant)) {
      return lists.intersection([[(await lists.of(variant, budget)).title], ...within], budget);
    }
    const clauses = [...within];
    for (const token of tokenise(variant)) {
      const found = await lists.anywhere(keysOf(token), budget);
      clauses.push(...(exact || found.length < 3 ? found.map((list) => [list]) : inPieces(found)));
    }
    return lists.intersection(clauses, budget);
  }

  /* A long Chinese token may stand in pieces: of two neighbouring bigrams one may be cut apart, but not the first or last. */
  function inPieces(lists) {
    return [[lists[0]], [lists[lists.length - 1]], ...lists.slice(1).map((list, at) => [lists[at], list])];
  }

  /* Those that promise most first, as far as the posting lists tell; else in their own order. */
  async function byPromise(numbers, query, index, budget, unsure = budget.unsure) {
    const titles = await titleLists(query, index, budget);
    const named = await namedClauses(query, index, budget);
    const promised = new Map(numbers.map((number) => [number, promise(number, titles, named, query, index, unsure)]));
    return [...numbers].sort((one, other) => promised.get(other) - promised.get(one) || one - other);
  }

  /* For each term, for each of its variants, the title lists of its keys that are here, with the keys' weights. */
  function titleLists({ content, hints }, { lists, vocabulary, weights }, budget) {
    const ofKey = async (key) => ({ list: (await lists.of(key, budget)).title, weight: weights.of(key) });
    const ofVariant = (variant) => Promise.all(tokenise(variant).flatMap(keysOf).filter((key) => lists.has(key)).map(ofKey));
    return Promise.all([...content, ...hints].map((term) => Promise.all(vocabulary.variantsOf(term).map(ofVariant))));
  }

  /* What a part promises before its text is here: words in its title, the year and the agency, whose it is. */
  function promise(number, titles, named, query, index, unsure) {
    let sum = 0;
    for (const variants of titles) sum += 3 * Math.max(...variants.map((lists) => shareHeld(lists, number)));
    for (const clause of named) if (clause.some((list) => list.has(number))) sum += 1.5;
    if ((number >= index.repeats) === (query.overYears || query.acrossAgencies)) sum += 1;
    if (!query.agencies.length && number < index.foremost) sum += 1;
    return unsure.has(number) ? sum - 2 : sum;
  }

  /* The share, by weight, of the lists that have the number. */
  function shareHeld(lists, number) {
    const held = lists.reduce((sum, { list, weight }) => sum + (list.has(number) ? weight : 0), 0);
    return held / (lists.reduce((sum, { weight }) => sum + weight, 0) || 1);
  }

  /* Parts that hold most of what was asked, not all: those with the rarest of its words, of that year and agency. */
  async function partialHits(query, index, budget) {
    const { content } = query;
    const named = await namedClauses(query, index, budget);
    const tooLittle = !content.length || (content.length < 2 && content[0].length < 5 && !named.length);
    if (tooLittle) return [];
    const found = await partialCandidates(named, query, index, budget);
    const byWeight = (one, other) => found.get(other) - found.get(one);
    const best = [...found.keys()].sort((one, other) => byWeight(one, other) || one - other).slice(0, BEST_CANDIDATES);
    const ordered = (await byPromise(best, query, index, budget, new Set())).sort(byWeight);
    const parts = await index.parts.load(index.parts.affordable(ordered, budget), budget);
    const most = parts.filter((part) => holdsMost(part, query, index));
    return (most.length ? most : parts.filter((part) => holdsSome(part, query, index)))
      .map((part) => ({ part, words: wordsHeld(part, content, index), score: score(part, query, index) }));
  }

  /* Numbers of parts that hold some of the words, each with the weight of those. */
  async function partialCandidates(named, query, index, budget) {
    const clauses = [...named, ...query.chosen];
    const weighted = await weightedLists(query, index, budget);
    const held = new Map();
    const add = (numbers) => {
      for (const number of numbers) {
        const excluded = clauses.some((lists) => lists.every((list) => list.has(number) === false));
        if (!held.has(number) && !excluded) held.set(number, weightOfLists(weighted, number));
      }
    };
    if (named.length) add(await index.lists.intersection(clauses, budget));
    for (const { list } of weighted) if (held.size < MOST_CANDIDATES) add(list.known());
    return held;
  }

  /* The posting lists of the question's keys that are here, with the keys' weights, the rarest first. */
  async function weightedLists({ content, typed }, { lists, vocabulary, weights }, budget) {
    const terms = [...content.flatMap((term) => vocabulary.variantsOf(term)), ...typed];
    const keys = [...new Set(terms.flatMap(tokenise).flatMap(keysOf))].filter((key) => lists.has(key));
    return (await lists.anywhere(keys, budget))
      .map((list, at) => ({ list, weight: weights.of(keys[at]) }))
      .filter(({ list }) => list.total)
      .sort((one, other) => one.list.total - other.list.total);
  }

  const chanceHeld = (has) => (has === undefined ? 0.5 : Number(has));

  /* The weight of the lists that have the number; half of it where that is not known. */
  function weightOfLists(weighted, number) {
    return weighted.reduce((sum, { list, weight }) => sum + weight * chanceHeld(list.has(number)), 0);
  }

  /* The pieces of the terms that stand in a part. */
  function wordsHeld(part, terms, { vocabulary }) {
    return terms.flatMap((term) => vocabulary.variantsOf(term)).flatMap(tokenise)
      .flatMap((token) => (isHan(token) ? longestPieces(part.all, token) : [token]));
  }

  return { byPromise, chosenClauses, namedClauses, partialHits, promisingNumbers, rankNext, runPass };
})();
