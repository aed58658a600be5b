"""Works the grid of a report's table out, in each of the three ways in which the State's forms are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.reports.recent import keeping_recent
from gongkai.reports.report import Cell, Report, ReportTable
from gongkai.statute.formats import FormatTable, GenericColumns, Line
from gongkai.tables.figure_text import printed
from gongkai.tables.grid import Area, BodyRow, Corner, DataCell, Grid, Header, Scope, TableRow

NO_FIGURE = "——"  # in a line that groups others
Path = tuple[Header, ...]


@keeping_recent(12)  # a report has at most seven tables
def table_grid(report: Report, table: ReportTable) -> Grid:
    """The same one for all who draw the same table of the same report, one after the other."""
    return layout(report, table).grid()


def layout(report: Report, table: ReportTable) -> RowsAndColumns | Across | FreeRows:
    if table.format.generic:
        return FreeRows(report, table, table.format.generic)
    return Across(report, table) if table.format.across else RowsAndColumns(report, table)


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


def depth(lines: Iterable[Line]) -> int:
    return max((line.depth for line in lines), default=1)


def leaves(line: Line) -> int:
    return sum(1 for _ in line.leaves())


class Layout:
    """One table of one report, and the words it printed."""

    head_height: int

    def __init__(self, report: Report, table: ReportTable) -> None:
        self.report, self.table, self.form = report, table, table.format
        self.lines = tuple(self.present(self.form.rows))
        self.rows: list[TableRow] = []
        self.names = self.form.full_labels()

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

    def header(self, line: Line, area: Area, above: Path, row: Line | None = None) -> Header:
        """`row`: under which row a column stands in a table printed across."""
        names = (row.id, line.id) if row else (line.id,)
        text = self.report.label(self.form, line, row)
        scope: Scope = "col" if area.row < self.head_height else "row"
        return Header("-".join((self.form.id, *names)), ".".join((self.form.id, *names)), text, scope, area, above)

    def add_row(self, line: Line, path: Path, cells: tuple[DataCell, ...]) -> None:
        self.rows.append(TableRow(line.id, self.names[line.id], path, cells))

    def data_cell(self, row: Line, column: Line, area: Area, row_headers: Path, column_headers: Path) -> DataCell:
        cell = self.table.cells[row.id].get(column.id)
        address = f"{self.form.id}.{row.id}.{column.id}"
        return DataCell(address, column, self.names[column.id], cell, printed(cell), area, row_headers, column_headers)

    def rule(self) -> str:
        label = self.report.labels.get(f"{self.form.id}.note")
        return label.text if label else self.form.note

    def stub_label(self) -> str:
        label = self.report.labels.get(f"{self.form.id}.stub")
        return label.text if label else self.form.stub


class RowsAndColumns(Layout):
    """Columns above, rows at the left, a corner between them."""

    def __init__(self, report: Report, table: ReportTable) -> None:
        super().__init__(report, table)
        self.stub, self.head_height = depth(self.lines), depth(self.form.columns)
        self.head: list[list[Header]] = [[] for _ in range(self.head_height)]
        self.columns: list[tuple[Line, Path]] = []
        self.body: list[BodyRow] = []

    def grid(self) -> Grid:
        for column in self.form.columns:
            self.place_column(column, ())
        for row in self.lines:
            self.place_row(row, (), ())
        return Grid(
            form=self.form,
            caption=self.report.caption(self.form),
            corner=Corner(Area(0, 0, self.head_height, self.stub), self.stub_label()),
            head=tuple(map(tuple, self.head)),
            rows=tuple(self.rows),
            body=tuple(self.body),
            stub=self.stub,
            width=self.stub + len(self.columns),
            rule=self.rule(),
            units=units(self.form),
        )

    def place_column(self, line: Line, above: Path) -> None:
        """The column's header and those of its members below it; a leaf reaches to the last header row."""
        level = len(above)
        reach = 1 if line.members else self.head_height - level
        header = self.header(line, Area(level, self.stub + len(self.columns), reach, leaves(line)), above)
        self.head[level].append(header)
        for member in line.members:
            self.place_column(member, (*above, header))
        if not line.members:
            self.columns.append((line, (*above, header)))

    def place_row(self, line: Line, above: Path, begun: Path) -> None:
        """`begun` are the groups' headers that stand in this row because it is their first."""
        level = len(above)
        reach = 1 if line.members else self.stub - level
        header = self.header(line, Area(self.head_height + len(self.body), level, leaves(line), reach), above)
        path, begun = (*above, header), (*begun, header)
        for number, member in enumerate(line.members):
            self.place_row(member, path, () if number else begun)
        if not line.members:
            cells = tuple(
                self.data_cell(line, column, Area(header.area.row, at), path, headers)
                for at, (column, headers) in enumerate(self.columns, start=self.stub)
            )
            self.add_row(line, path, cells)
            self.body.append(BodyRow(begun, cells))


