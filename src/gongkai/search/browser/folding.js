/* Makes alike what people write in different ways, by the rules of src/gongkai/search/folding.py, which folds the index.
   Each character of a folded text remembers which characters of the written text it came from, so that those can be marked. */
modules.folding = (() => {
  const { allMatches } = modules.patterns;
  const HAN = "\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\u{20000}-\\u{3ffff}";
  const TOKEN = new RegExp(`[${HAN}]+|(?:(?![${HAN}])[\\p{L}\\p{N}])+(?:\\.[0-9]+)*`, "gu");
  const ONLY_HAN = new RegExp(`^[${HAN}]+$`, "u");
  const SEPARATOR = /,(?=[0-9]{3}(?![0-9]))/g;
  const DECIMALS = /[0-9]+\.[0-9]*0(?!\.?[0-9])/g;
  const NUMERAL = /[零〇一二两三四五六七八九十百千万亿]+/g;
  const DIGITS = "〇一二三四五六七八九";
  const UNITS = { 十: 10, 百: 100, 千: 1000 };
  const GROUPS = { 万: 10000, 亿: 100000000 };
  // What may become one character: a letter with its marks, letters of a Korean syllable, a half-width kana with its sign.
  const CLUSTER = /[\u1100-\u11ff]+|[\uff66-\uff9f]+|\P{M}\p{M}*|\p{M}+/gu;

  /* Whether a token is a run of Chinese characters. */
  const isHan = (token) => ONLY_HAN.test(token);

  /* The folded text; `from` and `to` give for each of its characters where in the written text it begins and ends. */
  function fold(written, traditional) {
    const plain = replace(normalised(written, traditional), SEPARATOR, () => "", (before) => /[0-9]$/.test(before));
    const short = replace(plain, DECIMALS, (number) => number.replace(/\.?0+$/, ""), (before) => !/[0-9.]$/.test(before));
    return replace(short, NUMERAL, numeral);
  }

  /* Width, case, compatibility forms and traditional characters. Cluster by cluster, as NFKC may join or split characters. */
  function normalised(written, traditional) {
    let [text, from, to] = ["", [], []];
    for (const { 0: cluster, index: start } of allMatches(written, CLUSTER)) {
      for (const character of cluster.normalize("NFKC").toLowerCase().replace(/ς/g, "σ")) {
        const simple = traditional.has(character) ? traditional.get(character) : character;
        text += simple;
        for (let unit = 0; unit < simple.length; unit++) {
          from.push(start);
          to.push(start + cluster.length);
        }
      }
    }
    return { text, from, to };
  }

  /* What replaces a match that `fits` comes from the whole of that match. */
  function replace(folded, pattern, replacement, fits) {
    const made = { text: "", from: [], to: [] };
    let last = 0;
    for (const { 0: old, index: start } of allMatches(folded.text, pattern, fits)) {
      copy(folded, last, start, made);
      last = start + old.length;
      for (const character of replacement(old)) {
        made.text += character;
        made.from.push(folded.from[start]);
        made.to.push(folded.to[last - 1]);
      }
    }
    copy(folded, last, folded.text.length, made);
    return made;
  }

  function copy(folded, start, end, target) {
    target.text += folded.text.slice(start, end);
    target.from.push(...folded.from.slice(start, end));
    target.to.push(...folded.to.slice(start, end));
  }

  const digit = (character) => (character === "零" ? 0 : character === "两" ? 2 : DIGITS.indexOf(character));

  /* A Chinese numeral in digits; what is none stays as it is: 百姓, 三公. */
  function numeral(written) {
    const digits = [...written].map(digit);
    if (digits.every((value) => value >= 0)) return digits.length === 4 ? digits.join("") : written; // 二〇二〇
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

  /* What is searched in: the folded tokens run together, a blank between two that are not Chinese. */
  function squeeze(written, traditional) {
    const folded = fold(written, traditional);
    const made = { text: "", from: [], to: [] };
    let before = "";
    for (const { 0: token, index: start } of allMatches(folded.text, TOKEN)) {
      if (before && !isHan(before) && !isHan(token)) {
        made.text += " ";
        made.from.push(folded.from[start]);
        made.to.push(folded.from[start]);
      }
      copy(folded, start, start + token.length, made);
      before = token;
    }
    return made;
  }

  /* A number of which only the first digits and the length are known is written ~12:4; 一千二百多 asks for it. */
  const isRough = (term) => term.startsWith("~");

  /* The tokens of a squeezed term. */
  const tokenise = (term) => (isRough(term) ? [term] : term.match(TOKEN) || []);

  /* Bigrams of a run of Chinese characters. */
  function bigrams(token) {
    const characters = Array.from(token);
    return characters.slice(1).map((character, at) => characters[at] + character);
  }

  /* The keys of the index by which a token is found. */
  const keysOf = (token) => (isHan(token) ? bigrams(token) : [token]);

  return { HAN, bigrams, fold, isHan, isRough, keysOf, squeeze, tokenise };
})();
