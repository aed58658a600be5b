"""Every cell of the forms is found again, whatever kind of file they are drawn in."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from gongkai.imports import import_file
from gongkai.problems import Severity
from gongkai.reports.reading import read_report
from gongkai.reports.report import Report
from gongkai.statute.formats import formats
from tests.imports.forms import INDICATORS, WRITERS, as_html, as_tabs, cells_of, report, wanted

FORMATS = tuple(formats())
TITLE_2016 = "云溪县2016年政府信息公开工作年度报告"


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
@pytest.mark.parametrize("format", FORMATS)
def test_every_cell_lies_where_its_labels_say(kind: str, format: str, tmp_path: Path) -> None:
    found, _ = imported(WRITERS[kind](report(formats()[format], numbers)), f"年报.{kind}", tmp_path)
    assert found.format.id == format
    assert {address: cell.text for address, cell in cells_of(found).items()} == numbered(format)
    assert not found.labels


def numbered(format: str) -> dict[str, str]:
    return {address: numbers(*address.split(".")) for address in wanted(formats()[format])}


@pytest.mark.parametrize("kind", WRITERS)
def test_indicators_keep_their_order_their_words_and_their_units(kind: str, tmp_path: Path) -> None:
    found, said = imported(WRITERS[kind](report(formats()["2014"], signs, TITLE_2016)), f"年报.{kind}", tmp_path)
    rows = found.tables["statistics"].generic
    assert [(row.label, row.unit) for row in rows] == list(INDICATORS)
    assert {address: cell.text for address, cell in cells_of(found).items()} == {
        address: signs(*address.split(".")) for address in wanted(found.format)
    }
    assert [section.title for section in found.narrative.sections] == ["一、基本工作", "二、统计表", "三、存在的问题"]
    assert said == []


def signs(table: str, row: str, column: str) -> str:
    """What stands where there is no figure, and figures of every kind."""
    return ("", "/", "无", "0", "——", "3.50", "12（其中修订3件）", "7")[int(row) % 8]


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("format", FORMATS)
def test_a_blank_form_gives_blanks_never_zeros(kind: str, format: str, tmp_path: Path) -> None:
    found, _ = imported(WRITERS[kind](report(formats()[format], lambda *_: "")), f"空表.{kind}", tmp_path)
    cells = cells_of(found)
    assert {(cell.figure, cell.text) for cell in cells.values()} == {(None, "")}
    assert sorted(cells) == sorted(wanted(found.format))


@pytest.mark.parametrize("format", FORMATS)
def test_a_page_whose_tables_lost_their_spans_is_read_like_text(format: str, tmp_path: Path) -> None:
    found, _ = imported(as_html(report(formats()[format], numbers), spans=False), "年报.html", tmp_path)
    assert {address: cell.text for address, cell in cells_of(found).items()} == numbered(format)


def test_the_format_is_told_by_labels_and_the_odd_year_is_said(tmp_path: Path) -> None:
    blocks = report(formats()["2019"], numbers, "云溪县2022年政府信息公开工作年度报告")
    found, said = imported(WRITERS["docx"](blocks), "年报.docx", tmp_path)
    assert (found.year, found.format.id) == (2022, "2019")
    assert said == ["第 1 段：格式：2022 年的报告用的是 2019 年格式（国办公开办函〔2019〕60号），按原件的格式读入"]


@pytest.mark.parametrize("format", FORMATS)
def test_a_row_a_line_with_tabs_between_its_cells(format: str, tmp_path: Path) -> None:
    found, _ = imported(as_tabs(report(formats()[format], numbers)), "年报.txt", tmp_path)
    assert {address: cell.text for address, cell in cells_of(found).items()} == numbered(format)
