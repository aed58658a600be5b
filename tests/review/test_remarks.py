"""A reviewer's remarks come back as findings at their cells: every cell, however the workbook was sorted or moved meanwhile."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.cli import main
from gongkai.review import figures_book, opinion
from gongkai.review.cells import keyed_cells
from gongkai.review.package import Package, read_package
from gongkai.review.remarks import taken
from gongkai.review.returned import remarks
from gongkai.review.sources import sources
from tests.checks.reading import edit, written
from tests.review.handed_in import two_years, word

WRONG = {"requests.received.total": 30}


def package(*paths: Path) -> Package:
    with sources(paths) as found:
        return read_package(found)


def reviewed(tmp_path: Path, *paths: Path) -> Path:
    main(["review", *map(str, paths), "--into", str(tmp_path / "审核")])
    return tmp_path / "审核"


def sheet_of(file: Path) -> Worksheet:
    sheet = openpyxl.load_workbook(file).active
    assert isinstance(sheet, Worksheet)
    return sheet


def saved(sheet: Worksheet, file: Path) -> Path:
    assert sheet.parent
    sheet.parent.save(file)
    return file


@pytest.mark.parametrize("base", ["2014", "2019", "2021"])
def test_a_comment_on_every_cell_lands_on_that_cell(base: str, tmp_path: Path) -> None:
    """Of each form and of two years side by side; the remark names the cell it was written on."""
    earlier = {"earlier": {}} if base != "2019" else {}
    written({"base": base, **earlier}, tmp_path / "县")
    sheet = sheet_of(reviewed(tmp_path, tmp_path / "县") / figures_book.BOOK)
    written_on: set[tuple[int, str]] = set()
    for row in sheet.iter_rows(min_row=figures_book.HEAD_ROWS + 1):
        for cell in row[len(figures_book.STUB) :]:
            year, key = sheet.cell(3, cell.column).value, row[3].value
            cell.comment = Comment(f"审核人:\n请核对 {year} {key}", "审核人")
            written_on.add((int(str(year)), str(key)))
    said, problems = remarks(saved(sheet, tmp_path / "回.xlsx"))
    handed_in = package(tmp_path / "县")
    found, lost = taken(said, handed_in)
    assert (problems, lost) == ([], [])
    keys = {(each.report.year, cell.address): cell.key for each in handed_in.reviewed for cell in keyed_cells(each.report)}
    assert written_on == {(finding.year, keys[finding.year, finding.address]) for finding in found}
    assert [(one.year, keys[one.year, one.address]) for one in found] == [
        (int(year), key)
        for year, key in (re.search(r"(\d{4}) (.*)", one.message).groups() for one in found)  # type: ignore[union-attr]
    ]
    places = {cell.address: cell.cell.position for each in handed_in.reviewed[-1:] for cell in keyed_cells(each.report)}
    newest = [one for one in found if one.year == handed_in.reviewed[-1].report.year]
    assert all(one.where.endswith(f":{places[one.address].line}:{places[one.address].column}") for one in newest)


def test_what_is_written_in_the_column_comes_back_though_the_lines_were_sorted(tmp_path: Path) -> None:
    file = word({"cells": WRONG, "edit": {"没有收取信息处理费": "没有收取"}}, tmp_path / "年报.docx")
    sheet = sheet_of(reviewed(tmp_path, file) / opinion.BOOK)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    head = [cell.value for cell in sheet[2]]
    for number, row in enumerate(rows):
        row[head.index(opinion.REMARK)] = f"第{number}条：{row[head.index('哪一项')]}"
    for at, row in enumerate(reversed(rows), start=3):
        for column, value in enumerate(row, start=1):
            sheet.cell(at, column).value = value
    sheet.insert_cols(1, 2)
    sheet.insert_rows(1)
    said, _ = remarks(saved(sheet, tmp_path / "回.xlsx"))
    found, lost = taken(said, package(file))
    assert lost == []
    assert [(one.kind, one.label, one.message.partition("：")[2]) for one in found] == [
        ("意见", one.label, one.label) for one in found
    ]
    assert {one.place for one in found} >= {"第 5 个表第 4 行第 8 格"}


def test_a_remark_on_a_sentence_stands_at_the_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written({"base": "2021", "edit": {"共收到政府信息公开申请29件": "共收到政府信息公开申请28件"}}, tmp_path / "县")
    sheet = sheet_of(reviewed(tmp_path, tmp_path / "县") / opinion.BOOK)
    sheet.cell(3, [cell.value for cell in sheet[2]].index(opinion.REMARK) + 1).value = "请改正"
    saved(sheet, tmp_path / "回.xlsx")
    capsys.readouterr()
    assert main(["review", str(tmp_path / "县"), "--take", str(tmp_path / "回.xlsx")]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.endswith("narrative.md:21:1: 意见：三、收到和处理政府信息公开申请情况：请改正 [remark]")


def test_a_remark_on_a_figure_that_was_changed_since_says_so(tmp_path: Path) -> None:
    written({"base": "2021", "cells": WRONG}, tmp_path / "县")
    sheet = sheet_of(reviewed(tmp_path, tmp_path / "县") / figures_book.BOOK)
    row = next(row for row in sheet.iter_rows() if row[3].value == "requests.received.total")
    row[4].comment = Comment("应为 29", "审核人")
    said, _ = remarks(saved(sheet, tmp_path / "回.xlsx"))
    edit(tmp_path / "县/reports/2022/demo", {"other: 1, total: 30": "other: 1, total: 29"})
    (found,), _ = taken(said, package(tmp_path / "县"))
    assert found.message == "应为 29（审核时这一格是 30，现在是 29）"


def test_remarks_on_a_document_come_back_to_the_county_s_data(tmp_path: Path) -> None:
    """Its title says 云溪县, the data 云溪县人民政府."""
    file = word({"cells": WRONG}, tmp_path / "年报.docx")
    sheet = sheet_of(reviewed(tmp_path, file) / opinion.BOOK)
    assert sheet.cell(3, 2).value == "云溪县"
    sheet.cell(3, [cell.value for cell in sheet[2]].index(opinion.REMARK) + 1).value = "请改正"
    said, _ = remarks(saved(sheet, tmp_path / "回.xlsx"))
    written({"base": "2021", "cells": WRONG}, tmp_path / "县")
    (found,), lost = taken(said, package(tmp_path / "县"))
    assert (found.agency, found.address, found.message, lost) == ("云溪县人民政府", "requests.received.total", "请改正", [])


def test_a_remark_whose_report_is_not_there_is_told_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = sheet_of(reviewed(tmp_path, two_years(tmp_path / "县")) / figures_book.BOOK)
    sheet["E2"].comment = Comment("整份重报", "审核人")
    saved(sheet, tmp_path / "回.xlsx")
    other = word({"year": 2023}, tmp_path / "年报.docx")
    capsys.readouterr()
    assert main(["review", str(other), "--take", str(tmp_path / "回.xlsx")]) == 1
    said = capsys.readouterr().out
    assert "工作表“2021年格式”E2: 没有找到云溪县人民政府2021年度的报告，这条意见放不到格上：整份重报 [remark]" in said
    assert main(["review", str(tmp_path / "县"), "--take", str(tmp_path / "回.xlsx")]) == 0
    assert "2021/demo: 意见：整份重报 [remark]" in capsys.readouterr().out


def test_the_newer_kind_of_comment_is_read_too(tmp_path: Path) -> None:
    """Excel writes it once more in the older kind, below a notice of its own."""
    sheet = sheet_of(reviewed(tmp_path, two_years(tmp_path / "县")) / figures_book.BOOK)
    notice = "[线程批注]\n\n你的Excel版本可读取此线程批注; 但如果在更新版本的Excel中打开文件，则对批注所作的任何改动都将被删除。\n\n注释:\n    请核对"
    sheet["E4"].comment = Comment(notice, "审核人")
    (remark,), _ = remarks(saved(sheet, tmp_path / "回.xlsx"))
    assert remark.text == "请核对"


NO_REVIEW = {
    "没有": (None, "找不到这个文件"),
    "乱": (b"PK broken", "不是 Excel 文件，或文件已经损坏"),
    "别的": ("book", "不是审核写出的表：没有“审核人意见”一列，也没有各格的“地址”一列"),
}


@pytest.mark.parametrize("kind", NO_REVIEW)
def test_what_is_no_workbook_of_a_review_is_one_line(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content, message = NO_REVIEW[kind]
    file = tmp_path / "回.xlsx"
    if content == "book":
        openpyxl.Workbook().save(file)
    elif isinstance(content, bytes):
        file.write_bytes(content)
    report = word({}, tmp_path / "年报.docx")
    assert main(["review", str(report), "--take", str(file)]) == 1
    assert capsys.readouterr().out.splitlines() == [f"{file.as_posix()}: {message} [review]"]


PENALTIES = "enforcement.administrative_penalty.decisions"


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """Three drafts of one report: the second prints its figure in wide digits."""
    for name, figure in (("一稿", 77), ("二稿", "７７"), ("三稿", 78)):
        word({"cells": {PENALTIES: figure, "requests.received.total": 30}}, tmp_path / f"局/{name}.docx")
    return tmp_path / "局"


def line_of(sheet: Worksheet, key: str) -> int:
    return next(row[3].row for row in sheet.iter_rows() if row[3].value == key)


def column_of(sheet: Worksheet, file: str) -> int:
    return next(cell.column for cell in sheet[figures_book.FILE_ROW + 2] if str(cell.value).endswith(file))


def test_a_remark_is_of_the_file_that_it_was_written_about(drafts: Path, tmp_path: Path) -> None:
    """On one of three drafts of one agency and year, in both workbooks; the wide digits are what they were."""
    into = reviewed(tmp_path, drafts)
    figures, listed = sheet_of(into / figures_book.BOOK), sheet_of(into / opinion.BOOK)
    figures.cell(line_of(figures, PENALTIES), column_of(figures, "二稿.docx")).comment = Comment("请核对", "审核人")
    head = [cell.value for cell in listed[2]]
    (row,) = [row for row in listed.iter_rows() if row[head.index(opinion.WORDS)].value == "７７"]
    row[head.index(opinion.REMARK)].value = "请核对"
    for sheet in (figures, listed):
        said, problems = remarks(saved(sheet, tmp_path / "回.xlsx"))
        found, lost = taken(said, package(drafts))
        assert [(Path(one.file).name, one.address, one.message) for one in found] == [("二稿.docx", PENALTIES, "请核对")]
        assert (problems, lost) == ([], [])


def test_files_that_only_their_folders_tell_apart_are_told_apart(tmp_path: Path) -> None:
    for folder in "甲乙":
        word({}, tmp_path / folder / "送审/2022/年报.docx")
    into = reviewed(tmp_path, tmp_path / "甲", tmp_path / "乙")
    sheet = sheet_of(into / figures_book.BOOK)
    sheet.cell(line_of(sheet, PENALTIES), column_of(sheet, "乙/送审/2022/年报.docx")).comment = Comment("请核对", "审核人")
    said, _ = remarks(saved(sheet, tmp_path / "回.xlsx"))
    (found,), _ = taken(said, package(tmp_path / "甲", tmp_path / "乙"))
    assert found.file.endswith("乙/送审/2022/年报.docx")


def test_a_remark_on_a_draft_that_is_not_among_several_is_told(drafts: Path, tmp_path: Path) -> None:
    sheet = sheet_of(reviewed(tmp_path, drafts) / figures_book.BOOK)
    sheet.cell(line_of(sheet, PENALTIES), column_of(sheet, "二稿.docx")).comment = Comment("请核对", "审核人")
    said, _ = remarks(saved(sheet, tmp_path / "回.xlsx"))
    (drafts / "二稿.docx").unlink()
    found, (lost,) = taken(said, package(drafts))
    assert found == []
    assert "云溪县2022年度的报告有 2 份，不能判断是哪一份（" in lost.message
    (drafts / "三稿.docx").unlink()
    (found,), _ = taken(said, package(drafts))
    assert re.fullmatch(r"请核对（意见写在 .*局/二稿.docx 上）", found.message)


def test_every_comment_is_placed_or_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also on titles, names, labels, below the list and on the files that were not read; words beside the list are of its line."""
    file = word({"cells": WRONG}, tmp_path / "县/年报.docx")
    (tmp_path / "县/附件.docx").write_bytes(b"not a document")
    into = reviewed(tmp_path, tmp_path / "县")
    figures = sheet_of(into / figures_book.BOOK)
    for place in ("A1", "A7", "B7", "C2", "Z99", "E2", "E7"):
        figures[place].comment = Comment(f"意见在 {place}", "审核人")
    figures["A300"] = "意见在 A300"
    listed = sheet_of(into / opinion.BOOK)
    assert listed.parent
    for place in ("A1", "B2"):
        listed[place].comment = Comment(f"意见在 {place}", "审核人")
    listed["N3"], listed["B90"] = "意见在 N3", "意见在 B90"
    listed.parent["没有审核的文件"]["B3"].comment = Comment("意见在 B3", "审核人")
    for sheet, placed, told in (
        (figures, {"E2", "E7"}, {"A1", "A7", "B7", "C2", "Z99", "A300"}),
        (listed, {"N3"}, {"A1", "B2", "B90", "B3"}),
    ):
        saved(sheet, tmp_path / "回.xlsx")
        capsys.readouterr()
        assert main(["review", str(file), "--take", str(tmp_path / "回.xlsx")]) == 1
        said = capsys.readouterr()
        lines = {line.split("意见在 ")[1].split(" ")[0]: line for line in said.out.splitlines()}
        assert lines.keys() == placed | told
        assert {place for place, line in lines.items() if "放不到格上" in line} == told
        assert f"{len(placed) + len(told)} 条意见，{len(placed)} 条在格上或句上，{len(told)} 条没有放处" in said.err


