"""A statutory table as cells placed on a grid, as the official form prints it; for files that know rows and columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.html.statutory_table import Corner, Figure, Header, TableView, table_view
from gongkai.problems import Position
from gongkai.reports.report import Cell, Report, ReportTable
from gongkai.statute.formats import GenericColumns

NOWHERE = Position("")
GROUP = 760  # twips, for a column that holds only a group's name
NARROW = 5  # figure columns
SHORT = 10  # rows that stay together on one page


@dataclass(frozen=True, slots=True)
class Placed:
    """One cell of the form from (row, column), counted from 0. `cell` is set on a figure; `text` on a label."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """The first `head` rows and the first `stub` columns are labels. `below` is what stands under the table."""

    width: int
    height: int
    head: int
    stub: int
    cells: tuple[Placed, ...]
    below: tuple[str, ...] = ()

    def row(self, number: int) -> list[Placed]:
        """The cells that reach over that row, from left to right, those begun higher up included."""
        reaching = (placed for placed in self.cells if placed.row <= number < placed.row + placed.rows)
        return sorted(reaching, key=lambda placed: placed.column)


def grid(report: Report, table: ReportTable, *, as_printed: bool = False) -> Grid:
    """The table with its printed labels. Its rule (勾稽关系…) and the units stand below it; `as_printed`, the rule stands
    in the corner as on the paper form, and no word is added.
    """
    if table.format.generic:
        return generic_grid(report, table, table.format.generic, captioned=as_printed)
    view = table_view(report, table, {})
    corner, below = view.corner, view.below
    if as_printed:
        rule = below[0] if table.format.note else ""
        corner, below = corner and Corner(corner.columns, corner.rows, corner.text or rule), ()
    stub = corner.columns if corner else 0
    width = stub + len(table.format.leaf_columns) * (len(table.rows) if table.format.across else 1)
    rows = [*caption(view, width), *head(view, corner), *body(view, table)]
    top = len(rows) - len(view.body)
    return Grid(width, len(rows), top, stub, tuple(placed(rows)), below)


def caption(view: TableView, width: int) -> list[list[Placed]]:
    return [[Placed(0, 0, 1, width, view.caption)]] if view.caption else []


def head(view: TableView, corner: Corner | None) -> list[list[Placed]]:
    rows = [[label(header) for header in level] for level in view.head]
    if corner:
        rows[0].insert(0, Placed(0, 0, corner.rows, corner.columns, corner.text))
    return rows


def body(view: TableView, table: ReportTable) -> list[list[Placed]]:
    """The figures come in the order of the view; each gets back the cell that it was printed from."""
    cells = iter([table.cells[row.id].get(column.id) for row in table.rows for column in table.format.leaf_columns])
    return [[*map(label, row.heads), *(figure(printed, next(cells)) for printed in row.figures)] for row in view.body]


def label(header: Header) -> Placed:
    return Placed(0, 0, header.rows, header.columns, header.text)


def figure(printed: Figure, cell: Cell | None) -> Placed:
    return Placed(0, 0, 1, 1, printed.text, cell or Cell(None, "", NOWHERE))


def generic_grid(report: Report, table: ReportTable, columns: GenericColumns, *, captioned: bool) -> Grid:
    """`captioned`: the table's name is its first row, for a file that says it nowhere else."""
    form = table.format
    rows = [[Placed(0, 0, 1, 3, report.caption(form))]] if captioned and form.caption else []
    rows.append([Placed(0, 0, 1, 1, report.label(form, line)) for line in columns.lines])
    head = len(rows)
    for row in table.generic:
        unit, cell = (row.unit, row.cell) if row.cell else ("——", Cell(None, "——", NOWHERE))
        rows.append([Placed(0, 0, 1, 1, row.label), Placed(0, 0, 1, 1, unit), Placed(0, 0, 1, 1, cell.text, cell)])
    return Grid(3, len(rows), head, 1, tuple(placed(rows)))


def placed(rows: Sequence[Sequence[Placed]]) -> Iterator[Placed]:
    """Each cell in the first place of its row that no cell from higher up reaches into, as a browser places them."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            yield Placed(number, column, cell.rows, cell.columns, cell.text, cell.cell)
            taken |= {(number + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}


def widths(form: Grid, width: int) -> list[int]:
    """Columns on paper, in twips: figures as narrow as they may be; the labels' own column has the rest of `width`."""
    figures = form.width - form.stub
    if not form.stub:
        return [width // figures] * figures
    one = min(709, width // 2 // figures) if small(form) else min(2400, width * 5 // 8 // figures)
    groups = [GROUP] * (form.stub - 1)
    return [*groups, width - sum(groups) - one * figures, *[one] * figures]


def small(form: Grid) -> bool:
    """Whether so many figures stand in a row that they want small letters."""
    return form.width - form.stub > NARROW


def short(form: Grid) -> bool:
    """Whether the table is so short that it should not begin on one page and end on the next."""
    return form.height <= SHORT
