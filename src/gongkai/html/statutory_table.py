"""A statutory table as rows and cells of HTML, every figure tied to all of its headers.

The corner that a printed form fills with its rule stays empty here and the rule stands below the table: a corner cell
would be read as a header of nothing. Spanning headers use scope “col” and “row”, since “colgroup” gives cells no header.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gongkai.html.blocks import PageBlock
from gongkai.html.fragments import fragment
from gongkai.html.marks import Mark, Marks, with_marks
from gongkai.html.said import SaidRow, SaidTable
from gongkai.tables.grid import BodyRow, Corner, DataCell, Grid, Header, TableRow

FEW = 6  # figures that a listener may as well hear one by one
NARROW = 5  # columns of figures that a phone has room for


@dataclass(frozen=True, slots=True)
class HeaderView:
    """A `<th>`. `headers` are the ids of the headers above it, or before it."""

    id: str
    text: str
    scope: str
    columns: int
    rows: int
    headers: str = ""
    note: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureView:
    """A `<td>`. `id` is its address in the report; `note` are the marks that stand beside its figure."""

    id: str
    text: str
    headers: str
    note: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class RowView:
    heads: tuple[HeaderView, ...]
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True)
class CornerView:
    columns: int
    rows: int
    text: str


@dataclass(frozen=True, slots=True)
class TableView:
    """`wide` tables scroll on a phone; `tall` ones get a page of their own on paper, turned on its side."""

    id: str
    caption: str
    title: str
    summary: str
    corner: CornerView | None
    head: tuple[tuple[HeaderView, ...], ...]
    body: tuple[RowView, ...]
    below: tuple[str, ...]
    wide: bool
    tall: bool


def statutory_table(grid: Grid, notes: Marks, foot: tuple[str, ...] = ()) -> PageBlock:
    """The table, with the notes on its headers and figures; `foot` is said below it."""
    rows = said_rows(grid, notes)
    if grid.form.generic:
        return PageBlock(fragment("generic-table", {**generic_view(grid, notes), "below": foot}), (rows, *foot))
    view = table_view(grid, notes, foot)
    return PageBlock(fragment("statutory-table", view), (view.summary, rows, *view.below))


def said_rows(grid: Grid, notes: Marks) -> SaidTable:
    """Every row of the statute, also where the table is printed across, and the table with the labels of its columns."""

    def text(part: Header | DataCell) -> str:
        return with_marks(part.text, notes.get(part.address, ()))

    title = grid.caption or grid.title if grid.form.generic else f"{grid.caption} {grid.title}"
    columns = [grid.corner.text] if grid.corner else []
    columns += map(text, grid.column_headers)
    rows = [
        SaidRow(row.anchor, text(row.headers[-1]), row.in_words(text), tuple(map(text, row.headers[:-1]))) for row in grid.rows
    ]
    return SaidTable(title, tuple(rows), f"table-{grid.id}", " ".join(columns))


def table_view(grid: Grid, notes: Marks, foot: tuple[str, ...] = ()) -> TableView:
    form = grid.form
    return TableView(
        id=grid.id,
        caption=grid.caption,
        title=grid.title,
        summary=zero_summary(grid),
        corner=corner_view(grid.corner) if grid.corner else None,
        head=tuple(tuple(header_view(header, notes) for header in level) for level in grid.head),
        body=tuple(row_view(row, notes) for row in grid.body),
        below=(*grid.below, *foot),
        tall=grid.tall,
        wide=len(form.leaf_columns) * (len(form.leaf_rows) if form.across else 1) > NARROW,
    )


def zero_summary(grid: Grid) -> str:
    """One sentence that spares a listener the whole of a table of noughts; empty when it is not one, or has a blank."""
    figures = [cell.cell.figure if cell.cell else None for cell in grid.cells]
    if len(figures) > FEW and all(figure is not None and figure == 0 for figure in figures):
        return f"本表共 {len(figures)} 个数，全部为 0。"
    return ""


def corner_view(corner: Corner) -> CornerView:
    return CornerView(corner.area.columns, corner.area.rows, corner.text)


def header_view(header: Header, notes: Marks) -> HeaderView:
    area = header.area
    above = ids(header.above)
    return HeaderView(header.id, header.text, header.scope, area.columns, area.rows, above, notes.get(header.address, ()))


def row_view(row: BodyRow, notes: Marks) -> RowView:
    heads = tuple(header_view(header, notes) for header in row.begun)
    figures = tuple(FigureView(cell.address, cell.text, ids(cell.headers), notes.get(cell.address, ())) for cell in row.cells)
    return RowView(heads, figures)


def ids(headers: Iterable[Header]) -> str:
    return " ".join([header.id for header in headers])


def generic_view(grid: Grid, notes: Marks) -> dict[str, Any]:
    """Rows with ids of their own, and those of the rows under which each is indented, from the outermost."""
    return {
        "id": grid.id,
        "title": grid.caption or grid.title,
        "head": [header.text for header in grid.column_headers],
        "rows": [generic_row(row, notes) for row in grid.rows],
    }


def generic_row(row: TableRow, notes: Marks) -> dict[str, Any]:
    unit, figure = row.cells
    header = row.headers[-1]
    return {
        "id": header.id,
        "above": ids(header.above),
        "label": header.text,
        "unit": unit.text,
        "figure": figure.text,
        "figure_id": figure.address,
        "group": row.grouping,
        "level": len(header.above),
        "note": notes.get(figure.address, ()),
    }
