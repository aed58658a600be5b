/* Puts answers in their order: what a part is worth to a question, and which parts answer enough of it to be shown at all. */
modules.ranking = (() => {
  const { isHan, isRough, tokenise } = modules.folding;
  const { containsPhrase, longestPieces } = modules.matching;
  const { coverage, fullWeight, weightHeld } = modules.coverage;
  const SENTENCE = 6; // characters from which on a question is no single word
  // Nobody writes a name with one of these.
  const SPOKEN = /[的了吗呢吧啊呀么我你他她它这那哪谁几啥咋把被]/u;
  const SHORT_TEXT = 120; // characters of a row that states a figure
  // What a document says that no longer holds (html/pages/documents/document_page.py): its kind, and before the title of the new one.
  const [OUTDATED, NOW] = ["不再有效的文件", "现在看："];
  // The first answers are not all of one page: a further part of a page has to be so much better.
  const SAME_PAGE = [1, 0.95, 0.8, 0.7, 0.6];

  /* What a part is worth as an answer; 1 and more. */
  function score(part, query, index) {
    return (1 + relevanceToQuestion(part, query, index))
      * (0.85 + 0.3 * titleExplained(part.inTitle, [...query.content, ...query.years], index.vocabulary))
      * pageFactor(part, query, index)
      * yearFactor(part, query)
      * agencyFactor(part, query, index)
      * amountFactor(part, query)
      * repetitionFactor(part, query, index);
  }

  /* By the question's terms as they were typed or by its content, whichever the part answers better. */
  function relevanceToQuestion(part, { typed, content, hints, agencies }, index) {
    const asTyped = coverage(part, typed, index);
    const counts = !agencies.length && typed.length && asTyped.share > 0.7;
    const byTyped = counts ? relevance(part, typed, index) * asTyped.said ** 2 : 0;
    const byContent = relevance(part, content, index) * coverage(part, content, index).said ** 2;
    return Math.max(byTyped, byContent) + relevance(part, hints, index) / 2;
  }

  /* How well a part answers the terms. A title says more than a text, and a short text more than a long one. */
  function relevance(part, terms, index) {
    let sum = 0;
    for (const term of terms) {
      const weight = 1 + fullWeight(term, index.weights);
      const byVariant = index.vocabulary.variantsOf(term)
        .map((variant) => relevanceOfVariant(part, variant, index.weights) * (variant === term ? 1 : 0.75) * weight);
      sum += Math.max(0, ...byVariant) / 4;
    }
    return sum;
  }

  function relevanceOfVariant(part, variant, weights) {
    const [title, text, above] = [part.inTitle, part.inText, part.inAbove].map((one) => weightHeld(one, variant, weights));
    let value = (60 * title + 20 * text + 8 * above) / fullWeight(variant, weights);
    if (containsPhrase(part.inTitle, variant)) value += 20 + (40 * variant.length) / withoutNumber(part.inTitle).length;
    // A row says it more exactly than a section.
    if (containsPhrase(part.inText, variant)) value += 15 + 15 * Math.min(1, 40 / part.inText.length);
    return value;
  }

  const withoutNumber = (title) => title.replace(/^[0-9一二三四五六七八九]+/u, "");

  /* Which share of a title the terms explain. */
  function titleExplained(title, terms, vocabulary) {
    const explained = new Set();
    for (const token of terms.flatMap((term) => vocabulary.variantsOf(term)).filter((term) => !isRough(term)).flatMap(tokenise)) {
      for (const piece of isHan(token) ? longestPieces(title, token) : [token]) {
        for (let at = title.indexOf(piece); at >= 0; at = title.indexOf(piece, at + 1)) {
          for (let one = at; one < at + piece.length; one++) explained.add(one);
        }
      }
    }
    return title ? explained.size / title.length : 0;
  }

  /* Whether this is a page itself, no part of one, and every term stands in its title. */
  function isNamed(part, { content }, { vocabulary }) {
    return !part.anchor && content.every((term) => vocabulary.variantsOf(term).some((one) => containsPhrase(part.inTitle, one)));
  }

  function pageFactor(part, query, index) {
    if (part.anchor) return 1;
    return isNamed(part, query, index) ? 1.25 : 1.15;
  }

  /* Of many agencies the one that was asked for; without any, the county government's own report and the column's pages. */
  function agencyFactor(part, { agencies }, { vocabulary, foremost }) {
    if (agencies.includes(part.agency)) return 1.5;
    if (agencies.length) return agencies.some((agency) => part.all.includes(vocabulary.squeezedName(agency))) ? 1.1 : 0.5;
    if (part.number < foremost) return 1.25;
    return part.agency ? 0.65 : 1;
  }

  /* The year that was asked for, then what is of no year, then other years. */
  function yearFactor({ year }, { years }) {
    if (!years.length || !year) return 1;
    return years.includes(String(year)) ? 1.5 : 0.6;
  }

  /* How many? A row with a figure tells. */
  function amountFactor(part, { asksAmount }) {
    return asksAmount && part.anchor && part.inText.length < SHORT_TEXT && /[0-9]/u.test(part.inText) ? 1.5 : 1;
  }

  /* Histories and comparisons repeat what reports state: these stand before them, unless a comparison was asked for. */
  function repetitionFactor(part, query, index) {
    const repeats = part.number >= index.repeats;
    if (query.overYears || query.acrossAgencies) {
      if (!repeats) return 0.6;
      return query.overYears && part.year ? 1 : 1.4; // a comparison of one year is none over the years
    }
    if (!repeats) return 1;
    return isNamed(part, query, index) ? 0.9 : 0.5;
  }

  /* Whether a part holds most of a question: the more of its words, the less is known of whom and when it asks. */
  function holdsMost(part, { content, agencies, years }, index) {
    const { said, share } = coverage(part, content, index);
    if (agencies.length) return share >= 0.6;
    if (content.length > 1 || years.length) return share >= 0.5 && said >= 0.3;
    return said >= 0.5 && (share > 0.8 || (share >= 0.6 && holdsEnding(part, content[0], index.vocabulary)));
  }

  /* Whether a part holds the last two characters of a term: in Chinese they say what it is, the ones before of which kind. */
  function holdsEnding(part, term, vocabulary) {
    return vocabulary.variantsOf(term).some((variant) => isHan(variant) && part.all.includes(variant.slice(-2)));
  }

  /* Whether a part holds some telling words of a long question in somebody's own words, which are seldom those of an office.
     A name is no such question: one that stands nowhere is not found by its half. */
  function holdsSome(part, { typed, content, spoken }, index) {
    const asks = typed.join("") !== content.join("") || spoken.some((term) => SPOKEN.test(term));
    if (!asks) return false;
    const { held, share, length } = coverage(part, content, index);
    return length >= SENTENCE ? share >= 0.25 && (held >= 1 || share >= 0.6) : share >= 0.5 && held >= 0.55;
  }

  /* Whether a part has in its title, and what stands above that, every word of a question that has several. */
  function saysAll(part, { content, years, agencies }) {
    const words = content.filter((term) => !isRough(term)).flatMap(tokenise);
    const said = words.length && words.every((word) => containsPhrase(`${part.inTitle}${part.inAbove}`, word));
    return Boolean(said) && (words.length > 1 || years.length > 0 || agencies.length > 0) && (years.length > 0 || !part.year);
  }

  const byScore = (one, other) => other.score - one.score || one.part.number - other.part.number;

  /* The best first, but each further part of a page counting less. */
  function ranked(hits) {
    const shown = new Map();
    return [...hits].sort(byScore).map((hit) => {
      const before = shown.get(hit.part.address) || 0;
      shown.set(hit.part.address, before + 1);
      return { ...hit, score: hit.score * SAME_PAGE[Math.min(before, SAME_PAGE.length - 1)] };
    }).sort(byScore);
  }

  /* A document that no longer holds stands behind the one that took its place, where both are found. */
  function afterSuccessors(hits) {
    const order = [...hits];
    for (const hit of hits) {
      const { facets, text } = hit.part;
      const now = facets.includes(OUTDATED) && text.includes(NOW) ? text.split(NOW)[1].split("。")[0] : "";
      const place = now ? order.findIndex(({ part }) => !part.anchor && part.title === now) : -1;
      const own = order.indexOf(hit);
      if (place > own) order.splice(own, 0, ...order.splice(place, 1));
    }
    return order;
  }

  return { afterSuccessors, byScore, holdsMost, holdsSome, ranked, saysAll, score };
})();
