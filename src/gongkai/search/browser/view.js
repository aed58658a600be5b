/* What the reader sees of an answer. Texts are set as text, never as markup. */
modules.view = (() => {
  const { squeeze } = modules.folding;
  const CUT = 96; // characters of a text that are shown
  const FEW = 10; // answers of which the number says something, where it is not known how many there are

  function element(tag, name, ...content) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.append(...content);
    return made;
  }

  /* Where squeezed words stand in a written text, as pairs of places, none within another. */
  function places(written, words, traditional) {
    const { text, from, to } = squeeze(written, traditional);
    const found = [];
    for (const word of new Set(words)) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
        found.push([from[at], to[at + word.length - 1]]);
      }
    }
    found.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
    return found.filter(([start], at) => at === 0 || start >= Math.max(...found.slice(0, at).map(([, end]) => end)));
  }

  /* The written text from `start` to `end`, as nodes in which the words are marked. */
  function highlighted(written, words, traditional, start = 0, end = written.length) {
    const nodes = [];
    let last = start;
    for (const [from, to] of places(written, words, traditional)) {
      if (from < last || to > end) continue;
      nodes.push(written.slice(last, from), element("mark", "", written.slice(from, to)));
      last = to;
    }
    return [...nodes, written.slice(last, end)];
  }

  /* The passage of a text around the first of the words. */
  function snippet(written, words, traditional) {
    const [[first] = [0]] = places(written, words, traditional);
    const start = first < CUT / 2 ? 0 : first - CUT / 4;
    const end = Math.min(written.length, start + CUT);
    return [start ? "…" : "", ...highlighted(written, words, traditional, start, end), end < written.length ? "…" : ""];
  }

  /* Whose it is and of which year, where its title does not say so: many reports have a row of the same title. */
  function whereabouts({ title, agency, year }) {
    return [agency, year && `${year}年`].filter((one) => one && !title.includes(one)).join("");
  }

  /* An entry of the list of answers. `site` has the `root` of the column and the `file` that an address without one needs. */
  function hitItem({ part, words }, traditional, { root, file }) {
    const link = element("a", "", element("span", "gk-search__title", ...highlighted(part.title, words, traditional)));
    const where = whereabouts(part);
    if (where) link.append(element("span", "gk-search__where", `（${where}）`));
    link.href = root + part.address + file + (part.anchor ? `#${encodeURIComponent(part.anchor)}` : "");
    if (part.above.length) {
      link.append(element("span", "gk-search__path", ...highlighted(part.above.join(" › "), words, traditional)));
    }
    const item = element("li", "gk-search__hit", element("h2", "gk-search__heading", link));
    if (part.text) item.append(element("p", "gk-search__text", ...snippet(part.text, words, traditional)));
    item.append(element("p", "gk-search__facets", part.facets[part.facets.length - 1]));
    return item;
  }

  /* What can be said outright, and a link to where it stands. */
  function replyContent({ text, source, address, anchor }, { root, file }) {
    const link = element("a", "", source);
    link.href = root + (address.endsWith("/") || !address ? address + file : address) + (anchor ? `#${encodeURIComponent(anchor)}` : "");
    return [element("strong", "gk-search__said", text), element("span", "gk-search__source", "出自 ", link)];
  }

  /* Links to what lies near, said as such. */
  function nearContent(links, { root, file }) {
    const items = links.map(({ title, address }) => {
      const link = element("a", "", title);
      link.href = root + address + file;
      return element("li", "", link);
    });
    return [element("p", "", "下面的没有直接讲这件事，只是相近的栏目；没有公开的，可以申请公开："), element("ul", "", ...items)];
  }

  /* How many answers there are, where that is known or there are few; what was asked instead where a slip was put right; and of which
     years that were asked for there is no report. */
  function counted(answer, question) {
    const none = answer.absent && answer.absent.length ? `本站没有${answer.absent.join("、")}年的年报。` : "";
    if (!answer.hits.length) return `${none}没有找到与“${question}”有关的内容。`;
    return `${none}${answer.asked ? `按“${answer.asked}”查找：` : ""}${found(answer)}`;
  }

  function found({ hits, later, approximate }) {
    const others = later.reduce((sum, { numbers }) => sum + numbers.length, 0);
    if (!approximate && !others) return `找到 ${hits.length} 条结果。`;
    return hits.length > FEW ? "找到的较多，最相关的在前。" : `找到 ${hits.length} 条最相关的，可能还有别的。`;
  }

  return { counted, highlighted, hitItem, nearContent, places, replyContent, snippet };
})();
