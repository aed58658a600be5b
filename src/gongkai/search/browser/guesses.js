/* What was probably meant by a question without an answer: something that sounds like it, or is one typing error away. */
modules.guesses = (() => {
  const { bigrams, isHan, keysOf } = modules.folding;
  const { matchingWords } = modules.matching;
  const { termsOf } = modules.question;
  const { weigh } = modules.coverage;
  const { score } = modules.ranking;
  const { byPromise, namedClauses, runPass } = modules.retrieval;
  const { misspelled, readingsOf, soundPatterns, sounding } = modules.sounds;
  const MOST_AGENCIES = 3; // that a sound may mean; what fits more of them means none

  /* Hits for what sounds like the question: first an agency with a wrong character, then one spelled in pinyin, then titles. */
  async function hitsBySound(query, index, budget) {
    if (!await readingsOf(index, budget)) return [];
    const patterns = soundPatterns(query.spoken, index.readings);
    const misheard = withMisspelledAgency(query, index);
    const guesses = [
      ...(misheard ? [() => hitsWithin(misheard, misheard.content, index, budget)] : []),
      ...patterns.map((pattern) => () => hitsOfSpelledAgency(pattern, query, index, budget)),
      ...patterns.map((pattern) => () => hitsOfSoundingTitles(pattern, query, index, budget)),
    ];
    for (const guess of guesses) {
      const hits = await guess();
      if (hits.length) return hits;
    }
    return [];
  }

  /* The question with the agency whose name, but for a character, sounds like a piece of it. Null without one. */
  function withMisspelledAgency(query, { offered, readings, vocabulary }) {
    const text = query.spoken.join(" ");
    for (const agency of query.agencies.length ? [] : offered.agency) {
      const found = misspelled(text, vocabulary.squeezedName(agency), readings);
      if (!found) continue;
      const content = termsOf(text.replace(found, " "), vocabulary);
      return { ...query, agencies: [agency], content, typed: content };
    }
    return null;
  }

  async function hitsWithin(query, terms, index, budget) {
    const clauses = await namedClauses(query, index, budget);
    return (await runPass({ terms, clauses }, query, index, budget)).hits;
  }

  async function hitsOfSpelledAgency({ sounds, written }, query, index, budget) {
    if (sounds.length < 3) return [];
    const nameSounds = (name) => sounding(index.vocabulary.squeezedName(name).slice(-sounds.length), sounds);
    const agencies = index.offered.agency.filter((agency) => nameSounds(agency) || nameSounds(agency.replace(/人民政府$/u, "")));
    if (!agencies.length || agencies.length > MOST_AGENCIES) return [];
    return hitsWithin({ ...asking(written, query), agencies }, written, index, budget);
  }

  /* Parts whose titles sound so, and parts with a word of the vocabulary that does. */
  async function hitsOfSoundingTitles(pattern, query, index, budget) {
    const { sounds, keys, least, near, written } = pattern;
    const clauses = await namedClauses(query, index, budget);
    const lists = await index.lists.anywhere([...keys, ...written.flatMap(keysOf)], budget);
    const numbers = await index.lists.intersection([...lists.map((list) => [list]), ...clauses, ...query.chosen], budget);
    const hits = [];
    for (const part of await promisingParts(numbers, query, index, budget)) {
      const found = sounding(part.inTitle, sounds);
      if (!found || !near(found) || sounds.length < least) continue;
      hits.push(...await hitByGuess(part, [found, ...written], query, index, budget));
    }
    for (const word of wordsSounding(pattern, index.vocabulary)) {
      const terms = [word, ...written];
      hits.push(...(await runPass({ terms, clauses, exact: true }, asking(terms, query), index, budget)).hits);
    }
    return hits;
  }

  function wordsSounding({ sounds, near }, vocabulary) {
    const sameLength = vocabulary.words().filter((word) => Array.from(word).length === sounds.length);
    return sameLength.filter((word) => sounding(word, sounds) && near(sounding(word, sounds)));
  }

  /* A character left out, typed twice, or one wrong among many: what stands before and after it, and what may stand between. */
  function typingErrors(text) {
    const characters = Array.from(text);
    const piece = (start, end) => characters.slice(start, end).join("");
    const length = characters.length;
    const made = [];
    for (let at = 1; at < length; at++) {
      const [before, after, afterNext] = [piece(0, at), piece(at), piece(at + 1)];
      if (length > 3) made.push({ before, after, gap: "." });
      if (length > 4 && characters[at] === characters[at - 1]) made.push({ before, after: afterNext, gap: "" });
      if (length > 5 && at < length - 1) made.push({ before, after: afterNext, gap: "." });
    }
    return made;
  }

  async function hitsByTypingError(question, query, index, budget) {
    const oneTerm = query.spoken.length === 1;
    const text = oneTerm ? query.spoken[0] : index.vocabulary.squeeze(question);
    if (!isHan(text)) return [];
    const clauses = [...(oneTerm ? await namedClauses(query, index, budget) : []), ...query.chosen];
    const hits = [];
    for (const { before, after, gap } of typingErrors(text)) {
      if (!budget.room) break;
      const across = gap || !after ? [] : [before.slice(-1) + after[0]];
      const lists = await index.lists.anywhere([...bigrams(before), ...bigrams(after), ...across], budget);
      const numbers = await index.lists.intersection([...lists.map((list) => [list]), ...clauses], budget);
      for (const part of await promisingParts(numbers, query, index, budget)) {
        const found = part.all.match(new RegExp(`${before}${gap}${after}`, "u"));
        if (found) hits.push(...await hitByGuess(part, [found[0]], query, index, budget));
      }
    }
    return hits;
  }

  async function promisingParts(numbers, query, index, budget) {
    const ordered = await byPromise(numbers, query, index, budget);
    return index.parts.load(index.parts.affordable(ordered, budget), budget);
  }

  /* The question as if these terms had been asked. */
  const asking = (terms, query) => ({ ...query, typed: terms, content: terms });

  /* A list of the hit that a part is to the terms that were probably meant; empty when it does not hold them. */
  async function hitByGuess(part, terms, query, index, budget) {
    const words = matchingWords(part, { terms, exact: true }, index.vocabulary);
    if (!words) return [];
    await weigh(terms, index, budget);
    return [{ part, words, score: score(part, asking(terms, query), index) }];
  }

  return { hitsBySound, hitsByTypingError, typingErrors };
})();