class Across(Layout):
    """One row of figures: the form's rows stand side by side in the header, each over a copy of the columns."""

    def __init__(self, report: Report, table: ReportTable) -> None:
        super().__init__(report, table)
        self.head_height = depth(self.lines) + 1
        self.head: list[list[Header]] = [[] for _ in range(self.head_height)]
        self.each = len(self.form.leaf_columns)

    def grid(self) -> Grid:
        for line in self.lines:
            self.place(line, ())
        cells = tuple(cell for row in self.rows for cell in row.cells)
        return Grid(
            form=self.form,
            caption=self.report.caption(self.form),
            corner=None,
            head=tuple(map(tuple, self.head)),
            rows=tuple(self.rows),
            body=(BodyRow((), cells),),
            stub=0,
            width=len(cells),
            rule=self.rule(),
            units=units(self.form),
        )

    def place(self, line: Line, above: Path) -> None:
        level = len(above)
        area = Area(level, len(self.rows) * self.each, columns=leaves(line) * self.each)
        path = (*above, self.header(line, area, above))
        self.head[level].append(path[-1])
        for member in line.members:
            self.place(member, path)
        if not line.members:
            self.add_row(line, path, tuple(self.cells(line, path)))

    def cells(self, row: Line, path: Path) -> Iterator[DataCell]:
        """The row's columns, which reach to the last header row, and its figures below them."""
        level = len(path)
        for at, column in enumerate(self.form.leaf_columns, start=path[-1].area.column):
            header = self.header(column, Area(level, at, self.head_height - level), path, row)
            self.head[level].append(header)
            yield self.data_cell(row, column, Area(self.head_height, at), path, (header,))


class FreeRows(Layout):
    """指标, 单位, 数: rows as the office wrote them, each under those that it is part of (2014–2018)."""

    def __init__(self, report: Report, table: ReportTable, columns: GenericColumns) -> None:
        super().__init__(report, table)
        self.head_height, self.columns = 1, columns
        self.head = tuple(
            Header(f"{self.form.id}-c{number}", f"{self.form.id}.{line.id}", self.report.label(self.form, line), "col", area)
            for number, line in enumerate(columns.lines, start=1)
            for area in [Area(0, number - 1)]
        )

    def grid(self) -> Grid:
        rows = tuple(self.placed_rows())
        return Grid(
            form=self.form,
            caption=self.report.caption(self.form),
            corner=None,
            head=(self.head,),
            rows=rows,
            body=tuple(BodyRow(row.headers[-1:], row.cells) for row in rows),
            stub=1,
            width=3,
        )

    def placed_rows(self) -> Iterator[TableRow]:
        above: Path = ()
        for number, (labels, row) in enumerate(self.table.outlined(), start=1):
            above = above[: len(labels)]
            header = Header(f"{self.form.id}-r{number}", f"{self.form.id}.{number}", row.label, "row", Area(number, 0), above)
            above = (*above, header)
            cells = (self.unit(row.unit if row.cell else NO_FIGURE, above), self.figure(row.cell, above))
            yield TableRow(str(number), " › ".join((*labels, row.label)), above, cells, grouping=row.cell is None)

    def unit(self, text: str, path: Path) -> DataCell:
        return self.cell(1, None, text, path, is_figure=False)

    def figure(self, cell: Cell | None, path: Path) -> DataCell:
        return self.cell(2, cell, printed(cell) if cell else NO_FIGURE, path)

    def cell(self, at: int, cell: Cell | None, text: str, path: Path, *, is_figure: bool = True) -> DataCell:
        column = self.columns.lines[at]
        address = f"{path[-1].address}.{column.id}"
        area = Area(path[-1].area.row, at)
        return DataCell(address, column, column.label, cell, text, area, path, self.head[at : at + 1], is_figure)
