"""Tables with rows and columns on one sheet, one below the other and equally wide, as section 二 of the State's form has them.

To the right stand the checks of the rows and last year's figures, below each table the checks of its columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import lcm

from gongkai.forms.cells import Check, Earlier, FormSheet, Input, Label, Role
from gongkai.forms.drawing import LEAST, balances, heads, input_cell, judged, room, side_name, signed, top_left
from gongkai.forms.formulas import Signed, agreement, continuity, shown_total
from gongkai.statute.formats import Balance, Carry, Format
from gongkai.tables.grid import Area, DataCell, Grid, Header

FIRST = 2  # rows above the first table
GROUPS, LABEL = (11.0, 15.0), 34.0
NARROW, FIGURES = 8.0, 42.0  # a column of figures, and all of them together, are so wide at least
SUM, VERDICT = 9.0, 12.0


def stacked_sheet(format: Format, year: int, name: str, grids: Sequence[Grid]) -> FormSheet:
    return Stack(format, year, name, grids).sheet()


class Stack:
    """`each`: so many columns have the figures of a table; one of fewer columns has broader ones."""

    def __init__(self, format: Format, year: int, name: str, grids: Sequence[Grid]) -> None:
        self.format, self.year, self.name, self.grids = format, year, name, grids
        self.stub = max(grid.stub for grid in grids)
        self.each = lcm(*(len(grid.form.leaf_columns) for grid in grids))
        tables = {grid.id for grid in grids}
        self.sums = any(balance.table in tables and balance.each == "row" for balance in format.balances)
        self.carries = any(carry.table in tables and carry.each == "row" for carry in format.carries)
        self.beside = self.stub + self.each
        self.then = self.beside + (2 if self.sums else 0) + int(self.carries)
        self.row = FIRST
        self.labels: list[Label] = []
        self.inputs: list[Input] = []
        self.earlier: list[Earlier] = []
        self.checks: list[Check] = []
        self.now_at: dict[str, tuple[int, int]] = {}
        self.then_at: dict[str, tuple[int, int]] = {}

    def sheet(self) -> FormSheet:
        self.labels += heads(f"{self.year}年　{self.name}", self.then + self.each)
        for grid in self.grids:
            self.add(grid)
        widths = self.widths()
        high = dict.fromkeys(range(1, self.row), LEAST) | room(self.labels, widths)
        one = self.grids[0] if len(self.grids) == 1 else None
        frozen = (FIRST + len(one.head), self.stub) if one else (FIRST, 0)
        return FormSheet(
            self.name,
            widths,
            tuple(sorted(high.items())),
            tuple(self.labels),
            tuple(self.inputs),
            tuple(self.earlier),
            tuple(self.checks),
            frozen,
        )

    def widths(self) -> tuple[float, ...]:
        """Columns that are joined to broader ones may be narrow."""
        beside = ([SUM, VERDICT] if self.sums else []) + ([VERDICT] if self.carries else [])
        figures = [max(NARROW, FIGURES / self.each)] * self.each
        return (*GROUPS[: self.stub - 1], LABEL, *figures, *beside, *figures)

    def add(self, grid: Grid) -> None:
        top, banner = self.row, int(bool(grid.caption) or len(grid.head) == 1)
        if banner:
            self.label(Area(top, 0, columns=self.beside), grid.caption or grid.title, Role.HEAD)
        head = top + banner
        span = self.each // len(grid.form.leaf_columns)
        if grid.corner:
            corner = grid.corner.text or grid.rule
            self.label(Area(head, 0, grid.corner.area.rows, self.stub), corner, Role.HEAD)
        for header in grid.column_headers:
            self.label(self.moved(header.area, head, grid.stub, span, self.stub), header.text, Role.HEAD)
        self.add_earlier_head(grid, top, head, span)
        for line in grid.body:
            for header in line.begun:
                self.label(self.row_header(header, grid, head), header.text, Role.LABEL)
            for cell in line.cells:
                self.add_cell(cell, grid, head, span)
        self.row = head + grid.height
        self.check_rows(grid, head)
        self.check_columns(grid)

    def label(self, area: Area, text: str, role: Role) -> None:
        self.labels.append(Label(area, text, role))

    def moved(self, area: Area, down: int, stub: int, span: int, to: int) -> Area:
        """A place right of the row headers, as this sheet has it; `to` is the column where the first of them stands."""
        return Area(area.row + down, to + (area.column - stub) * span, area.rows, area.columns * span)

    def row_header(self, header: Header, grid: Grid, down: int) -> Area:
        """The innermost of the row headers reaches to the figures."""
        area = header.area.below(down)
        reaches = area.column + area.columns == grid.stub
        return Area(area.row, area.column, area.rows, area.columns + (self.stub - grid.stub if reaches else 0))

    def add_cell(self, cell: DataCell, grid: Grid, head: int, span: int) -> None:
        now = self.moved(cell.area, head, grid.stub, span, self.stub)
        then = self.moved(cell.area, head, grid.stub, span, self.then)
        self.inputs.append(input_cell(cell, now))
        self.earlier.append(Earlier(then, cell.address))
        self.now_at[cell.address], self.then_at[cell.address] = top_left(now), top_left(then)

    def add_earlier_head(self, grid: Grid, top: int, head: int, span: int) -> None:
        """The same columns again; where the form has a line above them, the year stands in it."""
        self.label(Area(top, self.then, columns=self.each), f"上一年度（{self.year - 1}年）", Role.PALE)
        for header in grid.column_headers:
            area = self.moved(header.area, head, grid.stub, span, self.then)
            if area.row > top:
                self.label(area, header.text, Role.PALE)
            elif area.rows > 1:
                self.label(Area(area.row + 1, area.column, area.rows - 1, area.columns), header.text, Role.PALE)

    # ---- What is worked out

    def check_rows(self, grid: Grid, head: int) -> None:
        found = balances(self.format.balances, grid.id, "row")
        carries = [carry for carry in self.format.carries if carry.table == grid.id and carry.each == "row"]
        rows = Area(head, self.beside, len(grid.head))
        if found:
            self.label(rows, "各项之和", Role.HEAD)
            self.label(Area(rows.row, self.beside + 1, rows.rows), "核对", Role.HEAD)
        if carries:
            self.label(Area(rows.row, self.then - 1, rows.rows), "与上年衔接", Role.HEAD)
        for line in grid.form.leaf_rows:
            for balance in found:
                left, right = self.sides(balance, line.id)
                row = right[0][0][0]
                self.checks.append(Check(Area(row, self.beside), shown_total(left)))
                verdict = agreement(left, right)
                self.checks.append(Check(Area(row, self.beside + 1), verdict, True, judged(right, self.now_at)))
            for carry in carries:
                self.checks.append(self.carry_check(carry, line.id, self.then - 1))

    def check_columns(self, grid: Grid) -> None:
        for balance in balances(self.format.balances, grid.id, "column"):
            for terms in (balance.left, balance.right):
                if len(terms) > 1:
                    self.label(Area(self.row, 0, columns=self.stub), side_name(grid.form, terms), Role.PALE)
                    for column in grid.form.leaf_columns:
                        side = signed(terms, "column", grid.id, column.id, self.now_at)
                        self.checks.append(Check(Area(self.row, side[0][0][1]), shown_total(side)))
                    self.row += 1
            self.label(Area(self.row, 0, columns=self.stub), self.agreeing(grid, balance), Role.PALE)
            for column in grid.form.leaf_columns:
                left, right = self.sides(balance, column.id)
                at = Area(self.row, right[0][0][1])
                self.checks.append(Check(at, agreement(left, right), True, judged(right, self.now_at)))
            self.row += 1
        for carry in self.format.carries:
            if carry.table == grid.id and carry.each == "column":
                now, then = side_name(grid.form, carry.this_year), side_name(grid.form, carry.last_year)
                self.label(Area(self.row, 0, columns=self.stub), f"核对：本年“{now}”＝上一年度“{then}”", Role.PALE)
                for column in grid.form.leaf_columns:
                    self.checks.append(
                        self.carry_check(carry, column.id, self.now_at[f"{grid.id}.{carry.this_year[0].id}.{column.id}"][1])
                    )
                self.row += 1

    def agreeing(self, grid: Grid, balance: Balance) -> str:
        return f"核对：{side_name(grid.form, balance.left)}＝{side_name(grid.form, balance.right)}"

    def sides(self, balance: Balance, line: str) -> tuple[Signed, Signed]:
        left, right = (signed(terms, balance.each, balance.table, line, self.now_at) for terms in (balance.left, balance.right))
        return left, right

    def carry_check(self, carry: Carry, line: str, column: int) -> Check:
        now = signed(carry.this_year, carry.each, carry.table, line, self.now_at)
        then = signed(carry.last_year, carry.each, carry.table, line, self.then_at)
        row = now[0][0][0] if carry.each == "row" else self.row
        return Check(Area(row, column), continuity(now, then), True, judged(now[:1], self.now_at))
