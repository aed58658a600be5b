"""Merged cells laid out on a grid of rows and columns, as HTML and Word describe them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from gongkai.importers.document import Grid, GridCell, Place

MOST_CELLS = 50_000  # places of a grid; the largest statutory table has some 300
WIDEST = 100


class TooLargeError(Exception):
    """The table is larger than any report's."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One cell as the file has it. `column` is set where the file says it; otherwise the cell stands in the first free place."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    column: int | None = None
    line: int = 0


def laid_out(rows: Sequence[Iterable[Typed]], place: Place, at: Callable[[int, int, Typed], Place]) -> Grid:
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
            cells.append(GridCell(cell.text, number, column, at(number + 1, count, cell), height, width))
            column += width
    return Grid(tuple(cells), place)


def free(taken: set[tuple[int, int]], row: int, column: int) -> int:
    while (row, column) in taken:
        column += 1
    return column
