"""One agency's report for one year, read against its statutory format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.county.addresses import report_address
from gongkai.county.agencies import Agency
from gongkai.county.portal import Site
from gongkai.problems import Position, Problem, Severity
from gongkai.reports.narrative import Block, Narrative, Section, TablePlace
from gongkai.reports.state import State
from gongkai.source.nodes import position_of
from gongkai.source.reference import SourceFile
from gongkai.statute.formats import Format, FormatTable, Line
from gongkai.statute.labels import fold
from gongkai.statute.outline import Outline

if TYPE_CHECKING:
    from gongkai.reports.envelope import Envelope


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure the format asks for.

    `figure` is None when it was left blank, is not a figure (“/”, “不适用”) or is unreadable; `text` is what was written,
    empty for a blank. `unit` is the unit the figure is in, None for an amount whose unit nobody stated. `remark` is what
    the cell says besides the figure: （其中修订16件）.
    """

    figure: int | Decimal | None
    text: str
    position: Position
    unit: str | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class PrintedLabel:
    """A label as the document printed it where that is not the statutory one."""

    text: str
    position: Position


@dataclass(frozen=True, slots=True)
class GenericRow:
    """One line of a table whose rows the format does not prescribe. A group line has no figure and no unit."""

    label: str
    unit: str
    cell: Cell | None
    position: Position


@dataclass(frozen=True, slots=True)
class ReportTable:
    """`cells` by row and column id, in the format's order; `generic` rows where the format prescribes none."""

    format: FormatTable
    cells: Mapping[str, Mapping[str, Cell]]
    position: Position
    generic: tuple[GenericRow, ...] = ()

    @property
    def rows(self) -> tuple[Line, ...]:
        """The leaf rows that the report has: all of them but optional ones it leaves out."""
        return tuple(row for row in self.format.leaf_rows if row.id in self.cells)

    def outlined(self) -> Iterator[tuple[tuple[str, ...], GenericRow]]:
        """Every generic row in its order, with the labels under which its own stands, outermost first."""
        outline = Outline()
        for row in self.generic:
            yield outline.above(row.label), row
            outline.add(row.label, group=row.cell is None)

    def addressed(self) -> Iterator[tuple[str, Cell]]:
        """Every cell with its address `table.row.column`."""
        for row, cells in self.cells.items():
            for column, cell in cells.items():
                yield f"{self.format.id}.{row}.{column}", cell

    def cited(self) -> Iterator[tuple[str, Cell]]:
        """The same, and the figures of generic rows by the number of their row."""
        yield from self.addressed()
        for number, row in enumerate(self.generic, start=1):
            if row.cell and self.format.generic:
                yield f"{self.format.id}.{number}.{self.format.generic.figure.id}", row.cell


def cell_texts(tables: Mapping[str, ReportTable]) -> dict[str, str]:
    """What the prose may cite: each cell that has a figure, by its address, as it is written there without a remark."""
    found = {address: cell for table in tables.values() for address, cell in table.cited()}
    return {address: cell.text.removesuffix(cell.remark) for address, cell in found.items() if cell.figure is not None}


