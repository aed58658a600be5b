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
  window.gongkaiSearch = (name, data) => arriving.get(name)?.(data);

  function load(name) {
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

  const pairs = (token) => Array.from(token).slice(1).map((character, at) => Array.from(token)[at] + character);
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
      const wanted = pages.filter((page) => !page.numbers).slice(0, budget.pages);
      budget.pages -= wanted.length;
      await Promise.all(wanted.map(async (page) => { page.numbers = decoded(await load(page.file)); }));
      return pages.every((page) => page.numbers);
    }

    known() {
      return this.pages.flatMap((page) => page.numbers ?? []);
    }
  }

  const NONE = new Numbers("");
  const opened = new Map();

  function spread(key) {
    let value = 0x811c9dc5;
    for (const character of key) value = Math.imul(value ^ character.codePointAt(0), 0x01000193) >>> 0;
    return value;
  }

  /* Both lists of a key: everywhere, and in titles. */
  async function listOf(key) {
    if (!opened.has(key)) {
      const shard = await load(`k${spread(key) % manifest.shards}`);
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
  async function inAll(groups, budget) {
    const [shortest] = groups.flatMap((group) => (group.length === 1 ? group : [])).sort((one, other) => one.total - other.total);
    if (!shortest?.total) return [];
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
  const FILLER = new RegExp(["请问", "(公布|公开|发布)了[吗没]有?", "情况(?=$|\\s)", "我?想(知道|了解|查)", "有没有", "多少[件条个项次钱起]?", "几[件条个项次]", "是什么", "什么是?", "怎么[办样]?", "怎样",
    "如何", "在?哪[里儿]", "哪[些个]", "[向找是]?谁", "[吗呢吧的了]", "查[询找看]?", "一下", "下载"].join("|"), "gu");
  const UNIT = /(?<=[0-9])(亿元|万元|万?[（(]?人[)）]?次|[元件条个项次份起期%万亿]|年度?)/gu;

  /* A way to ask: each word in one of its forms, to be found whole or in pieces. */
  const wayOf = (text) => squeezed(text).tokens;

  /* The term with other names for it, or for pieces of it: the longest piece first, each in turn. */
  function otherNames(term) {
    const inside = (name) => term === name || (term.length > 3 && term.length > name.length && holds(term, name));
    const made = [term];
    for (const name of Object.keys(words.names).filter(inside).sort((one, other) => other.length - one.length)) {
      made.push(...made.flatMap((form) => words.names[name].filter((other) => form.includes(name) && !form.includes(other)).map((other) => form.replace(name, other))));
    }
    return [...new Set(made)].slice(1, 13);
  }

  const forms = (term) => [term, ...otherNames(term)];

  function plansOf(question) {
    const terms = question.split(/[\s\u3000]+/u).map((term) => squeezed(term).text).filter(Boolean);
    const asked = terms.length > 1 ? terms.filter((term) => term.length > 1 || !ONLY_HAN.test(term)) : terms;
    const bare = folded(question).text
      .replace(/((?:19|20)[0-9]{2})(?=[0-9]{1,4}号)/u, "$1 ")
      .replace(/([0-9]+)(?:多|余)[件条个项次份起期人万元]?/gu, (_, number) => ` ${rough(number)} `)
      .replace(UNIT, " ").replace(FILLER, " ").split(/\s+/u)
      .flatMap((term) => (term.startsWith("~") ? [term] : [squeezed(term).text]))
      .filter((term) => term.length > 1 || (term && !ONLY_HAN.test(term)));
    const plans = [{ terms: asked.map(forms), whole: true }, { terms: bare.map(forms) }, { terms: asked.map(forms) }];
    return plans.filter((plan, at) => plan.terms.length && (at < 2 || String(bare) !== String(asked)));
  }

  /* 一千二百多 is any number that begins so and is as long. */
  const rough = (number) => {
    const first = number.replace(/0+$/u, "");
    return number.length > 2 && first.length < 3 ? `~${first}:${number.length}` : number;
  };

  const tokensOf = (form) => (form.startsWith("~") ? [form] : form.match(TOKEN));

  async function numbersOfForm(form, whole, budget) {
    const tokens = tokensOf(form);
    if (tokens.length === 1 && ONLY_HAN.test(form) && form.length === 1) {
      return inAll([[(await listOf(form)).title], ...budget.chosen], budget);
    }
    const groups = [...budget.chosen];
    for (const token of tokens) {
      const lists = await everywhere(keysOf(token));
      if (whole || lists.length < 3) groups.push(...lists.map((list) => [list]));
      else groups.push([lists[0]], [lists.at(-1)], ...lists.slice(1).map((list, at) => [lists[at], list]));
    }
    return inAll(groups, budget);
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

  /* What a part is worth as an answer to a plan, and the words to mark; null when it is none. */
  function judged(part, plan) {
    const needles = [];
    let score = 0;
    for (const [term, ...others] of plan.terms) {
      let best = null;
      for (const form of [term, ...others]) {
        const found = answer(part, form, plan.whole);
        const value = found.length && worth(part, form, found) * (form === term ? 1 : 0.6) * (1 + term.length);
        if (found.length && (!best || value > best.value)) best = { value, found };
      }
      if (!best) return null;
      score += best.value;
      needles.push(...best.found);
    }
    score += part.anchor ? 0 : 12;
    return { part, needles, score: repeats(part.number) ? score / 2 : score };
  }

  function worth(part, form, found) {
    const length = form.length;
    const inside = (text) => found.reduce((sum, piece) => sum + (holds(text, piece) ? piece.length : 0), 0) / length;
    const share = inside(part.inTitle);
    let value = 60 * share + 20 * inside(part.inText) + 8 * inside(part.inAbove);
    if (holds(part.inTitle, form)) value += 20 + (40 * length) / part.inTitle.replace(/^[0-9一二三四五六七八九]+/u, "").length;
    if (holds(part.inText, form)) value += 15 + 15 * Math.min(1, 40 / part.inText.length); // a row says it more exactly than a section
    return value / 4;
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

  async function plansBySound(question) {
    await listen();
    const tokens = squeezed(question).tokens;
    const written = tokens.filter((token) => !/^[a-z]+$/u.test(token)); // gonganju 2022
    const spelled = tokens.filter((token) => !written.includes(token)).join(" ");
    const text = spelled || squeezed(question).text;
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

  async function hitsBySound(question, budget) {
    for (const { sounds, keys, least, near = Boolean, written = [] } of await plansBySound(question)) {
      const known = [...words.terms, ...Object.keys(words.names)].filter((word) => Array.from(word).length === sounds.length && near(sounding(word, sounds)) && sounding(word, sounds));
      const lists = await everywhere([...keys, ...written.flatMap(keysOf)]);
      const numbers = await inAll([...lists.map((list) => [list]), ...budget.chosen], budget);
      const parts = await partsOf(few(numbers, budget));
      const others = written.map((token) => [token]);
      const hits = parts.flatMap((part) => {
        const found = sounding(part.inTitle, sounds);
        return (found && near(found) && sounds.length >= least && judged(part, { terms: [[found], ...others], whole: true })) || [];
      });
      for (const word of known) hits.push(...(await hitsOf({ terms: [forms(word), ...others], whole: true }, budget)).hits);
      if (hits.length) return hits;
    }
    return [];
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

  async function hitsBySlip(question, budget) {
    const text = squeezed(question).text;
    if (!ONLY_HAN.test(text)) return [];
    const hits = [];
    for (const { before, after, gap } of slips(text)) {
      const lists = await everywhere([...pairs(before), ...pairs(after), ...(gap || !after ? [] : [before.at(-1) + after[0]])]);
      const parts = await partsOf(few(await inAll([...lists.map((list) => [list]), ...budget.chosen], budget), budget));
      for (const part of parts) {
        const found = part.all.match(new RegExp(`${before}${gap}${after}`, "u"))?.[0];
        if (found) hits.push(judged(part, { terms: [[found]], whole: true }));
      }
    }
    return hits;
  }

  /* The words of a long question that stand here, if they are most of it. */
  async function plansInPart(question) {
    const terms = (plansOf(question).at(1)?.terms ?? []).map(([term]) => term);
    const chunks = [];
    for (const token of terms.flatMap(tokensOf)) {
      const totals = await Promise.all(keysOf(token).map(async (key) => (await listOf(key)).all.total));
      if (!ONLY_HAN.test(token)) { if (totals[0]) chunks.push(token); continue; }
      let chunk = "";
      Array.from(token).forEach((character, at) => {
        chunk += character;
        if (!totals[at]) { if (chunk.length > 1) chunks.push(chunk); chunk = ""; }
      });
    }
    const length = (tokens) => tokens.join("").length;
    const asked = length(terms);
    if (terms.flatMap(tokensOf).length < 2 && asked < 8) return [];
    const enough = (tokens) => new Set(tokens).size > 1 && length(tokens) >= 0.6 * asked && tokens.some((token) => ONLY_HAN.test(token));
    if (!enough(chunks)) return [];
    const fewer = chunks.map((_, at) => chunks.filter((_, other) => other !== at)).filter((rest) => chunks.length > 2 && enough(rest));
    return [chunks, ...fewer].map((tokens) => ({ terms: tokens.map(forms) }));
  }

  /* Answers */
  const MOST = 160; // parts looked at more closely at a time
  const FILES = 14; // files of texts fetched for an answer, about 6 KB each
  const PAGES = 10; // later pages of lists, as large
  const SHOWN = 10;

  async function candidates(plan, budget) {
    let found = null;
    for (const term of plan.terms) {
      const any = new Set();
      for (const form of term) for (const number of await numbersOfForm(form, plan.whole, budget)) any.add(number);
      found = found ? found.filter((number) => any.has(number)) : [...any];
      if (!found.length) return [];
    }
    return inOrder(found.sort((one, other) => one - other), plan, budget);
  }

  /* What only repeats other pages: histories, comparisons. The report itself stands before them, unless they alone hold the words. */
  const repeats = (number) => number >= manifest.repeats;

  /* The sure ones, and those whose titles hold more of the question, first; else in their own order, from the better to the less. */
  async function inOrder(numbers, plan, { unsure }) {
    if (numbers.length <= MOST) return numbers;
    const keys = new Set(plan.terms.flatMap((term) => term.flatMap((form) => tokensOf(form).flatMap(keysOf))));
    const lists = (await Promise.all([...keys].map(listOf))).map((both) => both.title);
    const count = new Map(numbers.map((number) => [number, lists.reduce((sum, list) => sum + (list.has(number) ? 1 : 0), 0)]));
    return numbers.sort((one, other) => unsure.has(one) - unsure.has(other) || repeats(one) - repeats(other) || count.get(other) - count.get(one) || one - other);
  }

  /* As many of the first ones as stand in files that are here or may still be fetched. */
  function few(numbers, budget) {
    let at = 0;
    for (; at < numbers.length && at < MOST; at++) {
      const name = `t${fileOf(numbers[at])}`;
      if (files.has(name) || budget.near.has(name)) continue;
      if (budget.near.size >= budget.files) break;
      budget.near.add(name);
    }
    return numbers.slice(0, at);
  }

  async function hitsOf(plan, budget) {
    const numbers = await candidates(plan, budget);
    return closer(numbers, plan, budget);
  }

  async function closer(numbers, plan, budget) {
    const near = few(numbers, budget);
    const parts = await partsOf(near);
    return { hits: parts.map((part) => judged(part, plan)).filter(Boolean), rest: numbers.slice(near.length) };
  }

  /* What may be fetched for an answer. */
  const newBudget = (chosen) => ({ pages: PAGES / 2, files: FILES / 2, near: new Set(), unsure: new Set(), loose: false, chosen });

  const better = (one, other) => other.score - one.score || one.part.number - other.part.number;

  /* The answers in their order; later ways to understand a question are tried when the earlier gave little. */
  async function ask(question, budget) {
    const found = new Map();
    const rests = [];
    const add = (hits) => {
      for (const hit of hits.sort(better)) if (!found.has(hit.part.number)) found.set(hit.part.number, hit);
    };
    for (const plan of plansOf(question)) {
      const { hits, rest } = await hitsOf(plan, budget);
      add(hits);
      if (rest.length) rests.push({ rest, plan });
      if (found.size >= SHOWN) break;
      if (budget.files < FILES) [budget.files, budget.pages] = [FILES, budget.pages + PAGES / 2]; // half is kept for the second way
    }
    if (!found.size) add(await hitsBySound(question, budget));
    if (!found.size) add(await hitsBySlip(question, budget));
    if (!found.size) {
      for (const plan of await plansInPart(question)) {
        add((await hitsOf(plan, budget)).hits);
        if (found.size) break;
      }
    }
    return { hits: [...found.values()], rests, loose: budget.loose };
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
      const { rest, plan } = shown.rests[0];
      const next = await closer(rest, plan, newBudget([]));
      if (turn !== current) return;
      const known = new Set(shown.hits.map((hit) => hit.part.number));
      shown.hits.push(...next.hits.sort(better).filter((hit) => !known.has(hit.part.number)));
      if (next.rest.length) shown.rests[0] = { rest: next.rest, plan };
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
