"""A statutory table as a form: the grid that is printed, a field in each cell, below each row what is found in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import quote

from gongkai.checks.wording import line_name
from gongkai.desk.findings import Finding
from gongkai.desk.places import home
from gongkai.desk.unsent import Typed
from gongkai.editing.found_report import FoundReport
from gongkai.imports.placing.carry_over import carried_over
from gongkai.reports.report import Report, ReportTable
from gongkai.reports.sums import Sum, both_sides, sums_in
from gongkai.tables.figure_text import exact_number
from gongkai.tables.grid import DataCell, Grid, Header
from gongkai.tables.layout import table_grid

BLANK, ZERO, WORDS, FIGURE = "blank", "zero", "words", "figure"


@dataclass(frozen=True, slots=True)
class CellField:
    """`text` is what stands in the field, `stored` what stands in the file. `kind`: a blank, a zero, words and a figure look
    different. `label` is the path of its column, `row` the ids of its row's headers, empty where the label names both. `last` is
    last year's, `carried` what has to carry over, `sum` what its parts come to; empty where there is none. `doubts` are sentences
    about what was typed and not kept.
    """

    address: str
    label: str
    row: str
    text: str
    stored: str
    kind: str
    last: str = ""
    carried: str = ""
    sum: str = ""
    doubts: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    correct: str = ""

    @property
    def described(self) -> str:
        """The ids of what is said about it."""
        about = [f"about-{self.address}"] if self.last or self.carried or self.sum or self.doubts else []
        return " ".join((*about, *self.findings))


@dataclass(frozen=True, slots=True)
class HeadCell:
    id: str
    text: str
    scope: str
    columns: int
    rows: int
    headers: str


@dataclass(frozen=True, slots=True)
class FormCell:
    """`field` is None for what is only printed: a unit, a line that groups others."""

    text: str
    headers: str
    field: CellField | None


@dataclass(frozen=True, slots=True)
class FormRow:
    """`found` are the findings in it, told in a row of its own that is `span` wide."""

    heads: tuple[HeadCell, ...]
    cells: tuple[FormCell, ...]
    found: tuple[Finding, ...]
    span: int


@dataclass(frozen=True, slots=True)
class TableForm:
    """`head` begins with the corner where the form has one. `sums` are the sums that no single cell holds, in words."""

    id: str
    caption: str
    title: str
    corner: HeadCell | None
    head: tuple[tuple[HeadCell, ...], ...]
    rows: tuple[FormRow, ...]
    below: tuple[str, ...]
    sums: tuple[tuple[str, bool], ...]
    findings: tuple[Finding, ...]
    across: bool


def table_form(
    found: FoundReport,
    table: ReportTable,
    findings: Sequence[Finding],
    unsent: Mapping[str, Typed],
    refused: Mapping[str, tuple[str, ...]],
) -> TableForm:
    """`refused`: by cell, why what was just typed there was not written."""
    grid = table_grid(found.report, table)
    fields = Fields(found, table, findings, unsent, refused)
    at_cells = {cell.address for cell in grid.cells}
    own = [each for each in findings if each.place.href.endswith(f"#table-{grid.id}")]
    rows = []
    covering: list[tuple[Header, int]] = []  # groups of rows, and the row of the body at which each ends
    for number, row in enumerate(grid.body):
        covering = [(header, end) for header, end in covering if end > number]
        covering += [(header, number + header.area.rows) for header in row.begun if header.area.rows > 1]
        cells = tuple(FormCell(cell.text, ids(cell.headers), fields.field(cell)) for cell in row.cells)
        there = {cell.address for cell in row.cells}
        about = tuple(each for each in findings if each.place.address in there)
        span = grid.width - sum(header.area.columns for header, _ in covering)
        rows.append((row.begun, cells, about, span))
    return TableForm(
        id=grid.id,
        caption=grid.caption,
        title=grid.title,
        corner=corner_of(grid),
        head=tuple(tuple(head_cell(header, header.area.rows) for header in level) for level in grid.head),
        rows=tuple(
            FormRow(tuple(head_cell(h, extended(h, number, rows)) for h in begun), cells, about, span)
            for number, (begun, cells, about, span) in enumerate(rows)
        ),
        below=grid.below,
        sums=tuple((in_words(each), not each.difference) for each in fields.sums if not each.total),
        findings=tuple(each for each in own if each.place.address not in at_cells),
        across=table.format.across,
    )


def extended(header: Header, number: int, rows: Sequence[tuple[object, object, tuple[Finding, ...], int]]) -> int:
    """A group reaches over the rows of findings between its own too."""
    if header.area.rows == 1:
        return 1
    return header.area.rows + sum(bool(about) for _, _, about, _ in rows[number : number + header.area.rows])


def corner_of(grid: Grid) -> HeadCell | None:
    if grid.corner is None:
        return None
    return HeadCell(f"{grid.id}-stub", grid.corner.text, "col", grid.corner.area.columns, grid.corner.area.rows, "")


def head_cell(header: Header, rows: int) -> HeadCell:
    return HeadCell(header.id, header.text, header.scope, header.area.columns, rows, ids(header.above))


def ids(headers: Sequence[Header]) -> str:
    return " ".join(header.id for header in headers)


def in_words(found: Sum) -> str:
    return f"{line_name(found.table, found.over)}：{both_sides(found)}{'' if not found.difference else '，两边不等'}"


class Fields:
    """What is known of each cell of one table."""

    def __init__(
        self,
        found: FoundReport,
        table: ReportTable,
        findings: Sequence[Finding],
        unsent: Mapping[str, Typed],
        refused: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.report, self.unsent, self.refused = found.report, unsent, refused
        self.across = table.format.across  # what counts as its row stands above its column
        self.earlier = found.collection.before(found.report)
        carried = carried_over(found.report.format, self.earlier).cells if self.earlier else {}
        self.carried = {".".join(address): text for address, text in carried.items()}
        columns = [{header.id for header in cell.column_headers} for cell in table_grid(found.report, table).cells]
        self.shared = set.intersection(*columns) if columns else set()
        self.sums = [*sums_in(found.report, table)]
        self.totals = totals(self.sums)
        self.findings: dict[str, list[str]] = {}
        for each in findings:
            self.findings.setdefault(each.place.address, []).append(each.id)

    def field(self, cell: DataCell) -> CellField | None:
        if cell.cell is None or not cell.is_figure:
            return None
        address, stored = cell.address, cell.cell.text
        typed = self.unsent.get(address)
        text = typed.text if typed else stored
        return CellField(
            address=address,
            label=self.label(cell),
            row="" if self.across else ids(cell.row_headers),
            text=text,
            stored=stored,
            kind=kind_of(text),
            last=self.last_year(cell),
            carried=carried_in_words(self.carried.get(address, ""), stored),
            sum=sum_in_words(self.totals.get(address), stored),
            doubts=self.doubts(address, typed, stored),
            findings=tuple(self.findings.get(address, ())),
            correct=f"{home(self.report)}correct?place={quote(address)}" if self.report.was_public else "",
        )

    def label(self, cell: DataCell) -> str:
        """Without what stands above every column of the table."""
        own = [header for header in cell.column_headers if header.id not in self.shared]
        return " · ".join(header.text for header in (cell.headers if self.across else own or cell.column_headers))

    def last_year(self, cell: DataCell) -> str:
        """Where the form of last year had the same cell."""
        if self.earlier is None or self.earlier.format.id != self.report.format.id or cell.address.count(".") != 2:
            return ""
        found = self.earlier.cell(*cell.address.split("."))
        return ("上年空白" if not found.text else f"上年 {found.text}") if found else ""

    def doubts(self, address: str, typed: Typed | None, stored: str) -> tuple[str, ...]:
        if typed is None:
            return self.refused.get(address, ())
        standing = f"文件里是{shown_value(stored)}，您填的{shown_value(typed.text)}还没有写入"
        return (*self.refused.get(address, ()), standing)


def totals(sums: Sequence[Sum]) -> Mapping[str, int | Decimal]:
    """What the parts of a total come to, by the total's address; only where every part has a figure."""
    found: dict[str, int | Decimal] = {}
    for each in sums:
        if each.total and all(part.cell.figure is not None for part in each.left):
            value = sum(part.sign * part.value for part in each.left)
            found.setdefault(".".join((each.table.id, *each.total.address)), value)
    return found


def sum_in_words(value: int | Decimal | None, stored: str) -> str:
    if value is None:
        return ""
    return f"各项之和 {exact_number(value)}" + ("" if exact_number(value) == stored else "，与这一格不同" if stored else "")


def carried_in_words(carried: str, stored: str) -> str:
    if not carried:
        return ""
    return f"与上年衔接（{carried}）" if carried == stored else f"上年结转到此应为 {carried}"


def kind_of(text: str) -> str:
    if not text.strip():
        return BLANK
    if not any(character.isdigit() for character in text):
        return WORDS
    return ZERO if text.strip() == "0" else FIGURE


def shown_value(text: str) -> str:
    return f"“{text}”" if text.strip() else "空白"


def filled(report: Report, section_tables: Sequence[str]) -> tuple[int, int]:
    """How many cells of these tables have anything in them, of how many."""
    cells = [cell for id in section_tables if (table := report.tables.get(id)) for _, cell in table.cited()]
    return sum(bool(cell.text) for cell in cells), len(cells)
