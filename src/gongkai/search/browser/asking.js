/* A question as people put it: slips put right, what is meant by its words, and then the words themselves. */
modules.asking = (() => {
  const { ask: askWords } = modules.answers;
  const { agenciesIn } = modules.agencies;
  const { parse } = modules.question;
  const { saysAll } = modules.ranking;
  const { STORY, leadsOf, merged, nameOf, unique } = modules.leads;
  const { corrected } = modules.corrections;
  const { subjectsOf } = modules.meanings;
  const { nearestTo } = modules.nearest;
  const { replyTo } = modules.replies;
  const { Budget } = modules.loading;
  const LETTERS = /^[a-z ]+$/iu;
  const SURE = 3; // characters of a known word with which nothing is put right
  const ASKING = /怎|咋|吗|呢|谁|哪|啥|么|多少|几/u; // nobody quotes a text with these
  const SHORT = 8; // characters of a question that is put right though something of it is understood
  const WHOLE = ["matter", "place", "figure"]; // what is said more exactly than a field
  const PAIR = 2; // hits of the one and of the other that take turns
  const QUOTED = 10; // characters that nobody writes in that order by chance
  const GUESSES = 1; // that a first answer may make: as many as it has files for
  const SENTENCE = 6; // characters beside a report's own word from which on that word is looked for alone

  /* The answer, as `answers` gives it; `asked` is what was asked instead where a slip was put right, else empty.
     `absent` are years without a report; `answer` is what can be said outright, or null; `near` are links to show where nothing
     was found; `bounds` say how much may be fetched. */
  async function ask(question, chosen, index, bounds = index.whole) {
    const query = parse(question, index.vocabulary, index.offered);
    return { ...await reached(question, query, chosen, index, bounds), absent: query.absent };
  }

  async function reached(question, query, chosen, index, bounds) {
    const aside = new Budget(bounds, index.files.sizes); // what is fetched besides lists and texts
    const free = Object.keys(chosen).length === 0; // who has chosen a year or an agency asks of that
    const answer = free ? await replyTo(question, index, aside) : null;
    const letters = LETTERS.test(question); // titles are found by their sound: letters are a word only where none is
    const open = !answer && !letters && mayBeOfReports(question, query, index);
    const subject = open && bounds.subjects ? await subjectOf(question, index, aside) : null;
    const before = answer || letters || subject ? null : await rightlyAsked(question, chosen, index, aside);
    if (before) return { ...before, answer };
    const asked = await answered(question, query, subject, chosen, index, aside.further());
    const after = letters && !asked.hits.length ? await rightlyAsked(question, chosen, index, aside) : null;
    const more = !after && !asked.hits.length && bounds.strict ? await withRest(question, query, open, chosen, index, aside) : null;
    const found = more || asked;
    const short = found.short || aside.short || (open && !bounds.subjects);
    return { ...after || { ...found, short, asked: "", near: found.hits.length ? [] : nearestTo(question, index) }, answer };
  }

  /* Where a first answer has found nothing: what only the prose of reports tells, else what was probably meant, as far as the rest of
     its files goes. */
  async function withRest(question, query, open, chosen, index, aside) {
    const subject = open ? await subjectOf(question, index, aside) : null;
    const told = subject ? await answered(question, query, subject, chosen, index, aside.further()) : null;
    return told && told.hits.length ? told : answered(question, query, null, chosen, index, aside.further({ guesses: GUESSES }));
  }

  /* What is found where a slip was put right; null where there is none, or nothing is found. */
  async function rightlyAsked(question, chosen, index, aside) {
    const asked = await putRight(question, index, aside);
    if (!asked) return null;
    const query = parse(asked, index.vocabulary, index.offered);
    const subject = aside.bounds.subjects && mayBeOfReports(asked, query, index) ? await subjectOf(asked, index, aside) : null;
    const found = await answered(asked, query, subject, chosen, index, aside.further());
    return found.hits.length ? { ...found, asked, near: [] } : null;
  }

  /* The agencies that a question names, and the squeezed question without them. */
  function withoutAgencies(question, index) {
    const { found, rest } = agenciesIn(question, index);
    return { named: found, text: index.vocabulary.squeeze(rest) };
  }

  /* The question put right, or null. Where it is understood already, or names an agency, it has to be understood better then. */
  async function putRight(question, index, budget) {
    const { named, text } = withoutAgencies(question, index);
    const meant = index.meanings.read(text).filter(isSurely(text));
    if (index.meanings.nearWords(text).length) return null; // what stands nowhere sounds like what does
    const known = meant.some(({ meaning: { kind } }) => kind !== "place");
    if (known && (text.length > SHORT || named.length || meant.some(({ rest }) => rest.length < 2))) return null;
    const right = await withoutSlips(question, text, index, budget);
    if (!right || (!meant.length && !named.length)) return right;
    const after = withoutAgencies(right, index);
    const better = understood(after.text, index) > understood(text, index) && named.every((agency) => after.named.includes(agency));
    return better && (named.length || index.meanings.read(after.text).some(isOfCatalogue)) ? right : null;
  }

  const isSurely = (text) => ({ loose, length, rest }) => !loose && (length >= SURE || rest.length < 2 || text.length >= STORY);

  const isOfCatalogue = ({ meaning: { kind }, loose }) => !loose && (kind === "field" || kind === "matter");

  /* How many characters of a text the surest of its meanings explains. */
  const understood = (text, { meanings }) => Math.max(0, ...meanings.read(text).filter(({ loose }) => !loose).map(({ length }) => length));

  async function withoutSlips(question, text, index, budget) {
    const right = await corrected(question, index, budget);
    if (!right || withoutAgencies(right, index).named.length) return right;
    const twice = await corrected(right, index, budget); // two slips, 底保怎么申情, are as many as are believed
    return twice === text ? null : twice || right;
  }

  /* The hits by meaning and by words; where both find nothing, by the words without what was said in passing. */
  async function answered(question, query, subject, chosen, index, budget) {
    const { text } = withoutAgencies(question, index);
    const told = subject ? await toldOf(question, query, subject, text, chosen, index, budget) : null;
    if (told && ASKING.test(text)) return told;
    const answer = await askWords(question, chosen, index, budget.further());
    if (told && !isQuoted(question, answer.hits, index)) return told;
    const leads = leadsOf(text, answer.query, index, chosen);
    const hits = quotedFirst(question, merged(leads, answer.hits, (hit) => saysAll(hit.part, answer.query)), index);
    const near = index.meanings.nearWords(text);
    if (near.length) return { ...answer, hits: leads.length > near.join("").length ? hits : hits.filter(says(near)) };
    if (hits.length) return { ...answer, hits };
    const telling = index.meanings.telling(text);
    return telling && telling !== text ? askWords(telling, chosen, index, budget.further()) : answer;
  }

  /* Whether a question stands in a text as it is. */
  function isQuoted(question, hits, { vocabulary }) {
    const asked = vocabulary.squeeze(question);
    return asked.length >= QUOTED && hits.some(({ part }) => part.inText && part.inText.includes(asked));
  }

  /* What was asked for by its title, or by a phrase of its text, stands before all that was meant. */
  function quotedFirst(question, hits, index) {
    const asked = index.vocabulary.squeeze(question);
    const titled = hits.filter(({ part }) => !part.anchor && part.inTitle && isTitleOf(part.inTitle, asked));
    const quoted = asked.length < QUOTED ? [] : hits.filter(({ part }) => part.inText && part.inText.includes(asked));
    return [...new Set([...titled, ...quoted, ...hits])];
  }

  /* Whether a question is a page's title and hardly more, or a long part of it. */
  const isTitleOf = (title, asked) => (
    (title.length >= QUOTED && asked.includes(title)) || (asked.length >= QUOTED && title.includes(asked))
  );

  const says = (words) => ({ part }) => words.some((word) => `${part.all}`.includes(word));

  /* The hits by the word that reports have for a subject, of the years and agencies that are named, among those by meaning; null
     where nothing is found. */
  async function toldOf(question, query, subject, text, chosen, index, budget) {
    for (const word of subject.meaning.written) {
      const found = await askWords([...query.years.map((year) => `${year}年`), ...query.agencies, word].join(" "), chosen, index, budget.further());
      if (found.hits.length) return { ...found, hits: quotedFirst(question, beside(leadsOf(text, query, index, chosen), found.hits, subject), index) };
    }
    return null;
  }

  /* Whether a question may mean something that only the prose of reports tells: it names no document, and nothing else explains it. */
  function mayBeOfReports(question, { namesDocument }, index) {
    const { text } = withoutAgencies(question, index);
    const isWhole = ({ loose, meaning: { kind }, length, rest }) => !loose && WHOLE.includes(kind) && length > SURE && rest.length < 2;
    return !namesDocument && text.length >= SURE && !index.meanings.read(text).some(isWhole);
  }

  /* What that surely is: a word of two characters counts only where little else is said, or a story is told. Null where there is none,
     or the question has the report's own word almost alone. */
  async function subjectOf(question, index, budget) {
    const { text } = withoutAgencies(question, index);
    if (!index.subjects && !budget.takes("subjects")) return null;
    if (!index.subjects) index.subjects = subjectsOf(await index.files.load("subjects", budget), index.meanings);
    const isSure = ({ length, rest, spans }) => length >= SURE || spans.length > 1 || rest.length <= SURE || text.length >= STORY;
    const [subject] = index.subjects.read(text).filter(isSure);
    if (!subject) return null;
    return subject.meaning.written.some((word) => text.includes(word) && text.length < word.length + SENTENCE) ? null : subject;
  }

  /* Two of the surer ones first, two of the others behind them. What is in the catalogue as well is told better there. */
  function beside({ hits: leads, kind, length }, told, subject) {
    const isSurer = !subject.meaning.listed && (subject.length > length || (subject.length === length && (kind === "field" || length <= SURE)));
    const [surer, others] = isSurer ? [told, leads] : [leads, told];
    return unique([...surer.slice(0, PAIR), ...others.slice(0, PAIR), ...surer, ...others], ({ part }) => nameOf(part));
  }

  return { ask };
})();
