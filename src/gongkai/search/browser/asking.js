/* A question as people put it: slips put right, what is meant by its words, and then the words themselves. */
modules.asking = (() => {
  const { ask: askWords } = modules.answers;
  const { agenciesIn } = modules.agencies;
  const { saysAll } = modules.ranking;
  const { STORY, leadsOf, merged } = modules.leads;
  const { corrected } = modules.corrections;
  const { nearestTo } = modules.nearest;
  const { replyTo } = modules.replies;
  const { Budget, NEEDED } = modules.loading;
  const LETTERS = /^[a-z ]+$/iu;
  const SURE = 3; // characters of a known word with which nothing is put right

  /* The answer, as `answers` gives it; `asked` is what was asked instead where a slip was put right, else empty.
     `answer` is what can be said outright, or null; `near` are links to show where nothing was found; `bounds` say how much may be
     fetched. */
  async function ask(question, chosen, index, bounds = index.whole) {
    const aside = new Budget(bounds); // what is fetched besides lists and texts
    const free = Object.keys(chosen).length === 0; // who has chosen a year or an agency asks of that
    const answer = free ? await replyTo(question, index, aside) : null;
    const letters = LETTERS.test(question); // titles are found by their sound: letters are a word only where none is
    const before = answer || letters ? null : await rightlyAsked(question, chosen, index, bounds, aside);
    if (before) return { ...before, answer };
    const found = await answered(question, chosen, index, left(bounds, aside));
    const after = letters && !found.hits.length ? await rightlyAsked(question, chosen, index, bounds, aside) : null;
    return { ...after || { ...found, asked: "", near: found.hits.length ? [] : nearestTo(question, index) }, answer };
  }

  /* What may be fetched still. */
  const left = (bounds, aside) => ({ ...bounds, files: aside.room + NEEDED });

  /* What is found where a slip was put right; null where there is none, or nothing is found. */
  async function rightlyAsked(question, chosen, index, bounds, aside) {
    const asked = await putRight(question, index, aside);
    const found = asked ? await answered(asked, chosen, index, left(bounds, aside)) : null;
    return found && found.hits.length ? { ...found, asked, near: [] } : null;
  }

  /* The agencies that a question names, and the squeezed question without them. */
  function withoutAgencies(question, index) {
    const { found, rest } = agenciesIn(question, index);
    return { named: found, text: index.vocabulary.squeeze(rest) };
  }

  /* The question put right, or null. Where only a page of the column is spoken of (地保怎么申请), what is put right has to lead further. */
  async function putRight(question, index, budget) {
    const { named, text } = withoutAgencies(question, index);
    const isSure = ({ loose, length, rest }) => !loose && (length >= SURE || rest.length < 2 || text.length >= STORY);
    const meant = index.meanings.read(text).filter(isSure);
    if (named.length || meant.some(({ meaning }) => meaning.kind !== "place")) return null;
    const right = await withoutSlips(question, text, index, budget);
    return meant.length && right && !index.meanings.read(right).some(isOfCatalogue) ? null : right;
  }

  const isOfCatalogue = ({ meaning: { kind }, loose }) => !loose && (kind === "field" || kind === "matter");

  async function withoutSlips(question, text, index, budget) {
    const right = await corrected(question, index, budget);
    if (!right || withoutAgencies(right, index).named.length) return right;
    const twice = await corrected(right, index, budget); // two slips, 底保怎么申情, are as many as are believed
    return twice === text ? null : twice || right;
  }

  /* The hits by meaning and by words; where both find nothing, by the words without what was said in passing. */
  async function answered(question, chosen, index, bounds) {
    const { text } = withoutAgencies(question, index);
    const answer = await askWords(question, chosen, index, bounds);
    const leads = leadsOf(text, answer.query, index, chosen);
    const hits = merged(leads, answer.hits, (hit) => saysAll(hit.part, answer.query));
    if (hits.length || index.meanings.isNear(text)) return { ...answer, hits };
    const telling = index.meanings.telling(text);
    return telling && telling !== text ? askWords(telling, chosen, index, bounds) : answer;
  }

  return { ask };
})();
