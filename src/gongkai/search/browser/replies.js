/* What can be answered outright, above the list: a figure of a year, a fact of a report, a way to reach the office, a sentence
   of the law that stands on this site. Nothing is answered where the question says anything else, or may mean two things. */
modules.replies = (() => {
  const { phrasesOf, understood, withoutWords, wordsOf } = modules.phrases;
  const { agenciesIn } = modules.agencies;
  const { parse } = modules.question;
  const YEAR = /(?:19|20)[0-9]{2}(?:年度|年(?!报(?!告)))?|[0-9]+年/gu;
  const FACTS = ["written", "published", "index_number", "document_number", "days_late", "state"];
  const CATALOGUE = "fdzdgknr/";
  const MONEY = /金额|钱|元|多少万|总额|收费(?!项目)|采购(?!项目|.*[个项])/u; // asked for; a count is no answer to it
  const OF_NO_PROSE = /[a-z]{3}|[0-9]{3}/iu; // pinyin, an address, the number of a document: no figure of the prose is called so
  const OF_COUNT = /多少|几|数|条/u;

  /* The words of answers as they are looked for; made once. */
  function prepared({ answers, figures, county, government }) {
    const own = [county, government, county.replace(/(..)[县市区旗]$/u, "$1")]; // its name is said without 县 too
    const said = (words) => ({ phrases: phrasesOf(words) });
    const both = (name) => new Set([...wordsOf(answers.about[name]), ...wordsOf(answers.spare), ...own]);
    const named = (all) => Object.entries(all).map(([name, [label, words]]) => ({ name, label, ...said(words) }));
    return {
      figures: figures.map(([id, label, unit, , , words], at) => ({ id, at, label, unit, ...said(words) })),
      quotes: answers.quotes.map(([address, anchor, text, source, words]) => ({ address, anchor, text, source, ...said(words) })),
      contact: named(answers.contact),
      report: named(answers.report),
      spare: new Set([...wordsOf(answers.spare), ...own]),
      law: new Set([...wordsOf(answers.law), ...own]),
      ofContact: both("contact"),
      ofReport: both("report"),
      ofCatalogue: both("catalogue"),
    };
  }

  /* The answer to a question, or null: `text` to read, `source` where it stands, and the `address` and `anchor` of that. */
  async function replyTo(question, index, budget) {
    const { vocabulary, offered, meanings } = index;
    if (!index.answers) index.answers = prepared(meanings.told);
    const query = parse(question, vocabulary, offered);
    const { found: agencies, rest } = agenciesIn(question, index);
    const named = [...new Set(agencies)];
    const years = yearsIn(rest, offered.year);
    if (named.length > 1 || years === null || query.overYears) return null;
    const text = vocabulary.squeeze(rest.replace(YEAR, " "));
    const asked = { text, agency: named[0] || "", year: years[0] || "" };
    if (query.acrossAgencies && !OF_COUNT.test(text)) return null;
    const ofNoYear = asked.year ? null : quoted(asked, index) || reachedBy(asked, index) || counted(asked, index);
    return ofNoYear || stated(asked, index, budget);
  }

  /* The one year that is named, or none; null where a year is named that this site does not have, or two are. */
  function yearsIn(text, offered) {
    const years = (text.match(YEAR) || []).map((year) => year.replace(/\D/gu, "")).map((year) => (year.length === 2 ? `20${year}` : year));
    const all = [...new Set(years)];
    return all.length > 1 || all.some((year) => !offered.includes(year)) ? null : all;
  }

  /* ---- What is of no year */

  function quoted({ text, agency }, { answers }) {
    if (agency) return null;
    const [first] = understood(text, answers.quotes, answers.law);
    return first ? { ...pick(first.thing), text: first.thing.text, source: first.thing.source } : null;
  }

  const pick = ({ address, anchor }) => ({ address, anchor });

  /* How to reach the office that answers for the column, or the agency that is named. */
  function reachedBy({ text, agency }, { answers, meanings: { told } }) {
    const [first] = understood(text, answers.contact, answers.ofContact);
    if (!first) return null;
    const own = isOffice(agency, told) ? told.answers.reached : (told.agencies[agency] || [])[3] || {};
    const value = own[first.thing.name];
    if (!value) return null;
    const office = isOffice(agency, told) ? told.answers.reached.office || "受理机构" : agency;
    return { text: `${office}${first.thing.label}：${value}`, source: "向谁提交", address: "ysqgk/", anchor: "向谁提交" };
  }

  const isOffice = (agency, { answers, government }) => !agency || agency === answers.reached.office || agency === government;

  /* How many entries the catalogue has, that of a field, or that of an agency. */
  function counted({ text, agency }, { answers, meanings: { told } }) {
    const total = told.fields.reduce((sum, [, , count]) => sum + count, 0);
    if (!total) return null;
    const says = (words) => understood(text, [{ phrases: phrasesOf(words) }], answers.ofCatalogue).length > 0;
    if (!agency && says(told.answers.counts.fields)) return catalogueCount(`基层政务公开标准目录共 ${told.fields.length} 个领域`, "mulu/");
    if (agency) {
      const [, page, count] = told.agencies[agency] || [];
      return page && count && /目录|事项|条目/u.test(text) && says(told.answers.counts.counts)
        ? { text: `${agency}的目录共 ${count} 条`, source: "基层政务公开标准目录", address: page, anchor: "" } : null;
    }
    const field = told.fields.find(([, title]) => text.includes(title));
    const rest = field ? text.replace(field[1], " ") : text;
    const asks = understood(rest, [{ phrases: phrasesOf(told.answers.counts.counts) }], answers.ofCatalogue).length > 0;
    if (!asks || !/目录|事项|条目|领域|公开/u.test(text)) return null;
    if (field) return catalogueCount(`${field[1]}领域的目录共 ${field[2]} 条`, `${field[0]}/`);
    return /目录/u.test(text) ? catalogueCount(`基层政务公开标准目录共 ${total} 条`, "mulu/") : null;
  }

  const catalogueCount = (text, page) => ({ text, source: "基层政务公开标准目录", address: `${CATALOGUE}${page}`, anchor: "" });

  /* ---- What a year's reports state */

  async function stated(asked, index, budget) {
    const { answers, offered, meanings: { told } } = index;
    const year = asked.year || (offered.year.length === 1 ? offered.year[0] : "");
    const name = `a${year}`;
    if (!year || !told.years[name]) return null;
    const figures = understood(asked.text, answers.figures, answers.spare);
    const [fact] = understood(asked.text, answers.report, answers.ofReport);
    if (!figures.length && !fact && (asked.agency || OF_NO_PROSE.test(asked.text))) return null;
    index.files.versions.set(name, told.years[name]);
    const stated = await index.files.load(name, budget);
    const agency = asked.agency || told.government;
    if (figures.length) return figureOf(figures, stated, agency, year, MONEY.test(asked.text));
    if (fact) return /年报|报告/u.test(asked.text) ? factOf(fact.thing, stated, agency) : null;
    return proseOf(asked.text, stated, agency, index);
  }

  /* The figure that the question means most fully; none where the report does not state it, or counts what is asked in money. */
  function figureOf(figures, stated, agency, year, ofMoney) {
    const report = stated.reports[agency];
    if (!report) return null;
    const [address, title, form, , values, changes] = report;
    const [value, change, anchor] = [values, changes, stated.anchors[form]].map((all) => all.split(" "));
    const most = figures.filter(({ length }) => length === figures[0].length).map(({ thing }) => thing);
    const { at, label, unit } = most[most.length - 1]; // what is said later is more special
    if (!value[at] || ofMoney !== (unit === "万元")) return null;
    const text = `${agency}${year}年${label} ${value[at]} ${unit}${changed(change[at], unit)}`;
    return { text, source: title, address, anchor: anchor[at] };
  }

  function changed(change, unit) {
    if (!change) return "";
    if (change === "0") return " · 与上年相同";
    return change.startsWith("-") ? ` · 比上年少 ${change.slice(1)} ${unit}` : ` · 比上年多 ${change} ${unit}`;
  }

  function factOf({ name, label }, stated, agency) {
    const report = stated.reports[agency];
    const value = report && report[3][FACTS.indexOf(name)];
    if (!value) return null;
    const shown = name === "days_late" ? `晚 ${value} 天` : value;
    return { text: `${report[1]} · ${label}：${shown}`, source: report[1], address: report[0], anchor: "" };
  }

  /* A figure of the prose, where the question says what it is called and nothing else. */
  function proseOf(text, stated, agency, { answers, vocabulary }) {
    const report = stated.reports[agency];
    const bare = (words) => withoutWords(words, answers.spare).replace(/ /gu, "");
    const asked = bare(text);
    if (!asked || !report) return null;
    const named = (stated.prose[0] || []).map((figure) => ({ figure, called: vocabulary.squeeze(figure[0]) }));
    const whole = named.filter(({ called }) => text.includes(called) && !bare(text.replace(called, " ")));
    const alike = named.filter(({ called }) => bare(called) === asked);
    const [one] = (whole.length ? whole.sort((left, right) => right.called.length - left.called.length) : alike.length === 1 ? alike : [])
      .map(({ figure }) => figure);
    return one ? { text: `${report[1]} · ${one[0]}：${one[1]}`, source: report[1], address: report[0], anchor: one[2] } : null;
  }

  return { replyTo };
})();
