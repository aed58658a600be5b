/* Searches the column's own index in the browser. Loads nothing before the first key; then small scripts from this site only,
   so that it also works from a folder without a server. Folds words as src/gongkai/search/folding.py does. */
(() => {
  "use strict";
  const box = document.querySelector("[data-gk-search]");
  if (!box) return;
  const form = box.querySelector("form");
  const field = form.querySelector("[type=search]");
  const choices = [...form.querySelectorAll("select")];
  const [status, list, more, advice] = ["status", "hits", "more", "advice"].map((name) => box.querySelector(`.gk-search__${name}`));
  const { root, index } = box.dataset;

  /* Files */
  const files = new Map();
  const arriving = new Map();
  let folder = "";
  let used = new Set(); // what an answer needed, fetched or kept from an earlier one
  window.gongkaiSearch = (name, data) => arriving.get(name)?.(data);

  function load(name) {
    used.add(name);
    if (!files.has(name)) {
      files.set(name, new Promise((done, fail) => {
        arriving.set(name, done);
        const script = document.createElement("script");
        script.src = `${index}${folder}${name}.js`;
        script.onload = () => script.remove();
        script.onerror = () => { script.remove(); files.delete(name); fail(new Error(name)); };
        document.head.append(script);
      }));
    }
    return files.get(name);
  }

  let manifest, words;
  const traditional = new Map();

  async function prepare() {
    if (words) return;
    manifest = await load("manifest");
    folder = `${manifest.folder}/`;
    manifest.starts ??= decoded(manifest.texts);
    const told = await load("words");
    for (let at = 0; at < told.traditional.length; at += 2) traditional.set(told.traditional[at], told.traditional[at + 1]);
    words = told;
  }

  /* Words */
  const HAN = "\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\u{20000}-\\u{3ffff}";
  const TOKEN = new RegExp(`[${HAN}]+|(?:(?![${HAN}])[\\p{L}\\p{N}])+(?:\\.[0-9]+)*`, "gu");
  const ONLY_HAN = new RegExp(`^[${HAN}]+$`, "u");
  const DIGITS = "〇一二三四五六七八九";
  const UNITS = { 十: 10, 百: 100, 千: 1000 };
  const GROUPS = { 万: 10000, 亿: 100000000 };

  const digit = (character) => (character === "零" ? 0 : character === "两" ? 2 : DIGITS.indexOf(character));

  function numeral(written) {
    if ([...written].every((character) => digit(character) >= 0)) {
      return written.length === 4 ? [...written].map(digit).join("") : written;
    }
    let [total, section, last] = [0, 0, 0];
    for (const character of written) {
      if (digit(character) >= 0) {
        if (last) return written;
        last = digit(character);
      } else if (UNITS[character]) {
        section += (last || (character === "十" && !section ? 1 : 0)) * UNITS[character];
        last = 0;
      } else {
        [total, section, last] = [(total + section + last) * GROUPS[character], 0, 0];
      }
    }
    const value = total + section + last;
    return value >= 10 && !"百千万亿".includes(written[0]) ? String(value) : written;
  }

  /* What may become one character: a letter with its marks, letters of a Korean syllable, a half-width kana with its sign. */
  const CLUSTER = /[\u1100-\u11ff]+|[\uff66-\uff9f]+|\P{M}\p{M}*|\p{M}+/gu;

  /* A text made alike, with the place of each of its characters in what was written. */
  function folded(written) {
    let [text, from, to] = ["", [], []];
    let at = 0;
    for (const [character] of written.matchAll(CLUSTER)) {
      const end = at + character.length;
      for (const made of character.normalize("NFKC").toLowerCase().replaceAll("ς", "σ")) {
        const simple = traditional.get(made) ?? made;
        text += simple;
        for (let unit = 0; unit < simple.length; unit++) { from.push(at); to.push(end); }
      }
      at = end;
    }
    const bare = replaced({ text, from, to }, /(?<=[0-9]),(?=[0-9]{3}(?![0-9]))/g, () => "");
    const short = replaced(bare, /(?<![0-9.])[0-9]+\.[0-9]*0(?!\.?[0-9])/g, (number) => number.replace(/\.?0+$/, ""));
    return replaced(short, /[零〇一二两三四五六七八九十百千万亿]+/g, numeral);
  }

  function replaced(all, pattern, make) {
    const made = { text: "", from: [], to: [] };
    let last = 0;
    const keep = (start, end) => {
      made.text += all.text.slice(start, end);
      made.from.push(...all.from.slice(start, end));
      made.to.push(...all.to.slice(start, end));
    };
    for (const { 0: old, index: start } of all.text.matchAll(pattern)) {
      keep(last, start);
      last = start + old.length;
      for (const character of make(old)) {
        made.text += character;
        made.from.push(all.from[start]);
        made.to.push(all.to[last - 1]);
      }
    }
    keep(last, all.text.length);
    return made;
  }

  /* Only words and numbers, run together; two that are not Chinese stay apart. */
  function squeezed(written) {
    const all = folded(written);
    const made = { text: "", from: [], to: [], tokens: [] };
    for (const { 0: token, index: start } of all.text.matchAll(TOKEN)) {
      const before = made.tokens.at(-1);
      if (before && !ONLY_HAN.test(before) && !ONLY_HAN.test(token)) {
        made.text += " ";
        made.from.push(all.from[start]);
        made.to.push(all.from[start]);
      }
      made.tokens.push(token);
      made.text += token;
      made.from.push(...all.from.slice(start, start + token.length));
      made.to.push(...all.to.slice(start, start + token.length));
    }
    return made;
  }

  function pairs(token) {
    const characters = Array.from(token);
    return characters.slice(1).map((character, at) => characters[at] + character);
  }

  const keysOf = (token) => (ONLY_HAN.test(token) ? pairs(token) : [token]);

  /* Lists of numbers, part by part */
  const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+,-./:;=?@[]^_{|}~";
  const VALUE = new Map([...ALPHABET].map((character, value) => [character, value]));
  const BASE = ALPHABET.length / 2;

  function decoded(text = "") {
    const numbers = [];
    let [last, run, value, scale] = [-1, false, 0, 1];
    for (const character of text) {
      const part = VALUE.get(character);
      value += (part % BASE) * scale;
      scale *= BASE;
      if (part >= BASE) continue;
      if (run) while (value--) numbers.push(++last);
      else if (value) numbers.push((last += value));
      run = !run && value === 0;
      [value, scale] = [0, 1];
    }
    return numbers;
  }

  /* A list whose later pages are fetched when they matter. `has` is undefined where nobody has looked. */
  class Numbers {
    constructor(head, total, first = 0, starts = []) {
      this.pages = [{ start: 0, numbers: decoded(head) }, ...starts.map((start, at) => ({ start, file: `p${first + at}` }))];
      this.total = total ?? this.pages[0].numbers.length;
    }

    page(number) {
      let at = this.pages.length - 1;
      while (at && this.pages[at].start > number) at--;
      return this.pages[at];
    }

    has(number) {
      const page = this.page(number);
      if (!page.numbers) return undefined;
      page.set ??= new Set(page.numbers);
      return page.set.has(number);
    }

    range(at) {
      return [at ? this.pages[at].start : 0, this.pages[at + 1]?.start ?? Infinity];
    }

    /* Whether a list of one page has a number from `start` up to `end`. */
    within(start, end) {
      return this.pages[0].numbers.some((number) => number >= start && number < end);
    }

    async open(pages, budget) {
      const wanted = pages.filter((page) => !page.numbers).slice(0, Math.min(budget.pages, Math.max(0, ROOM - used.size)));
      budget.pages -= wanted.length;
      await Promise.all(wanted.map(async (page) => { page.numbers = decoded(await load(page.file)); }));
      return pages.every((page) => page.numbers);
    }

    known() {
      return this.pages.flatMap((page) => page.numbers ?? []);
    }
  }

  const NONE = new Numbers("");
  /* The lists of a key that nobody looks for: a long question has more keys than a slow line should have to bring. */
  const UNKNOWN = new Numbers("");
  const BEYOND = { all: UNKNOWN, title: UNKNOWN };
  const KEY_FILES = 22;
  const opened = new Map();

  function spread(key) {
    let value = 0x811c9dc5;
    for (const character of key) value = Math.imul(value ^ character.codePointAt(0), 0x01000193) >>> 0;
    return value;
  }

  /* Both lists of a key: everywhere, and in titles. */
  async function listOf(key) {
    if (!opened.has(key)) {
      const name = `k${spread(key) % manifest.shards}`;
      const enough = used.size >= ROOM || [...used].filter((file) => file[0] === "k").length >= KEY_FILES;
      if (enough && !used.has(name) && key[0] !== "=") return BEYOND;
      const shard = await load(name);
      const entry = Object.hasOwn(shard, key) ? shard[key] : null;
      const [heads, total, first, starts, titles, firstTitle, titleStarts] = typeof entry === "string" ? [entry] : entry ?? [""];
      const [all, title] = heads.split(" ");
      opened.set(key, entry === null ? { all: NONE, title: NONE } : {
        all: new Numbers(all, total, first, starts), title: new Numbers(title, titles, firstTitle, titleStarts),
      });
    }
    return opened.get(key);
  }

  /* Numbers that one list of each group may hold. Begins with the shortest, and fetches later pages of the others only as far
     as the budget goes; beyond that a number is kept, but remembered as not sure. */
  async function inAll(asked, budget) {
    const groups = asked.filter((group) => !group.includes(UNKNOWN));
    const [shortest] = groups.flatMap((group) => (group.length === 1 ? group : [])).sort((one, other) => one.total - other.total);
    if (!shortest?.total) return shortest || !groups.length ? [] : inAllOf(groups);
    const lists = groups.flat().filter((list) => list !== shortest && list.total);
    const whole = groups.flatMap((group) => (group.length === 1 && group[0].pages.length === 1 ? group : []));
    const near = shortest.pages.filter((_, at) => whole.every((list) => list.within(...shortest.range(at))));
    if (!(await shortest.open(near.slice(0, 4), budget)) || near.length > 4) budget.loose = true;
    const found = shortest.known();
    const wanted = new Set();
    for (const number of found) {
      const pages = lists.map((list) => list.page(number)).filter((page) => !page.numbers && !wanted.has(page));
      if (wanted.size + pages.length > budget.pages) break;
      for (const page of pages) wanted.add(page);
    }
    await new Numbers("").open([...wanted], budget);
    return found.filter((number) => {
      const told = groups.map((group) => group.map((list) => list.has(number)));
      if (told.every((group) => group.includes(true))) return true;
      if (told.some((group) => !group.includes(true) && !group.includes(undefined))) return false;
      budget.unsure.add(number);
      budget.loose = true;
      return true;
    });
  }

  /* Numbers in any list of each group, as far as the lists are here. */
  function inAllOf(groups) {
    const [first, ...others] = groups;
    const numbers = [...new Set(first.flatMap((list) => list.known()))];
    return numbers.filter((number) => others.every((group) => group.some((list) => list.has(number))));
  }

  const everywhere = async (keys) => (await Promise.all(keys.map(listOf))).map((both) => both.all);

  /* Parts */
  let facts = new Map();

  const fileOf = (number) => {
    let at = manifest.starts.length - 1;
    while (at && manifest.starts[at] > number) at--;
    return at;
  };

  async function partsOf(numbers) {
    await Promise.all([...new Set(numbers.map(fileOf))].map(async (file) => {
      const [names, pages, rows] = await load(`t${file}`);
      rows.forEach(([page, anchor, title, text, ...path], at) => {
        const number = manifest.starts[file] + at;
        if (facts.has(number)) return;
        const [address, name, year, agency, kind] = pages[page];
        const above = [name, ...path].filter(Boolean);
        const facets = [year ? `${year}年` : "", names[agency], names[kind]];
        const part = { number, address, anchor, title, text, above, facets };
        const context = [...above, names[agency], facets[0]].join(" ");
        [part.inTitle, part.inAbove, part.inText] = [title, context, text].map((words) => squeezed(words).text);
        part.all = `${part.inTitle}\n${part.inAbove}\n${part.inText}`;
        facts.set(number, part);
      });
    }));
    return numbers.map((number) => facts.get(number));
  }

  /* Whether a squeezed text holds a phrase as it stands; a number is not found inside another. */
  function holds(text, phrase) {
    for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
      const ends = /[\p{L}\p{N}]/u;
      const cut = (inside, outside) => ends.test(inside ?? "") && ends.test(outside ?? "") && !ONLY_HAN.test(inside) && !ONLY_HAN.test(outside);
      if (!cut(phrase[0], text[at - 1]) && !cut(phrase.at(-1), text[at + phrase.length])) return true;
    }
    return false;
  }

  /* The pieces, of two characters or more, by which a text covers the whole of a Chinese word; none if it does not.
     The two of a short word have to stand near each other, or one in the title: chance would make words that nobody wrote. */
  function pieces({ all: text, inTitle }, token) {
    if (text.includes(token)) return [token];
    if (token.length < 4) return [];
    const ways = [[]];
    for (let end = 2; end <= token.length; end++) {
      for (let start = 0; start <= end - 2; start++) {
        const piece = token.slice(start, end);
        if (ways[start] && !ways[end] && text.includes(piece)) ways[end] = [...ways[start], piece];
      }
    }
    const found = ways[token.length] ?? [];
    const near = () => new RegExp(found.join(".{0,6}"), "u").test(text) || found.some((piece) => inTitle.includes(piece));
    return token.length > 4 || near() ? found : [];
  }

  /* Questions */
  const UNIT = /(?<=[0-9])(亿元|万元|万?[（(]?人[)）]?次|[元件条个项次份起期%万亿])/gu;
  // 国办发〔2019〕54号: its year is no year that was asked for.
  const DOCUMENT = new RegExp(`[${HAN}]*[发函办字令号文]\\s*[\\p{P}\\p{S}]?\\s*((?:19|20)[0-9]{2})\\s*[\\p{P}\\p{S}]?\\s*第?\\s*([0-9]{1,4}(?![0-9]))\\s*号?`, "gu");
  const YEAR = /(?<![0-9.\/~-])(?:((?:19|20)[0-9]{2})(?![0-9.\/~-]|[件条个项次元万%人篇期份])|([12][0-9])(?=年))(?:年度?(?!度|报(?!告)))?/gu;
  const OVER_YEARS = /历年来?|逐年|每年|历次|近[0-9一二两三四五六七八九十几]+年来?|[这几]几?年来|各年度?(?!报)|年度?(变化|趋势|走势)|(变化|趋势|走势)/gu;
  const DAY = /(?<![0-9.\/~-])((?:19|20)[0-9]{2})[-.\/]([01]?[0-9])[-.\/]([0-3]?[0-9])(?![0-9.\/~-])/gu;
  const SPAN = /(?<![0-9.\/~-])(?:19|20)[0-9]{2}年?(?:到|至|[-—–~～])(?:19|20)[0-9]{2}(?![0-9.\/~-])(?:年度?)?/gu;
  const ACROSS = /(哪些?个?|哪几个|各个?|所有)(单位|部门|机构|局)|谁/gu;
  const BODY = /[局办委镇乡府院队站所室团分心]$/u;
  const FORMS = 12;
  const LONGEST = 100; // characters of a question that are looked at
  // A blank that slipped into a word: 县长 信 箱, 2022 年.
  const APART = new RegExp(`(?<=[${HAN}])\\s+(?=[${HAN}](?![${HAN}]))|(?<=(?<![${HAN}0-9])[${HAN}])\\s+(?=[${HAN}])|(?<=[0-9])\\s+(?=年)`, "gu");

  /* The term with other names for it, or for pieces of it: the longest piece first, each in turn. */
  function otherNames(term) {
    const inside = (name) => term === name || (term.length > 3 && term.length > name.length && holds(term, name));
    const made = [term];
    for (const name of Object.keys(words.names).filter(inside).sort((one, other) => other.length - one.length)) {
      made.push(...made.flatMap((form) => words.names[name].filter((other) => form.includes(name) && !form.includes(other)).map((other) => form.replace(name, other))));
    }
    return [...new Set(made)].slice(1, FORMS + 1);
  }

  const formsKnown = new Map();

  function forms(term) {
    if (!formsKnown.has(term)) formsKnown.set(term, [term, ...otherNames(term)]);
    return formsKnown.get(term);
  }

  const offered = (name) => [...(choices.find((choice) => choice.name === name)?.options ?? [])].map((option) => option.value).filter(Boolean);

  /* How an agency may be called: by its name, or by characters of it in their order (发改局 of 发展和改革局). Twice the name is sure. */
  function calls(called, agency) {
    const alike = (name) => name.replace(/[办委]$/u, "局"); // 发改委 is now a 局
    const names = [agency, agency.replace(/(?<=[镇乡道])人民政府$/u, ""), agency.replace(/公室$/u, "")].map(alike);
    called = alike(called);
    return Math.max(0, ...names.filter((name) => name.at(-1) === called.at(-1)).map((name) => {
      if (name.endsWith(called)) return 2;
      const core = name.replace(/^.{1,5}?[县市区旗州]/u, "");
      let at = 0;
      for (const character of name) if (character === called[at]) at++;
      return at === called.length && (core.includes(called[0]) || called[0] === name[0] || "县市区".includes(called[0])) ? 1 : 0;
    }));
  }

  /* The agencies that a question names, and the question without their names. */
  function withoutAgencies(text) {
    const agencies = offered("agency");
    const found = [];
    const rest = text.replace(new RegExp(`[${HAN}]{3,}`, "gu"), (run) => {
      for (let length = Math.min(16, run.length); length > 2; length--) {
        for (let at = 0; at + length <= run.length; at++) {
          const called = run.slice(at, at + length);
          if (!BODY.test(called)) continue;
          const ways = [called, ...Object.entries(words.called).flatMap(([old, now]) => (called.includes(old) ? now.map((one) => called.replace(old, one)) : []))];
          const sure = agencies.map((agency) => Math.max(...ways.map((way) => calls(way, nameOf(agency)))));
          const best = Math.max(0, ...sure);
          const meant = agencies.filter((_, one) => best && sure[one] === best);
          if (!meant.length || meant.length > 3) continue;
          found.push(...meant);
          return `${withoutAgencies(run.slice(0, at)).rest} ${withoutAgencies(run.slice(at + length)).rest}`;
        }
      }
      return run;
    });
    return { found, rest };
  }

  const termsOf = (text) => text.split(/[\s\u3000]+/u)
    .flatMap((term) => (term.startsWith("~") ? [term] : [squeezed(term).text]))
    .filter((term) => term.length > 1 || (term && (!ONLY_HAN.test(term) || Object.hasOwn(words.names, term)))); // 罚

  /* What a question asks for: its words as they were typed; what is left of them when questions are asked in many words; and the
     years and agencies that it names, which are those of a part, not words that have to stand there. */
  function understood(question) {
    question = Array.from(question).slice(0, LONGEST).join("").replace(APART, "");
    const typed = question.split(/[\s\u3000]+/u).map((term) => squeezed(term).text).filter(Boolean);
    const known = new Set(offered("year"));
    const years = [];
    const documents = [];
    const said = folded(question).text.replace(DOCUMENT, (whole, year, number) => {
      documents.push(`${squeezed(whole.slice(0, whole.indexOf(year))).text}${year} ${number}`);
      return " ";
    });
    const dated = said.replace(DAY, (_, year, month, day) => {
      documents.push(squeezed(`${year}年${Number(month)}月${Number(day)}日`).text);
      return " ";
    }).replace(SPAN, " 历年 ").replace(YEAR, (whole, year, short) => {
      if (!known.has(year ?? `20${short}`)) return whole;
      years.push(year ?? `20${short}`);
      return " ";
    });
    const over = dated.search(OVER_YEARS) >= 0;
    const { found: agencies, rest } = withoutAgencies(dated.replace(OVER_YEARS, " "));
    const across = rest.search(ACROSS) >= 0 || /比较|对比|比一比|比两个|相比|排名|汇总/u.test(rest);
    const asking = new RegExp(`${words.asking.join("|")}|[吗呢吧啊呀的了]`, "gu");
    const bare = (text) => text.replace(/[,;:?!。、]/gu, " ")
      .replace(/([0-9]+)(?:多|余)[件条个项次份起期人万元]?/gu, (_, number) => ` ${rough(number)} `)
      .replace(UNIT, " ").replace(ACROSS, " ").replace(asking, " ");
    const content = [...documents, ...termsOf(bare(rest))];
    const asTyped = typed.length > 1 ? typed.filter((term) => term.length > 1 || !ONLY_HAN.test(term)) : typed;
    return {
      // A long question in one breath stands nowhere as it is.
      typed: asTyped.length === 1 && asTyped[0].length > 10 && content.join("").length < asTyped[0].length - 2 ? [] : asTyped,
      worded: [...documents, ...termsOf(bare(said.replace(/(?<=(?:19|20)[0-9]{2})年度?(?![度报])/gu, " ")))],
      content, years, agencies, over, across,
      hints: [...(over ? ["历年"] : []), ...(across ? ["各机构"] : [])],
      amount: /多少|几[件条个项次人家份期篇封]/u.test(rest),
    };
  }

  /* Parts of those years, of those agencies. */
  async function narrowed({ years, agencies }) {
    const groups = [years.map((year) => `=y${year}`), agencies.map((agency) => `=a${agency}`)];
    return Promise.all(groups.filter((keys) => keys.length).map(everywhere));
  }

  /* 一千二百多 is any number that begins so and is as long. */
  const rough = (number) => {
    const first = number.replace(/0+$/u, "");
    return number.length > 2 && first.length < 3 ? `~${first}:${number.length}` : number;
  };

  const tokensOf = (form) => (form.startsWith("~") ? [form] : form.match(TOKEN));

  async function numbersOfForm(form, { whole, groups = [] }, budget) {
    const tokens = tokensOf(form);
    if (tokens.length === 1 && ONLY_HAN.test(form) && form.length === 1) {
      return inAll([[(await listOf(form)).title], ...groups, ...budget.chosen], budget);
    }
    const wanted = [...groups, ...budget.chosen];
    for (const token of tokens) {
      const lists = await everywhere(keysOf(token));
      if (whole || lists.length < 3) wanted.push(...lists.map((list) => [list]));
      else wanted.push([lists[0]], [lists.at(-1)], ...lists.slice(1).map((list, at) => [lists[at], list]));
    }
    return inAll(wanted, budget);
  }

  const roughly = (text, form) => {
    const [first, length] = form.slice(1).split(":");
    return text.match(new RegExp(`(?<![0-9.])${first}[0-9]{${length - first.length}}(?![0-9])`, "u"))?.[0];
  };

  /* By which pieces a part answers a form; none when it does not. */
  function answer(part, form, whole) {
    if (form.startsWith("~")) return [roughly(part.all, form)].filter(Boolean);
    if (holds(part.all, form)) return [form];
    if (whole) return [];
    const found = tokensOf(form).map((token) => {
      if (!ONLY_HAN.test(token)) return holds(part.all, token) ? [token] : [];
      return token.length < 2 ? [""] : pieces(part, token);
    });
    return found.every((each) => each.length) ? found.flat().filter(Boolean) : [];
  }

  /* The words to mark in a part that answers all terms; null when it does not. */
  function answers(part, { terms, whole }) {
    const needles = [];
    for (const term of terms) {
      const found = forms(term).map((form) => answer(part, form, whole)).filter((pieces) => pieces.length);
      if (!found.length) return null;
      needles.push(...found.flat());
    }
    return needles;
  }

  /* How much a key says: 0 when it stands everywhere, 1 when it stands once, more when it stands nowhere. */
  const weights = new Map();

  async function weigh(terms) {
    const all = [...new Set(terms.filter((term) => !term.startsWith("~")).flatMap(tokensOf).flatMap(keysOf))];
    // Every second one first: of a sentence, they hold all characters.
    const keys = [...all.filter((_, at) => at % 2 === 0), ...all.filter((_, at) => at % 2)];
    const lists = await everywhere(keys);
    keys.forEach((key, at) => lists[at] === UNKNOWN || weights.set(key, lists[at].total ? Math.max(0.05, 1 - Math.log(lists[at].total) / Math.log(manifest.parts + 1)) : 1.3));
  }

  // A pair with one of these that stands nowhere near says little: it was said in passing.
  const PASSING = /[的了吗呢吧啊呀么我你他她它们这那哪谁几啥咋是在有没被把让给到去来也都还就才很太最请能可要会想问看找查说写用交花吃跟和不个一人从算]/u;
  // Nobody writes a name with one of these.
  const SPOKEN = /[的了吗呢吧啊呀么我你他她它这那哪谁几啥咋把被]/u;
  const weight = (key) => weights.get(key) ?? 0.5;

  /* Without what was said in passing at its ends and stands nowhere so: 投诉找, 图书馆能. */
  function trimmed(term) {
    if (!ONLY_HAN.test(term)) return term;
    const nowhere = (character, key) => PASSING.test(character) && weight(key) > 1;
    while (term.length > 2 && nowhere(term.at(-1), term.slice(-2))) term = term.slice(0, -1);
    while (term.length > 2 && nowhere(term[0], term.slice(0, 2))) term = term.slice(1);
    return term;
  }

  /* The longest pieces of a token that a text holds. */
  function heldOf(text, token) {
    const held = [];
    for (let at = 0; at < token.length - 1; at++) {
      let end = token.length;
      while (end > at + 1 && !text.includes(token.slice(at, end))) end--;
      if (end > at + 1) { held.push(token.slice(at, end)); at = end - 2; }
    }
    return held;
  }

  /* What a text holds of a form, by how much its words say. */
  function covered(text, form) {
    if (form.startsWith("~")) return roughly(text, form) ? 1 : 0;
    let sum = 0;
    for (const token of tokensOf(form)) {
      if (!ONLY_HAN.test(token)) sum += holds(text, token) ? weight(token) : 0;
      else if (token.length > 1) for (const key of new Set(heldOf(text, token).flatMap(pairs))) sum += weight(key);
    }
    return sum;
  }

  const whole = (form) => (form.startsWith("~") ? 1 : [...new Set(tokensOf(form).flatMap(keysOf))].reduce((sum, key) => sum + weight(key), 0) || 1);

  /* What a part holds of a term in its best form, by how much that says, and what it lacks: characters that stand in no piece. */
  function fit(part, term) {
    let best = null;
    for (const form of forms(term)) {
      const held = covered(part.all, form);
      let lacks = 0;
      for (const token of form.startsWith("~") ? [] : tokensOf(form)) {
        if (!ONLY_HAN.test(token)) lacks += holds(part.all, token) ? 0 : form.length;
        else lacks += lacking(part.all, token);
      }
      if (form.startsWith("~") && !held) lacks = 1;
      if (!best || lacks < best.lacks || (lacks === best.lacks && held > best.held)) best = { held, lacks };
    }
    return best;
  }

  function lacking(text, token) {
    const there = new Array(token.length).fill(false);
    for (let at = 0; at < token.length - 1; at++) if (text.includes(token.slice(at, at + 2))) there[at] = there[at + 1] = true;
    return there.reduce((sum, is, at) => sum + (is ? 0 : PASSING.test(token[at]) ? 0.1 : 1), 0);
  }

  /* How much of the terms a part holds, by how much they say; and how many of their characters. */
  function coverage(part, terms) {
    let [held, lacks, length] = [0, 0, 0];
    for (const term of terms) {
      const found = fit(part, term);
      held += found.held;
      lacks += found.lacks;
      length += term.startsWith("~") ? 1 : term.length;
    }
    return { held, length, said: held + lacks ? held / (held + lacks) : 1, share: length ? Math.max(0, 1 - lacks / length) : 1 };
  }

  /* What a part is worth as an answer. A title says more than a text, and a short text more than a long one. */
  function worth(part, terms) {
    let sum = 0;
    for (const term of terms) {
      let best = 0;
      for (const form of forms(term)) {
        const all = whole(form);
        let value = (60 * covered(part.inTitle, form) + 20 * covered(part.inText, form) + 8 * covered(part.inAbove, form)) / all;
        if (holds(part.inTitle, form)) value += 20 + (40 * form.length) / part.inTitle.replace(/^[0-9一二三四五六七八九]+/u, "").length;
        if (holds(part.inText, form)) value += 15 + 15 * Math.min(1, 40 / part.inText.length); // a row says it more exactly than a section
        best = Math.max(best, value * (form === term ? 1 : 0.75) * (1 + whole(term)));
      }
      sum += best / 4;
    }
    return sum;
  }

  /* Which share of a title the terms explain. */
  function explained(title, terms) {
    const there = new Set();
    for (const token of terms.flatMap(forms).filter((form) => !form.startsWith("~")).flatMap(tokensOf)) {
      for (const piece of ONLY_HAN.test(token) ? heldOf(title, token) : [token]) {
        for (let at = title.indexOf(piece); at >= 0; at = title.indexOf(piece, at + 1)) for (let one = at; one < at + piece.length; one++) there.add(one);
      }
    }
    return title ? there.size / title.length : 0;
  }

  const squeezedNames = new Map();

  function nameOf(agency) {
    if (!squeezedNames.has(agency)) squeezedNames.set(agency, squeezed(agency).text);
    return squeezedNames.get(agency);
  }

  function scored(part, asked) {
    const { years, agencies, over, across, content } = asked;
    const typed = coverage(part, asked.typed);
    const asTyped = !agencies.length && asked.typed.length && typed.share > 0.7 ? worth(part, asked.typed) * typed.said ** 2 : 0;
    let score = 1 + Math.max(asTyped, worth(part, content) * coverage(part, content).said ** 2) + worth(part, asked.hints) / 2;
    score *= 0.85 + 0.3 * explained(part.inTitle, [...content, ...years]);
    const named = !part.anchor && content.every((term) => forms(term).some((form) => holds(part.inTitle, form)));
    if (!part.anchor) score *= named ? 1.25 : 1.15;
    if (years.length) score *= years.includes(String(part.year)) ? 1.5 : part.year ? 0.6 : 1;
    if (agencies.includes(part.agency)) score *= 1.5;
    else if (agencies.length) score *= agencies.some((agency) => part.all.includes(nameOf(agency))) ? 1.1 : 0.5;
    else if (part.number < manifest.foremost) score *= 1.25;
    else if (part.agency) score *= 0.65;
    if (asked.amount && part.anchor && part.inText.length < 120 && /[0-9]/u.test(part.inText)) score *= 1.5;
    if (over || across) score *= !repeats(part.number) ? 0.6 : over && part.year ? 1 : 1.4;
    else if (repeats(part.number)) score *= named ? 0.9 : 0.5;
    return score;
  }

  /* Sounds */
  let heard;

  async function listen() {
    if (heard) return;
    heard = { syllables: await load("sounds"), of: new Map() };
    for (const [syllable, characters] of Object.entries(heard.syllables)) {
      for (const character of characters) heard.of.set(character, [...(heard.of.get(character) ?? []), syllable]);
    }
  }

  function syllablesOf(letters) {
    if (!letters) return [];
    for (let length = Math.min(6, letters.length); length; length--) {
      if (!Object.hasOwn(heard.syllables, letters.slice(0, length))) continue;
      const rest = syllablesOf(letters.slice(length));
      if (rest) return [letters.slice(0, length), ...rest];
    }
    return null;
  }

  /* Where a text sounds like that: its characters, or "". */
  function sounding(text, sounds) {
    const characters = Array.from(text);
    for (let at = 0; at + sounds.length <= characters.length; at++) {
      if (sounds.every((sound, step) => sound(characters[at + step]))) return characters.slice(at, at + sounds.length).join("");
    }
    return "";
  }

  async function plansBySound({ spoken }) {
    await listen();
    const tokens = spoken.flatMap(tokensOf);
    const written = tokens.filter((token) => !/^[a-z]+$/u.test(token)); // gonganju 行政处罚
    const spelled = tokens.filter((token) => !written.includes(token)).join(" ");
    const text = spelled || spoken.join("");
    const letters = spelled.replaceAll(" ", "");
    const read = (character) => heard.of.get(character) ?? [];
    if (letters.length > 1 && /^[a-z ]+$/u.test(text)) {
      const syllables = syllablesOf(letters);
      const ways = [];
      if (syllables?.length > 1) ways.push([syllables.map((one) => (character) => read(character).includes(one)), windows(syllables, 2, " "), 2]);
      if (letters.length > 2) ways.push([[...letters].map((one) => (character) => read(character).some((sound) => sound[0] === one)), windows([...letters], 3, ""), 4]);
      return ways.map(([sounds, keys, least]) => ({ sounds, keys, least, written }));
    }
    const han = Array.from(text);
    if (!ONLY_HAN.test(text) || han.length < 4 || !han.every((character) => read(character).length)) return [];
    const sounds = han.map((one) => (character) => read(character).some((sound) => read(one).includes(sound)));
    const near = (found) => 2 * Array.from(found).filter((character, at) => character === han[at]).length >= han.length;
    return [{ sounds, keys: windows(han.map((one) => read(one)[0]), 2, " "), least: 4, near }];
  }

  const windows = (items, size, glue) => items.slice(size - 1).map((_, at) => `'${items.slice(at, at + size).join(glue)}`);

  async function hitsBySound(asked, budget) {
    const groups = await narrowed(asked);
    const plans = await plansBySound(asked);
    const misheard = agencyBySound(asked);
    if (misheard) {
      const hits = (await hitsOf({ terms: misheard.content, groups: await narrowed(misheard) }, misheard, budget)).hits;
      if (hits.length) return hits;
    }
    for (const { sounds, written = [] } of plans) {
      const agencies = sounds.length < 3 ? [] : offered("agency").filter((agency) => [agency, agency.replace(/人民政府$/u, "")].some((name) => sounding(nameOf(name).slice(-sounds.length), sounds)));
      if (!agencies.length || agencies.length > 3) continue;
      const meant = { ...meaning(written.length ? written : [], asked), agencies };
      const { hits } = await hitsOf({ terms: written, groups: await narrowed(meant) }, meant, budget);
      if (hits.length) return hits;
    }
    for (const { sounds, keys, least, near = Boolean, written = [] } of plans) {
      const known = [...new Set([...words.terms, ...Object.entries(words.names).flat(2)])].filter((word) => Array.from(word).length === sounds.length && near(sounding(word, sounds)) && sounding(word, sounds));
      const lists = await everywhere([...keys, ...written.flatMap(keysOf)]);
      const numbers = await inAll([...lists.map((list) => [list]), ...groups, ...budget.chosen], budget);
      const parts = await partsOf(few(await inOrder(numbers, asked, budget)));
      const hits = [];
      for (const part of parts) {
        const found = sounding(part.inTitle, sounds);
        if (found && near(found) && sounds.length >= least) hits.push(await guessed(part, [found, ...written], asked));
      }
      for (const word of known) hits.push(...(await hitsOf({ terms: [word, ...written], groups, whole: true }, meaning([word, ...written], asked), budget)).hits);
      if (hits.some(Boolean)) return hits.filter(Boolean);
    }
    return [];
  }

  /* The question with the agency whose name, but for a character, sounds like a piece of it: 水物局. Null without one. */
  function agencyBySound(asked) {
    const text = asked.spoken.join(" ");
    for (const agency of asked.agencies.length ? [] : offered("agency")) {
      const name = nameOf(agency);
      for (let length = Math.min(8, name.length - 1); length > 2; length--) {
        const sounds = Array.from(name.slice(-length)).map((one) => (character) => (heard.of.get(one) ?? []).some((sound) => heard.of.get(character)?.includes(sound)));
        const found = sounding(text, sounds);
        if (!found || Array.from(found).filter((one, at) => one !== name.at(at - length)).length > 1) continue;
        const content = termsOf(text.replace(found, " "));
        return { ...asked, agencies: [agency], content, typed: content };
      }
    }
    return null;
  }

  const meaning = (terms, asked) => ({ ...asked, typed: terms, content: terms });

  /* A part that answers what was probably meant; null when it does not. */
  async function guessed(part, terms, asked) {
    const needles = answers(part, { terms, whole: true });
    if (!needles) return null;
    await weigh(terms);
    return { part, needles, score: scored(part, meaning(terms, asked)) };
  }

  /* Slips of the hand: a character left out, typed twice, or one wrong among many. */
  function slips(token) {
    const characters = Array.from(token);
    const length = characters.length;
    const made = [];
    for (let at = 1; at < length; at++) {
      const [before, after] = [characters.slice(0, at).join(""), characters.slice(at).join("")];
      if (length > 3) made.push({ before, after, gap: "." });
      if (length > 4 && characters[at] === characters[at - 1]) made.push({ before, after: characters.slice(at + 1).join(""), gap: "" });
      if (length > 5 && at < length - 1) made.push({ before, after: characters.slice(at + 1).join(""), gap: "." });
    }
    return made;
  }

  async function hitsBySlip(question, asked, budget) {
    const text = asked.spoken.length === 1 ? asked.spoken[0] : squeezed(question).text;
    if (!ONLY_HAN.test(text)) return [];
    const groups = asked.spoken.length === 1 ? await narrowed(asked) : [];
    const hits = [];
    for (const { before, after, gap } of slips(text)) {
      if (used.size > ROOM + 3) break;
      const lists = await everywhere([...pairs(before), ...pairs(after), ...(gap || !after ? [] : [before.at(-1) + after[0]])]);
      const numbers = await inAll([...lists.map((list) => [list]), ...groups, ...budget.chosen], budget);
      for (const part of await partsOf(few(await inOrder(numbers, asked, budget)))) {
        const found = part.all.match(new RegExp(`${before}${gap}${after}`, "u"))?.[0];
        if (found) hits.push(await guessed(part, [found], asked));
      }
    }
    return hits.filter(Boolean);
  }

  /* Answers */
  const MOST = 160; // parts looked at more closely at a time
  const ROOM = 32; // files fetched for an answer, about 7 KB each
  const PAGES = 10; // later pages of lists among them
  const SHOWN = 10;
  const LONG = 6; // characters from which on a question is no single word

  async function candidates(way, budget) {
    let found = null;
    for (const term of way.terms) {
      const any = new Set();
      for (const form of forms(term)) for (const number of await numbersOfForm(form, way, budget)) any.add(number);
      found = found ? found.filter((number) => any.has(number)) : [...any];
      if (!found.length) return [];
    }
    found ??= await inAll([...way.groups, ...budget.chosen], budget);
    return way.only ? found.filter(way.only) : found;
  }

  /* What only repeats other pages: histories, comparisons. The report itself stands before them, unless they were asked for. */
  const repeats = (number) => number >= manifest.repeats;

  /* Those that promise most first, as far as the lists tell: words in titles, the year, the agency; else in their own order. */
  async function inOrder(numbers, asked, { unsure }) {
    const titled = (form) => Promise.all(tokensOf(form).flatMap(keysOf).filter((key) => opened.has(key)).map(async (key) => [(await listOf(key)).title, weight(key)]));
    const terms = await Promise.all([...asked.content, ...asked.hints].map((term) => Promise.all(forms(term).map(titled))));
    const share = (lists, number) => lists.reduce((sum, [list, of]) => sum + (list.has(number) ? of : 0), 0) / (lists.reduce((sum, [, of]) => sum + of, 0) || 1);
    const facets = await narrowed(asked);
    const promise = (number) => {
      let sum = 0;
      for (const term of terms) sum += 3 * Math.max(...term.map((lists) => share(lists, number)));
      for (const lists of facets) if (lists.some((list) => list.has(number))) sum += 1.5;
      if (repeats(number) === (asked.over || asked.across)) sum += 1;
      if (!asked.agencies.length && number < manifest.foremost) sum += 1;
      return unsure.has(number) ? sum - 2 : sum;
    };
    const promised = new Map(numbers.map((number) => [number, promise(number)]));
    return [...numbers].sort((one, other) => promised.get(other) - promised.get(one) || one - other);
  }

  /* As many of the first ones as stand in files that were fetched for this answer or still may be. */
  function few(numbers, most = Infinity) {
    let at = 0;
    let added = 0;
    for (; at < numbers.length && at < MOST; at++) {
      const name = `t${fileOf(numbers[at])}`;
      if (used.has(name)) continue;
      if (used.size + (used.has("sounds") ? 3 : 0) >= ROOM || added >= most) break;
      added++;
      used.add(name);
    }
    return numbers.slice(0, at);
  }

  async function hitsOf(way, asked, budget) {
    return closer(await inOrder(await candidates(way, budget), asked, budget), way, asked);
  }

  async function closer(numbers, way, asked) {
    const near = few(numbers, way.files);
    const hits = (await partsOf(near)).flatMap((part) => {
      const needles = answers(part, way);
      return needles ? [{ part, needles: [...needles, ...way.marks ?? []], score: scored(part, asked) }] : [];
    });
    return { hits, rest: numbers.slice(near.length) };
  }

  /* Parts that hold most of what was asked: those with the rarest of its words, of that year and agency. */
  async function hitsByMost(asked, budget) {
    const { content, typed } = asked;
    const facets = await narrowed(asked);
    if (!content.length || (content.length < 2 && content[0].length < 5 && !facets.length)) return [];
    const keys = [...new Set([...content.flatMap(forms), ...typed].flatMap(tokensOf).flatMap(keysOf))].filter((key) => opened.has(key));
    const lists = (await everywhere(keys)).map((list, at) => ({ list, of: weight(keys[at]) })).filter(({ list }) => list.total);
    const groups = [...facets, ...budget.chosen];
    const found = new Map();
    const add = (numbers) => {
      for (const number of numbers) {
        if (found.has(number) || groups.some((group) => group.every((one) => one.has(number) === false))) continue;
        found.set(number, lists.reduce((sum, { list, of }) => sum + of * ({ true: 1, false: 0 }[list.has(number)] ?? 0.5), 0));
      }
    };
    if (facets.length) add(await inAll(groups, budget));
    for (const { list } of lists.sort((one, other) => one.list.total - other.list.total)) {
      if (found.size < 4000) add(list.known());
    }
    const first = [...found.keys()].sort((one, other) => found.get(other) - found.get(one) || one - other).slice(0, 400);
    const ordered = (await inOrder(first, asked, { unsure: new Set() })).sort((one, other) => found.get(other) - found.get(one));
    const parts = await partsOf(few(ordered));
    const near = parts.filter((part) => mostly(part, asked));
    return (near.length ? near : parts.filter((part) => partly(part, asked))).map((part) => {
      const needles = content.flatMap(forms).flatMap(tokensOf).flatMap((token) => (ONLY_HAN.test(token) ? heldOf(part.all, token) : [token]));
      return { part, needles, score: scored(part, asked) };
    });
  }

  /* Whether a part holds some telling words of a long question in somebody's own words, which are seldom those of an office.
     A name is no such question: one that stands nowhere is not found by its half. */
  function partly(part, { typed, content, spoken }) {
    const { held, share, length } = coverage(part, content);
    const asks = typed.join("") !== content.join("") || spoken.some((term) => SPOKEN.test(term));
    if (!asks) return false;
    return length >= LONG ? share >= 0.25 && (held >= 1 || share >= 0.6) : share >= 0.5 && held >= 0.55;
  }

  /* Whether a part holds the last two characters of a term: in Chinese they say what it is, the ones before of which kind. */
  const endsAsAsked = (part, term) => forms(term).some((form) => ONLY_HAN.test(form) && part.all.includes(form.slice(-2)));

  /* Whether a part holds most of a question: the more of its words, the less is known of whom and when it asks. */
  function mostly(part, { content, agencies, years }) {
    const { said, share } = coverage(part, content);
    if (agencies.length) return share >= 0.6;
    if (content.length > 1 || years.length) return share >= 0.5 && said >= 0.3;
    return said >= 0.5 && (share > 0.8 || (share >= 0.6 && endsAsAsked(part, content[0])));
  }

  /* What may be fetched for an answer. */
  function newBudget(chosen) {
    used = new Set(["manifest", "words"]);
    return { pages: PAGES, unsure: new Set(), loose: false, chosen };
  }

  const better = (one, other) => other.score - one.score || one.part.number - other.part.number;

  /* The first answers are not all of one page: a further part of a page has to be so much better. */
  const SAME_PAGE = [1, 0.95, 0.8, 0.7, 0.6];

  function varied(hits) {
    const of = new Map();
    for (const hit of hits.sort(better)) {
      const before = of.get(hit.part.address) ?? 0;
      of.set(hit.part.address, before + 1);
      hit.score *= SAME_PAGE[Math.min(before, SAME_PAGE.length - 1)];
    }
    return hits.sort(better);
  }

  /* The answers in their order; later ways to understand a question are tried when the earlier gave little. */
  async function ask(question, budget) {
    const asked = understood(question);
    await weigh([...asked.typed, ...asked.content, ...asked.hints]);
    asked.spoken = asked.content;
    [asked.content, asked.worded] = [asked.content.map(trimmed), asked.worded.map(trimmed)];
    const found = new Map();
    const rests = [];
    const add = (hits) => {
      for (const hit of hits) if (!found.has(hit.part.number)) found.set(hit.part.number, hit);
    };
    const groups = await narrowed(asked);
    const ways = [{ terms: asked.typed, whole: true, files: 6 }, { terms: asked.worded, files: 8 }];
    if (groups.length) ways.unshift({ terms: asked.content, groups, files: 8, marks: asked.years });
    if (asked.over || asked.across) ways.unshift({ terms: asked.content, groups, files: 8, only: repeats });
    for (const way of ways) {
      if (!way.terms.length && !way.groups?.length) continue; // only asking words
      const { hits, rest } = await hitsOf(way, asked, budget);
      add(hits);
      if (rest.length) rests.push({ rest, way, asked });
      if (found.size >= SHOWN && way.terms === asked.typed) break;
    }
    if (found.size < SHOWN / 2) add(await hitsByMost(asked, budget));
    if (!found.size) add(await hitsBySound(asked, budget));
    if (!found.size) add(await hitsBySlip(question, asked, budget));
    return { hits: varied([...found.values()]), rests, loose: budget.loose };
  }

  /* What the reader sees */
  const CUT = 96; // characters of a text that are shown

  const made = (tag, name, ...content) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...content);
    return element;
  };

  /* Where the needles stand in a written text, as pairs of places, none within another. */
  function places(written, needles) {
    const { text, from, to } = squeezed(written);
    const found = [];
    for (const needle of new Set(needles)) {
      for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
        found.push([from[at], to[at + needle.length - 1]]);
      }
    }
    found.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
    return found.filter(([start], at) => at === 0 || start >= Math.max(...found.slice(0, at).map(([, end]) => end)));
  }

  function marked(written, needles, start = 0, end = written.length) {
    const nodes = [];
    let last = start;
    for (const [from, to] of places(written, needles)) {
      if (from < last || to > end) continue;
      nodes.push(written.slice(last, from), made("mark", "", written.slice(from, to)));
      last = to;
    }
    return [...nodes, written.slice(last, end)];
  }

  function passage(written, needles) {
    const first = places(written, needles)[0]?.[0] ?? 0;
    const start = first < CUT / 2 ? 0 : first - CUT / 4;
    const end = Math.min(written.length, start + CUT);
    return [start ? "…" : "", ...marked(written, needles, start, end), end < written.length ? "…" : ""];
  }

  function item({ part, needles }) {
    const link = made("a", "", made("span", "gk-search__title", ...marked(part.title, needles)));
    const file = location.protocol === "file:" ? "index.html" : "";
    link.href = root + part.address + file + (part.anchor ? `#${encodeURIComponent(part.anchor)}` : "");
    if (part.above.length) link.append(made("span", "gk-search__path", ...marked(part.above.join(" › "), needles)));
    const entry = made("li", "gk-search__hit", made("h2", "gk-search__heading", link));
    if (part.text) entry.append(made("p", "gk-search__text", ...passage(part.text, needles)));
    entry.append(made("p", "gk-search__facets", part.facets.filter(Boolean).join(" · ")));
    return entry;
  }

  let current = 0;
  let shown = { hits: [], rests: [] };

  async function chosenLists() {
    const keys = choices.filter((choice) => choice.value).map((choice) => `=${choice.name[0]}${choice.value}`);
    return (await everywhere(keys)).map((list) => [list]);
  }

  async function search() {
    const turn = ++current;
    const question = field.value.trim();
    remember(question);
    if (!question) return show({ hits: [], rests: [] }, "", true);
    status.textContent = "正在检索…";
    try {
      await prepare();
      const budget = newBudget(await chosenLists());
      const found = await ask(question, budget);
      if (turn === current) show(found, count(found, question));
    } catch (error) {
      if (turn === current) show({ hits: [], rests: [] }, "检索数据没有取到，请检查网络后再试。");
      throw error;
    }
  }

  function count({ hits, rests, loose }, question) {
    if (!hits.length) return `没有找到与“${question}”有关的内容。`;
    const others = rests.reduce((sum, { rest }) => sum + rest.length, 0);
    if (loose) return `找到 ${hits.length} 条以上结果，最相关的在前。`;
    return `找到${others ? "约" : ""} ${hits.length + others} 条结果。`;
  }

  function show(found, said, empty = false) {
    shown = found;
    list.replaceChildren();
    list.hidden = !found.hits.length;
    advice.hidden = !empty && found.hits.length > 0;
    status.textContent = said;
    showMore();
  }

  function showMore() {
    const from = list.children.length;
    list.append(...shown.hits.slice(from, from + SHOWN).map(item));
    more.hidden = list.children.length >= shown.hits.length && !shown.rests.length;
    return list.children[from]?.querySelector("a");
  }

  async function furtherOn() {
    const turn = current;
    while (list.children.length >= shown.hits.length && shown.rests.length) {
      const { rest, way, asked } = shown.rests[0];
      newBudget([]);
      const next = await closer(rest, { ...way, files: 14 }, asked);
      if (turn !== current) return;
      const known = new Set(shown.hits.map((hit) => hit.part.number));
      shown.hits.push(...next.hits.sort(better).filter((hit) => !known.has(hit.part.number)));
      if (next.rest.length) shown.rests[0] = { rest: next.rest, way, asked };
      else shown.rests.shift();
    }
    showMore()?.focus();
  }

  function remember(question) {
    const asked = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...asked]) if (!value) asked.delete(name);
    try {
      history.replaceState(null, "", question ? `?${asked}` : location.pathname);
    } catch { /* a page opened from a folder may not be allowed to; the search does not need it */ }
  }

  let composing = false;
  let waiting;
  const soon = () => {
    clearTimeout(waiting);
    if (!composing) waiting = setTimeout(search, 160);
  };
  field.addEventListener("compositionstart", () => { composing = true; });
  field.addEventListener("compositionend", () => { composing = false; soon(); });
  field.addEventListener("input", soon);
  for (const choice of choices) choice.addEventListener("change", () => field.value.trim() && search());
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); search(); });
  more.addEventListener("click", furtherOn);

  const asked = new URLSearchParams(location.search);
  for (const part of [field, ...choices]) {
    const value = asked.get(part.name);
    if (value !== null) part.value = value;
  }
  for (const part of box.querySelectorAll(".gk-search__scripted")) part.hidden = false;
  if (field.value.trim()) search();
})();
