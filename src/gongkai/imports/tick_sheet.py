"""The sheet on which an office ticked off the import record, read back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gongkai.imports.document import Document, Grid
from gongkai.imports.readers.xlsx import read_xlsx
from gongkai.problems import Position, Problem, errors, shown
from gongkai.reports.import_record import HEAD, RULE, RecordLine, line_of

NO_HEAD = f"找不到核对表的列名（{'、'.join(HEAD)}）；请用 gongkai tick --to 写出的表"


def read_tick_sheet(file: Path) -> tuple[list[RecordLine], list[Problem]]:
    """The lines of the sheet that somebody ticked; whatever order they stand in."""
    document, problems = read_xlsx(file.read_bytes(), shown(file))
    if document is None or errors(problems):
        return [], problems
    rows = [*texts(document)]
    at = next((number for number, row in enumerate(rows) if {*HEAD} <= {*row}), None)
    if at is None:
        return [], [Problem(Position(shown(file)), RULE, NO_HEAD)]
    lines = (line_of(dict(zip(rows[at], row, strict=False))) for row in rows[at + 1 :])
    return [line for line in lines if line.address and line.ticked], []


def texts(document: Document) -> Iterator[list[str]]:
    """Every row of every grid, a text for each column."""
    for grid in (block for block in document.blocks if isinstance(block, Grid)):
        width = max((cell.column + 1 for cell in grid.cells), default=0)
        for row in grid.rows():
            by_column = {cell.column: cell.text for cell in row}
            yield [by_column.get(column, "") for column in range(width)]