@dataclass(frozen=True, slots=True)
class Report:
    """`labels` are printed labels by address: `table.line`, or `table.row.column` in a table printed across.

    `agency` is None for a report that lies outside any site. `as_found` is what is wrong with the tables as typed and was
    accepted as the document printed it. `state` is None for one that was read by itself, out of a bag for example. `position`
    finds where a part of report.yml was typed.
    """

    folder: Path
    envelope: Envelope
    format: Format
    agency: Agency | None
    tables: Mapping[str, ReportTable]
    labels: Mapping[str, PrintedLabel]
    narrative: Narrative
    source: SourceFile
    as_found: tuple[Problem, ...] = ()
    state: State | None = None

    @property
    def is_draft(self) -> bool:
        """Whether everything that is made of it has to say so."""
        return self.state is State.DRAFT

    @property
    def was_public(self) -> bool:
        """The one answer to the question (decisions/0034); nobody knows it of a report outside any collection."""
        return self.state is not None and self.state.was_public

    def is_less_far_than(self, other: Report) -> bool:
        """Whether it is nearer to the start of its life, so that it answers for what the two do not agree on."""
        return self.state is not None and other.state is not None and self.state.stage < other.state.stage

    @property
    def year(self) -> int:
        return self.envelope.year

    @property
    def agency_id(self) -> str:
        return self.envelope.agency

    @property
    def agency_name(self) -> str:
        return self.agency.name if self.agency else self.envelope.agency

    def address(self, site: Site) -> str:
        """The folder of its page below the column."""
        return report_address(self.year, self.agency_id, site.government_agency)

    def cell(self, table: str, row: str, column: str) -> Cell | None:
        """The cell at that address; None when the report has no such table or leaves out an optional row."""
        found = self.tables.get(table)
        return found.cells.get(row, {}).get(column) if found else None

    def chapters(self) -> Iterator[tuple[Section | None, tuple[Block, ...]]]:
        """What stands before the first section (None), then every section, each with its blocks in the order of the document."""
        for section in (None, *self.narrative.sections):
            yield section, self.blocks(section)

    def blocks(self, section: Section | None) -> tuple[Block, ...]:
        """What stands in a section, or before the first one (None), in its order.

        A table that the prose places nowhere comes at the end of its own section, or of the last one when it has none.
        """
        own = section.blocks if section else self.narrative.introduction
        there = tuple(block for block in own if not isinstance(block, TablePlace) or block.table in self.tables)
        return there + tuple(TablePlace(id, self.tables[id].position) for id in self.unplaced(section))

    def unplaced(self, section: Section | None) -> Iterator[str]:
        sections = self.narrative.sections
        placed = {place.table for part in (None, *sections) for place in placed_tables(self.narrative, part)}
        last = sections[-1].id if sections else None
        for id, table in self.tables.items():
            home = table.format.section if self.narrative.section(table.format.section or "") else last
            if id not in placed and home == (section.id if section else None):
                yield id

    def position(self, *path: str | int) -> Position:
        """Where that part of report.yml was typed."""
        return position_of(self.source.node, path)

    def caption(self, table: FormatTable) -> str:
        """The caption as this report printed it; empty where the format has none."""
        printed = self.labels.get(f"{table.id}.caption")
        return printed.text if printed else table.caption

    def label(self, table: FormatTable, line: Line, row: Line | None = None) -> str:
        """The label as this report printed it; in a table printed across, `row` says under which row."""
        for address in ((f"{table.id}.{row.id}.{line.id}",) if row else ()) + (f"{table.id}.{line.id}",):
            if address in self.labels:
                return self.labels[address].text
        return line.label


def placed_tables(narrative: Narrative, section: Section | None) -> Iterator[TablePlace]:
    """The places of tables in a section, or before the first one."""
    blocks = section.blocks if section else narrative.introduction
    return (block for block in blocks if isinstance(block, TablePlace))


def full_label(table: FormatTable, line: Line) -> str:
    """The label with the groups it stands in: 三、本年度办理结果 › （三）不予公开 › 1.属于国家秘密."""
    return table.joined.get(line.id, "")


def statutory_label(format: Format, address: str) -> str | None:
    """The label that the State prescribes at `table.line`, `table.row.column`, `table.caption`, `table.note` or `table.stub`."""
    name, _, rest = address.partition(".")
    table = format.table(name)
    if table is None or not rest:
        return None
    if rest in ("caption", "note", "stub"):
        return {"caption": table.caption, "note": table.note, "stub": table.stub}[rest] or None
    if "." in rest:
        row, column = rest.split(".", 1)
        printed_across = table.across and row in {leaf.id for leaf in table.leaf_rows}
        return next((line.label for line in table.leaf_columns if printed_across and line.id == column), None)
    line = table.line(rest)
    return line.label if line else None


def same_label(printed: str, prescribed: str) -> bool:
    return fold(printed) == fold(prescribed)


def warning(position: Position, rule: str, message: str, subject: str = "", *others: Position) -> Problem:
    """A finding that is told and does not stop the build."""
    return Problem(position, rule, message, Severity.WARNING, subject, others)
