"""Which format a document uses, and which statutory table each part of a grid is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field

from gongkai.imports.document import DocumentPlace, Grid, GridCell
from gongkai.imports.label_matching import Step, folded_names, label_of
from gongkai.imports.placing.generic_rows import begins_part, generic_tables, goes_on, is_head
from gongkai.imports.placing.merged_labels import remerged
from gongkai.problems import Problem
from gongkai.statute.formats import Format, FormatTable, formats
from gongkai.statute.labels import fold, squeezed

Row = tuple[GridCell, ...]
Key = tuple[str, str]
"""The row (empty when the data row says it) and the column that a column of the grid stands for."""


@dataclass(frozen=True, slots=True)
class TableFragment:
    """Rows of a grid that belong to one statutory table, or to none; `caption` is the cell or paragraph that names it."""

    table: FormatTable | None
    rows: tuple[Row, ...]
    caption: GridCell | None
    grid: Grid

    @property
    def place(self) -> DocumentPlace:
        return self.rows[0][0].place if self.rows else self.grid.place


@dataclass
class Placed:
    """`cells` by row and column id; `labels` by address, as printed; `problems` when the fragment cannot be placed.

    `leaves` are the value columns in the order in which the header prints them, `columns` where they stand in the grid, and
    `header` is all that it prints: a table that goes on below a page break may print it no more. `aside` are rows of words
    that stand between the figures.
    """

    table: FormatTable
    cells: dict[tuple[str, str], GridCell] = field(default_factory=dict)
    labels: dict[str, GridCell] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    leaves: tuple[Key, ...] = ()
    columns: dict[int, Key] = field(default_factory=dict)
    header: frozenset[str] = frozenset()
    aside: tuple[Row, ...] = ()

    def refuse(self, cell: GridCell, message: str) -> None:
        self.problems.append(cell.place.problem(message))

    def add_labels(self, path: Sequence[Step]) -> None:
        """In a table printed across, a column's label is printed once under each row."""
        for line, cell in path:
            across = self.table.across and line in self.table.leaf_columns
            address = f"{self.table.id}.{path[-2][0].id}.{line.id}" if across else f"{self.table.id}.{line.id}"
            if cell is not None:
                self.labels.setdefault(address, cell)

    def add_corner(self, cells: Iterable[GridCell]) -> None:
        """The corner of the header prints 信息内容, or the rule by which the figures must agree."""
        kind = "note" if self.table.note else "stub"
        for cell in cells:
            if squeezed(cell.text):
                self.labels.setdefault(f"{self.table.id}.{kind}", cell)

    def add(self, row: str, column: str, cell: GridCell) -> None:
        """A figure for a place that has one already is refused, once for each row."""
        first = self.cells.setdefault((row, column), cell)
        if first is not cell and not any(problem.subject == f"{self.table.id}.{row}" for problem in self.problems):
            message = f"“{label_of(self.table, row)}”一行出现了两次（另一次在{first.place.words}），不能判断用哪一个"
            self.problems.append(cell.place.problem(message, subject=f"{self.table.id}.{row}"))


def detect_format(grids: Iterable[Grid]) -> Format | None:
    """The format whose own labels the tables print, whatever the year; None when no label tells."""
    printed = {fold(cell.text) for grid in grids for cell in grid.cells if squeezed(cell.text)}
    labels = {id: set(header_labels(format)) for id, format in formats().items()}
    scores = {}
    for id, own in labels.items():
        others = set().union(*(labels[other] for other in labels if other != id))
        scores[id] = len(printed & (own - others))
    best = max(scores.values())
    found = [id for id, score in scores.items() if score == best]
    return formats()[found[0]] if best and len(found) == 1 else None


def header_labels(format: Format) -> Iterator[str]:
    for table in format.tables:
        for column in table.columns:
            yield from (fold(line.label) for line in column.everything())
        for column in table.generic.telling if table.generic else ():
            yield from map(fold, (column.label, *column.aliases))


def fragments_of(grid: Grid, format: Format, caption: GridCell | None = None) -> list[TableFragment]:
    """The grid cut where a caption, or a header after data, begins another table. `caption` stood above the grid."""
    grid = remerged(grid)
    cuts: list[tuple[GridCell | None, list[Row]]] = [(caption, [])]
    for row in grid.rows():
        said = [cell for cell in row if squeezed(cell.text)]
        if len(said) == 1 and table_of_caption(said[0].text, format):
            cuts.append((said[0], []))
        elif said and cuts[-1][1] and (is_stub(said[0].text, format) or begins_part(said, format)):
            cuts.append((None, [row]))
        else:
            cuts[-1][1].append(row)
    fragments = (table_fragment(caption, rows, format, grid) for caption, rows in cuts)
    return [fragment for fragment in fragments if fragment.table or any(map(has_text, fragment.rows))]


def table_fragment(caption: GridCell | None, rows: list[Row], format: Format, grid: Grid) -> TableFragment:
    table = table_of_caption(caption.text, format) if caption else table_of_labels(rows, format)
    if table and table.generic and caption and not any(is_head(table, row) for row in rows):
        table = None
    return TableFragment(table, tuple(rows), caption, grid)


def has_text(row: Iterable[GridCell]) -> bool:
    return any(squeezed(cell.text) for cell in row)


def table_of_caption(text: str, format: Format) -> FormatTable | None:
    said = fold(text)
    return next((table for table in format.tables if table.caption and fold(table.caption) == said), None)


def is_stub(text: str, format: Format) -> bool:
    said = fold(text)
    return any(table.stub and fold(table.stub) == said for table in format.tables)


def table_of_labels(rows: Sequence[Row], format: Format) -> FormatTable | None:
    """The table whose row and column labels the rows print most of; both kinds must be there.

    Where the format prescribes no rows, the table's head tells it, or a first row such as only that table has.
    """
    for generic in generic_tables(format):
        if rows and (is_head(generic, rows[0]) or goes_on(rows[0])):
            return generic
    texts = {fold(cell.text) for row in rows for cell in row if squeezed(cell.text)}
    scores = {table.id: score(table, texts) for table in format.tables}
    best = max(scores.values(), default=0)
    found = [id for id, value in scores.items() if value == best]
    return format.table(found[0]) if best and len(found) == 1 else None


def score(table: FormatTable, texts: Set[str]) -> int:
    """How many labels of the table stand among those texts, which are folded."""
    rows, columns = (
        sum(not texts.isdisjoint(folded_names(line.label, line.aliases)) for top in tops for line in top.everything())
        for tops in (table.rows, table.columns)
    )
    return rows + columns if rows and columns else 0
