"""Kinds of document that offices really have, in small files written anew: the right figures, and nothing lost without a word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.imports import import_file
from gongkai.problems import errors
from gongkai.reports.reading import read_report
from gongkai.reports.report import Report
from gongkai.statute.formats import formats
from tests.imports.corpus_files import as_cell_lines, as_pipes
from tests.imports.forms import Block, Cell, as_docx, as_html, as_text, report
from tests.imports.odd_tables import value

TITLE = "云岭县2022年政府信息公开工作年度报告"
FORM = report(formats()["2021"], value, TITLE)
KINDS: list[tuple[Callable[[list[Block]], bytes], str]] = [(as_docx, "a.docx"), (as_html, "a.html"), (as_text, "a.txt")]


def read(raw: bytes, file: Path) -> tuple[Report | None, list[str]]:
    """The report, None where it was refused; and all that was said."""
    file.write_bytes(raw)
    problems = import_file(file, file.parent / "demo", None, None)
    found = None if errors(problems) else read_report(file.parent / "demo", {})[0]
    return found, [problem.message for problem in (errors(problems) or problems)]


def every_figure_is_right(found: Report | None) -> bool:
    assert found
    places = (
        (table.id, row.id, column.id) for table in found.format.tables for row in table.leaf_rows for column in table.leaf_columns
    )
    cells = {place: found.cell(*place) for place in places}
    return all(cell and cell.text == value(*place) for place, cell in cells.items())


# Above and below the report


HEAD = ["发布时间：2023-01-28　来源：县政府办　浏览次数：35次", "【字体：大 中 小】 打印本页"]
TAIL = [
    "上一篇：云岭县2021年政府信息公开工作年度报告",
    "下一篇：没有了",
    "云岭县2023年政府信息公开工作年度报告",
    "【打印本页】 【关闭窗口】",
    "分享到：微信 QQ空间",
]


@pytest.mark.parametrize(("write", "name"), KINDS)
def test_what_a_portal_prints_around_a_report_is_left_out_and_told(
    write: Callable[[list[Block]], bytes], name: str, tmp_path: Path
) -> None:
    found, said = read(write([FORM[0], *HEAD, *FORM[1:], *TAIL]), tmp_path / name)
    assert every_figure_is_right(found)
    text = (tmp_path / "demo" / "narrative.md").read_text("utf-8")
    assert not any(line.split("：")[0] in text for line in (*HEAD, *TAIL))
    assert text.rstrip().endswith("这是其他需要报告的事项。")
    assert [line.partition("报告")[2] for line in said] == [
        "上面的“发布时间：2023-01-28　来源：县政府办　浏览次数：3…”等 2 行是网页自己的（来源、打印、上一篇等），没有取用",
        "下面的“上一篇：云岭县2021年政府信息公开工作年度报告”等 5 行是网页自己的（来源、打印、上一篇等），没有取用",
    ]


def test_who_signed_the_report_and_when_stays_whatever_stands_around(tmp_path: Path) -> None:
    found, _ = read(as_html([*FORM, "浏览次数：35", "云岭县人民政府", "2023年1月9日", *TAIL]), tmp_path / "a.html")
    text = (tmp_path / "demo" / "narrative.md").read_text("utf-8")
    assert found
    assert text.rstrip().endswith("云岭县人民政府\n\n2023年1月9日")


@pytest.mark.parametrize("line", ["打印机采购信息公开3条。", "来源：各部门报送的统计，以此为准。", "一是分享到各单位学习"])
def test_an_office_s_own_words_stay_though_a_portal_has_such_words(line: str, tmp_path: Path) -> None:
    found, said = read(as_docx([*FORM, line]), tmp_path / "a.docx")
    assert found
    assert said == []
    assert line in (tmp_path / "demo" / "narrative.md").read_text("utf-8")


def test_what_follows_an_early_end_of_the_page_is_read(tmp_path: Path) -> None:
    page = as_html(FORM).decode().replace("<p>三、", "</div></body></html><p>三、", 1)
    found, _ = read(page.encode(), tmp_path / "a.html")
    assert every_figure_is_right(found)
    assert "这是其他需要报告的事项。" in (tmp_path / "demo" / "narrative.md").read_text("utf-8")


def test_an_amount_in_another_unit_than_its_column_is_told(tmp_path: Path) -> None:
    blocks = report(formats()["2021"], lambda *address: "12345600元" if address[0] == "fees" else "0", TITLE)
    found, said = read(as_html(blocks), tmp_path / "a.html")
    assert found
    cell = found.cell("fees", "administrative_fees", "amount")
    assert cell
    assert (cell.text, cell.unit, str(cell.figure)) == ("12345600元", "元", "12345600")
    assert [line for line in said if "单位" in line] == [
        "行政事业性收费 › 本年收费金额（单位：万元）：格里印的单位是元，表头的是万元，照印读入；请对照原件"
    ]


# Tables as they are printed


def relabelled(old: str, new: str) -> list[Block]:
    return [
        block if isinstance(block, str) else [replace(cell, text=new) if cell.text == old else cell for cell in block]
        for block in FORM
    ]


@pytest.mark.parametrize(("write", "name"), KINDS)
@pytest.mark.parametrize(
    "case",
    [
        ("规章", "规章（县级无此项）", "documents.administrative_rules"),
        ("现行有效件数", "现行有效件数(截至12月31日)", "documents.in_force"),
        ("2.重复申请", "2.重复申请（含合并办理）", "requests.unprocessed_repeated"),
    ],
)
def test_a_remark_behind_a_label_is_kept_and_told(
    case: tuple[str, str, str], write: Callable[[list[Block]], bytes], name: str, tmp_path: Path
) -> None:
    label, printed, address = case
    found, said = read(write(relabelled(label, printed)), tmp_path / name)
    assert every_figure_is_right(found)
    assert found
    assert {address: printed}.items() <= {key: kept.text for key, kept in found.labels.items()}.items()
    assert sum("多印了括号里的话" in line for line in said) == 1


def test_a_second_copy_for_the_printer_is_taken_once_and_told(tmp_path: Path) -> None:
    found, said = read(as_html([*FORM, "打印版", *FORM[2:]]), tmp_path / "a.html")
    assert every_figure_is_right(found)
    assert found
    assert [section.id for section in found.narrative.sections] == [section.id for section in formats()["2021"].sections]
    assert said == [f"从这里起的 {len(FORM) - 2} 段与前面的完全相同（多半一份供屏幕看，一份供打印），只取了前一份"]


def test_each_table_twice_is_taken_once_and_told(tmp_path: Path) -> None:
    twice = [again for block in FORM for again in ([block] if isinstance(block, str) else [block, block])]
    found, said = read(as_html(twice), tmp_path / "a.html")
    assert every_figure_is_right(found)
    assert len(said) == sum(isinstance(block, list) for block in FORM)


def test_copies_that_differ_are_refused_in_one_line(tmp_path: Path) -> None:
    other = [block if isinstance(block, str) else with_another_figure(block) for block in FORM]
    found, said = read(as_html([*FORM, *other]), tmp_path / "a.html")
    assert found is None
    (line,) = said
    assert line.startswith("“政府信息公开行政复议、行政诉讼情况”表出现了两次，有 1 格不同（")
    assert line.endswith("），不能判断用哪一份；请留下一份再导入")


def with_another_figure(cells: list[Cell]) -> list[Cell]:
    last = cells[-1]
    return [*cells[:-1], replace(last, text="77777")] if any(cell.text == "行政复议" for cell in cells) else cells


@pytest.mark.parametrize(("write", "name"), [(as_pipes, "a.md"), (as_pipes, "a.txt"), (as_cell_lines, "a.txt")])
def test_tables_that_a_program_left_as_text_are_read(write: Callable[[list[Block]], bytes], name: str, tmp_path: Path) -> None:
    found, said = read(write(FORM), tmp_path / name)
    assert every_figure_is_right(found)
    assert said == (
        ["表格里一格占一行，合并的格和空白的格看不出来，按名称和数的先后读入；请对照原件"] if write is as_cell_lines else []
    )


def test_a_blank_cell_of_which_no_line_is_left_is_never_guessed(tmp_path: Path) -> None:
    blank = [
        block
        if isinstance(block, str)
        else [replace(c, text="") if c.text == value("documents", "administrative_rules", "issued") else c for c in block]
        for block in FORM
    ]
    found, said = read(as_cell_lines(blank), tmp_path / "a.txt")
    assert found is None
    assert any("个数，应有 3 个" in line for line in said)


def test_a_text_without_a_table_says_which_layouts_are_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"{TITLE}\n一、总体情况\n规章\n行政许可\n行政处罚\n0 0 0\n", "utf-8")
    problems = import_file(file, tmp_path / "demo", None, None)
    assert any("格之间用制表符或竖线，或一格占一行" in problem.message for problem in problems)
    assert errors(problems)
