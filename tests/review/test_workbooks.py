"""An Excel file with a whole report in it is read as the Word file is; one with the tables alone is told."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest
from docx.table import Table
from docx.text.paragraph import Paragraph
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.cli import main
from gongkai.downloads import xlsx
from gongkai.reports.reading import read_report
from tests.checks.reading import written
from tests.review.handed_in import word
from tests.review.test_comparison import differences


def in_excel(file: Path, into: Path) -> Path:
    """The Word file line by line in one sheet: a paragraph in the first cell, a table with its merged cells."""
    document, book = docx.Document(str(file)), openpyxl.Workbook()
    sheet, at = book.active, 1
    assert isinstance(sheet, Worksheet)
    for element in document.element.body:
        if element.tag.endswith("}p") and (text := Paragraph(element, document).text):
            sheet.cell(at, 1).value = text
            at += 1
        elif element.tag.endswith("}tbl"):
            at += table_in_excel(Table(element, document), sheet, at)
    book.save(into)
    return into


def table_in_excel(table: Table, sheet: Worksheet, at: int) -> int:
    areas: dict[object, list[tuple[int, int, str]]] = {}
    for down, row in enumerate(table.rows):
        for right, cell in enumerate(row.cells, start=1):
            areas.setdefault(cell._tc, []).append((at + down, right, cell.text))
    for places in areas.values():
        (row, column, text), (last_row, last_column, _) = places[0], places[-1]
        sheet.cell(row, column).value = int(text) if text.isdigit() else text or None
        if len(places) > 1:
            sheet.merge_cells(start_row=row, start_column=column, end_row=last_row, end_column=last_column)
    return len(table.rows)


@pytest.mark.parametrize("base", ["2014", "2019", "2021"])
def test_a_report_typed_in_excel_is_the_same_as_in_word(base: str, tmp_path: Path) -> None:
    file = word({"base": base}, tmp_path / "年报.docx")
    assert differences(file, in_excel(file, tmp_path / "年报.xlsx")) == []


def test_a_row_whose_figures_are_blank_stays_a_row(tmp_path: Path) -> None:
    blank = dict.fromkeys(f"documents.normative_documents.{name}" for name in ("issued", "repealed", "in_force"))
    file = word({"cells": blank}, tmp_path / "年报.docx")
    assert differences(file, in_excel(file, tmp_path / "年报.xlsx")) == []


def test_our_own_excel_has_no_prose_and_is_told_as_that(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report, _ = read_report(written({"base": "2021"}, tmp_path / "data"), {})
    assert report
    (tmp_path / "report.xlsx").write_bytes(xlsx.content(report))
    assert main(["review", str(tmp_path / "report.xlsx"), "--year", "2022", "--into", str(tmp_path / "审核")]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert "这是 gongkai 导出的 Excel，只有各表，没有正文，不能当作一份报告；" in line
    assert not (tmp_path / "审核").exists()
