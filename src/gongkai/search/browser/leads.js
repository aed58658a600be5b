/* Where the meanings of a question lead: hits that stand before those found by its words alone. */
modules.leads = (() => {
  const { bigrams } = modules.folding;
  const CATALOGUE = "fdzdgknr/";
  const REPORTS = "zfxxgknb/";
  const INTENTS = 3; // of one question that are followed
  const FULL = 3; // hits by words that say all that was asked and come first
  // Who speaks of disclosure itself asks the column's own pages before the catalogue.
  const OF_DISCLOSURE = /公开|政府信息|答复|复议|信息处理费|年报|申请[表书]|代[填写]/u;
  const HOW = /怎|咋|如何|啷|点样|哪|几天|多久|手续|流程|材料|条件|要啥|需要|办|申请|领|补|找谁|指南/u;
  const STORY = 14; // characters of a question that tells a story: much of it was never written here
  const COUNT = /数量|件数|个数|总数|次数|量$/u;
  const KIND = "目录事项";

  /* What the meanings lead to: `hits`, one of each intent first, and whether hits by words come `after` them. `asked` is the
     squeezed question without the agencies that it names; `kind` is that of the surest of them, and `length` how much
     of the question it explains. */
  function leadsOf(asked, query, { meanings, weights }, chosen) {
    const meant = query.namesDocument ? [] : chosenMeanings(asked, query, meanings).filter((one) => isSure(one, asked, weights));
    const lists = meant.slice(0, INTENTS).map((one) => placesOf(one.meaning, asked, query, meanings));
    const places = [];
    for (let at = 0; at < Math.max(0, ...lists.map((list) => list.length)); at++) for (const list of lists) if (list[at]) places.push(list[at]);
    const hits = unique(places, nameOf).filter((place) => fits(place, chosen)).map((place, at) => hitOf(place, -1 - at));
    const kind = meant.length ? meant[0].meaning.kind : "";
    const byYear = query.years.length && kind !== "place";
    const length = meant.length ? meant[0].length : 0;
    return { hits, kind, length, first: byYear ? FULL : kind === "figure" && !asksFigure(asked, query) ? 1 : 0 };
  }

  const asksFigure = (asked, { asksAmount, years, overYears, acrossAgencies }) => (
    asksAmount || years.length > 0 || overYears || acrossAgencies || COUNT.test(asked)
  );

  /* What surely was meant: a word of many things counts only where nothing else was said. */
  function chosenMeanings(asked, query, meanings) {
    const meant = meanings.read(asked).filter(({ meaning, loose, rest }) => meaning.kind !== "near" && !(loose && rest.length > 1));
    const disclosure = OF_DISCLOSURE.test(asked);
    const ofPlaces = Math.max(0, ...meant.filter(({ meaning }) => meaning.kind === "place").map(({ length }) => length));
    const rank = ({ meaning: { kind }, length }) => {
      if (kind === "figure") return (asksFigure(asked, query) && (length >= ofPlaces || query.years.length)) || length > ofPlaces + 1 ? 0 : 4;
      if (kind === "place") return disclosure ? 1 : 3;
      return disclosure ? 2 : 1;
    };
    const sorted = meant.sort((one, other) => rank(one) - rank(other) || one.loose - other.loose || other.length - one.length
      || other.meaning.order - one.meaning.order);
    return withoutImplied(sorted);
  }

  /* A word of two characters beside something that nobody here ever wrote is no sign of what was asked, unless a story is told:
     much of that was never written here. */
  function isSure({ length, rest, spans }, asked, weights) {
    return length > 2 || asked.length >= STORY || spans.length > 1 || rest.length < 2 || bigrams(rest).every((pair) => weights.of(pair) < 1);
  }

  /* A field says nothing beside one of its matters, nor does a weaker meaning of the same words. */
  function withoutImplied(meant) {
    const kept = [];
    for (const one of meant) {
      const implied = kept.some((other) => (
        other.meaning.field === one.meaning
        || one.spans.every(([start, end]) => other.spans.some(([from, to]) => from <= start && end <= to) && other.length > one.length)
      ));
      if (!implied) kept.push(one);
    }
    return kept;
  }

  function placesOf(meaning, asked, query, meanings) {
    if (meaning.kind === "field") return [fieldPlace(meaning)];
    if (meaning.kind === "matter") return matterPlaces(meaning, asked);
    if (meaning.kind === "figure") return figurePlaces(meaning, query, meanings);
    const own = meaning.address === REPORTS ? yearsOf(query, meanings) : [];
    return own.length ? own : [pagePlace(meaning, query)];
  }

  /* The pages of the agencies that are named, with all their reports; none where a year is named too. */
  function yearsOf(query, { agencies }) {
    return query.agencies.filter((name) => !query.years.length && agencies[name] && agencies[name][0])
      .map((name) => ({ address: agencies[name][0], anchor: "", title: `${name}历年政府信息公开年报`, above: [], year: 0, agency: name }));
  }

  /* Of a page that each year has, that of the year that was named, else of the newest. */
  function pagePlace({ address, anchor, title, above, years }, query) {
    const year = years.find((one) => query.years.includes(String(one))) || years[0] || 0;
    const ofYear = (text) => text.replace("{年}", year);
    return { address: ofYear(address), anchor, title: ofYear(title), above: above.map(ofYear), year };
  }

  const fieldPlace = ({ id, title }) => ({
    address: `${CATALOGUE}${id}/`, anchor: "", title: `${title}：基层政务公开标准目录`, above: [], year: 0, kind: KIND,
  });

  function matterPlaces({ field, entries }, asked) {
    const own = entries.map(({ id, title, agency }) => (
      { address: `${CATALOGUE}${field.id}/${id}/`, anchor: "", title, above: [field.title], year: 0, agency, kind: KIND }
    ));
    const [guide, ...others] = own;
    return HOW.test(asked) ? [guide, fieldPlace(field), ...others] : [fieldPlace(field), guide, ...others];
  }

  /* Where a figure of a year stands: on the page of the agency that is named, else in the county's own report of the year. */
  function statedPlaces(query, meanings) {
    const own = yearsOf({ ...query, years: [] }, meanings);
    const [year] = query.years;
    const report = { address: `${REPORTS}${year}/`, anchor: "", title: `${year}年度报告`, above: [], year: Number(year), agency: meanings.government };
    return query.agencies.length ? own : [report];
  }

  /* Of an agency the page of its years; of the county the history, then the newest report's row. */
  function figurePlaces({ id, label, anchor, history }, query, meanings) {
    const { latest, government } = meanings;
    if (query.years.length) return statedPlaces(query, meanings);
    const years = yearsOf(query, meanings);
    const all = { address: `${REPORTS}lishi/${id}/`, anchor: "", title: `历年：${label}`, above: [], year: 0 };
    const row = { address: `${REPORTS}${latest}/`, anchor, title: label, above: [`${latest}年度报告`], year: latest, agency: government };
    return [...years, ...(history ? [all] : []), ...(anchor && !years.length ? [row] : [])];
  }

  /* The first of those with the same name. */
  function unique(all, named) {
    const known = new Set();
    return all.filter((one) => !known.has(named(one)) && known.add(named(one)));
  }

  const nameOf = ({ address, anchor }) => `${address}#${anchor}`;

  /* Whether a place is of what the reader chose. */
  const fits = (place, chosen) => Object.entries(chosen).every(([name, value]) => String(place[name] || "") === value);

  function hitOf(place, number) {
    const facets = [place.year ? `${place.year}年` : "", place.agency || "", place.kind || ""];
    return { part: { ...place, number, text: "", facets }, words: [], score: 0 };
  }

  /* The leads among the hits: behind the few that are `first` or say all that was asked, before all others. Where both have a
     place, the hit has its text. */
  function merged({ hits: leads, first }, hits, isFull) {
    if (!leads.length) return hits;
    const known = new Map(hits.map((hit) => [nameOf(hit.part), hit]));
    const own = leads.map((lead) => known.get(nameOf(lead.part)) || lead);
    const full = hits.slice(0, FULL).filter(isFull);
    return [...new Set([...hits.slice(0, first), ...full, ...own, ...hits])];
  }

  return { STORY, fieldPlace, leadsOf, merged, nameOf, unique };
})();
