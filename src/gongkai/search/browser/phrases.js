/* Whether a question says nothing but known phrases: what is answered outright must be understood to its last character. */
modules.phrases = (() => {
  const LONGEST = 12; // characters of a spare word

  /* A word of one or several pieces, each said in one of several ways: 申请|要+多久. */
  const piecesOf = (word) => word.split("+").map((piece) => piece.split("|"));
  const phrasesOf = (words) => words.split(" ").filter(Boolean).map(piecesOf);
  const wordsOf = (words) => new Set(words.split(" "));

  /* Where one of the ways stands in a text, the longest first; undefined where none does. */
  function saidWay(text, ways) {
    const way = ways.filter((one) => text.includes(one)).sort((one, other) => other.length - one.length)[0];
    return way && [text.indexOf(way), text.indexOf(way) + way.length];
  }

  /* The places of all pieces of a phrase; null where one is not said. */
  function saidPhrase(text, pieces) {
    const spans = pieces.map((ways) => saidWay(text, ways));
    return spans.every(Boolean) ? spans : null;
  }

  /* The text with blanks at these places. */
  const without = (text, spans) => [...text]
    .map((character, at) => (spans.some(([start, end]) => at >= start && at < end) ? " " : character)).join("");

  /* The text with blanks for spare words, the longest first. */
  function withoutWords(text, words) {
    let [left, at] = ["", 0];
    while (at < text.length) {
      let length = Math.min(LONGEST, text.length - at);
      while (length && !words.has(text.slice(at, at + length))) length--;
      left += length ? " " : text[at];
      at += length || 1;
    }
    return left;
  }

  const isBlank = (text) => !text.trim();

  const covered = (spans) => new Set(spans.flatMap(([start, end]) => Array.from({ length: end - start }, (_, at) => start + at))).size;

  /* Of things with `phrases` those that a text speaks of and beside which it says nothing but spare words, the fullest first. */
  function understood(text, things, spare) {
    const found = [];
    for (const thing of things) {
      for (const pieces of thing.phrases) {
        const spans = saidPhrase(text, pieces);
        if (spans && isBlank(withoutWords(without(text, spans), spare))) found.push({ thing, length: covered(spans) });
      }
    }
    return found.sort((one, other) => other.length - one.length);
  }

  return { phrasesOf, piecesOf, saidPhrase, understood, without, withoutWords, wordsOf };
})();
