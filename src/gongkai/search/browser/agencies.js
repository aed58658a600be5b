/* The agencies that a question names. They are not words that a part has to hold: they tell whose parts are asked for. */
modules.agencies = (() => {
  const { HAN } = modules.folding;
  const RUN = new RegExp(`[${HAN}]{3,}`, "gu");
  const ENDING = /[局办委镇乡府院队站所室团分心]$/u; // how the name of a body ends
  const LONGEST = 16; // characters of a name
  const MOST = 3; // agencies that one name may mean; what fits more of them names none

  /* The agencies of this site that a question names, and the folded question without those names. */
  const agenciesIn = (question, { offered, vocabulary }) => takeAgencies(vocabulary.fold(question), offered.agency, vocabulary);

  /* The agencies that a text names, and the text without those names. */
  function takeAgencies(text, agencies, vocabulary) {
    const found = [];
    const rest = text.replace(RUN, (run) => {
      const named = firstNamed(run, agencies, vocabulary);
      if (!named) return run;
      found.push(...named.agencies);
      const around = [named.before, named.after].map((part) => takeAgencies(part, agencies, vocabulary));
      found.push(...around.flatMap((one) => one.found));
      return around.map((one) => one.rest).join(" ");
    });
    return { found, rest };
  }

  /* The longest piece of a run of Chinese characters that names agencies, and what stands before and after it. */
  function firstNamed(run, agencies, vocabulary) {
    for (let length = Math.min(LONGEST, run.length); length > 2; length--) {
      for (let at = 0; at + length <= run.length; at++) {
        const called = run.slice(at, at + length);
        const meant = ENDING.test(called) ? agenciesCalled(called, agencies, vocabulary) : [];
        if (!meant.length || meant.length > MOST) continue;
        return { agencies: meant, before: run.slice(0, at), after: run.slice(at + length) };
      }
    }
    return null;
  }

  /* Those that are called so most surely, also by what they were called after in former times. */
  function agenciesCalled(called, agencies, vocabulary) {
    const former = vocabulary.formerNames.filter(([old]) => called.includes(old));
    const names = [called, ...former.flatMap(([old, now]) => now.map((one) => called.replace(old, one)))];
    const sure = agencies.map((agency) => Math.max(...names.map((name) => sureness(name, vocabulary.squeezedName(agency)))));
    const most = Math.max(0, ...sure);
    return agencies.filter((_, at) => most && sure[at] === most);
  }

  /* How surely an agency is called so: 2 by how its name ends, 1 by characters of it in their order (发改局 of 发展和改革局). */
  function sureness(written, agency) {
    const called = alike(written);
    const names = [agency, agency.replace(/([镇乡道])人民政府$/u, "$1"), agency.replace(/公室$/u, "")].map(alike);
    return Math.max(0, ...names.filter((name) => name.slice(-1) === called.slice(-1)).map((name) => {
      if (name.endsWith(called)) return 2;
      return isShortFor(called, name) ? 1 : 0;
    }));
  }

  const alike = (name) => name.replace(/[办委]$/u, "局"); // 发改委 is now a 局

  /* Whether a name holds those characters in their order, the first of which is no mere piece of the county's name. */
  function isShortFor(called, name) {
    let at = 0;
    for (const character of name) if (character === called[at]) at++;
    const core = name.replace(/^.{1,5}?[县市区旗州]/u, "");
    return at === called.length && (core.includes(called[0]) || called[0] === name[0] || "县市区".includes(called[0]));
  }

  return { agenciesIn, sureness, takeAgencies };
})();
