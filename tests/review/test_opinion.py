"""The files of a review: one Word document, one workbook to write in, one workbook of all cells; nothing that is there is lost."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from gongkai.cli import main
from gongkai.review import figures_book, opinion
from tests.checks.reading import written
from tests.review.handed_in import contents, two_years, word

WRONG = {
    "cells": {
        "requests.received.total": 30,
        "licensing.administrative_licensing.decisions": "8I22",
        "fees.administrative_fees.amount": None,
    }
}


@pytest.fixture
def reviewed(tmp_path: Path) -> Path:
    """A wrong report and one that cannot be read, and the folder of their review."""
    word(WRONG, tmp_path / "云溪县/年报.docx")
    (tmp_path / "云溪县/附件.docx").write_bytes(b"not a document")
    assert main(["review", str(tmp_path / "云溪县"), "--into", str(tmp_path / "审核")]) == 1
    return tmp_path / "审核"


def test_the_word_file_has_every_finding_under_its_report_and_what_was_not_read(reviewed: Path) -> None:
    document = docx.Document(str(reviewed / opinion.WORD))
    lines = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert lines[0] == "云溪县政府信息公开工作年度报告审核意见"
    assert lines[1].startswith("共审核1个机构2022年度报告1份。错误3处，提醒1处。另有1个文件没有审核")
    assert lines[2] == "云溪县2022年度报告"
    assert lines[3].endswith("云溪县/年报.docx。错误3处，提醒1处。")
    assert lines[4] == "没有审核的文件"
    assert lines[5].endswith("云溪县/附件.docx：不是 Word 文件，或文件已经损坏。")
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["序号", "类别", "位置", "哪一项", "原文", "发现的问题"]
    assert [row[1:5] for row in rows[1:4]] == [
        ["错误", "第 2 个表第 3 行第 2 格", "行政许可 › 本年处理决定数量", "8I22"],
        ["错误", "第 5 个表第 4 行第 8 格", "一、本年新收政府信息公开申请数量 › 总计", "30"],
        ["错误", "第 4 个表第 3 行第 2 格", "行政事业性收费 › 本年收费金额（单位：万元）", ""],
    ]


def test_the_workbook_has_a_column_for_remarks_and_the_address_of_each_cell(reviewed: Path) -> None:
    book = openpyxl.load_workbook(reviewed / opinion.BOOK)
    assert book.sheetnames == ["审核意见", "没有审核的文件"]
    rows = list(book["审核意见"].iter_rows(values_only=True))
    assert rows[1] == tuple(column.name for column in opinion.COLUMNS)
    first = dict(zip(rows[1], rows[2], strict=True))
    assert (first["机构"], first["年度"], first["审核人意见"]) == ("云溪县", 2022, None)
    assert first["地址"] == "licensing.administrative_licensing.decisions"


def test_all_cells_stand_side_by_side_as_printed(tmp_path: Path) -> None:
    """A figure is a number, a blank a blank, and what cannot be read stands as it was written. Every cell of the form is there."""
    word({"year": 2021}, tmp_path / "县/2021.docx")
    word(WRONG, tmp_path / "县/2022.docx")
    assert main(["review", str(tmp_path / "县"), "--into", str(tmp_path / "审核")]) == 1
    sheet = openpyxl.load_workbook(tmp_path / "审核" / figures_book.BOOK)["2021年格式"]
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[3:] for row in rows[1:3]] == [("地址", "云溪县", "云溪县"), (None, 2021, 2022)]
    assert [str(name).rpartition("/")[2] for name in rows[3][4:]] == ["2021.docx", "2022.docx"]
    by_address = {row[3]: row[4:] for row in rows[figures_book.HEAD_ROWS :]}
    assert len(by_address) == 200
    assert by_address["requests.received.total"] == (29, 30)
    assert by_address["licensing.administrative_licensing.decisions"] == (8122, "8I22")
    assert by_address["fees.administrative_fees.amount"] == (4068.208, None)
    assert by_address["documents.administrative_rules.issued"] == (0, 0)


def test_cells_that_a_finding_is_about_are_grey(reviewed: Path) -> None:
    sheet = openpyxl.load_workbook(reviewed / figures_book.BOOK)["2021年格式"]
    grey = {row[3].value for row in sheet.iter_rows(min_row=figures_book.HEAD_ROWS + 1) if row[4].fill.fgColor.rgb == "FFF2F2F2"}
    assert grey == {"requests.received.total", "licensing.administrative_licensing.decisions", "fees.administrative_fees.amount"}


def test_a_county_s_data_is_reviewed_as_it_lies_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    county = two_years(tmp_path / "县")
    before = contents(county)
    assert main(["review", str(county), "--into", str(tmp_path / "审核")]) == 0
    assert "1 个机构 2 份报告：错误 0，提醒 0，跳变 1。" in capsys.readouterr().err
    assert contents(county) == before


def test_remarks_that_were_written_are_never_lost(reviewed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(reviewed)
    assert main(["review", str(tmp_path / "云溪县"), "--into", str(reviewed)]) == 1
    assert "里面可能写着意见，不会覆盖" in capsys.readouterr().err
    assert contents(reviewed) == before


def test_the_same_reports_give_the_same_bytes(tmp_path: Path) -> None:
    written({"base": "2021"}, tmp_path / "县")
    for name in ("一", "二"):
        assert main(["review", str(tmp_path / "县"), "--into", str(tmp_path / name)]) == 0
    assert contents(tmp_path / "一") == contents(tmp_path / "二")


def test_a_review_that_lies_among_the_reports_is_not_reviewed(tmp_path: Path) -> None:
    word({}, tmp_path / "县/年报.docx")
    (tmp_path / "县/审核").mkdir()
    word({}, tmp_path / "县/审核/旧稿.docx")
    assert main(["review", str(tmp_path / "县"), "--into", str(tmp_path / "县/审核")]) == 0
    rows = openpyxl.load_workbook(tmp_path / "县/审核" / opinion.BOOK).active.max_row
    assert rows == 2  # title and head; nothing is told of a second report


def test_words_are_never_a_formula_and_never_markup(tmp_path: Path) -> None:
    word({"cells": {"licensing.administrative_licensing.decisions": '"=1+1<b>&"'}}, tmp_path / "年报.docx")
    assert main(["review", str(tmp_path / "年报.docx"), "--into", str(tmp_path / "审核")]) == 1
    sheet = openpyxl.load_workbook(tmp_path / "审核" / figures_book.BOOK).active
    cell = next(row for row in sheet.iter_rows() if row[3].value == "licensing.administrative_licensing.decisions")[4]
    assert (cell.value, cell.data_type) == ("=1+1<b>&", "s")
    table = docx.Document(str(tmp_path / "审核" / opinion.WORD)).tables[0]
    assert "=1+1<b>&" in table.rows[1].cells[4].text
