"""A statutory table of one report, worked out: its headers, its figures, and which headers each figure has.

Whatever draws the table takes it from here: every header and every figure knows its place, so that nobody has to count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Literal

from gongkai.reports.report import Cell
from gongkai.statute.formats import FormatTable, Line

Scope = Literal["col", "row"]
MANY_ROWS = 10


@dataclass(frozen=True, slots=True)
class Area:
    """Where a cell stands, counted from 0 at the top left of the header, and over how many rows and columns it reaches."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1

    def below(self, rows: int) -> Area:
        """The same so many rows further down."""
        return Area(self.row + rows, self.column, self.rows, self.columns)


@dataclass(frozen=True, slots=True)
class Header:
    """`text` is as the report printed it. `id` is the header's anchor on the report's page.

    `address` names it in notes and printed labels: `table.line`, or `table.row.column` in a table printed across. `above` are
    the headers over it, or before it, outermost first.
    """

    id: str
    address: str
    text: str
    scope: Scope
    area: Area
    above: tuple[Header, ...] = ()


@dataclass(frozen=True, slots=True)
class DataCell:
    """A cell below the headers: a figure, or the unit of a row whose form prescribes none.

    `cell` is what the report says there; None for a unit, in a line that groups others, and where the report has nothing at
    all. `text` is for the eye, empty for a blank. `row_headers` and `column_headers` run from the outermost inwards.
    `column_name` is the State's label of the column with the groups it stands in.
    """

    address: str
    column: Line
    column_name: str
    cell: Cell | None
    text: str
    area: Area
    row_headers: tuple[Header, ...]
    column_headers: tuple[Header, ...]
    is_figure: bool = True

    @property
    def headers(self) -> tuple[Header, ...]:
        return self.row_headers + self.column_headers


Reading = Callable[[Header | DataCell], str]
TEXT: Reading = attrgetter("text")


@dataclass(frozen=True, slots=True)
class TableRow:
    """What the form counts as a row, also where the table is printed across. `headers` are its groups and itself, last.

    `id` is that of the statute, or the row's number, from 1, where no rows are prescribed. `name` is the State's label with
    the groups it stands in. `grouping`: it has no figure and stands above others.
    """

    id: str
    name: str
    headers: tuple[Header, ...]
    cells: tuple[DataCell, ...]
    grouping: bool = False

    @property
    def anchor(self) -> str:
        return self.headers[-1].id

    @property
    def title(self) -> str:
        return self.headers[-1].text

    @property
    def path(self) -> tuple[str, ...]:
        """The labels it stands under, outermost first."""
        return tuple(header.text for header in self.headers[:-1])

    @property
    def figures(self) -> tuple[DataCell, ...]:
        return tuple(cell for cell in self.cells if cell.is_figure)

    def labelled(self, text: Reading = TEXT) -> Iterator[tuple[str, str]]:
        """Each cell's text under its column's labels, without those that all of its columns have in common."""
        shared = set.intersection(*({header.id for header in cell.column_headers} for cell in self.cells))
        for cell in self.cells:
            own = [header for header in cell.column_headers if header.id not in shared]
            yield "·".join(map(text, own or cell.column_headers[-1:])), text(cell)

    def in_words(self, text: Reading = TEXT) -> str:
        """The row in one line: `自然人 3；商业企业 0`; of a blank, the label alone. `text` reads a header or a cell."""
        return "；".join(f"{label} {figure}".strip() for label, figure in self.labelled(text))


@dataclass(frozen=True, slots=True)
class Corner:
    """The place above the row headers and beside the column headers. `text` may be empty."""

    area: Area
    text: str


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row as it is printed: the headers that begin in it, and its cells from left to right."""

    begun: tuple[Header, ...]
    cells: tuple[DataCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """`caption` is as the report printed it, and may be empty; `title` is the State's.

    `head` are the header rows from the top; `rows` the rows of the statute, `body` the rows of the print; `stub` so many
    columns hold row headers. `corner` is None in a table printed across. `rule` is the 勾稽 printed in the form's corner, and
    `units` the units of the columns in words; both may be empty.
    """

    form: FormatTable
    caption: str
    corner: Corner | None
    head: tuple[tuple[Header, ...], ...]
    rows: tuple[TableRow, ...]
    body: tuple[BodyRow, ...]
    stub: int
    width: int
    rule: str = ""
    units: str = ""

    @property
    def id(self) -> str:
        return self.form.id

    @property
    def title(self) -> str:
        return self.form.title

    @property
    def height(self) -> int:
        return len(self.head) + len(self.body)

    @property
    def below(self) -> tuple[str, ...]:
        """What stands under the table where its corner has no room: the rule, and the units."""
        return tuple(filter(None, (self.rule, self.units)))

    @property
    def tall(self) -> bool:
        """Whether its form has so many rows that on paper it wants a page of its own, turned on its side."""
        return not self.form.across and len(self.form.leaf_rows) > MANY_ROWS

    @property
    def cells(self) -> Iterator[DataCell]:
        """Every cell below the headers, row by row."""
        return chain.from_iterable(row.cells for row in self.rows)

    @property
    def column_headers(self) -> Iterator[Header]:
        return chain.from_iterable(self.head)
