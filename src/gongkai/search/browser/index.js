/* The index of a site, opened when the first question is asked: all that the search knows between one question and the next. */
modules.index = (() => {
  const { Budget } = modules.loading;
  const { Lists, decode } = modules.lists;
  const { Vocabulary } = modules.vocabulary;
  const { Parts } = modules.parts;
  const { Weights } = modules.coverage;
  const LETTERS = 5; // for each file

  /* `offered` are the site's years and agencies. Parts before number `foremost` are the government's own and the column's pages;
     those from `repeats` on only repeat what others state. */
  async function openIndex(files, offered) {
    const budget = new Budget();
    const manifest = await files.load("manifest", budget);
    const { parts, foremost, repeats } = manifest;
    const starts = decode(manifest.texts);
    const shards = manifest.lists.length / LETTERS;
    files.versions = new Map([
      ...versions(["words", "sounds"], manifest.others),
      ...versions(Array.from({ length: shards }, (_, number) => `k${number}`), manifest.lists),
      ...versions(starts.map((start) => `t${start}`), manifest.files),
    ]);
    const vocabulary = new Vocabulary(await files.load("words", budget));
    return {
      files,
      offered,
      foremost,
      repeats,
      vocabulary,
      lists: new Lists(files, shards),
      parts: new Parts(files, starts, vocabulary),
      weights: new Weights(parts),
      readings: null, // fetched when something is looked for by its sound
    };
  }

  /* Each name with the letters that tell this version of the file from others (src/gongkai/search/naming.py). */
  function versions(names, letters) {
    return names.map((name, at) => [name, letters.slice(LETTERS * at, LETTERS * (at + 1))]);
  }

  return { openIndex };
})();
