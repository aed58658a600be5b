/* What lies nearest to a question that nothing answers: a field, an agency, and where to ask for it. These are no answers. */
modules.nearest = (() => {
  const { fieldPlace } = modules.leads;
  const { agenciesIn } = modules.agencies;
  const MOST = 3; // fields and agencies that are named
  const REQUESTS = "ysqgk/";
  const STATUTORY = "fdzdgknr/";

  /* Links with a title and an address each, the page on which to ask for what was not made public last. */
  function nearestTo(question, index) {
    const { meanings, vocabulary } = index;
    const named = agenciesIn(question, index).found.flatMap((agency) => linksOfAgency(agency, meanings));
    const meant = meanings.read(vocabulary.squeeze(question)).flatMap(({ meaning }) => linksOf(meaning, meanings));
    const near = [...named, ...meant].slice(0, MOST);
    const known = new Map([...near, ...meanings.pages([STATUTORY, REQUESTS])].map((link) => [link.address, link]));
    return [...known.values()];
  }

  function linksOf(meaning, meanings) {
    if (meaning.kind === "field") return [fieldPlace(meaning)];
    if (meaning.kind === "matter") return [fieldPlace(meaning.field)];
    return meaning.kind === "near" ? linksOfAgency(meaning.agency, meanings) : [];
  }

  function linksOfAgency(agency, { agencies }) {
    const [years, entries] = agencies[agency] || [];
    return years || entries ? [{ title: agency, address: entries || years }] : [];
  }

  return { nearestTo };
})();
