/* Matches of a pattern by what stands before and after them. Safari knows (?<=…) only since 16.4, and refuses a script that holds it. */
modules.patterns = (() => {
  const BEFORE = 8; // characters before a match that are looked at

  /* Every match of a global pattern that `fits`: it is told what stands before the match and what after it. */
  function allMatches(text, pattern, fits = () => true) {
    const found = [];
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const end = match.index + match[0].length;
      if (fits(text.slice(Math.max(0, match.index - BEFORE), match.index), text.slice(end, end + BEFORE))) {
        found.push(match);
        if (!match[0]) pattern.lastIndex = end + 1;
      } else {
        pattern.lastIndex = match.index + (text.codePointAt(match.index) > 0xffff ? 2 : 1); // one may begin within what does not fit
      }
    }
    return found;
  }

  /* The text with those matches replaced; `replacement` is told the match and its groups. */
  function replaceMatches(text, pattern, fits, replacement) {
    let [made, last] = ["", 0];
    for (const match of allMatches(text, pattern, fits)) {
      made += text.slice(last, match.index) + replacement(...match);
      last = match.index + match[0].length;
    }
    return made + text.slice(last);
  }

  return { allMatches, replaceMatches };
})();
