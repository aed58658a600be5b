"""Cells that were left blank: the form asks for a figure in each, and a blank is not a zero."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.problems import Problem, Severity
from gongkai.reports.report import Report
from gongkai.reports.statements import place_name

BLANK = "blank"
MOST_NAMED = 3


def blanks(report: Report) -> Iterator[Problem]:
    """One for each table that has blank cells, at the first of them; a table without any figure is an error."""
    for table in report.tables.values():
        cells = list(table.addressed())
        blank = [(address, cell) for address, cell in cells if not cell.text]
        if blank and len(blank) == len(cells):
            message = f"{table.format.title}一个数也没有填；没有的应当填 0，空白不能当作 0"
            yield Problem(blank[0][1].position, BLANK, message, subject=blank[0][0])
        elif blank:
            named = "、".join(f"“{place_name(report, address)}”" for address, _ in blank[:MOST_NAMED])
            more = f"等 {len(blank)} 格" if len(blank) > MOST_NAMED else f" {len(blank)} 格"
            message = f"{table.format.title}有空白：{named}{more}；没有的应当填 0，空白不能当作 0"
            yield Problem(blank[0][1].position, BLANK, message, Severity.WARNING, blank[0][0])
