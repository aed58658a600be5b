/* The index of a site, opened when the first question is asked: all that the search knows between one question and the next. */
modules.index = (() => {
  const { Budget, FIRST, FIRST_OF_LARGE, WHOLE, WHOLE_OF_LARGE } = modules.loading;
  const { Lists, directory, numbersIn } = modules.lists;
  const { Vocabulary } = modules.vocabulary;
  const { Parts } = modules.parts;
  const { Weights } = modules.coverage;
  const { Meanings } = modules.meanings;
  const LETTERS = 5; // for each file
  const UNIT = 256; // bytes, in which src/gongkai/search/files.py counts what a file weighs
  const MANY = 60000; // parts from which on an index is large, as src/gongkai/search/index.py says

  /* `offered` are the site's years and agencies. Parts before number `foremost` are the government's own and the column's pages;
     those from `repeats` on only repeat what others state. */
  async function openIndex(files, offered) {
    const budget = new Budget();
    const manifest = await files.load("manifest", budget);
    const { parts, foremost, repeats, few, pairs, groups } = manifest;
    files.versions = new Map(Object.entries(manifest.files).flatMap(([kind, letters]) => versions(kind, letters)));
    files.sizes = new Map(Object.entries(manifest.sizes).flatMap(([kind, sizes]) => sizesOf(kind, numbersIn(sizes))));
    files.sizes.set("manifest", UNIT * manifest.own);
    const counts = {};
    for (const [kind, letters] of Object.entries(manifest.files)) counts[kind] = letters.length / LETTERS;
    const meanings = await files.load("meanings", budget);
    const vocabulary = new Vocabulary(manifest.words);
    return {
      files,
      offered,
      first: parts < MANY ? FIRST : FIRST_OF_LARGE,
      whole: parts < MANY ? WHOLE : WHOLE_OF_LARGE,
      foremost,
      repeats,
      vocabulary,
      meanings: new Meanings(meanings),
      lists: new Lists(files, { few, directory: directory(pairs, groups), counts }),
      parts: new Parts(files, manifest, vocabulary),
      weights: new Weights(parts),
      readings: null, // fetched when something is looked for by its sound
    };
  }

  /* The files of a kind, each with the letters that tell this version of it from others (src/gongkai/search/naming.py). */
  function versions(kind, letters) {
    const count = letters.length / LETTERS;
    return Array.from({ length: count }, (_, at) => [nameOf(kind, at), letters.slice(LETTERS * at, LETTERS * (at + 1))]);
  }

  const sizesOf = (kind, sizes) => sizes.map((size, at) => [nameOf(kind, at), UNIT * size]);

  const nameOf = (kind, at) => (kind.length > 1 ? kind : kind + at); // a kind with a whole word is one file

  return { openIndex };
})();
