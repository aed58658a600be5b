/* Answers a question in several passes, from its narrowest reading to guesses; the later only where the earlier gave little. */
modules.answers = (() => {
  const { keysOf, tokenise } = modules.folding;
  const { parse } = modules.question;
  const { Budget } = modules.loading;
  const { trimmed, weigh } = modules.coverage;
  const { afterSuccessors, byScore, ranked } = modules.ranking;
  const { chosenClauses, namedClauses, partialHits, promisingNumbers, rankNext } = modules.retrieval;
  const { hitsBySound, hitsByTypingError } = modules.guesses;
  const ENOUGH = 10; // hits after which no wider reading of the question is tried
  const LITTLE = ENOUGH / 2;
  const FILES = 4; // of texts, that a pass is worth
  const FILES_LATER = 4; // when the reader asks for more
  // What looking up a key is worth: of a number or a word that was asked, of what else that is called, of the question as it stands.
  const [NUMBER, ASKED, CALLED, TYPED] = [3, 1, 0.3, 0.1];

  /* The hits in their order; `later` are candidates that were not looked at; `approximate` tells that there may be others.
     `short` tells that more files would tell more; `query` is how the question was understood; `chosen` are the year, agency and kind that the reader chose. */
  async function ask(question, chosen, index, budget) {
    const clauses = await chosenClauses(chosen, index, new Budget()); // what the reader chose is not counted
    const query = await understood(question, clauses, index, budget);
    const guessed = budget.bounds.strict && budget.bounds.guesses > 0; // the words have found nothing; what more lists tell by halves is no hit
    const { hits, later } = guessed ? { hits: new Map(), later: [] } : await passes(query, index, budget);
    const told = !budget.bounds.strict || hits.size > 0 || !budget.short; // with words of which nothing is known, most of a question is no most
    if (!guessed && told && hits.size < LITTLE) add(hits, await partialHits(query, index, budget));
    if (!hits.size && budget.takesGuesses()) {
      add(hits, await hitsBySound(query, index, budget));
      if (!hits.size) add(hits, await hitsByTypingError(question, query, index, budget));
    }
    return { hits: afterSuccessors(ranked(hits.values())), later, approximate: budget.approximate, short: budget.short, query };
  }

  /* The parsed question; `spoken` is its content before what was said in passing was taken away. */
  async function understood(question, chosen, index, budget) {
    const query = parse(question, index.vocabulary, index.offered);
    await index.lists.prepare(wantedKeys(query, index.vocabulary), budget);
    await weigh([...query.typed, ...query.content, ...query.hints], index, budget);
    const [content, worded] = [query.content, query.worded].map((terms) => terms.map((term) => trimmed(term, index.weights)));
    return { ...query, chosen, spoken: query.content, content, worded };
  }

  /* The keys by which the question's words are looked up, each with what it is worth. */
  function wantedKeys({ content, typed, worded, hints }, vocabulary) {
    const keys = (terms, weight) => terms.flatMap(tokenise).flatMap(keysOf).map((key) => [key, /[0-9]/.test(key) ? NUMBER : weight]);
    const others = content.flatMap((term) => vocabulary.variantsOf(term).slice(1));
    return [...keys(content, ASKED), ...keys(others, CALLED), ...keys([...typed, ...worded, ...hints], TYPED)];
  }

  /* Hits by their part's number, in the order of the passes that found them. The texts of all passes are fetched at once. */
  async function passes(query, index, budget) {
    const promising = [];
    for (const pass of await planned(query, index, budget)) {
      promising.push({ pass, numbers: await promisingNumbers(pass, query, index, budget) });
    }
    const [hits, later] = [new Map(), []];
    const looked = promising.map(({ pass, numbers }) => rankNext(numbers, pass, query, index, budget));
    (await Promise.all(looked)).forEach(({ hits: found, rest }, at) => {
      add(hits, found);
      if (rest.length) later.push({ numbers: rest, pass: promising[at].pass, query });
    });
    return { hits, later };
  }

  /* First the comparisons, if one was asked for; then the years and agencies that were named; then the words alone. */
  async function planned(query, index, budget) {
    const clauses = await namedClauses(query, index, budget);
    const within = { terms: query.content, clauses, files: FILES };
    const compared = query.overYears || query.acrossAgencies;
    return [
      ...(compared ? [{ ...within, only: (number) => number >= index.repeats }] : []),
      ...(clauses.length ? [{ ...within, marks: query.years }] : []),
      { terms: query.typed, exact: true, files: FILES },
      { terms: query.worded, files: FILES },
    ].filter((pass) => pass.terms.length || (pass.clauses && pass.clauses.length)); // else there are only asking words
  }

  /* What was found first stays. */
  function add(hits, found) {
    for (const hit of found) if (!hits.has(hit.part.number)) hits.set(hit.part.number, hit);
  }

  /* The answer with hits among the next of its later candidates. */
  async function continued(answer, index) {
    const [{ numbers, pass, query }, ...others] = answer.later;
    const { hits, rest } = await rankNext(numbers, { ...pass, files: FILES_LATER }, query, index, new Budget());
    const known = new Set(answer.hits.map((hit) => hit.part.number));
    const further = hits.filter((hit) => !known.has(hit.part.number)).sort(byScore);
    return {
      ...answer,
      hits: [...answer.hits, ...further],
      later: rest.length ? [{ numbers: rest, pass, query }, ...others] : others,
    };
  }

  return { ask, continued };
})();
