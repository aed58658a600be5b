"""Merged cells laid out on a grid of rows and columns, as HTML and Word describe them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from gongkai.imports.document import DocumentPlace, Grid, GridCell
from gongkai.imports.marks import doubt_of, fault_of, without_marks

MOST_CELLS = 50_000  # places of a grid; the largest statutory table has some 300
WIDEST = 100


class TooLargeError(Exception):
    """The table is larger than any report's."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One cell as the file has it, its text with marks. `column` is set where the file says it; else the first free place."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    column: int | None = None
    line: int = 0
    doubt: str = ""


def refuse_more_than_a_report_has(cells: Iterable[object]) -> None:
    """Before their texts are read, which is the slow part."""
    if next(itertools.islice(cells, MOST_CELLS, None), None) is not None:
        raise TooLargeError


def laid_out(rows: Sequence[Iterable[Typed]], place: DocumentPlace, at: Callable[[int, int, Typed], DocumentPlace]) -> Grid:
    """The grid of these rows; a cell may reach into the rows below, never beyond the last."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for number, row in enumerate(rows):
        column = 0
        for count, cell in enumerate(row, start=1):
            column = cell.column if cell.column is not None else free(taken, number, column)
            width, height = min(max(cell.colspan, 1), WIDEST), min(max(cell.rowspan, 1), len(rows) - number)
            taken |= {(number + down, column + right) for down in range(height) for right in range(width)}
            if len(taken) > MOST_CELLS:
                raise TooLargeError
            doubt = "；".join(filter(None, (cell.doubt, doubt_of(cell.text))))
            text, fault = without_marks(cell.text).strip(), fault_of(cell.text)
            cells.append(GridCell(text, number, column, at(number + 1, count, cell), height, width, fault, doubt))
            column += width
    return Grid(tuple(cells), place)


def marked(cell: GridCell, *, doubt: str = "") -> GridCell:
    """The cell whose text still has its marks, which say what cannot be told about its figure."""
    doubts = "；".join(filter(None, (doubt, doubt_of(cell.text))))
    return replace(cell, text=without_marks(cell.text).strip(), fault=fault_of(cell.text), doubt=doubts)


def free(taken: set[tuple[int, int]], row: int, column: int) -> int:
    while (row, column) in taken:
        column += 1
    return column
