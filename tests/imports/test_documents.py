"""What stands around the tables, and what Word and web pages hide, in files made on the fly."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from gongkai.imports import import_file
from gongkai.problems import Severity
from gongkai.reports.reading import read_report
from gongkai.reports.report import Report
from gongkai.statute.formats import formats
from tests.imports.corpus_files import word_package
from tests.imports.corpus_words import KANGXI, TRADITIONAL
from tests.imports.forms import Block, Cell, as_docx, as_html, as_text, docx_bytes, docx_table, report

LETTER: list[Block] = [
    "云政办发〔2023〕2号             签发人：张  三",
    "云溪县人民政府办公室",
    "关于报送云溪县2022年政府信息公开",
    "工作年度报告的报告",
    "市政府办：",
    "现将年度报告随文报来，请予审定。",
    "云溪县人民政府办公室",
    "2023年1月9日",
]


def zeros(*_: str) -> str:
    return "0"


def form(*, title: str = "云溪县2022年政府信息公开工作年度报告", format: str = "2021") -> list[Block]:
    return report(formats()[format], zeros, title)


def imported(content: bytes, name: str, folder: Path) -> tuple[Report, list[str]]:
    (folder / name).write_bytes(content)
    problems = import_file(folder / name, folder / "demo", None, None)
    assert not [problem for problem in problems if problem.severity is Severity.ERROR], problems
    found, wrong = read_report(folder / "demo", {})
    assert found is not None
    assert wrong == []
    return found, [problem.message for problem in problems]


@pytest.mark.parametrize(("write", "name"), [(as_docx, "a.docx"), (as_html, "a.html"), (as_text, "a.txt")])
def test_letter_and_colophon(write: Callable[[list[Block]], bytes], name: str, tmp_path: Path) -> None:
    title: list[Block] = ["云溪县2022年政府信息公开工作年度", "报   告"]
    blocks = [*LETTER, *title, *form()[1:], "云溪县人民政府办公室        2023年1月9日印发"]
    found, said = imported(write(blocks), name, tmp_path)
    letter, colophon = found.envelope.letter, found.envelope.colophon
    assert letter
    assert letter.model_dump() == {
        "document_number": "云政办发〔2023〕2号",
        "signer": "张三",
        "title": "云溪县人民政府办公室关于报送云溪县2022年政府信息公开工作年度报告的报告",
        "addressee": "市政府办：",
        "body": ("现将年度报告随文报来，请予审定。",),
        "signature": "云溪县人民政府办公室",
        "date": found.envelope.written,
    }
    assert colophon
    assert (colophon.issuer, colophon.wording, str(colophon.date)) == ("云溪县人民政府办公室", "印发", "2023-01-09")
    assert (found.envelope.title, str(found.envelope.written)) == ("云溪县2022年政府信息公开工作年度报告", "2023-01-09")
    assert [section.id for section in found.narrative.sections] == [section.id for section in found.format.sections]
    assert said == []


@pytest.mark.parametrize("drawn", [KANGXI, TRADITIONAL, str.maketrans("0123456789", "０１２３４５６７８９")])
def test_letter_and_headings_in_other_glyphs_are_found_and_stay_as_they_are(drawn: dict[int, int], tmp_path: Path) -> None:
    blocks = [*LETTER, *form(), "云溪县人民政府办公室        2023年1月9日印发"]
    others = [block.translate(drawn) if isinstance(block, str) else block for block in blocks]
    found, _ = imported(as_docx(others), "a.docx", tmp_path)
    letter, colophon = found.envelope.letter, found.envelope.colophon
    assert letter
    assert letter.document_number == "云政办发〔2023〕2号".translate(drawn)
    assert letter.title == "云溪县人民政府办公室关于报送云溪县2022年政府信息公开工作年度报告的报告".translate(drawn)
    assert (letter.signer, str(letter.date)) == ("张三", "2023-01-09")
    assert letter.signature == "云溪县人民政府办公室".translate(drawn)
    assert colophon
    assert (colophon.issuer, colophon.wording) == ("云溪县人民政府办公室".translate(drawn), "印发")
    assert (found.year, found.envelope.title) == (2022, "云溪县2022年政府信息公开工作年度报告".translate(drawn))
    assert str(found.envelope.period.end) == "2022-12-31"
    sections = [(section.id, section.title) for section in found.narrative.sections]
    assert sections == [(section.id, section.label.translate(drawn)) for section in found.format.sections]


def test_headings_are_known_by_what_they_say_and_text_stays_as_typed(tmp_path: Path) -> None:
    blocks = form()
    where = blocks.index("一、总体情况")
    blocks[where + 1 : where + 2] = [
        "（一）强化领导。各部门均明确了人员。",
        "(二)公开的渠道",
        "一是  “互联网+”；",
        "三、政务公开情况",
        "共3条。",
    ]
    found, said = imported(as_docx(blocks), "a.docx", tmp_path)
    narrative = (tmp_path / "demo" / "narrative.md").read_text("utf-8")
    assert (
        "\n\n（一）强化领导。各部门均明确了人员。\n\n### (二)公开的渠道\n\n一是  “互联网+”；\n\n## 三、政务公开情况\n\n"
        in narrative
    )
    assert [section.id for section in found.narrative.sections][:3] == ["overview", "section-2", "proactive_disclosure"]
    assert "第 7 段：章节：前一节是“一、总体情况”，编号不连续" in said


@pytest.mark.parametrize("leader", ["", "……1", "\t3"])
@pytest.mark.parametrize("before", [True, False])
def test_a_list_of_contents_is_no_section(before: bool, leader: str, tmp_path: Path) -> None:
    blocks = form()
    heads = [block for block in blocks if isinstance(block, str) and block[1:2] == "、"]
    contents: list[Block] = ["目　录", *(head + leader for head in heads)]
    found, said = imported(as_docx([*contents, *blocks] if before else [blocks[0], *contents, *blocks[1:]]), "a.docx", tmp_path)
    assert [section.title for section in found.narrative.sections] == heads
    assert found.envelope.title == blocks[0]
    assert said == [f"第 {1 if before else 2} 段：目录没有取用：“目　录”"]


def test_twenty_three_rows_of_the_2021_table_are_taken_and_told(tmp_path: Path) -> None:
    blocks = form()
    table = next(block for block in blocks if isinstance(block, list) and len(block) > 100)
    row = next(cell.row for cell in table if cell.text.startswith("1.申请人无正当理由"))
    kept = [cell for cell in table if cell.row not in (row, row + 1)]
    kept = [cell for cell in kept if cell.text != "3.其他"] + [Cell("（六）其他处理", row + 2, 1, 1, 2)]
    blocks[blocks.index(table)] = [shorter(cell, row) for cell in kept]
    found, said = imported(as_docx(blocks), "a.docx", tmp_path)
    assert len(found.tables["requests"].cells) == 23
    assert [message for message in said if "行数" in message] == [
        "第 2 个表第 4 行第 2 格：收到和处理政府信息公开申请情况表的行数：比法定表式少“1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请”、"
        "“2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请”，照原件读入"
    ]


def shorter(cell: Cell, row: int) -> Cell:
    """Rows `row` and the next are gone."""
    up = 2 if cell.row > row + 1 else 0
    height = cell.rowspan - 2 if cell.row <= row < cell.row + cell.rowspan - 1 else cell.rowspan
    return Cell(cell.text, cell.row - up, cell.column, max(height, 1), cell.colspan)


def test_readings_in_doubt_are_told_and_recorded(tmp_path: Path) -> None:
    def value(table: str, row: str, column: str) -> str:
        return {("requests", "received", "total"): "１，036"}.get((table, row, column), "0")

    found, said = imported(as_docx(report(formats()["2021"], value)), "a.docx", tmp_path)
    cell = found.cell("requests", "received", "total")
    assert cell is not None
    assert cell.figure == 1036
    assert said == ["第 2 个表第 4 行第 8 格：一、本年新收政府信息公开申请数量 › 总计：“１，036”读作 1036"]
    record = (tmp_path / "demo" / "import-record.csv").read_bytes()
    assert record.startswith(b"\xef\xbb\xbf")
    line = "requests.received.total,一、本年新收政府信息公开申请数量 › 总计,1036,“１，036”,第 2 个表第 4 行第 8 格,存疑：“１，036”读作 1036,,"
    assert line.replace("“１，036”,", "１，036,", 1) in record.decode("utf-8-sig").splitlines()


UNIT = "本年收费金额（单位：万元）"
NO_UNIT = "表头没有印单位，按法定的单位万元读入；请对照原件"
OTHER_UNIT = "文中写着“单位：元”，按法定的单位万元读入；请对照原件"


@pytest.mark.parametrize(
    ("figure", "label", "before", "doubt"),
    [
        ("12.5", UNIT, "", ""),
        ("12.5", "本年收费金额", "", NO_UNIT),
        ("12.5万元", "本年收费金额", "", ""),
        ("", "本年收费金额", "", ""),
        ("125000", UNIT, "（单位：元）", OTHER_UNIT),
        ("125000元", UNIT, "以上金额的单位为元。", ""),
        ("12.5", UNIT, "用人单位元旦放假。", ""),
    ],
)
def test_an_amount_whose_unit_is_not_printed_is_in_doubt(
    figure: str, label: str, before: str, doubt: str, tmp_path: Path
) -> None:
    blocks = report(formats()["2021"], lambda table, *_: figure if table == "fees" else "0")
    tables = [block for block in blocks if isinstance(block, list)]
    blocks[blocks.index(tables[0])] = [replace(cell, text=label) if cell.text == UNIT else cell for cell in tables[0]]
    blocks.insert(blocks.index(tables[1]), before)
    found, _ = imported(as_text(blocks), "a.txt", tmp_path)
    cell = found.cell("fees", "administrative_fees", "amount")
    assert cell is not None
    assert cell.text == figure
    rows = (tmp_path / "demo" / "import-record.csv").read_text("utf-8-sig").splitlines()
    line = next(row for row in rows if row.startswith("fees.administrative_fees.amount"))
    assert line.endswith(f"存疑：{doubt},," if doubt else "确定,,")


def test_an_unreadable_cell_is_refused_with_its_place(tmp_path: Path) -> None:
    def value(table: str, row: str, column: str) -> str:
        return {("documents", "normative_documents", "in_force"): "3O7"}.get((table, row, column), "0")

    (tmp_path / "a.docx").write_bytes(as_docx(report(formats()["2021"], value)))
    problems = import_file(tmp_path / "a.docx", tmp_path / "demo", None, None)
    assert [problem.message for problem in problems] == [
        "第 1 个表第 4 行第 4 格：行政规范性文件 › 现行有效件数 “3O7”不是整数",
        "原件早已公布、确是这样印的，加上 --as-printed 再导入一次：照印写成草稿，每一处留待说明",
    ]
    assert problems[0].subject == "documents.normative_documents.in_force"
    assert not (tmp_path / "demo").exists()


def test_a_row_or_a_table_that_is_not_there_is_an_error_never_a_blank(tmp_path: Path) -> None:
    blocks = form(format="2019")
    table = next(block for block in blocks if isinstance(block, list))
    row = next(cell.row for cell in table if cell.text == "行政强制")
    fees = next(cell.row for cell in table if cell.text == "第二十条第（八）项")
    blocks[blocks.index(table)] = [cell for cell in table if cell.row not in (row, fees, fees + 1, fees + 2)]
    (tmp_path / "a.txt").write_bytes(as_text([block if isinstance(block, str) else closed_up(block) for block in blocks]))
    problems = import_file(tmp_path / "a.txt", tmp_path / "demo", None, None)
    assert [problem.message for problem in problems if problem.severity is Severity.ERROR] == [
        "“行政处罚和行政强制”表没有找到“行政强制”一行",
        "没有找到“第二十条第（八）项”表（行政事业性收费）",
    ]
    assert not (tmp_path / "demo").exists()


def closed_up(cells: list[Cell]) -> list[Cell]:
    """Rows that lost all their cells are no rows."""
    if len(cells) > 60:
        return cells
    rows = {row: number for number, row in enumerate(sorted({cell.row for cell in cells}))}
    return [Cell(cell.text, rows[cell.row], cell.column, cell.rowspan, cell.colspan) for cell in cells]


# Word


def test_a_heading_style_marks_a_heading_within_a_section(tmp_path: Path) -> None:
    document = docx.Document()
    for block in form():
        if isinstance(block, str):
            document.add_paragraph(block, style="Heading 2" if block == "这是总体情况。" else None)
        else:
            docx_table(document, block)
    next(p for p in document.paragraphs if p.text == "这是总体情况。").runs[0].text = "强化领导"
    imported(docx_bytes(document), "a.docx", tmp_path)
    assert "\n### 强化领导\n" in (tmp_path / "demo" / "narrative.md").read_text("utf-8")


def test_headers_comments_and_deleted_text_are_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.add_paragraph("页眉里的字")
    for block in form():
        if isinstance(block, str):
            document.add_paragraph(block)
        else:
            docx_table(document, block)
    paragraph = next(p for p in document.paragraphs if p.text == "这是总体情况。")
    deleted = '<w:del {0} w:id="1" w:author="a"><w:r><w:delText>删去的</w:delText></w:r></w:del>'
    added = '<w:ins {0} w:id="2" w:author="a"><w:r><w:t>补上的。</w:t></w:r></w:ins>'
    for xml in (deleted, added):
        paragraph._p.append(parse_xml(xml.format(nsdecls("w"))))
    found, said = imported(docx_bytes(document), "a.docx", tmp_path)
    overview = found.narrative.section("overview")
    assert overview
    assert overview.text == "这是总体情况。补上的。"
    assert said == [
        "修订中删除的文字没有读入，例如“删去的”；请对照原件",
        "修订中添加的文字已当作正文读入；请对照原件，看修订是否都已接受",
        "原件里记着作者的名字（a），没有读入；如要公开原件，请先清除",
    ]


def test_automatic_numbering_is_told(tmp_path: Path) -> None:
    document = docx.Document()
    for block in form():
        if isinstance(block, str):
            paragraph = document.add_paragraph(block)
            if block == "这是总体情况。":
                paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>'))
        else:
            docx_table(document, block)
    _, said = imported(docx_bytes(document), "a.docx", tmp_path)
    assert said == ["第 4 段：用了 Word 自动编号（共 1 段），编号不在文字里；请对照原件补上"]


def test_cells_in_content_controls_are_cells(tmp_path: Path) -> None:
    """Word wraps a cell in a control when a form was made to be filled in."""
    document = docx.Document(BytesIO(as_docx(form())))
    cell = next(c for table in document.tables for c in table._tbl.iter(qn("w:tc")) if "规章" in "".join(c.itertext()))
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    cell.addprevious(control)
    control[0].append(cell)
    found, _ = imported(docx_bytes(document), "a.docx", tmp_path)
    assert found.cell("documents", "administrative_rules", "issued") is not None


def zipped(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DTD = (
    f'<!DOCTYPE d [<!ENTITY secret SYSTEM "file:///etc/hostname">]><w:document {NAMESPACE}><w:body>&secret;</w:body></w:document>'
)
NOT_WORD = {
    "text": (b"hello", "不是 Word 文件，或文件已经损坏"),
    "old": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest",
        "这是旧版 Word（.doc）文件或加了密码的文件；请在 Word 里另存为 .docx 再导入",
    ),
    "other zip": (zipped({"a.txt": b"a"}), "不是 Word 文件，或文件已经损坏"),
    "torn": (as_docx(["a"])[:2000], "不是 Word 文件，或文件已经损坏"),
    "no body": (word_package({"word/document.xml": f"<w:document {NAMESPACE}/>"}), "不是 Word 文件（里面没有正文）"),
    "broken xml": (word_package({"word/document.xml": b"<w:document"}), "不是 Word 文件，或文件已经损坏"),
    "entities": (word_package({"word/document.xml": DTD.encode()}), "里面有 Word 不会写的内容（DTD 或别的编码），不能读"),
    "entities in UTF-16": (
        word_package({"word/document.xml": DTD.encode("utf-16")}),
        "里面有 Word 不会写的内容（DTD 或别的编码），不能读",
    ),
    "bomb": (word_package({"word/document.xml": b" " * 61_000_000}), "解压后超过 60 MB，不像是年度报告"),
    "no tables": (
        as_docx(["云溪县2022年政府信息公开工作年度报告", "一、总体情况"]),
        "没有找到法定表格（2014、2019、2021 年格式），不能判断是哪种年度报告",
    ),
}


@pytest.mark.parametrize("case", NOT_WORD)
def test_what_is_no_report_in_word_is_refused_in_one_sentence(case: str, tmp_path: Path) -> None:
    content, sentence = NOT_WORD[case]
    (tmp_path / "a.docx").write_bytes(content)
    problems = import_file(tmp_path / "a.docx", tmp_path / "demo", None, None)
    assert [problem.message for problem in problems] == [sentence]
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


# Web pages


def test_a_hidden_row_is_left_out(tmp_path: Path) -> None:
    document = docx.Document(BytesIO(as_docx(form())))
    row = document.tables[0].rows[2]._tr
    again = deepcopy(row)
    again.get_or_add_trPr().append(parse_xml(f"<w:hidden {nsdecls('w')}/>"))
    again.tc_lst[1].p_lst[0].r_lst[0].text = "5"
    row.addprevious(again)
    found, said = imported(docx_bytes(document), "a.docx", tmp_path)
    cell = found.cell("documents", "administrative_rules", "issued")
    assert cell is not None
    assert (cell.text, said) == ("0", ["第 1 个表：这里有不显示的字；请对照原件"])


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "gb2312"])
def test_a_page_in_the_old_encoding(encoding: str, tmp_path: Path) -> None:
    found, said = imported(as_html(form(), encoding=encoding), "a.html", tmp_path)
    assert found.envelope.title == "云溪县2022年政府信息公开工作年度报告"
    assert said == []


def test_a_page_in_big5(tmp_path: Path) -> None:
    blocks = [block.translate(TRADITIONAL) if isinstance(block, str) else block for block in form()]
    page = as_html(blocks).decode().replace("utf-8", "big5").encode("big5", "xmlcharrefreplace")
    found, _ = imported(page, "a.html", tmp_path)
    assert [section.id for section in found.narrative.sections] == [section.id for section in found.format.sections]


def test_menus_and_footers_around_the_report_are_left_out(tmp_path: Path) -> None:
    menu = "<ul><li><a href=/>首页</a></li><li>2021年政府信息公开工作年度报告</li></ul><script>var a = '一、总体情况'</script>"
    about = "<table><tr><td>索引号</td><td>000014349/2023-1</td><td>发布日期</td><td>2023-01-28</td></tr></table>"
    title = "<h1>云溪县2022年政府信息公开工作年度报告</h1><p>来源：县政府办　发布时间：2023-01-28</p>"
    footer = "<div>版权所有</div><div style='display: none'>浏览量 3</div>"
    found, said = imported(as_html(form()[1:], around=(menu + about + title, footer)), "a.html", tmp_path)
    narrative = (tmp_path / "demo" / "narrative.md").read_text("utf-8")
    assert found.envelope.title == "云溪县2022年政府信息公开工作年度报告"
    assert narrative.startswith("本报告所列数据的统计期限")
    assert narrative.endswith("这是其他需要报告的事项。\n")
    assert said == ["网页另有样式文件或程序，导入时读不到它们怎样改变页面；请在浏览器里对照原网页"]


def test_tables_that_only_lay_out_the_page_are_opened(tmp_path: Path) -> None:
    around = ("<table width=980><tr><td><p>导航</p></td></tr><tr><td>", "</td></tr></table>")
    found, _ = imported(as_html(form(), around=around), "a.html", tmp_path)
    assert len(found.tables["requests"].cells) == 25


def test_lines_of_the_source_and_breaks_of_the_page(tmp_path: Path) -> None:
    page = (
        as_html(form())
        .decode()
        .replace("<p>这是总体情况。</p>", "<p>　　公开政府\n   信息 <b>2874</b>条。<br>&nbsp;第二段 A\nB。</p>", 1)
    )
    found, _ = imported(page.encode(), "a.html", tmp_path)
    overview = found.narrative.section("overview")
    assert overview
    assert overview.text == "公开政府信息 2874条。\n第二段 A B。"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x00\x01<p>", "不是网页文件"),
        (b"no tags", "不是网页文件"),
        (b"<html><body><script>1</script></body></html>", "网页里没有文字"),
        (b"<table>" + b"<tr><td colspan=90>a</td><td>b</td></tr>" * 900 + b"</table>", "里面的表格太大，不像是年度报告"),
        (b"<div>" * 5000 + b"a", "网页的层次太深，不像是年度报告"),
    ],
)
def test_what_is_no_report_on_a_page_is_refused(content: bytes, sentence: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(content)
    problems = import_file(tmp_path / "a.html", tmp_path / "demo", None, None)
    assert [problem.message for problem in problems] == [sentence]
