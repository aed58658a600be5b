"""A table of rows and columns in which no cell is empty: a figure, a word, or the name of the gap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from gongkai.tables.figure_text import plain_number, signed_number

if TYPE_CHECKING:
    from gongkai.reports.history import Figure, Point


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell. A gap is set quietly, a late report is marked. `unseen` is said before a link whose text many links share.

    What is `computed` for its page no report states: a search does not find it, so that a changed figure changes little else
    (decisions/0033).
    """

    text: str
    href: str = ""
    kind: Literal["figure", "text", "gap", "late"] = "figure"
    unseen: str = ""
    computed: bool = False

    @property
    def said(self) -> str:
        return self.unseen + self.text if self.href else self.text


@dataclass(frozen=True, slots=True)
class CrossRow:
    """`key` is what the row is about (an agency's id, a year), by which its place is still found when there are more rows."""

    head: TableCell
    cells: tuple[TableCell, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class CrossTable:
    """`id` is unlike any other on the page; `below` are lines that explain; a `wide` table scrolls on a phone.

    One that has a `single` column of figures keeps a fixed place for it, so that nothing moves while the rows come. `keys` are
    what the columns are about, where there will be others; the cells of a row that has a key have an address of their own.
    """

    id: str
    caption: str
    stub: str
    head: tuple[TableCell, ...]
    rows: tuple[CrossRow, ...]
    below: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The ids of the columns' heads."""
        return tuple(f"{self.id}-c{key}" for key in self.column_keys)

    @property
    def column_keys(self) -> tuple[str, ...]:
        return self.keys or tuple(map(str, range(1, len(self.head) + 1)))

    @property
    def row_ids(self) -> tuple[str, ...]:
        """The ids of the rows' heads: by what the rows are about, else by their number."""
        return tuple(f"{self.id}.{row.key}" if row.key else f"{self.id}-r{n}" for n, row in enumerate(self.rows, start=1))

    @property
    def wide(self) -> bool:
        return len(self.head) > 3

    @property
    def single(self) -> bool:
        return len(self.head) == 1 and all(cell.kind in ("figure", "gap") for row in self.rows for cell in row.cells)


def computed(cell: TableCell) -> TableCell:
    return replace(cell, computed=True)


def point_entry(point: Point, report: str = "") -> TableCell:
    """The figure, or the short name of the gap, which leads to the row that stands for it on the page of the `report`."""
    if point.row and report:
        return TableCell(point.gap, f"{report}#{point.row}", "gap", f"{point.year}年：")
    return figure_entry(point.figure, point.gap)


def figure_entry(figure: Figure | None, gap: str) -> TableCell:
    return TableCell(gap, kind="gap") if figure is None else TableCell(plain_number(figure))


def change_entry(change: Figure | None, gap: str) -> TableCell:
    return TableCell(gap, kind="gap") if change is None else TableCell(signed_number(change))


def reasons(points: Iterable[Point]) -> tuple[str, ...]:
    """Each gap that occurs, with its reason, and each figure that stands as printed though it is wrong; once."""
    return tuple(dict.fromkeys(reason(point) for point in points if point.figure is None or point.printed))


def reason(point: Point) -> str:
    return f"{point.gap}：{point.reason}。" if point.figure is None else f"{point.printed}。"


def heads(texts: Sequence[str]) -> tuple[TableCell, ...]:
    return tuple(TableCell(text) for text in texts)
