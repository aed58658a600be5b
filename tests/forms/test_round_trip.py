"""Reports given out as forms, saved by LibreOffice and taken back: every cell is what it was."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from gongkai.checks.year_continuity import compared
from gongkai.collection import load_collection
from gongkai.forms.filling import Order, same
from gongkai.forms.form import Form, form_of
from gongkai.forms.formulas import FAULT
from gongkai.forms.front import Identity
from gongkai.forms.layout import table_sheets
from gongkai.forms.reading import read_form
from gongkai.forms.stored import number_text
from gongkai.forms.taking import take
from gongkai.forms.workbook import workbook
from gongkai.reports.reading import read_report
from gongkai.reports.report import Report
from gongkai.reports.sums import sums_in
from gongkai.statute.formats import Format, formats
from tests.forms.office import through_libreoffice
from tests.forms.reports import AGENCY, county, random_cells, random_report

GOVERNMENT = "云溪县人民政府"
Stated = dict[str, tuple[int | Decimal | None, str, str | None, str]]


def identity(format: Format) -> Identity:
    return Identity(GOVERNMENT, AGENCY.name, AGENCY.id, format.years[0], format)


def given_out(format: Format, count: int, folder: Path) -> dict[str, tuple[Report, Report]]:
    """Each report with that of the year before, by the name of its form's file; every tenth has another one before it."""
    chance = random.Random(f"{format.id} {count}")
    found = {}
    before = random_report(format, folder / "then", chance)
    for number in range(count):
        report = random_report(format, folder / f"now{number}", chance)
        if number % 10 == 9:
            before = random_report(format, folder / f"then{number}", chance)
        (folder / f"{number}.xlsx").write_bytes(workbook(form_of(identity(format), report, before)))
        found[f"{number}.xlsx"] = (report, before)
    return found


def came_back(reports: dict[str, tuple[Report, Report]], saved: Path, folder: Path) -> None:
    for name, (report, _) in reports.items():
        collection, _ = load_collection(county(folder / f"data{name}"))
        raw = (saved / name).read_bytes()
        form, problems = read_form(raw, name, collection)
        assert form, [*map(str, problems)]
        taken = take(form, raw, collection, Order("2026-01-20", "张三"))
        assert taken.problems == ()
        again, problems = read_report(taken.folder, collection.agencies)
        assert again
        assert problems == []
        assert stated(again) == stated(report) | left_out(report, again)


def stated(report: Report) -> Stated:
    """Figure, text, unit and remark of every cell; the text of a figure may lose a 0 at its end."""
    found: Stated = {}
    for table in report.tables.values():
        for address, cell in table.cited():
            text = "" if cell.figure is not None else cell.text
            found[address] = (cell.figure, text, cell.unit, cell.remark)
        for number, row in enumerate(table.generic):
            found[f"{table.format.id}.{number}"] = (None, row.label, row.unit, "" if row.cell else "组")
    return found


def left_out(report: Report, again: Report) -> Stated:
    """Rows that a report may leave out come back blank."""
    missing = stated(again).keys() - stated(report).keys()
    return dict.fromkeys(missing, (None, "", "件", ""))


@pytest.mark.parametrize("format", formats().values(), ids=formats())
def test_every_cell_comes_back_through_libreoffice_and_what_it_works_out_is_right(format: Format, tmp_path: Path) -> None:
    reports = given_out(format, 12, tmp_path)
    saved = through_libreoffice(tmp_path)
    came_back(reports, saved, tmp_path)
    for name, (report, before) in reports.items():
        assert red_sums(saved / name, format) == {*wrong_sums(report), *wrong_carries(report, before)}


@pytest.mark.audit
@pytest.mark.parametrize("format", formats().values(), ids=formats())
def test_every_cell_of_a_thousand_reports_comes_back(format: Format, tmp_path: Path) -> None:
    chance = random.Random(format.id)
    given = {}
    for number in range(1000):
        filled, earlier = random_cells(format, chance), random_cells(format, chance)
        given[f"{number}.xlsx"] = filled
        before = {} if format.id == "2014" else {address: number_text(text) or text for address, text in earlier.items()}
        (tmp_path / f"{number}.xlsx").write_bytes(workbook(Form(identity(format), filled, before)))
    saved = through_libreoffice(tmp_path)
    collection, _ = load_collection(county(tmp_path / "data"))
    for name, filled in given.items():
        form, problems = read_form((saved / name).read_bytes(), name, collection)
        assert form, [*map(str, problems)]
        typed = {answer.address: answer.typed for answer in form.answers if answer.typed is not None}
        assert typed.keys() == filled.keys()
        assert [address for address, text in filled.items() if not same(text, typed[address])] == []


def red_sums(file: Path, format: Format) -> set[tuple[str, ...]]:
    """The cells that LibreOffice found at fault, check by check."""
    book = openpyxl.load_workbook(file, data_only=True)
    found = set()
    for sheet in table_sheets(format, format.years[0]):
        for check in sheet.checks:
            said = book[sheet.name].cell(check.area.row + 1, check.area.column + 1).value
            if check.verdict and str(said or "").startswith(FAULT):
                found.add((*check.judged, str(said).removeprefix(f"{FAULT} ").partition("；")[0]))
    return found


def wrong_sums(report: Report) -> Iterator[tuple[str, ...]]:
    """The same as the rules of the check have it; a total that is blank is no fault there."""
    for table in report.tables.values():
        for each in sums_in(report, table):
            filled = all(part.cell.figure is not None for part in each.right)
            worded = any(part.cell.remark for part in each.parts)  # 22（其中修订16件）: words, to a spreadsheet
            if each.judged and filled and not worded and each.difference:
                judged = [f"{table.format.id}.{'.'.join(part.address)}" for part in each.right]
                yield (*judged, str(-each.difference))


def wrong_carries(report: Report, before: Report) -> Iterator[tuple[str, ...]]:
    for carry in report.format.carries:
        form = report.format.table(carry.table)
        assert form
        for line in form.leaf_rows if carry.each == "row" else form.leaf_columns:
            found = compared(carry, line.id, before, report)
            if found and not any(cell.remark for cell in found.now.cells):
                first = carry.this_year[0].id
                row, column = (line.id, first) if carry.each == "row" else (first, line.id)
                yield f"{carry.table}.{row}.{column}", str(found.now.value - found.then.value)
