"""The prose of a report: what is typed in narrative.md, what is read from it, and what is told about it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.reports.narrative import BRACES, HTML, FigureTexts, Narrative, Paragraph, Subheading, TablePlace, parse_narrative
from gongkai.statute.formats import formats

FIGURES = FigureTexts({"visits": "1.40", "change": "-39"})


def read(text: str, format: str = "2021") -> tuple[Narrative, list[str]]:
    narrative, problems = parse_narrative(text, "narrative.md", formats()[format], FIGURES)
    return narrative, [str(problem).removesuffix(" [narrative]") for problem in problems]


ONLY_FOR = '只能用来引数或放表：{{ figure("…") }}、{{ table("…") }}'
REFUSED = {
    "HTML": ("公开<b>21</b>条", ["1:3: 正文里不能写 HTML（“<b>”）；请只写文字"]),
    "an end tag alone": ("公开</script>", ["1:3: 正文里不能写 HTML（“</script>”）；请只写文字"]),
    "a comment": ("<!-- 待核 -->", ["1:1: 正文里不能写 HTML（“<!--”）；请只写文字"]),
    "an address in angles": ("见<https://example.cn>", ["1:2: 正文里不能写 HTML（“<https://example.cn>”）；请只写文字"]),
    "an entity": ("公开&nbsp;21条", ["1:3: 正文里不能写 HTML（“&nbsp;”）；请只写文字"]),
    "a numbered entity": ("公开&#160;21条", ["1:3: 正文里不能写 HTML（“&#160;”）；请只写文字"]),
    "HTML after a figure": ('{{ figure("visits") }}万<i>次', ["1:24: 正文里不能写 HTML（“<i>”）；请只写文字"]),
    "an expression": ("公开{{ 20 + 1 }}条", [f"1:3: 正文里的“{{{{”{ONLY_FOR}"]),
    "a statement": ("{% include 'x' %}", [f"1:1: 正文里的“{{%”{ONLY_FOR}"]),
    "a comment of a template": ("{# 待核 #}", [f"1:1: 正文里的“{{#”{ONLY_FOR}"]),
    "braces that only close": ("公开21}}条", [f"1:5: 正文里的“}}}}”{ONLY_FOR}"]),
    "a citation not finished": ('公开{{ figure("visits") 次', [f"1:3: 正文里的“{{{{”{ONLY_FOR}"]),
    "a citation in single marks": ("公开{{ figure('visits') }}次", [f"1:3: 正文里的“{{{{”{ONLY_FOR}"]),
    "an unknown figure": ('公开{{ figure("visit") }}次', ["1:3: report.yml 的 figures 里没有“visit”"]),
    "an unknown table": ('{{ table("document") }}', ["1:1: 2021 年格式没有名为“document”的表"]),
    "a table of another format": ('{{ table("procurement") }}', ["1:1: 2021 年格式没有名为“procurement”的表"]),
    "a table twice": (
        '{{ table("documents") }}\n\n## 一、总体情况\n\n{{ table("documents") }}',
        ["5:1: 表“documents”放了两次；请删去一处"],
    ),
    "a table inside a line": ('见下表：{{ table("documents") }}', ["1:5: 放表的标记要单独占一行"]),
    "a heading without a space": ("##一、总体情况", ["1:1: “#”后面要空一格才是标题"]),
    "a heading of nothing": ("## \n\n###", ["1:1: 标题是空的", "3:1: 标题是空的"]),
    "a heading of the first level": ("# 年度报告", ["1:1: 标题只用“##”（一节）、“###”和“####”（节内的小标题）"]),
    "a heading too deep": ("##### 一", ["1:1: 标题只用“##”（一节）、“###”和“####”（节内的小标题）"]),
    "HTML in a heading": ("## 一、<b>总体情况</b>", ["1:6: 正文里不能写 HTML（“<b>”）；请只写文字"]),
    "a figure in a heading": ('### 访问{{ figure("visits") }}万次', ["1:5: 标题里不能引数或放表；请直接写字"]),
    "each line on its own": ("<b>\n\n{{ x }}", ["1:1: 正文里不能写 HTML（“<b>”）；请只写文字", f"3:1: 正文里的“{{{{”{ONLY_FOR}"]),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_told(case: str) -> None:
    text, messages = REFUSED[case]
    assert read(text)[1] == [f"narrative.md:{line}" for line in messages]


@pytest.mark.parametrize(
    "text",
    [
        "a < b，c > d",
        "1 <2 且 3> 2",
        "＜b＞",
        "《条例》",
        "A&B",
        "{ x }",
        "**粗**",
        "* 列表",
        "[甲](乙)",
        "1. 第一",
        "`x`",
        "—— 39 #2",
    ],
)
def test_what_is_only_text_stays_text(text: str) -> None:
    narrative, messages = read(text)
    assert messages == []
    assert [paragraph.text for paragraph in narrative.paragraphs()] == [text]


def test_blocks_stand_in_their_order() -> None:
    narrative, messages = read("""\
