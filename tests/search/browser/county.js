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

/* What the index tells of meanings where nobody knows any. */
const NOTHING_MEANT = {
  fields: [], places: [], figures: [], agencies: {}, near: [], passing: "", latest: 0, government: "", county: "", years: {},
  answers: {
    quotes: [], contact: {}, reached: {}, report: {}, counts: { counts: "", fields: "" }, about: { contact: "", report: "", catalogue: "" }, spare: "", law: "",
  },
};

/* What the index of a small county tells of meanings. */
const MEANT = {
  ...NOTHING_MEANT,
  fields: [
    ["household-registration", "户籍管理", 2, "户籍管理 派出所", "孩子", ["居民身份证", "身份证 丢+补办", "40", "：办事指南", 1, "39", "：政策法规文件", 1]],
    ["health", "医疗卫生", 3, "医疗卫生 医院", ""],
  ],
  places: [
    ["ysqgk/", "", "依申请公开", [], [], "申请公开"],
    ["ysqgk/", "多久答复", "多久答复", ["依申请公开"], [], "申请+多久|几天"],
    ["fdzdgknr/", "", "法定主动公开内容", [], [], "公开什么"],
    ["zfxxgknb/{年}/jigou/", "", "{年}年度公布情况", [], [2021, 2020], "没交年报"],
  ],
  figures: [
    ["requests-received", "新收申请", "件", "requests-received", 1, "新收|收到+申请"],
    ["fee-amount", "行政事业性收费：收费金额", "万元", "fees-administrative_fees", 1, "行政事业性收费|收费+金额"],
  ],
  agencies: {
    示例县人民政府: ["zfxxgknb/jigou/shili/", "", 0, {}],
    示例县公安局: ["zfxxgknb/jigou/police/", "fdzdgknr/jigou/police/", 47, {}],
    示例县财政局: ["zfxxgknb/jigou/finance/", "", 0, {}],
    示例县民政局: ["", "fdzdgknr/jigou/civil/", 5, { telephone: "0000-0000009" }],
  },
  near: [["示例县民政局", "婚礼"]],
  passing: "我 俺 要 咋办 怎么办 了 哪里",
  latest: 2021,
  government: "示例县人民政府",
  county: "示例县",
  years: { a2021: "00000" },
  answers: {
    quotes: [["ysqgk/", "多久答复", "自收到申请之日起20个工作日内予以答复", "《条例》第三十三条", "答复+多久|几天"]],
    contact: { telephone: ["电话", "电话 联系电话"], email: ["电子邮箱", "邮箱"] },
    reached: { office: "示例县人民政府办公室", telephone: "0000-0000000" },
    report: { written: ["成文日期", "成文"], days_late: ["逾期天数", "晚几天"] },
    counts: { counts: "多少条", fields: "几个领域" },
    about: { contact: "受理机构", report: "年报 哪天", catalogue: "目录 领域" },
    spare: "多少 几 件 条 的 有 是", law: "申请 公开 能",
  },
};

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgh"; // that end a number, as src/gongkai/search/coding.py writes it

/* What a year's reports state, as src/gongkai/build/search_answers.py tells it. */
const STATED = {
  anchors: { 2021: "requests-received fees-administrative_fees" },
  reports: {
    示例县人民政府: ["zfxxgknb/2021/", "示例县2021年年报", "2021", ["2022年2月24日", "2022-03-01", "", "", "3"], "333 7024.80", "21 -5.2"],
    示例县公安局: ["zfxxgknb/2021/police/", "示例县公安局2021年年报", "2021", ["", "", "", "", ""], "0 ", "0 "],
  },
  prose: [[["县长信箱办结率", "100 %", "figure-letters_rate"], ["政策解读", "314 篇", "figure-news"]]],
};

/* A part as the search knows it, of which a test says what matters. */
function part(vocabulary, { number = 0, title = "", text = "", above = [], address = `${number}/`, anchor = "", year = 0, agency = "" }) {
  const [inTitle, inText, inAbove] = [title, text, above.join(" ")].map((written) => vocabulary.squeeze(written));
  const all = `${inTitle}\n${inAbove}\n${inText}`;
  return { number, address, anchor, title, text, above, year, agency, facets: [], inTitle, inAbove, inText, all };
}

/* How characters are read, as a file of the index has it; here each reading stands after its character. */
function soundsOf(syllables) {
  const numbered = Object.values(syllables).flatMap((characters, at) => [...characters].map((character) => `${character}${DIGITS[at]}`));
  return [Object.keys(syllables).join(" "), "", "", numbered.join("")];
}

module.exports = { MEANT, NOTHING_MEANT, OFFERED, STATED, WORDS, part, soundsOf };
