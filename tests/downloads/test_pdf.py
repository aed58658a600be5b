"""report.pdf: the words of the report, laid out as an official document, tagged for the ear, dated by its own day."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import docx
import pdfplumber
import pikepdf
import pytest

from gongkai.cli import main
from gongkai.downloads import docx as word
from gongkai.downloads import pdf, request_pdf
from gongkai.downloads.document_parts import Form, document_parts
from gongkai.downloads.report_files import report_files
from gongkai.reports.reading import read_report
from gongkai.statute.labels import squeezed
from gongkai.statute.request_form import request_form
from gongkai.tables.request_grid import request_grid
from tests.downloads.generic import generic_report
from tests.downloads.test_word import every_text

ROOT = Path(__file__).parents[2]
REAL = ROOT / "data" / "reports" / "2020" / "zhengning"


@pytest.fixture(scope="module")
def reports(demo):
    return [*demo.reports, read_report(REAL, {})[0]]


def opened(report):
    return pikepdf.open(io.BytesIO(pdf.content(report)))


def said(report):
    """What a listener hears: the content of the structure tree in its order, which knows no page number and no repeated head."""
    raw = pdf.content(report)
    pieces = {}
    with pdfplumber.open(io.BytesIO(raw)) as document:
        for number, page in enumerate(document.pages):
            for char in page.chars:
                pieces.setdefault((number, char["mcid"]), []).append(char["text"])
    with pikepdf.open(io.BytesIO(raw)) as document:
        numbers = {page.objgen: number for number, page in enumerate(document.pages)}
        order = [(numbers[page.objgen], mcid) for page, mcid in marked(document.Root.StructTreeRoot, None)]
    assert len(order) == len(set(order))
    return squeezed("".join(chain.from_iterable(pieces.get(place, []) for place in order)))


def marked(element, page):
    """Each piece of content below the element as its page and its number there."""
    page = element.get("/Pg", page)
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if not isinstance(child, pikepdf.Dictionary):
            yield page, int(child)
        elif "/MCID" in child:
            yield child.get("/Pg", page), int(child.MCID)
        else:
            yield from marked(child, page)


def elements(element, *kinds):
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            if str(child.S)[1:] in kinds:
                yield child
            yield from elements(child, *kinds)


def about(cell):
    """The attributes of a cell as a part of a table."""
    (found,) = [attributes for attributes in cell.A if attributes.O == "/Table"]
    return found


# Words


def test_the_words_are_those_of_the_word_file(reports):
    for report in reports:
        document = docx.Document(io.BytesIO(word.content(report)))
        assert said(report) == squeezed("".join(every_text(document)))


def test_every_line_of_a_real_document_is_in_the_file_in_its_order():
    (source,) = (REAL / "source").glob("*.txt")
    text = said(read_report(REAL, {})[0])
    done = 0
    for line in source.read_text("utf-8").splitlines():
        wanted = squeezed(line).replace("-39", "−39").replace("-3", "−3") if "\t" in line else squeezed(line)
        assert wanted in text[done:], wanted
        done = text.index(wanted, done) + len(wanted)


@pytest.mark.parametrize(
    "words",
    [
        '#set page(width: 1cm) #panic("x") #sys.inputs',
        "$x^2$ *粗* _斜_ @来源 <标签> `码` ~ \\ [甲] {乙}",
        "= 标题 // 注 /* 注 */ -- --- ... 'a' \"b\" https://example.invalid/#a",
        '#import "@preview/x:1.0.0"',
        "</w:t>&amp;\\u0041 %s {0}",
    ],
)
def test_what_looks_like_a_command_is_printed_as_it_is(typed, words):
    report, _ = typed({"公开的力度还不够大。": f"（{words}）"})
    assert f"（{squeezed(words)}）" in said(report)


def test_in_a_cell_and_in_a_heading_too(typed):
    report, _ = typed({"documents.issued: 本年发件": "documents.issued: '#本_年_$发$件'", "改进情况\n\n下": "#改*进*\n\n下"})
    assert "#本_年_$发$件" in said(report)
    assert "#改*进*" in said(report)


def test_a_character_that_no_font_has_is_named(typed):
    report, _ = typed({"公开的力度还不够大。": "公开😀"})
    told = []
    names = [file.name for file in report_files(report, told.append)]
    assert "report.pdf" not in names
    assert "report.docx" in names
    assert told == [
        "《示例县2021年政府信息公开工作年度报告》里的字“😀”在所用的字体里没有，PDF 印不出；请改用 Word 文件，或换成字体里有的写法"
    ]


# Structure


def test_a_sound_file_that_claims_pdf_ua_1_and_pdf_a_2a(reports):
    for report in reports:
        with opened(report) as document:
            assert document.check_pdf_syntax() == []
            about = document.open_metadata()
            assert (about["pdfuaid:part"], about["pdfaid:part"], about["pdfaid:conformance"]) == ("1", "2", "A")
            assert document.Root.MarkInfo.Marked
            assert document.Root.Lang == "zh-CN"
            assert document.Root.ViewerPreferences.DisplayDocTitle
            assert about["dc:title"] == document.docinfo["/Title"] == report.envelope.title


def test_headings_are_headings_and_bookmarks(demo):
    report = demo.report(2021, "demo")
    with opened(report) as document:
        found = [(str(e.S)[1:], str(e.T)) for e in elements(document.Root.StructTreeRoot, "H1", "H2", "H3")]
        assert found == [
            ("H1", report.envelope.letter.title),
            ("H1", report.envelope.title),
            ("H2", "一、总体情况"),
            ("H2", "二、主动公开政府信息情况"),
            ("H2", "三、收到和处理政府信息公开申请情况"),
            ("H2", "四、政府信息公开行政复议、行政诉讼情况"),
            ("H2", "五、存在的主要问题及改进情况"),
            ("H3", "（一）存在的问题"),
            ("H3", "（二）改进情况"),
            ("H2", "六、其他需要报告的事项"),
            ("H2", "更正"),
            ("H2", "校注"),
        ]
        with document.open_outline() as outline:
            assert [item.title for item in outline.root] == [report.envelope.letter.title, report.envelope.title]
            assert [item.title for item in outline.root[1].children] == [text for level, text in found if level == "H2"]


def test_every_figure_names_its_column_and_its_row(reports):
    for report in reports:
        forms = [part for part in document_parts(report) if isinstance(part, Form)]
        with opened(report) as document:
            tree = document.Root.StructTreeRoot
            names = [str(each) for each in list(tree.IDTree.Names)[::2]]
            assert names == sorted(names)
            assert set(names) == {str(cell.ID) for cell in elements(tree, "TH")}
            for table, form in zip(elements(tree, "Table"), forms, strict=True):
                assert about(table).Summary == form.title
                check_table(table, form.printed)


def check_table(table, form):
    """By row and column of the form: labels are TH with a scope, figures TD with every header over and before them."""
    kinds = {}
    reaching = form.rows()
    for number, row in enumerate(elements(table, "TR")):
        begun = [placed for placed in reaching[number] if placed.area.row == number]
        kinds |= {placed.area: (placed, cell) for placed, cell in zip(begun, row.K, strict=True)}
    scopes = {str(cell.ID): about(cell).Scope for _, cell in kinds.values() if cell.S == "/TH"}
    where = {str(cell.ID): placed for placed, cell in kinds.values() if cell.S == "/TH"}
    for area, (placed, cell) in kinds.items():
        if placed.data is None:
            assert cell.S == "/TH"
            assert about(cell).Scope == ("/Column" if area.row < form.head else "/Row")
            continue
        assert cell.S == "/TD"
        heads = [str(head) for head in about(cell).Headers]
        beside = [p for p in reaching[area.row] if p.area.column < min(form.stub, area.column)]
        assert [where[head] for head in heads if scopes[head] == "/Row"] == beside
        over = [p for a, (p, _) in kinds.items() if a.row < form.head and a.column <= area.column < a.column + a.columns]
        assert {where[head].text for head in heads if scopes[head] == "/Column"} == {p.text for p in over}


def test_a_table_of_lines(tmp_path):
    assert "统计指标单位统计数一、主动公开情况————（一）主动公开政府信息数条2874" in said(generic_report(tmp_path))


# Pages


def test_the_wide_table_lies_on_one_turned_page(reports):
    for report in reports:
        with pdfplumber.open(io.BytesIO(pdf.content(report))) as document:
            turned = [page for page in document.pages if page.width > page.height]
            assert len(turned) == ("requests" in report.tables)
            for page in turned:
                assert "结转下年度继续办理" in squeezed(page.extract_text())
            assert {(round(page.width), round(page.height)) for page in document.pages} <= {(595, 842), (842, 595)}


def test_a_heading_goes_with_the_table_to_its_page(typed):
    report, _ = typed({"2021年，全县共收到政府信息公开申请29件，办结29件（含上年结转2件），结转下年度继续办理2件。\n": ""})
    with pdfplumber.open(io.BytesIO(pdf.content(report))) as document:
        (page,) = [page for page in document.pages if page.width > page.height]
        assert squeezed(page.extract_text()).startswith("三、收到和处理政府信息公开申请情况")
        assert said(report).count("三、收到和处理政府信息公开申请情况") == 1
        assert "结转下年度继续办理" in squeezed(page.extract_text())


def test_nothing_is_printed_outside_the_page_s_margins(reports):
    for report in reports:
        with pdfplumber.open(io.BytesIO(pdf.content(report))) as document:
            for page in document.pages:
                text = [char for char in page.chars if char["tag"] != "Artifact"]
                for char in text:
                    half = char["size"] / 2  # the empty half of a full-width bracket
                    assert 28 / 25.4 * 72 - half - 1 <= char["x0"] < char["x1"] <= page.width - 26 / 25.4 * 72 + half + 1
                    assert 26 / 25.4 * 72 < char["top"] < char["bottom"] < page.height - 25 / 25.4 * 72


def test_page_numbers_stand_on_the_outer_side(demo):
    with pdfplumber.open(io.BytesIO(pdf.content(demo.report(2021, "demo")))) as document:
        for number, page in enumerate(document.pages, start=1):
            foot = [char for char in page.chars if char["tag"] == "Artifact" and char["top"] > page.height - 80]
            assert squeezed("".join(char["text"] for char in foot)) == f"—{number}—"
            assert (foot[0]["x0"] > page.width / 2) == bool(number % 2)


def test_the_heads_come_again_where_a_table_goes_on_and_no_row_is_torn(tmp_path):
    long = "的名称很长" * 14
    rows = "".join(f"    - {{label: 第{n}项指标{long}完整, unit: 条, figure: {n}}}\n" for n in range(1, 61))
    report = generic_report(tmp_path, rows)
    with pdfplumber.open(io.BytesIO(pdf.content(report))) as document:
        texts = [squeezed(page.extract_text()) for page in document.pages]
    assert len(texts) > 2
    assert all("统计指标单位统计数" in text for text in texts)
    assert said(report).count("统计指标单位统计数") == 1
    assert [text.count("项指标") for text in texts] == [text.count("整") for text in texts]
    assert sum(text.count("整") for text in texts) == 60


def test_the_red_rule_and_the_colophon_are_as_wide_as_the_text(demo):
    with pdfplumber.open(io.BytesIO(pdf.content(demo.report(2021, "demo")))) as document:
        first, last = document.pages[0], document.pages[-1]
        (red,) = [line for line in first.lines if line["stroking_color"] != (0,)]
        assert red["width"] == pytest.approx(156 / 25.4 * 72, abs=1)
        rules = sorted((line for line in last.lines if line["width"] > 430), key=lambda line: line["top"])[-2:]
        assert [rule["width"] for rule in rules] == pytest.approx([156 / 25.4 * 72] * 2, abs=1)
        assert rules[1]["top"] == pytest.approx((37 + 225) / 25.4 * 72, abs=1)  # 版记: at the foot of the last page
        between = [c["text"] for c in last.chars if rules[0]["top"] < c["top"] < rules[1]["top"]]
        assert squeezed("".join(between)) == "示例县人民政府办公室2022年1月12日印发"


# The same everywhere


def test_its_day_is_the_report_s_own_and_it_names_no_machine(demo, typed):
    with opened(demo.report(2021, "demo")) as document:
        assert document.docinfo["/CreationDate"] == document.docinfo["/ModDate"] == "D:20220112000000Z"
        assert set(document.docinfo) == {"/Title", "/Subject", "/Creator", "/CreationDate", "/ModDate"}
        assert re.fullmatch(r"Typst [\d.]+", str(document.docinfo["/Creator"]))
    report, _ = typed({"written: 2022-01-12\n": ""})
    with opened(report) as document:
        assert document.docinfo["/CreationDate"] == "D:20220128000000Z"  # published
    assert datetime.now(UTC).strftime("D:%Y%m%d").encode() not in pdf.content(report)


def test_the_same_bytes_on_another_machine(tmp_path):
    program = (
        "import sys, hashlib, pathlib; from gongkai.downloads import pdf; from gongkai.reports.reading import read_report;"
        f"print(hashlib.sha256(pdf.content(read_report(pathlib.Path({str(REAL)!r}), {{}})[0])).hexdigest())"
    )
    found = set()
    for seed, zone, home in (("0", "UTC", "/"), ("4711", "Pacific/Auckland", str(tmp_path))):
        environment = {"PYTHONHASHSEED": seed, "TZ": zone, "HOME": home, "USER": f"u{seed}", "PYTHONPATH": str(ROOT / "src")}
        done = subprocess.run(
            [sys.executable, "-c", program], env=environment, cwd=home, capture_output=True, text=True, check=True
        )
        found.add(done.stdout)
    assert len(found) == 1


def test_it_is_the_same_after_the_application_form(reports):
    """One compiler makes both."""
    before = pdf.content(reports[0])
    assert request_pdf.content(request_grid(request_form()))
    assert pdf.content(reports[0]) == before


@pytest.mark.parametrize("missing", ["all", "NotoSansCJK-Regular.ttc"])
def test_without_the_fonts_one_line_says_what_to_install(tmp_path, monkeypatch, capsys, missing):
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    if missing != "all":
        for name in pdf.fonts.NAMES:
            if name != missing:
                (fonts / name).touch()
    monkeypatch.setenv("GONGKAI_FONTS", str(fonts))
    assert main(["export", "pdf", str(REAL), "--into", str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err.splitlines()
    assert len([line for line in told if "fonts-noto-cjk" in line and "NotoSansCJK-Regular.ttc" in line]) == len(told) == 1
    assert not (tmp_path / "out").exists()


def test_every_part_of_the_report_is_a_part_of_the_page(reports):
    kinds = set(chain.from_iterable((getattr(part, "kind", "table") for part in document_parts(report)) for report in reports))
    assert kinds == {"number", "title", "addressee", "text", "signature", "day", "heading", "table", "colophon"}
