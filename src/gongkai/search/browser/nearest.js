/* What lies nearest to a question that nothing answers: a field, an agency, and where to ask for it. These are no answers. */
modules.nearest = (() => {
  const { fieldPlace } = modules.leads;
  const MOST = 3; // fields and agencies that are named
  const REQUESTS = "ysqgk/";
  const STATUTORY = "fdzdgknr/";

  /* Links with a title and an address each, the page on which to ask for what was not made public last. */
  function nearestTo(question, index) {
    const { meanings, vocabulary } = index;
    const near = meanings.read(vocabulary.squeeze(question)).flatMap(({ meaning }) => linksOf(meaning, meanings)).slice(0, MOST);
    const known = new Map([...near, ...meanings.pages([STATUTORY, REQUESTS])].map((link) => [link.address, link]));
    return [...known.values()];
  }

  function linksOf(meaning, { agencies }) {
    if (meaning.kind === "field") return [fieldPlace(meaning)];
    if (meaning.kind === "matter") return [fieldPlace(meaning.field)];
    const [years, entries] = meaning.kind === "near" ? agencies[meaning.agency] || [] : [];
    return years || entries ? [{ title: meaning.agency, address: entries || years }] : [];
  }

  return { nearestTo };
})();