def test_a_figure_that_the_reviewer_typed_over_is_a_remark(tmp_path: Path) -> None:
    """What the office changed since is none, and a number that a spreadsheet wrote otherwise is the same."""
    written({"base": "2021", "cells": WRONG}, tmp_path / "县")
    sheet = sheet_of(reviewed(tmp_path, tmp_path / "县") / figures_book.BOOK)
    sheet.cell(line_of(sheet, PENALTIES), 5).value = "见附件"
    sheet.cell(line_of(sheet, "requests.received.other"), 5).value = None
    sheet.cell(line_of(sheet, "fees.administrative_fees.amount"), 5).value = 4068.2080000000001
    saved(sheet, tmp_path / "回.xlsx")
    edit(tmp_path / "县/reports/2022/demo", {"other: 1, total: 30": "other: 1, total: 29"})
    said, problems = remarks(tmp_path / "回.xlsx")
    found, lost = taken(said, package(tmp_path / "县"))
    assert (problems, lost) == ([], [])
    assert [(one.address, one.message) for one in found] == [
        (PENALTIES, "把 77 改成了 见附件"),
        ("requests.received.other", "把 1 改成了 空白"),
    ]


def test_without_the_hidden_sheet_it_says_that_changes_cannot_be_seen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written({"base": "2021"}, tmp_path / "县")
    sheet = sheet_of(reviewed(tmp_path, tmp_path / "县") / figures_book.BOOK)
    assert sheet.parent
    sheet["E7"].comment = Comment("请核对", "审核人")
    del sheet.parent["2021年格式（审核时）"]
    saved(sheet, tmp_path / "回.xlsx")
    capsys.readouterr()
    assert main(["review", str(tmp_path / "县"), "--take", str(tmp_path / "回.xlsx")]) == 1
    said = capsys.readouterr().out
    assert "里面没有审核时的数（隐藏的那张表不在了），看不出哪些格改过；批注照样带回 [review]" in said
    assert "请核对 [remark]" in said


def test_a_remark_far_to_the_right_comes_back(tmp_path: Path) -> None:
    """A county's agencies of ten years are hundreds of columns."""
    (only,) = package(word({}, tmp_path / "年报.docx")).reviewed
    many = Package(tuple(replace(only, name=f"局/{number}.docx") for number in range(110)), ())
    (tmp_path / "各.xlsx").write_bytes(figures_book.figures_book("云溪县", many, []))
    sheet = sheet_of(tmp_path / "各.xlsx")
    sheet.cell(line_of(sheet, PENALTIES), column_of(sheet, "局/109.docx")).value = 5
    said, problems = remarks(saved(sheet, tmp_path / "回.xlsx"))
    (found,), lost = taken(said, many)
    assert (found.file, found.message, problems, lost) == ("局/109.docx", "把 77 改成了 5", [], [])
