/* Reads a question: which terms it has, which years and agencies it names, whether it asks to compare. */
modules.question = (() => {
  const { replaceMatches } = modules.patterns;
  const { HAN, isHan, isRough } = modules.folding;
  const { takeAgencies } = modules.agencies;
  const LONGEST = 100; // characters of a question that are looked at
  const ONE_BREATH = 10; // characters from which on a question without a blank is a sentence
  // A blank that slipped into a word: 县长 信 箱, 2022 年.
  const BLANK = /\s+/gu;
  const [HAN_BEFORE, ONE_HAN_BEFORE] = [new RegExp(`[${HAN}]$`, "u"), new RegExp(`(?:^|[^${HAN}0-9])[${HAN}]$`, "u")];
  const [HAN_AFTER, ONE_HAN_AFTER] = [new RegExp(`^[${HAN}]`, "u"), new RegExp(`^[${HAN}](?![${HAN}])`, "u")];
  const BLANKS = /[\s\u3000]+/u;
  const UNIT = /(亿元|万元|万?[（(]?人[)）]?次|[元件条个项次份起期%万亿])/gu;
  // 国办发〔2019〕54号: its year is no year that was asked for.
  const DOCUMENT = new RegExp(
    `[${HAN}]*[发函办字令号文]\\s*[\\p{P}\\p{S}]?\\s*((?:19|20)[0-9]{2})\\s*[\\p{P}\\p{S}]?\\s*第?\\s*([0-9]{1,4}(?![0-9]))\\s*号?`, "gu",
  );
  const DAY = /((?:19|20)[0-9]{2})[-.\/]([01]?[0-9])[-.\/]([0-3]?[0-9])(?![0-9.\/~-])/gu;
  const SPAN = /(?:19|20)[0-9]{2}年?(?:到|至|[-—–~～])(?:19|20)[0-9]{2}(?![0-9.\/~-])(?:年度?)?/gu;
  const YEAR = new RegExp(
    "(?:((?:19|20)[0-9]{2})(?![0-9.\\/~-]|[件条个项次元万%人篇期份])|([12][0-9])(?=年))(?:年度?(?!度|报(?!告)))?", "gu",
  );
  const SAID_YEAR = /(?:19|20)[0-9]{2}(?=年)/gu;
  const AFTER_YEAR = /年度?(?![度报])/gu;
  const OVER_YEARS = /历年来?|逐年|每年|历次|近[0-9一二两三四五六七八九十几]+年来?|[这几]几?年来|各年度?(?!报)|年度?(变化|趋势|走势)|(变化|趋势|走势)/gu;
  const EACH_AGENCY = /(哪些?个?|哪几个|各个?|所有)(单位|部门|机构|局)|谁/gu;
  const OF_SOMEBODY = /[找以归由向跟问是]谁|谁(?=管|来|负责|的)/gu; // asks whom to turn to, not which agency of all
  const COMPARED = /比较|对比|比一比|比两个|相比|排名|汇总/u;
  const AMOUNT = /多少(?![天日岁])|几[件条个项次人家份期篇封]/u;
  const MARKS = /[,;:?!。、~]/gu; // also ~, which stands before a rough number from here on
  const MORE_THAN = /([0-9]+)(?:多|余)[件条个项次份起期人万元]?/gu;

  /* What a question asks for. `typed` are its terms as they were typed; `content` is what is left without words of asking and
     without the years and agencies that it names: those are a part's, not words that have to stand there. `worded` is the
     content with them; `absent` are years that are named and of which this site has no report; `hints` are words that a good answer
     has in its title. `offered` are the site's years and agencies. */
  function parse(question, vocabulary, offered) {
    const written = replaceMatches(Array.from(question).slice(0, LONGEST).join(""), BLANK, slippedIn, () => "");
    const documents = takeDocuments(vocabulary.fold(written), vocabulary);
    const days = takeDays(documents.rest, vocabulary);
    const years = takeYears(replaceMatches(days.rest, SPAN, unjoined, () => " 历年 "), new Set(offered.year));
    const overYears = years.rest.search(OVER_YEARS) >= 0;
    const { found: agencies, rest } = takeAgencies(years.rest.replace(OVER_YEARS, " "), offered.agency, vocabulary);
    const acrossAgencies = rest.replace(OF_SOMEBODY, " ").search(EACH_AGENCY) >= 0 || COMPARED.test(rest);
    const dated = [...documents.found, ...days.found];
    const content = [...dated, ...termsOf(withoutAsking(rest, vocabulary), vocabulary)];
    return {
      typed: typedTerms(written, content, vocabulary),
      worded: [...dated, ...termsOf(withoutAsking(replaceMatches(documents.rest, AFTER_YEAR, afterYear, () => " "), vocabulary), vocabulary)],
      content,
      years: years.found,
      absent: yearsWithout(days.rest, offered.year),
      agencies,
      overYears,
      acrossAgencies,
      hints: [...(overYears ? ["历年"] : []), ...(acrossAgencies ? ["各机构"] : [])],
      asksAmount: AMOUNT.test(rest),
      namesDocument: documents.found.length > 0,
    };
  }

  const unjoined = (before) => !/[0-9.\/~-]$/u.test(before);
  const afterNumber = (before) => /[0-9]$/u.test(before);
  const afterYear = (before) => /(?:19|20)[0-9]{2}$/u.test(before);

  function slippedIn(before, after) {
    return (HAN_BEFORE.test(before) && ONE_HAN_AFTER.test(after)) || (ONE_HAN_BEFORE.test(before) && HAN_AFTER.test(after))
      || (/[0-9]$/.test(before) && after.startsWith("年"));
  }

  /* Numbers of documents, as a phrase each. */
  function takeDocuments(text, vocabulary) {
    const found = [];
    const rest = text.replace(DOCUMENT, (whole, year, number) => {
      found.push(`${vocabulary.squeeze(whole.slice(0, whole.indexOf(year)))}${year} ${number}`);
      return " ";
    });
    return { found, rest };
  }

  /* Days, as a phrase each, written as an office writes them. */
  function takeDays(text, vocabulary) {
    const found = [];
    const rest = replaceMatches(text, DAY, unjoined, (_, year, month, day) => {
      found.push(vocabulary.squeeze(`${year}年${Number(month)}月${Number(day)}日`));
      return " ";
    });
    return { found, rest };
  }

  /* Years of which there are parts. Any other number stays a term. */
  function takeYears(text, offered) {
    const found = [];
    const rest = replaceMatches(text, YEAR, unjoined, (whole, year, short) => {
      const named = year || `20${short}`;
      if (!offered.has(named)) return whole;
      found.push(named);
      return " ";
    });
    return { found, rest };
  }

  /* Years up to the next one, of which there are no parts. None where there are no reports at all. */
  function yearsWithout(text, offered) {
    const newest = Math.max(0, ...offered.map(Number));
    return [...new Set(text.match(SAID_YEAR))].filter((year) => !offered.includes(year) && Number(year) <= newest + 1);
  }

  function withoutAsking(text, vocabulary) {
    const counted = text.replace(MARKS, " ").replace(MORE_THAN, (_, number) => ` ${rough(number)} `);
    return replaceMatches(counted, UNIT, afterNumber, () => " ").replace(EACH_AGENCY, " ").replace(vocabulary.asking, " ");
  }

  /* 一千二百多 is any number that begins so and is as long. */
  function rough(number) {
    const first = number.replace(/0+$/u, "");
    return number.length > 2 && first.length < 3 ? `~${first}:${number.length}` : number;
  }

  /* A single Chinese character says too little, unless it is short for a word: 罚. */
  function termsOf(text, vocabulary) {
    return text.split(BLANKS)
      .map((term) => (isRough(term) ? term : vocabulary.squeeze(term)))
      .filter((term) => term.length > 1 || (term && (!isHan(term) || vocabulary.isWord(term))));
  }

  /* The terms as they were typed; none of a long question in one breath, which stands nowhere as it is. */
  function typedTerms(written, content, vocabulary) {
    const terms = written.split(BLANKS).map((term) => vocabulary.squeeze(term)).filter(Boolean);
    const telling = terms.length > 1 ? terms.filter((term) => term.length > 1 || !isHan(term)) : terms;
    const sentence = telling.length === 1 && telling[0].length > ONE_BREATH && content.join("").length < telling[0].length - 2;
    return sentence ? [] : telling;
  }

  return { parse, termsOf };
})();
