/* Slips in a question, put right by the words that this site knows: a character wrong, left out, doubled or changed places,
   and a known word in pinyin. A word that stands somewhere is no slip. */
modules.corrections = (() => {
  const { bigrams, isHan } = modules.folding;
  const { readingsOf } = modules.sounds;
  const SHORTEST = 3; // characters of a word that is put right as a whole
  const SURE = 4; // characters from which on a wrong one need not sound like the right one
  const PHRASE = 10; // characters up to which a pair that is read like a known one is a slip; a sentence has many pairs
  const SPOKEN = /[了的几多么啥咋哪谁]/u; // no name of anything
  const BARE = /[不没有是在了的么]/u; // stands between words as often as within one
  const LETTERS = /^[a-z ]{3,}$/u;

  /* The question with one slip put right, squeezed; null where none is seen. */
  async function corrected(question, index, budget) {
    const text = index.vocabulary.squeeze(question);
    const words = knownWords(index);
    if (LETTERS.test(text)) {
      const readings = await readingsOf(index, budget);
      return readings && spelled(text.replace(/ /gu, ""), words, readings);
    }
    const slips = slipsIn(text, index);
    if (!slips.length) return null;
    const known = fitting(text, slips, words);
    const fits = known.length ? known : fitting(text, slips, subjectWords(index));
    const sure = longest(fits.filter(({ word, kind }) => word.length >= SURE || kind !== "wrong"));
    if (sure.length === 1) return replaced(text, sure[0]);
    const readings = await readingsOf(index, budget);
    if (!readings) return null;
    const heard = longest(fits.filter(({ word, start }) => soundsLike(text.slice(start, start + word.length), word, readings)));
    const [right] = [...heard, ...sure];
    if (!right && text.length > PHRASE) return null;
    return right ? replaced(text, right) : misheardPair(text, slips, [...words, ...index.meanings.plain.keys()], readings);
  }

  /* Words that people ask for on this site, of three characters and more. */
  function knownWords(index) {
    if (!index.knownWords) index.knownWords = [...new Set([
      ...index.meanings.plain.keys(),
      ...index.meanings.joint.flatMap(({ pieces }) => pieces.flat()),
      ...index.meanings.names.map((name) => index.vocabulary.squeeze(name)),
      ...index.vocabulary.words(),
      ...index.offered.agency.flatMap((name) => shortNames(index.vocabulary.squeezedName(name), index.meanings.told.county)),
    ])].filter((word) => isHan(word) && word.length >= SHORTEST && !SPOKEN.test(word));
    return index.knownWords;
  }

  /* The reports' own words for subjects, where they are here. */
  const subjectWords = ({ subjects }) => (subjects ? subjects.written : [])
    .filter((word) => isHan(word) && word.length >= SHORTEST);

  /* 示例县市场监督管理局, 监督管理局, 市场监督管理局. */
  const shortNames = (name, county) => [name, name.slice(-6), ...(county && name.startsWith(county) ? [name.slice(county.length)] : [])];

  /* Places of two neighbouring characters that stand together nowhere on the site and are no word that people use. */
  function slipsIn(text, { lists, meanings, weights }) {
    const spans = meanings.wordsIn(text).map(({ span }) => span);
    const isKnown = (at) => spans.some(([start, end]) => start <= at && at + 2 <= end);
    const places = [];
    for (let at = 0; at < text.length - 1; at++) {
      const pair = text.slice(at, at + 2);
      if (!isHan(pair) || !lists.standsNowhere(pair)) continue;
      weights.set(pair, 0);
      if (!isKnown(at)) places.push(at);
    }
    return places;
  }

  /* The known words that a piece of the text is but for one slip, where two characters of it stand together nowhere else. */
  function fitting(text, slips, words) {
    const found = [];
    for (const word of words) {
      for (let start = 0; start <= text.length - word.length + 1; start++) {
        const slip = slipOf(text, start, word);
        const inside = (at) => at >= start && at + 2 <= start + slip.length && Math.abs(at + 0.5 - slip.place) <= 1.5;
        if (slip && slips.some(inside)) found.push({ word, start, ...slip });
      }
    }
    return found;
  }

  /* How a piece that begins there differs from a word: where, its length and the kind of slip; null where it differs by more. */
  function slipOf(text, start, word) {
    const piece = text.slice(start, start + word.length);
    let same = 0;
    while (same < word.length && piece[same] === word[same]) same++;
    if (same === word.length) return null;
    const rest = (from) => text.slice(start + from);
    const slip = (kind, more = 0) => ({ kind, place: start + same, length: word.length + more });
    const turned = piece[same] === word[same + 1] && piece[same + 1] === word[same];
    if (turned && piece.length === word.length && piece.slice(same + 2) === word.slice(same + 2)) return slip("changed places");
    if (word.length > 3 && same && same < word.length - 1 && rest(same).startsWith(word.slice(same + 1))) return slip("left out", -1);
    if (same && text[start + same] === text[start + same - 1] && rest(same + 1).startsWith(word.slice(same))) return slip("doubled", 1);
    if (piece.length < word.length) return null;
    return piece.slice(same + 1) === word.slice(same + 1) ? slip("wrong") : null;
  }

  /* Those of the longest words, the first of each. */
  function longest(fits) {
    const most = Math.max(0, ...fits.map(({ word }) => word.length));
    const words = new Map();
    for (const fit of fits) if (fit.word.length === most && !words.has(fit.word)) words.set(fit.word, fit);
    return [...words.values()];
  }

  const replaced = (text, { word, start, length }) => text.slice(0, start) + word + text.slice(start + length);

  /* Syllables as they are taken for each other: zh and z, ng and n, n and l, f and h. */
  const near = (syllable) => syllable.replace(/^([zcs])h/u, "$1").replace(/ng$/u, "n").replace(/^n/u, "l").replace(/^hu(?=[a-z])/u, "f");

  const alike = (one, other, readings) => one === other
    || readings.of(one).some((syllable) => readings.of(other).some((second) => near(syllable) === near(second)));

  const isHomophone = (one, other, readings) => one === other || readings.alike(one, other);

  const soundsLike = (text, word, readings) => text.length === word.length && [...text].every((character, at) => alike(character, word[at], readings));

  /* Two characters that are a piece of many known words, but for the sound of one. */
  function misheardPair(text, slips, words, readings) {
    const pairs = new Map();
    for (const pair of words.flatMap(bigrams)) pairs.set(pair, (pairs.get(pair) || 0) + 1);
    const fits = [];
    for (const at of slips.filter((place) => !BARE.test(text.slice(place, place + 2)))) {
      for (const [pair, times] of pairs) {
        const [one, two] = [pair[0] === text[at], pair[1] === text[at + 1]];
        const like = text.length > 2 ? alike : isHomophone; // a word by itself has nothing else to tell what it is
        if (one === two || ![0, 1].every((step) => like(text[at + step], pair[step], readings))) continue;
        fits.push({ word: pair, start: at, length: 2, times });
      }
    }
    const most = fits.sort((one, other) => other.times - one.times)[0];
    return most && most.times > 1 ? replaced(text, most) : null;
  }

  /* Known words, and pairs of their characters, that are read so one after another; else the word that begins with those letters. */
  function spelled(letters, words, readings) {
    const syllables = readings.split(letters) || [];
    const pieces = [];
    const sounds = (word, at) => [...word].every((character, step) => readings.of(character).includes(syllables[at + step]));
    for (let at = 0; at < syllables.length; at += pieces[pieces.length - 1].length) {
      const left = syllables.length - at;
      const fits = words.filter((word) => word.length <= left && sounds(word, at)).sort((one, other) => other.length - one.length);
      const piece = fits[0] || words.flatMap(bigrams).find((pair) => left > 1 && sounds(pair, at));
      if (!piece) return initialled(letters, words, readings);
      pieces.push(piece);
    }
    return pieces.length ? pieces.join("") : initialled(letters, words, readings);
  }

  const initialled = (letters, words, readings) => words.find((word) => word.length === letters.length
    && [...word].every((character, at) => readings.begins(character, letters[at]))) || null;

  return { corrected };
})();
