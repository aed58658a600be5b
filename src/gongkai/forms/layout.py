"""Where everything of the form stands: its front, a sheet for each section's tables as they are printed, and the notes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby

from gongkai.forms.across import across_sheet
from gongkai.forms.blank import blank_report
from gongkai.forms.cells import FormSheet
from gongkai.forms.free_rows import free_sheet
from gongkai.forms.stacked import stacked_sheet
from gongkai.statute.formats import Format, FormatTable
from gongkai.tables.grid import Grid
from gongkai.tables.layout import table_grid

LONGEST_NAME = 31  # characters that a spreadsheet allows in the name of a sheet


@cache
def table_sheets(format: Format, year: int) -> tuple[FormSheet, ...]:
    """The sheets with figures, in the order of the form; the year stands in their labels."""
    blank = blank_report(format, year)
    grids = {table.id: table_grid(blank, blank.tables[table.id]) for table in format.tables}
    return tuple(sheet_for(format, year, name, [grids[table.id] for table in tables]) for name, tables in by_section(format))


def sheet_for(format: Format, year: int, name: str, grids: list[Grid]) -> FormSheet:
    first = grids[0]
    if first.form.generic:
        return free_sheet(name, first)
    return across_sheet(format, year, name, first) if first.form.across else stacked_sheet(format, year, name, grids)


def by_section(format: Format) -> Iterator[tuple[str, list[FormatTable]]]:
    for section, tables in groupby(format.tables, key=lambda table: table.section):
        found = [*tables]
        known = format.section(section or "")
        yield (known.label if known else found[0].title)[:LONGEST_NAME], found
