"""Every cell of the official forms is found again, whatever kind of file they are drawn in."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from gongkai.formats import formats
from gongkai.importers import import_file
from gongkai.problems import Severity
from gongkai.reports import Report, read_report
from tests.importers.forms import WRITERS, as_html, as_tabs, report

BOTH = ("2019", "2021")


def numbers(table: str, row: str, column: str) -> str:
    """Another number for each cell, so that no two can be confused."""
    return str(random.Random(f"{table}.{row}.{column}").randrange(100_000))


def imported(content: bytes, name: str, tmp_path: Path, year: int | None = None) -> tuple[Report, list[str]]:
    file = tmp_path / name
    file.write_bytes(content)
    problems = import_file(file, tmp_path / "demo", None, year)
    assert not [p for p in problems if p.severity is Severity.ERROR], problems
    found, wrong = read_report(tmp_path / "demo", {})
    assert found is not None
    assert not wrong
    return found, [problem.message for problem in problems]


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("format", BOTH)
def test_every_cell_lies_where_its_labels_say(kind: str, format: str, tmp_path: Path) -> None:
    found, _ = imported(WRITERS[kind](report(formats()[format], numbers)), f"年报.{kind}", tmp_path)
    assert found.format.id == format
    wrong = {}
    for table in found.tables.values():
        for address, cell in table.addressed():
            if cell.text != numbers(*address.split(".")):
                wrong[address] = cell.text
    assert wrong == {}
    assert {table: len(found.tables[table].cells) for table in found.tables} == {
        table.id: len(table.leaf_rows) for table in found.format.tables
    }
    assert not found.labels


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("format", BOTH)
def test_a_blank_form_gives_blanks_never_zeros(kind: str, format: str, tmp_path: Path) -> None:
    found, _ = imported(WRITERS[kind](report(formats()[format], lambda *_: "")), f"空表.{kind}", tmp_path)
    cells = [cell for table in found.tables.values() for _, cell in table.addressed()]
    assert {(cell.figure, cell.text) for cell in cells} == {(None, "")}
    assert len(cells) == sum(len(t.leaf_rows) * len(t.leaf_columns) for t in found.format.tables)


@pytest.mark.parametrize("format", BOTH)
def test_a_page_whose_tables_lost_their_spans_is_read_like_text(format: str, tmp_path: Path) -> None:
    found, _ = imported(as_html(report(formats()[format], numbers), spans=False), "年报.html", tmp_path)
    cell = found.cell("requests", "unprocessed_repeated", "legal_service_organization")
    assert cell is not None
    assert cell.text == numbers("requests", "unprocessed_repeated", "legal_service_organization")


def test_the_format_is_told_by_labels_and_the_odd_year_is_said(tmp_path: Path) -> None:
    blocks = report(formats()["2019"], numbers, "云溪县2022年政府信息公开工作年度报告")
    found, said = imported(WRITERS["docx"](blocks), "年报.docx", tmp_path)
    assert (found.year, found.format.id) == (2022, "2019")
    assert said == ["第 1 段：格式：2022 年的报告用的是 2019 年格式（国办公开办函〔2019〕60号），按原件的格式读入"]


@pytest.mark.parametrize("format", BOTH)
def test_a_row_a_line_with_tabs_between_its_cells(format: str, tmp_path: Path) -> None:
    found, _ = imported(as_tabs(report(formats()[format], numbers)), "年报.txt", tmp_path)
    wrong = {
        address: cell.text
        for table in found.tables.values()
        for address, cell in table.addressed()
        if cell.text != numbers(*address.split("."))
    }
    assert wrong == {}
