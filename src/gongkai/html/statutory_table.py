"""A statutory table as rows and cells of HTML, every figure tied to all of its headers.

The corner that a printed form fills with its rule stays empty here and the rule stands below the table: a corner cell
would be read as a header of nothing. Spanning headers use scope “col” and “row”, since “colgroup” gives cells no header.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.html.marks import Mark, Marks
from gongkai.reports.report import Cell, Report, ReportTable
from gongkai.statute.formats import FormatTable, Line
from gongkai.tables.figure_text import printed


@dataclass(frozen=True, slots=True)
class Header:
    """A `<th>`. `headers` are the ids of the headers above it, or before it."""

    id: str
    text: str
    scope: str
    columns: int
    rows: int
    headers: str = ""
    note: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A `<td>`. `note` are the marks that stand beside its figure."""

    text: str
    headers: str
    note: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    heads: tuple[Header, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Corner:
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
    corner: Corner | None
    head: tuple[tuple[Header, ...], ...]
    body: tuple[Row, ...]
    below: tuple[str, ...]
    wide: bool
    tall: bool


def table_view(report: Report, table: ReportTable, notes: Marks) -> TableView:
    build = TableBuilder(report, table, notes)
    form = table.format
    across = form.across
    return TableView(
        id=form.id,
        caption=report.caption(form),
        title=form.title,
        summary=zero_summary(table),
        corner=None if across else build.corner(),
        head=build.across_head() if across else build.column_head(),
        body=build.across_body() if across else build.body(),
        below=tuple(filter(None, (build.note(), units(form)))),
        tall=not across and len(form.leaf_rows) > 10,
        wide=len(form.leaf_columns) * (len(form.leaf_rows) if across else 1) > 5,
    )


def zero_summary(table: ReportTable) -> str:
    """One sentence that spares a listener the whole of a table of noughts; empty when it is not one."""
    figures = [cell.figure for _, cell in table.addressed()]
    if len(figures) > 6 and all(figure == 0 for figure in figures if figure is not None) and None not in figures:
        return f"本表共 {len(figures)} 个数，全部为 0。"
    return ""


def units(form: FormatTable) -> str:
    """单位, as the State fixes them for the columns; empty when the table has one unit and says so in its labels."""
    by_unit: dict[str, list[str]] = {}
    for column in form.leaf_columns:
        if column.unit and f"单位：{column.unit}" not in column.label:
            by_unit.setdefault(column.unit, []).append(column.label)
    if not by_unit:
        return ""
    if len(by_unit) == 1 and sum(map(len, by_unit.values())) == len(form.leaf_columns):
        return f"单位：{next(iter(by_unit))}"
    return "单位：" + "；".join(f"{'、'.join(labels)}为{unit}" for unit, labels in by_unit.items())


class TableBuilder:
    """Lays one table of one report out."""

    def __init__(self, report: Report, table: ReportTable, notes: Marks) -> None:
        self.report, self.table, self.notes = report, table, notes
        self.form = table.format
        self.tree = tuple(self.present(self.form.rows))
        self.depth = max((line.depth for line in self.tree), default=1)

    def present(self, lines: Iterable[Line]) -> Iterator[Line]:
        """The rows the report has. A group left with one row of several stands for it: （六）其他处理 of the older form."""
        for line in lines:
            if not line.members:
                if line.id in self.table.cells:
                    yield line
                continue
            members = tuple(self.present(line.members))
            if len(members) == 1 and len(line.members) > 1:
                yield Line(members[0].id, members[0].label, unit=members[0].unit)
            elif members:
                yield Line(line.id, line.label, line.aliases, members)

    def id(self, *parts: str) -> str:
        return "-".join((self.form.id, *parts))

    def text(self, line: Line, row: Line | None = None) -> str:
        return self.report.label(self.form, line, row)

    def header(self, line: Line, scope: str, above: Sequence[str], columns: int = 1, rows: int = 1) -> Header:
        note = self.notes.get(f"{self.form.id}.{line.id}", ())
        return Header(self.id(line.id), self.text(line), scope, columns, rows, " ".join(above), note)

    def note(self) -> str:
        printed_note = self.report.labels.get(f"{self.form.id}.note")
        return printed_note.text if printed_note else self.form.note

    def corner(self) -> Corner:
        stub = self.report.labels.get(f"{self.form.id}.stub")
        depth = max(column.depth for column in self.form.columns)
        return Corner(self.depth, depth, stub.text if stub else self.form.stub)

    def column_head(self) -> tuple[tuple[Header, ...], ...]:
        depth = max(column.depth for column in self.form.columns)
        return tuple(tuple(level) for level in self.levels(self.form.columns, depth))

    def levels(self, lines: Sequence[Line], depth: int) -> list[list[Header]]:
        """Header rows from the top down; a leaf reaches to the last of them."""
        rows: list[list[Header]] = [[] for _ in range(depth)]

        def place(line: Line, level: int, above: tuple[str, ...]) -> None:
            reach = 1 if line.members else depth - level
            rows[level].append(self.header(line, "col", above, len(tuple(line.leaves())), reach))
            for member in line.members:
                place(member, level + 1, (*above, self.id(line.id)))

        for line in lines:
            place(line, 0, ())
        return rows

    def body(self) -> tuple[Row, ...]:
        column_paths = {path[-1].id: [self.id(line.id) for line in path] for top in self.form.columns for path in top.paths()}
        rows = []
        begun: set[str] = set()
        for top in self.tree:
            for path in top.paths():
                heads = tuple(self.row_heads(path, begun))
                own = [self.id(line.id) for line in path]
                cells = self.table.cells[path[-1].id]
                figures = tuple(
                    self.figure(f"{path[-1].id}.{column.id}", cells.get(column.id), [*own, *column_paths[column.id]])
                    for column in self.form.leaf_columns
                )
                rows.append(Row(heads, figures))
        return tuple(rows)

    def row_heads(self, path: tuple[Line, ...], begun: set[str]) -> Iterator[Header]:
        """The row's own header, and each group's where the group begins."""
        for level, line in enumerate(path):
            if line.id in begun:
                continue
            begun.add(line.id)
            above = [self.id(group.id) for group in path[:level]]
            reach = 1 if line.members else self.depth - level
            yield self.header(line, "row", above, reach, len(tuple(line.leaves())))

    def figure(self, address: str, cell: Cell | None, headers: Sequence[str]) -> Figure:
        return Figure(printed(cell), " ".join(headers), self.notes.get(f"{self.form.id}.{address}", ()))

    def across_head(self) -> tuple[tuple[Header, ...], ...]:
        """Rows become header groups, each over a copy of the columns."""
        depth = self.depth + 1
        rows: list[list[Header]] = [[] for _ in range(depth)]
        wide = len(self.form.leaf_columns)

        def place(line: Line, level: int, above: tuple[str, ...]) -> None:
            rows[level].append(self.header(line, "col", above, wide * len(tuple(line.leaves()))))
            below = (*above, self.id(line.id))
            for member in line.members:
                place(member, level + 1, below)
            if not line.members:
                rows[level + 1].extend(
                    self.across_column(line, column, below, depth - level - 1) for column in self.form.leaf_columns
                )

        for line in self.tree:
            place(line, 0, ())
        return tuple(map(tuple, rows))

    def across_column(self, row: Line, column: Line, above: Sequence[str], reach: int) -> Header:
        note = self.notes.get(f"{self.form.id}.{row.id}.{column.id}", ())
        return Header(self.id(row.id, column.id), self.text(column, row), "col", 1, reach, " ".join(above), note)

    def across_body(self) -> tuple[Row, ...]:
        figures = tuple(
            self.figure(
                f"{path[-1].id}.{column.id}",
                self.table.cells[path[-1].id].get(column.id),
                [*(self.id(line.id) for line in path), self.id(path[-1].id, column.id)],
            )
            for top in self.tree
            for path in top.paths()
            for column in self.form.leaf_columns
        )
        return (Row((), figures),)
