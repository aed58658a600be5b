/* A small county for tests: what its index tells about words, and what a reader may choose. */
"use strict";

const WORDS = {
  traditional: "許许處处",
  names: { 罚: ["行政处罚"], 处罚: ["行政处罚"], 审批: ["行政许可"], 低保: ["最低生活保障"] },
  terms: ["行政许可", "政府信息公开"],
  called: { 环保: ["生态环境"] },
  asking: ["一共有多少", "有多少件", "多少", "请问", "最多", "什么"],
};

const OFFERED = {
  year: ["2021", "2020", "2019"],
  agency: ["示例县人民政府", "示例县财政局", "示例县发展和改革局", "示例市生态环境局示例分局", "示例县教育局", "示例县水务局"],
};

/* A part as the search knows it, of which a test says what matters. */
function part(vocabulary, { number = 0, title = "", text = "", above = [], address = `${number}/`, anchor = "", year = 0, agency = "" }) {
  const [inTitle, inText, inAbove] = [title, text, above.join(" ")].map((written) => vocabulary.squeeze(written));
  const all = `${inTitle}\n${inAbove}\n${inText}`;
  return { number, address, anchor, title, text, above, year, agency, facets: [], inTitle, inAbove, inText, all };
}

module.exports = { OFFERED, WORDS, part };
