/* Whether a part holds what was asked for, and by which of its words. Works on squeezed texts. */
modules.matching = (() => {
  const { allMatches } = modules.patterns;
  const { isHan, isRough, tokenise } = modules.folding;
  const WORD = /[\p{L}\p{N}]/u;

  /* Whether two neighbouring characters belong to one word or number. */
  const joined = (...both) => both.every((character) => WORD.test(character || "") && !isHan(character));

  /* Whether a text holds a phrase as it stands; a number is not found inside another. */
  function containsPhrase(text, phrase) {
    for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
      if (!joined(phrase[0], text[at - 1]) && !joined(phrase.slice(-1), text[at + phrase.length])) return true;
    }
    return false;
  }

  /* The number in a text that a rough one may mean, if any. */
  function roughNumber(text, rough) {
    const [first, length] = rough.slice(1).split(":");
    const number = new RegExp(`${first}[0-9]{${length - first.length}}(?![0-9])`, "gu");
    const [match] = allMatches(text, number, (before) => !/[0-9.]$/.test(before));
    return match && match[0];
  }

  /* The longest pieces of a Chinese token, of two characters or more, that a text holds. */
  function longestPieces(text, token) {
    const held = [];
    for (let at = 0; at < token.length - 1; at++) {
      let end = token.length;
      while (end > at + 1 && !text.includes(token.slice(at, end))) end--;
      if (end > at + 1) {
        held.push(token.slice(at, end));
        at = end - 2;
      }
    }
    return held;
  }

  /* The pieces, of two characters or more, into which a Chinese token can be cut so that the part holds each; none if it cannot.
     The two of a short word have to stand near each other, or one in the title: chance would make words that nobody wrote. */
  function segments({ all: text, inTitle }, token) {
    if (text.includes(token)) return [token];
    if (token.length < 4) return [];
    const cuts = [[]]; // by length of what is cut so far, the pieces
    for (let end = 2; end <= token.length; end++) {
      for (let start = 0; start <= end - 2; start++) {
        const piece = token.slice(start, end);
        if (cuts[start] && !cuts[end] && text.includes(piece)) cuts[end] = [...cuts[start], piece];
      }
    }
    const found = cuts[token.length] || [];
    const near = () => new RegExp(found.join(".{0,6}"), "u").test(text) || found.some((piece) => inTitle.includes(piece));
    return token.length > 4 || near() ? found : [];
  }

  /* The words by which a part holds a variant of a term: as it stands or, unless `exact`, in pieces; none if it does not. */
  function wordsOfVariant(part, variant, exact) {
    if (isRough(variant)) return [roughNumber(part.all, variant)].filter(Boolean);
    if (containsPhrase(part.all, variant)) return [variant];
    if (exact) return [];
    const found = tokenise(variant).map((token) => {
      if (!isHan(token)) return containsPhrase(part.all, token) ? [token] : [];
      return token.length < 2 ? [""] : segments(part, token);
    });
    return found.every((words) => words.length) ? found.flat().filter(Boolean) : [];
  }

  /* The words by which a part holds every term or another name for it; null when it does not. */
  function matchingWords(part, { terms, exact }, vocabulary) {
    const words = [];
    for (const term of terms) {
      const found = vocabulary.variantsOf(term).flatMap((variant) => wordsOfVariant(part, variant, exact));
      if (!found.length) return null;
      words.push(...found);
    }
    return words;
  }

  return { containsPhrase, longestPieces, matchingWords, roughNumber, segments };
})();
