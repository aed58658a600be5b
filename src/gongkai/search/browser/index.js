/* The index of a site, opened when the first question is asked: all that the search knows between one question and the next. */
modules.index = (() => {
  const { Budget } = modules.loading;
  const { Lists, decode } = modules.lists;
  const { Vocabulary } = modules.vocabulary;
  const { Parts } = modules.parts;
  const { Weights } = modules.coverage;

  /* `offered` are the site's years and agencies. Parts before number `foremost` are the government's own and the column's pages;
     those from `repeats` on only repeat what others state. */
  async function openIndex(files, offered) {
    const budget = new Budget();
    const { folder, parts, foremost, repeats, shards, texts } = await files.load("manifest", budget);
    files.folder = `${folder}/`;
    const vocabulary = new Vocabulary(await files.load("words", budget));
    return {
      files,
      offered,
      foremost,
      repeats,
      vocabulary,
      lists: new Lists(files, shards),
      parts: new Parts(files, decode(texts), vocabulary),
      weights: new Weights(parts),
      readings: null, // fetched when something is looked for by its sound
    };
  }

  return { openIndex };
})();
