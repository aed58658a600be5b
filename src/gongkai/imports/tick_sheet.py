"""The sheet on which an office ticked off the import record, read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from gongkai.checks.wording import quoted
from gongkai.imports.document import Document, Grid, GridCell
from gongkai.imports.readers.xlsx import read_xlsx
from gongkai.problems import Position, Problem, errors, one_line, shown
from gongkai.reports.import_record import HEAD, NO_TICK, RULE, RecordLine, line_of

NO_HEAD = f"找不到核对表的列名（{'、'.join(HEAD)}）；请用 gongkai tick --to 写出的表"
REMARK = "核对表不收另写的话；数不对的先用 gongkai correct 改正，话删去以后再读回"
TICKED = HEAD[6]
Row = Mapping[int, GridCell]


def read_tick_sheet(file: Path) -> tuple[list[RecordLine], list[Problem]]:
    """The lines of the sheet that somebody ticked, whatever order they stand in; and every word in it that is no tick."""
    document, problems = read_xlsx(file.read_bytes(), shown(file))
    if document is None or errors(problems):
        return [], problems
    rows = [*rows_of(document)]
    at = next((number for number, row in enumerate(rows) if {*HEAD} <= {cell.text for cell in row.values()}), None)
    if at is None:
        return [], [Problem(Position(shown(file)), RULE, NO_HEAD)]
    names = {column: cell.text for column, cell in rows[at].items() if cell.text in HEAD}
    filled = [
        (row, line_of({names[column]: cell.text for column, cell in row.items() if column in names})) for row in rows[at + 1 :]
    ]
    faults = [fault for row, line in filled for fault in no_ticks(row, line, names)]
    return [line for _, line in filled if line.address and line.is_ticked], faults


def rows_of(document: Document) -> Iterator[Row]:
    """Every row of every grid, its cells by their columns."""
    for grid in (block for block in document.blocks if isinstance(block, Grid)):
        yield from ({cell.column: cell for cell in row} for row in grid.rows())


def no_ticks(row: Row, line: RecordLine, names: Mapping[int, str]) -> Iterator[Problem]:
    """What somebody wrote instead of a tick, or beside it: words that nobody would read once the sheet was taken."""
    for column, cell in row.items():
        if (names.get(column) == TICKED and line.says_else) or (column not in names and cell.text):
            where = "：".join(filter(None, (cell.place.words, line.label)))
            message = f"{where}：这里写着{quoted(one_line(cell.text))}，{NO_TICK if column in names else REMARK}"
            yield Problem(Position(cell.place.file), RULE, message, subject=line.address)
