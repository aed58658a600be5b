"""One digit changed in any cell of a consistent application table is one error, at that cell, naming its row and column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from gongkai.checks import balances
from gongkai.collection import load_collection
from gongkai.problems import Severity
from gongkai.reports.report import Cell, Report
from gongkai.statute.formats import Line
from tests.checks.reading import BASE


@pytest.mark.parametrize(("base", "cells"), [("2019", 23 * 7), ("2021", 25 * 7)])
def test_a_changed_digit_is_an_error_at_its_cell(base: str, cells: int) -> None:
    collection, problems = load_collection(BASE / base)
    report = collection.reports[0]
    assert not problems
    assert len(list(figures(report))) == cells
    for row, column, cell in figures(report):
        for figure in changed(str(cell.figure)):
            (found,) = balances.check(with_figure(report, row.id, column.id, figure), collection)
            assert found.severity is Severity.ERROR
            assert found.subject == f"requests.{row.id}.{column.id}"
            assert found.position == cell.position
            assert f"{row.label} › {column.label}" in found.message


def figures(report: Report) -> Iterator[tuple[Line, Line, Cell]]:
    table = report.tables["requests"]
    for row in table.rows:
        for column in table.format.leaf_columns:
            yield row, column, table.cells[row.id][column.id]


def changed(figure: str) -> set[int]:
    """The figure with each one of its digits made each other digit."""
    places = range(len(figure))
    return {int(figure[:place] + digit + figure[place + 1 :]) for place in places for digit in "0123456789"} - {int(figure)}


def with_figure(report: Report, row: str, column: str, figure: int) -> Report:
    table = report.tables["requests"]
    cell = replace(table.cells[row][column], figure=figure, text=str(figure))
    cells = {**table.cells, row: {**table.cells[row], column: cell}}
    return replace(report, tables={**report.tables, "requests": replace(table, cells=cells)})
