/* What sounds alike: a question in pinyin, by its syllables or by their first letters, or one written with wrong characters. */
modules.sounds = (() => {
  const { isHan, tokenise } = modules.folding;
  const { numbersIn } = modules.lists;
  const LONGEST_SYLLABLE = 6; // letters: zhuang
  const FURTHER = /[^ -~][ -~]+/gu; // a character and the number of a syllable

  /* The characters of GB 2312 in its order. A row of it is not full: what stands for nothing is left out. */
  function standardCharacters() {
    const bytes = [];
    for (let row = 0xb0; row < 0xf8; row++) for (let cell = 0xa1; cell < 0xff; cell++) bytes.push(row, cell);
    return new TextDecoder("gb2312").decode(new Uint8Array(bytes)).match(/[\u4e00-\u9fff]/gu);
  }

  /* How characters are read, as src/gongkai/search/words.py writes it: the syllables; for the characters that stand by their sound,
     a syllable and for how many; for the others, the syllable of each; then further readings, each after its character. */
  class Readings {
    constructor([syllables, runs, others, further]) {
      const named = syllables.split(" ");
      this.syllables = new Set(named);
      this.ofCharacter = new Map();
      const learn = (character, syllable) => this.ofCharacter.set(character, [...this.of(character), named[syllable]]);
      const counted = numbersIn(runs);
      const bySound = counted.flatMap((count, at) => (at % 2 ? Array(count).fill(counted[at - 1]) : []));
      const characters = standardCharacters();
      [...bySound, ...numbersIn(others)].forEach((syllable, at) => learn(characters[at], syllable));
      for (const reading of further.match(FURTHER) || []) learn(reading[0], numbersIn(reading.slice(1))[0]);
    }

    of(character) {
      return this.ofCharacter.get(character) || [];
    }

    alike(one, other) {
      return this.of(one).some((syllable) => this.of(other).includes(syllable));
    }

    /* Whether a reading of the character begins with that letter. */
    begins(character, letter) {
      return this.of(character).some((syllable) => syllable[0] === letter);
    }

    /* Letters cut into syllables, the longest first; null when they cannot be. */
    split(letters) {
      if (!letters) return [];
      for (let length = Math.min(LONGEST_SYLLABLE, letters.length); length; length--) {
        if (!this.syllables.has(letters.slice(0, length))) continue;
        const rest = this.split(letters.slice(length));
        if (rest) return [letters.slice(0, length), ...rest];
      }
      return null;
    }
  }

  /* The readings of an index; null where their file may not be fetched. */
  async function readingsOf(index, budget) {
    if (!index.readings && budget.takes("sounds")) index.readings = new Readings(await index.files.load("sounds", budget));
    return index.readings;
  }

  /* Patterns of what was probably meant by the terms. Each has `sounds`, a test for each character; the `keys` of the index by
     which titles with such sounds are found; how many characters it takes at `least` to be no chance; whether what was found is
     `near` enough to what was written; and what else was `written` beside the sounds: gonganju 行政处罚. */
  function soundPatterns(terms, readings) {
    const tokens = terms.flatMap(tokenise);
    const written = tokens.filter((token) => !/^[a-z]+$/u.test(token));
    const letters = tokens.filter((token) => !written.includes(token)).join("");
    if (letters.length > 1) return spelledPatterns(letters, readings).map((pattern) => ({ ...pattern, written, near: Boolean }));
    const text = letters || terms.join("");
    const characters = Array.from(text);
    const readable = isHan(text) && characters.length >= 4 && characters.every((character) => readings.of(character).length);
    return readable ? [{ ...homophonePattern(characters, readings), written: [] }] : [];
  }

  function spelledPatterns(letters, readings) {
    const patterns = [];
    const syllables = readings.split(letters);
    if (syllables && syllables.length > 1) {
      const sounds = syllables.map((syllable) => (character) => readings.of(character).includes(syllable));
      patterns.push({ sounds, keys: windows(syllables, 2, " "), least: 2 });
    }
    if (letters.length > 2) {
      const sounds = [...letters].map((letter) => (character) => readings.begins(character, letter));
      patterns.push({ sounds, keys: windows([...letters], 3, ""), least: 4 });
    }
    return patterns;
  }

  /* Half of the characters have to be the ones that were written. */
  function homophonePattern(characters, readings) {
    const same = (found) => Array.from(found).filter((character, at) => character === characters[at]).length;
    return {
      sounds: characters.map((one) => (character) => readings.alike(character, one)),
      keys: windows(characters.map((one) => readings.of(one)[0]), 2, " "),
      least: 4,
      near: (found) => 2 * same(found) >= characters.length,
    };
  }

  /* Keys of sounds: each run of so many syllables or letters. */
  const windows = (sounds, size, glue) => sounds.slice(size - 1).map((_, at) => `'${sounds.slice(at, at + size).join(glue)}`);

  /* The characters of a text that sound so, one after another; empty without any. */
  function sounding(text, sounds) {
    const characters = Array.from(text);
    for (let at = 0; at + sounds.length <= characters.length; at++) {
      if (sounds.every((sound, step) => sound(characters[at + step]))) return characters.slice(at, at + sounds.length).join("");
    }
    return "";
  }

  /* The piece of a text that, but for a character, sounds like the end of a name: 水物局 like 县水务局. Empty without one. */
  function misspelled(text, name, readings) {
    for (let length = Math.min(8, name.length - 1); length > 2; length--) {
      const end = name.slice(-length);
      const found = sounding(text, Array.from(end).map((one) => (character) => readings.alike(one, character)));
      if (found && Array.from(found).filter((one, at) => one !== end[at]).length <= 1) return found;
    }
    return "";
  }

  return { Readings, misspelled, readingsOf, soundPatterns, sounding };
})();
