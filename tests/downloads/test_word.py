"""report.docx: the letter and the report laid out as official documents, word for word."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from itertools import accumulate, pairwise
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from gongkai.downloads import docx as word
from gongkai.imports import import_file
from gongkai.reports.reading import read_report
from gongkai.statute.labels import squeezed
from tests.downloads.generic import generic_report

ROOT = Path(__file__).parents[2]


def opened(report):
    return docx.Document(io.BytesIO(word.content(report)))


def lines(report):
    """Every paragraph that has text, as (style, text), and every table by the rows of its cells."""
    found = []
    for block in opened(report).iter_inner_content():
        if isinstance(block, Table):
            found.append(("table", rows(block)))
        elif block.text.strip():
            found.append((block.style.name, block.text))
    return found


def rows(table):
    """What each row begins: a cell that reaches over several places is told once, one begun higher up not at all."""
    told = []
    for row in table._tbl.tr_lst:
        cells = [tc for tc in row.tc_lst if tc.vMerge != "continue"]
        told.append(["".join(text.text for text in tc.iter(qn("w:t"))) for tc in cells])
    return told


def table(report, title):
    (found,) = (t for t in opened(report).tables if t._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == title)
    return found


def test_the_letter_comes_first_as_it_was_sent(demo):
    assert lines(demo.report(2021, "demo"))[:8] == [
        ("发文字号", "示政办发〔2022〕2号\t签发人：张三"),
        ("Title", "关于报送2021年政府信息公开工作年度报告的报告"),
        ("主送机关", "市政府办："),
        ("正文段落", "现将年度报告随文报来，请予审定。"),
        ("署名", "示例县人民政府办公室"),
        ("成文日期", "2022年1月12日"),
        ("Title", "示例县2021年政府信息公开工作年度报告"),
        ("正文段落", demo.report(2021, "demo").narrative.introduction[0].text),
    ]


def test_every_paragraph_heading_and_table_in_its_order(demo):
    report = demo.report(2021, "demo")
    found = lines(report)[8:]
    headings = [(style, text) for style, text in found if style.startswith("Heading")]
    assert headings == [
        ("Heading 1", "一、总体情况"),
        ("Heading 1", "二、主动公开政府信息情况"),
        ("Heading 1", "三、收到和处理政府信息公开申请情况"),
        ("Heading 1", "四、政府信息公开行政复议、行政诉讼情况"),
        ("Heading 1", "五、存在的主要问题及改进情况"),
        ("Heading 2", "（一）存在的问题"),
        ("Heading 2", "（二）改进情况"),
        ("Heading 1", "六、其他需要报告的事项"),
        ("Heading 1", "更正"),
        ("Heading 1", "校注"),
    ]
    said_since = found.index(("Heading 1", "更正"))
    assert [text for style, text in found[:said_since] if style == "正文段落"] == [
        p.text for s in report.narrative.sections for p in s.paragraphs()
    ]
    assert [style for style, _ in found].count("table") == 6
    assert found[-1] == ("版记", "示例县人民政府办公室\t2022年1月12日印发")


def test_a_report_without_a_letter_begins_with_its_title(demo):
    found = lines(demo.report(2021, "finance"))
    assert found[0] == ("Title", "示例县财政局2021年政府信息公开工作年度报告")
    assert found[-1] == ("正文段落", "没有收取信息处理费。")
    title = opened(demo.report(2021, "finance")).paragraphs[0]
    assert not title.paragraph_format.page_break_before


def test_the_report_begins_on_a_page_of_its_own_after_the_letter(demo):
    titles = [p for p in opened(demo.report(2021, "demo")).paragraphs if p.style.name == "Title"]
    assert [bool(title.paragraph_format.page_break_before) for title in titles] == [False, True]


def test_no_word_is_added_to_what_was_published(demo):
    report = demo.report(2020, "demo")
    said = {p.text for p in report.narrative.paragraphs()} | {s.title for s in report.narrative.sections}
    after = lines(report)[8:-1]
    assert [text for style, text in after if style != "table" and text not in said] == []


def test_figures_are_printed_as_on_the_page(demo):
    licensing = rows(table(demo.report(2020, "demo"), "行政许可和其他对外管理服务事项"))
    assert licensing == [
        ["第二十条第（五）项"],
        ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ["行政许可", "420", "−39", "8122"],
        ["其他对外管理服务事项", "5", "0", "12"],
    ]
    assert rows(table(demo.report(2020, "demo"), "政府集中采购"))[-1] == ["政府集中采购", "216", "22961.413万元"]
    assert rows(table(demo.report(2021, "demo"), "规章和行政规范性文件"))[1:] == [
        ["信息内容", "本年发件", "本年废止件数", "现行有效件数"],
        ["规章", "/", "/", "/"],
        ["行政规范性文件", "2", "2", "22（其中修订16件）"],
    ]


@pytest.mark.parametrize(("year", "count"), [(2020, 23), (2021, 25)])
def test_the_table_of_applications(demo, year, count):
    found = rows(table(demo.report(year, "demo"), "收到和处理政府信息公开申请情况"))
    assert found[0] == ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况"]
    assert found[2] == ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    assert found[3] == ["一、本年新收政府信息公开申请数量", "21", "4", "0", "1", "2", "1", "29"]
    assert found[5][:2] == ["三、本年度办理结果", "（一）予以公开"]
    assert found[7][:2] == ["（三）不予公开", "1.属于国家秘密"]
    assert len(found) == 3 + count
    assert all(len(row.tc_lst) for row in table(demo.report(year, "demo"), "收到和处理政府信息公开申请情况")._tbl.tr_lst)


def test_every_row_fills_the_grid(demo):
    for report in demo.reports:
        for each in opened(report).tables:
            width = len(each._tbl.tblGrid.gridCol_lst)
            assert {sum(tc.grid_span for tc in row.tc_lst) for row in each._tbl.tr_lst} == {width}
            assert sum(column.w for column in each._tbl.tblGrid.gridCol_lst) <= Mm(156)


def test_a_cited_figure_has_a_true_minus_and_a_date_keeps_its_hyphens(typed):
    report, problems = typed({"value: 1.40": "value: -1.40", "征集意见{{": "截至2021-12-31征集意见{{"})
    assert problems == []
    (text,) = [text for _, text in lines(report) if "访问量" in text]
    assert "访问量−1.40万次，截至2021-12-31征集意见100多条" in text


def test_a_merged_cell_goes_on_right_below_itself(demo):
    for report in demo.reports:
        for each in opened(report).tables:
            above = set()
            for row in each._tbl.tr_lst:
                begins = list(accumulate((tc.grid_span for tc in row.tc_lst), initial=0))
                merged = {(at, tc.grid_span): tc.vMerge for at, tc in zip(begins, row.tc_lst, strict=False) if tc.vMerge}
                assert {place for place, kind in merged.items() if kind == "continue"} <= above
                above = set(merged)


def test_header_rows_come_again_on_the_next_page_and_no_row_is_torn(demo):
    heads = []
    for each in opened(demo.report(2021, "demo")).tables:
        repeated = [row.trPr.find(qn("w:tblHeader")) is not None for row in each._tbl.tr_lst]
        assert repeated == sorted(repeated, reverse=True)
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in each._tbl.tr_lst)
        heads.append(sum(repeated))
    assert heads == [2, 2, 2, 2, 3, 3]


def test_the_page_is_that_of_an_official_document(demo):
    page = opened(demo.report(2021, "demo")).sections[0]
    assert (page.page_width, page.page_height) == pytest.approx((Mm(210), Mm(297)), abs=635)
    assert (page.top_margin, page.left_margin) == pytest.approx((Mm(37), Mm(28)), abs=635)
    assert page.page_width - page.left_margin - page.right_margin == pytest.approx(Mm(156), abs=1270)
    assert page.page_height - page.top_margin - page.bottom_margin == pytest.approx(Mm(225), abs=1270)


@pytest.mark.parametrize(
    ("style", "face", "size"),
    [
        ("正文段落", "仿宋_GB2312", 16),
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("Heading 3", "仿宋_GB2312", 16),
        ("版记", "仿宋_GB2312", 14),
    ],
)
def test_faces_and_sizes(demo, style, face, size):
    found = opened(demo.report(2021, "demo")).styles[style]
    assert found.font.size == Pt(size)
    faces = found.element.rPr.find(qn("w:rFonts"))
    assert {faces.get(qn(f"w:{kind}")) for kind in ("eastAsia", "ascii", "hAnsi")} == {face}
    assert not found.font.bold
    assert str(found.font.color.rgb) == "000000"


def test_the_body_is_indented_two_characters_on_a_fixed_pitch(demo):
    body = opened(demo.report(2021, "demo")).styles["正文段落"]
    assert body.paragraph_format.line_spacing == Pt(29)
    assert body.paragraph_format.first_line_indent == Pt(32)
    assert body.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"


def test_the_number_and_the_signer_stand_over_a_red_rule(demo):
    first = opened(demo.report(2021, "demo")).paragraphs[0]
    assert first._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom")).get(qn("w:color")) == "FF0000"
    faces = [run._element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) for run in first.runs if run.text == "张三"]
    assert faces == ["楷体_GB2312"]


@pytest.mark.parametrize("addressee", ["市政府办", "市政府办：", "市政府办:"])
def test_the_addressee_is_printed_as_it_was(typed, addressee):
    report, _ = typed({"addressee: 市政府办：": f'addressee: "{addressee}"'})
    assert ("主送机关", addressee) in lines(report)


def test_the_rules_are_as_wide_as_the_text_and_the_colophon_lies_at_the_foot_of_the_page(demo):
    paragraphs = opened(demo.report(2021, "demo")).paragraphs
    ruled = [p for p in paragraphs if p._p.pPr.find(qn("w:pBdr")) is not None]
    assert [p.style.name for p in ruled] == ["发文字号", "版记"]
    for paragraph, size in zip(ruled, (16, 14), strict=True):
        indents = paragraph.style.paragraph_format
        assert (indents.left_indent, indents.right_indent, indents.first_line_indent) == (0, 0, Pt(size))
    frame = ruled[1]._p.pPr.find(qn("w:framePr"))
    assert {k: frame.get(qn(f"w:{k}")) for k in ("vAnchor", "yAlign", "w")} == {
        "vAnchor": "margin",
        "yAlign": "bottom",
        "w": str(round(156 / 25.4 * 1440)),
    }


def test_a_short_table_stays_on_one_page(demo):
    for each in opened(demo.report(2021, "demo")).tables:
        kept = [all(p.pPr.find(qn("w:keepNext")) is not None for p in row.iter(qn("w:p"))) for row in each._tbl.tr_lst]
        assert kept == [len(kept) <= 10] * (len(kept) - 1) + [False]


@pytest.mark.parametrize(("left_out", "line"), [("signer", "示政办发〔2022〕2号"), ("document_number", "\t签发人：张三")])
def test_what_the_letter_does_not_state_is_not_printed(typed, left_out, line):
    report, _ = typed({f"  {left_out}: {'张三' if left_out == 'signer' else '示政办发〔2022〕2号'}\n": ""})
    assert opened(report).paragraphs[0].text == line


def test_page_numbers_stand_on_the_outer_side(demo):
    document = opened(demo.report(2021, "demo"))
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((document.sections[0].footer, "RIGHT"), (document.sections[0].even_page_footer, "LEFT")):
        (paragraph,) = footer.paragraphs
        assert "".join(text.text for text in paragraph._p.iter(qn("w:t"))) == "— 1 —"
        assert [field.get(qn("w:instr")) for field in paragraph._p.iter(qn("w:fldSimple"))] == ["PAGE"]
        assert paragraph.alignment.name == side


def test_the_language_is_chinese(demo):
    document = opened(demo.report(2021, "demo"))
    languages = {(lang.get(qn("w:val")), lang.get(qn("w:eastAsia"))) for lang in document.styles.element.iter(qn("w:lang"))}
    assert languages == {("zh-CN", "zh-CN")}


def test_the_same_report_makes_the_same_file_and_names_no_machine(demo):
    report = demo.report(2021, "demo")
    content = word.content(report)
    assert content == word.content(report)
    about = opened(report).core_properties
    assert (about.title, about.author, about.last_modified_by, about.comments) == (report.envelope.title, "", "", "")
    assert about.created == about.modified == datetime(2022, 1, 12, tzinfo=UTC)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if name.endswith((".jpeg", ".png"))]


def test_a_document_without_a_day_has_none_invented(typed):
    report, _ = typed({"written: 2022-01-12\n": "", "published: 2022-01-28 09:30\n": ""})
    assert opened(report).core_properties.created.year == 1980


def test_a_table_of_lines(tmp_path):
    report = generic_report(tmp_path)
    assert rows(opened(report).tables[0])[:4] == [
        ["政府信息公开情况统计表"],
        ["统计指标", "单位", "统计数"],
        ["一、主动公开情况", "——", "——"],
        ["（一）主动公开政府信息数", "条", "2874"],
    ]


def test_two_tables_never_touch(demo):
    blocks = list(opened(demo.report(2020, "demo")).iter_inner_content())
    assert all(isinstance(after, Paragraph) for before, after in pairwise(blocks) if isinstance(before, Table))
    assert isinstance(blocks[-1], Paragraph)


def test_written_beside_the_others(demo, tmp_path):
    assert word.write(demo.report(2021, "finance"), tmp_path).read_bytes() == word.content(demo.report(2021, "finance"))


def test_every_line_of_a_real_document_is_in_the_file_in_its_order():
    folder = ROOT / "data" / "reports" / "2020" / "zhengning"
    report, _ = read_report(folder, {})
    (source,) = (folder / "source").glob("*.txt")
    said = squeezed("".join(text for text in every_text(opened(report))))
    done = 0
    for line in source.read_text("utf-8").splitlines():
        wanted = squeezed(line).replace("-39", "−39").replace("-3", "−3") if "\t" in line else squeezed(line)
        assert wanted in said[done:], wanted
        done = said.index(wanted, done) + len(wanted)


def every_text(document):
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from (text for row in rows(block) for text in row)
        else:
            yield block.text


def test_the_office_s_notes_stand_at_the_end_and_say_what_they_are_about(demo):
    report = demo.report(2021, "demo")
    (note,) = [entry for entry in report.envelope.accepted if entry.note]
    told = [text for _, text in lines(report)]
    assert f"1.全年公开政府信息：{note.note}（{note.by}" in told[told.index("校注") + 1]


def test_a_table_that_the_prose_does_not_place_is_not_lost(typed):
    report, _ = typed({'{{ table("requests") }}': ""})
    before = report.narrative.section("review_litigation").title
    told = lines(report)
    kinds = [kind for kind, _ in told]
    assert kinds.count("table") == len(report.tables)
    assert told[told.index(("Heading 1", before)) - 1][0] == "table"


def test_what_kind_of_document_it_is(demo):
    assert "政府信息公开工作年度报告格式" in opened(demo.report(2021, "demo")).core_properties.subject


def test_the_notes_do_not_come_back_as_words_of_the_report(demo, tmp_path):
    (tmp_path / "report.docx").write_bytes(word.content(demo.report(2021, "demo")))
    told = import_file(tmp_path / "report.docx", tmp_path / "back" / "demo", "demo", None)
    assert "文末的“校注”是对报告的说明，没有取用" in "".join(problem.message for problem in told)
    assert "校注" not in (tmp_path / "back" / "demo" / "narrative.md").read_text("utf-8")