本报告由六部分组成。

## 一、总体情况

### （一）主动公开

日均访问{{ figure("visits") }}万次，增减{{figure("change")}}项。

#### 1.公文

## 二、主动公开政府信息情况

{{ table("documents") }}

另有说明。
""")
    assert messages == []
    assert [paragraph.text for paragraph in narrative.paragraphs()] == [
        "本报告由六部分组成。",
        "日均访问1.40万次，增减-39项。",
        "另有说明。",
    ]
    overview, disclosure = narrative.sections
    assert [(block.text, block.level) for block in overview.blocks if isinstance(block, Subheading)] == [
        ("（一）主动公开", 3),
        ("1.公文", 4),
    ]
    assert isinstance(disclosure.blocks[0], TablePlace)
    assert overview.text == "（一）主动公开\n日均访问1.40万次，增减-39项。\n1.公文"
    assert narrative.section("overview") is overview
    assert narrative.section("requests") is None


@pytest.mark.parametrize(
    ("titles", "ids"),
    [
        (["一、总体情况", "二、主动公开政府信息情况"], ["overview", "proactive_disclosure"]),
        (["七、收到和处理政府信息公开申请情况"], ["requests"]),  # by what it says, whatever its number
        (
            ["总体情况", "（二）存在问题及改进措施", "6.其他需要报告的事项"],
            ["overview", "problems_improvements", "other_matters"],
        ),
        (["三、收到的处理政府信息公开申请情况"], ["requests"]),
        (["一、总 体 情 况", "四、政府信息公开行政复议和行政诉讼情况"], ["overview", "review_litigation"]),
        (["一、总体情况", "三、政务公开情况", "四、公开平台建设"], ["overview", "section-2", "section-3"]),
        (["一、总体情况", "二、总体情况"], ["overview", "section-2"]),  # the second keeps its place, not the name
        (["总则"], ["section-1"]),
    ],
)
def test_a_section_is_known_by_what_it_says(titles: list[str], ids: list[str]) -> None:
    sections = read("\n\n".join(f"## {title}" for title in titles))[0].sections
    assert [section.id for section in sections] == ids
    assert [section.title for section in sections] == titles
    assert [section.known for section in sections] == [not id.startswith("section-") for id in ids]


def test_every_piece_knows_where_it_was_typed() -> None:
    (paragraph,) = read('\n  日均{{ figure("visits") }}万次')[0].paragraphs()
    words, figure, rest = paragraph.pieces
    assert [(piece.text, piece.position.line, piece.position.column) for piece in (words, figure, rest)] == [
        ("日均", 2, 3),
        ("1.40", 2, 5),
        ("万次", 2, 27),
    ]
    assert (figure.figure, words.figure) == ("visits", "")
    assert paragraph.piece_at(3) is figure
    assert [paragraph.position_at(offset).column for offset in (1, 3, 5, 7, 99)] == [4, 5, 5, 28, 27]


def test_the_name_of_a_section_is_its_title_without_its_number() -> None:
    titles = ("一、总体情况", "（二）其他", "3.附件", "十二、附表", "总则")
    sections = read("\n".join(f"## {title}" for title in titles))[0].sections
    assert [section.name for section in sections] == ["总体情况", "其他", "附件", "附表", "总则"]


PLAIN = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1).map(str.strip)


@given(PLAIN.filter(lambda text: text and not text.startswith("#") and not BRACES.search(text) and not HTML.search(text)))
def test_whatever_else_is_typed_is_published_as_it_is(text: str) -> None:
    narrative, messages = read(text)
    assert messages == []
    assert [block.text for block in narrative.introduction if isinstance(block, Paragraph)] == [text]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("一、总体情况", "总体情况"),
        ("（一）总体情况", "总体情况"),
        ("(十二) 总体情况", "总体情况"),
        ("一  、 总体情况", "总体情况"),
        ("1.总体情况", "总体情况"),
        ("一 总体情况", "总体情况"),
        ("一站式服务情况", "一站式服务情况"),  # begins with a numeral, not with a number
        ("三公经费公开情况", "三公经费公开情况"),
        ("2020年重点工作", "2020年重点工作"),
    ],
)
def test_the_name_of_a_section_is_its_title_without_the_number(title: str, name: str) -> None:
    assert read(f"## {title}")[0].sections[0].name == name


def test_a_section_whose_number_lacks_its_mark_is_known() -> None:
    assert read("## 一总体情况")[0].sections[0].id == "overview"


def test_a_line_of_which_nothing_can_be_read_is_no_paragraph() -> None:
    narrative, messages = read('{{ figure("visit") }}')
    assert (narrative.introduction, len(messages)) == ((), 1)
