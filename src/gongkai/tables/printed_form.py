"""A statutory table as paper and sheets have it: every label and figure a cell in its place, the caption in a row of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from gongkai.reports.notes import Note
from gongkai.tables.figure_text import with_notes
from gongkai.tables.grid import Area, DataCell, Grid


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """`data` is None for a label."""

    area: Area
    text: str
    data: DataCell | None = None


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """The first `head` rows and the first `stub` columns are labels. `below` is what stands under the table."""

    width: int
    height: int
    head: int
    stub: int
    cells: tuple[PrintedCell, ...]
    below: tuple[str, ...] = ()

    def rows(self) -> list[list[PrintedCell]]:
        """For each row the cells that reach over it, from left to right, those begun higher up included."""
        found: list[list[PrintedCell]] = [[] for _ in range(self.height)]
        for cell in sorted(self.cells, key=lambda cell: cell.area.column):
            for row in range(cell.area.row, cell.area.row + cell.area.rows):
                found[row].append(cell)
        return found


def paper_form(grid: Grid) -> PrintedForm:
    """As on the paper form: its rule (勾稽关系…) stands in the corner, and no word is added."""
    return printed_form(grid, grid.caption, (grid.corner.text or grid.rule) if grid.corner else "", ())


def sheet_form(grid: Grid) -> PrintedForm:
    """For a sheet, which bears the table's name already: its rule and its units stand below it."""
    caption = "" if grid.form.generic else grid.caption
    return printed_form(grid, caption, grid.corner.text if grid.corner else "", grid.below)


def marked(form: PrintedForm, notes: Mapping[str, tuple[Note, ...]]) -> PrintedForm:
    """With the marks of the notes behind the figures that they are about."""
    if not notes:
        return form
    return replace(form, cells=tuple(with_marks(cell, notes) for cell in form.cells))


def with_marks(cell: PrintedCell, notes: Mapping[str, tuple[Note, ...]]) -> PrintedCell:
    found = notes.get(cell.data.address, ()) if cell.data else ()
    return replace(cell, text=with_notes(cell.text, found)) if found else cell


def printed_form(grid: Grid, caption: str, corner: str, below: tuple[str, ...]) -> PrintedForm:
    down = 1 if caption else 0
    above = (PrintedCell(Area(0, 0, columns=grid.width), caption),) if caption else ()
    cells = (*above, *(PrintedCell(area.below(down), text, data) for area, text, data in placed(grid, corner)))
    return PrintedForm(grid.width, grid.height + down, len(grid.head) + down, grid.stub, cells, below)


def placed(grid: Grid, corner: str) -> Iterator[tuple[Area, str, DataCell | None]]:
    """Row by row from the top, in each from left to right."""
    if grid.corner:
        yield grid.corner.area, corner, None
    for header in grid.column_headers:
        yield header.area, header.text, None
    for row in grid.body:
        for header in row.begun:
            yield header.area, header.text, None
        for cell in row.cells:
            yield cell.area, cell.text, cell if cell.is_figure else None
