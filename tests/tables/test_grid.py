"""A form and what a report says in it, and the grid that comes of it: spans, places, and the headers of every cell."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.problems import Position
from gongkai.reports.report import Cell, GenericRow, PrintedLabel, Report, ReportTable
from gongkai.statute.formats import formats, table_from
from gongkai.tables.grid import Area, DataCell, Grid, Header, TableRow
from gongkai.tables.layout import table_grid
from gongkai.tables.printed_form import PrintedForm, paper_form, sheet_form

HERE = Position("report.yml", 1, 1)
CASES = yaml.safe_load(Path(__file__).with_name("grid.yml").read_text("utf-8"))


def cell(typed: int | str | None) -> Cell:
    return Cell(typed if isinstance(typed, int) else None, "" if typed is None else str(typed), HERE)


def laid_out(case: dict[str, Any], any_report: Report) -> Grid:
    report = replace(any_report, labels={address: PrintedLabel(text, HERE) for address, text in case.get("labels", {}).items()})
    rows = {row: {column: cell(typed) for column, typed in cells.items()} for row, cells in case.get("cells", {}).items()}
    generic = [
        GenericRow(label, unit, None if typed == "none" else cell(typed), HERE) for label, unit, typed in case.get("generic", ())
    ]
    return table_grid(report, ReportTable(table_from({"source": "", **case["form"]}), rows, HERE, tuple(generic)))


def place(area: Area) -> str:
    return f"{area.row}:{area.column} {area.rows}x{area.columns}"


def anchors(headers: tuple[Header, ...]) -> str:
    return " ".join(header.id for header in headers)


def header_line(header: Header) -> str:
    return f"{header.id} {header.text} {place(header.area)} < {anchors(header.above)}".strip()


def cell_line(each: DataCell) -> str:
    return f"{each.address} {each.text} {each.area.row}:{each.area.column} < {anchors(each.headers)}"


def row_line(row: TableRow) -> str:
    return f"{row.anchor} | {' › '.join((*row.path, row.title))} | {row.in_words()}"


def form_lines(form: PrintedForm) -> list[str]:
    return [f"{each.text} {place(each.area)}" for each in form.cells]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_grid_of_a_form(case, demo):
    grid = laid_out(case, demo.report(2021, "demo"))
    assert f"{grid.width}x{grid.height}, {len(grid.head)} above, {grid.stub} at the left" == case["size"]
    assert (f"{grid.corner.text} {place(grid.corner.area)}" if grid.corner else "none") == case["corner"]
    assert list(grid.below) == case["below"]
    headers = (*grid.column_headers, *chain.from_iterable(row.begun for row in grid.body))
    assert list(map(header_line, headers)) == case["headers"]
    assert list(map(cell_line, grid.cells)) == case["cells_placed"]
    assert list(map(row_line, grid.rows)) == case["rows"]
    assert [row.name for row in grid.rows] == case.get("names", [row.name for row in grid.rows])
    assert form_lines(paper_form(grid)) == case.get("paper", form_lines(paper_form(grid)))
    assert form_lines(sheet_form(grid)) == case.get("sheet", form_lines(sheet_form(grid)))


def every_grid(report: Report) -> list[Grid]:
    """A grid of each table that the State prescribes, with every row that a report may have."""
    blank = Cell(None, "", HERE)
    tables = [table for format in formats().values() for table in format.tables]
    rows = [{row.id: {column.id: blank for column in table.leaf_columns} for row in table.leaf_rows} for table in tables]
    return [table_grid(report, ReportTable(table, cells, HERE)) for table, cells in zip(tables, rows, strict=True)]


def test_the_cells_of_every_form_of_the_state_cover_its_grid_once(demo):
    for grid in every_grid(replace(demo.report(2021, "demo"), labels={})):
        for form in (paper_form(grid), sheet_form(grid)):
            covered = [
                (each.area.row + down, each.area.column + right)
                for each in form.cells
                for down in range(each.area.rows)
                for right in range(each.area.columns)
            ]
            assert sorted(covered) == [(row, column) for row in range(form.height) for column in range(form.width)], grid.id


def test_each_header_of_a_cell_stands_above_it_or_before_it(demo):
    for grid in every_grid(replace(demo.report(2021, "demo"), labels={})):
        for each in grid.cells:
            for header in each.headers:
                area = header.area
                over = area.row < each.area.row and area.column <= each.area.column < area.column + area.columns
                before = area.column < each.area.column and area.row <= each.area.row < area.row + area.rows
                assert over if header.scope == "col" else before, (grid.id, each.address, header.id)


def test_each_address_of_a_report_has_its_own_cell(demo):
    report = demo.report(2020, "demo")
    for table in report.tables.values():
        assert {each.address: each.cell for each in table_grid(report, table).cells} == dict(table.addressed())


def test_a_table_is_laid_out_once_for_all_who_draw_it_and_anew_for_another_report(demo):
    report = demo.report(2020, "demo")
    table = report.tables["licensing"]
    assert table_grid(report, table) is table_grid(report, table)
    renamed = replace(report, labels={"licensing.items_change": PrintedLabel("增减", HERE)})
    assert [header.text for header in table_grid(renamed, table).column_headers][1] == "增减"
