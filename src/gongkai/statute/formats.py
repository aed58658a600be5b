"""What the State asks a report to contain: sections, tables, rows, columns, and the sums that must agree.

Each format is one YAML file beside this module. A cell's address is `table.row.column`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any, Literal

from gongkai.source.package_data import load_package_data

FigureKind = Literal["count", "change", "money"]
"""count: a whole number, never negative. change: a signed whole number. money: a decimal with a unit."""

FIRST_YEAR, LAST_YEAR = 2008, 2099
"""Years that can be a report's: 条例 has been in force since 2008; anything past the century is a typing error."""

FOLDER = resources.files("gongkai") / "statute" / "formats"


@dataclass(frozen=True, slots=True)
class Line:
    """A row, a column, or a group of them (when it has members), with the label the State prescribes.

    `unit` and `kind` are set on columns only; `unit` is None where the State fixes none. `optional` rows may be left out.
    """

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    members: tuple[Line, ...] = ()
    unit: str | None = None
    kind: FigureKind = "count"
    optional: bool = False

    def leaves(self) -> Iterator[Line]:
        if not self.members:
            yield self
        for member in self.members:
            yield from member.leaves()

    def paths(self, above: tuple[Line, ...] = ()) -> Iterator[tuple[Line, ...]]:
        """Every leaf with the groups it stands in, outermost first."""
        here = (*above, self)
        if not self.members:
            yield here
        for member in self.members:
            yield from member.paths(here)

    def everything(self) -> Iterator[Line]:
        yield self
        for member in self.members:
            yield from member.everything()

    @property
    def depth(self) -> int:
        return 1 + max((member.depth for member in self.members), default=0)


@dataclass(frozen=True, slots=True)
class GenericColumns:
    """The three columns of a table whose rows the format does not prescribe (2014–2018).

    `usual` are rows such a table begins with, for a report nobody has filled in yet; one without a unit groups others.
    """

    label: Line
    unit: Line
    figure: Line
    usual: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        return (self.label, self.unit, self.figure)

    @property
    def telling(self) -> tuple[Line, ...]:
        """The columns by which such a table is known; 单位 stands in other tables too."""
        return (self.label, self.figure)


@dataclass(frozen=True)
class FormatTable:
    """One statutory table.

    `across`: printed as one row, its rows side by side in the header. `note` is the rule printed in the table's corner.
    `section` is None where the format prescribes no sections; `generic` is set where it prescribes no rows. `also_met` are
    rows that real tables have and no format prescribes.
    """

    id: str
    title: str
    source: str
    section: str | None = None
    caption: str = ""
    stub: str = ""
    note: str = ""
    across: bool = False
    columns: tuple[Line, ...] = ()
    rows: tuple[Line, ...] = ()
    generic: GenericColumns | None = None
    also_met: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """Caption and title, once where they are the same."""
        return " ".join(dict.fromkeys(filter(None, (self.caption, self.title))))

    @property
    def tops(self) -> tuple[Line, ...]:
        """Every outermost column and row."""
        return (*self.columns, *self.rows, *(self.generic.lines if self.generic else ()))

    @cached_property
    def leaf_rows(self) -> tuple[Line, ...]:
        return tuple(leaf for row in self.rows for leaf in row.leaves())

    @cached_property
    def leaf_columns(self) -> tuple[Line, ...]:
        return tuple(leaf for column in self.columns for leaf in column.leaves())

    def line(self, id: str) -> Line | None:
        """The row, column or group of that id."""
        return self.lines.get(id)

    @cached_property
    def lines(self) -> Mapping[str, Line]:
        """Every row, column and group by its id; of two of the same id the first."""
        found: dict[str, Line] = {}
        for top in self.tops:
            for line in top.everything():
                found.setdefault(line.id, line)
        return found

    def path(self, id: str) -> tuple[Line, ...]:
        """The leaf row or column of that id with the groups it stands in, outermost first; empty when there is none."""
        return self.paths.get(id, ())

    @cached_property
    def paths(self) -> Mapping[str, tuple[Line, ...]]:
        """The paths of all leaves by their ids; of two of the same id the first."""
        found: dict[str, tuple[Line, ...]] = {}
        for top in self.tops:
            for path in top.paths():
                found.setdefault(path[-1].id, path)
        return found

    @cached_property
    def joined(self) -> Mapping[str, str]:
        """The same as `full_labels`, made once."""
        return self.full_labels()

    def full_labels(self) -> dict[str, str]:
        """Each leaf row and column by its id, with the groups it stands in: 三、本年度办理结果 › （三）不予公开 › 2.其他."""
        return {id: joined_labels(path) for id, path in self.paths.items()}


def joined_labels(path: Iterable[Line]) -> str:
    return " › ".join([line.label for line in path])


@dataclass(frozen=True, slots=True)
class FormatSection:
    id: str
    label: str
    aliases: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The title without its number: 总体情况."""
        return self.label.split("、", 1)[1]


@dataclass(frozen=True, slots=True)
class Term:
    """One summand; `sign` is −1 where it is taken away."""

    id: str
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Balance:
    """勾稽: the left terms add up to the right terms, for every row (terms are columns) or every column (terms are rows)."""

    id: str
    table: str
    each: Literal["row", "column"]
    left: tuple[Term, ...]
    right: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Carry:
    """What this year's table takes over from last year's. `hard`: a difference is an error, otherwise a warning."""

    id: str
    table: str
    each: Literal["row", "column"]
    this_year: tuple[Term, ...]
    last_year: tuple[Term, ...]
    hard: bool


@dataclass(frozen=True, slots=True)
class Format:
    """`years` are the report years the instrument was made for; `open_ended` when it is still in force.

    `sentences` say the year's key figures; `{table.row.column}` stands for a figure with its unit.
    """

    id: str
    title: str
    instrument: str
    years: tuple[int, ...]
    sections: tuple[FormatSection, ...]
    tables: tuple[FormatTable, ...]
    balances: tuple[Balance, ...]
    carries: tuple[Carry, ...]
    sentences: tuple[str, ...] = ()
    open_ended: bool = False

    def table(self, id: str) -> FormatTable | None:
        return next((table for table in self.tables if table.id == id), None)

    def section(self, id: str) -> FormatSection | None:
        return next((section for section in self.sections if section.id == id), None)

    def covers(self, year: int) -> bool:
        return year in self.years or (self.open_ended and self.years[-1] < year <= LAST_YEAR)


@cache
def formats() -> Mapping[str, Format]:
    """All formats by id, oldest first."""
    names = sorted(file.name for file in FOLDER.iterdir() if file.name.endswith(".yml"))
    loaded = (read_format((FOLDER / name).read_text("utf-8")) for name in names)
    return {format.id: format for format in loaded}


def format_for(year: int) -> Format | None:
    """The format the State prescribed for reports of that year; None before 2014 and for what can be no year."""
    return next((format for format in formats().values() if format.covers(year)), None)


def read_format(text: str) -> Format:
    facts = load_package_data(text)
    tables = tuple(table_from(entry) for entry in facts["tables"])
    by_id = {table.id: table for table in tables}
    return Format(
        id=facts["id"],
        title=facts["title"],
        instrument=facts["instrument"],
        years=tuple(facts["years"]),
        sentences=tuple(facts.get("sentences", ())),
        open_ended=facts.get("open_ended", False),
        sections=tuple(FormatSection(s["id"], s["label"], tuple(s.get("aliases", ()))) for s in facts["sections"]),
        tables=tables,
        balances=tuple(balance_from(entry, by_id[entry["table"]]) for entry in facts["balances"]),
        carries=tuple(carry_from(entry, by_id[entry["table"]]) for entry in facts["carries"]),
    )


def table_from(entry: dict[str, Any]) -> FormatTable:
    fields = dict(entry)
    fields["columns"] = tuple(line_from(column) for column in entry.get("columns", ()))
    fields["rows"] = tuple(line_from(row) for row in entry.get("rows", ()))
    fields["also_met"] = tuple(entry.get("also_met", ()))
    if "generic" in entry:
        fields["generic"] = generic_from(entry["generic"])
    return FormatTable(**fields)


def generic_from(entry: dict[str, Any]) -> GenericColumns:
    columns = {id: line_from({"id": id, **entry[id]}) for id in ("label", "unit", "figure")}
    usual = (line_from({"id": str(number), **row}) for number, row in enumerate(entry.get("usual", ()), start=1))
    return GenericColumns(**columns, usual=tuple(usual))


def line_from(entry: dict[str, Any]) -> Line:
    fields = dict(entry)
    fields["aliases"] = tuple(entry.get("aliases", ()))
    fields["members"] = tuple(line_from(member) for member in entry.get("members", ()))
    return Line(**fields)


def balance_from(entry: dict[str, Any], table: FormatTable) -> Balance:
    return Balance(entry["id"], entry["table"], entry["each"], terms(entry["left"], table), terms(entry["right"], table))


def carry_from(entry: dict[str, Any], table: FormatTable) -> Carry:
    this_year, last_year = terms(entry["this_year"], table), terms(entry["last_year"], table)
    return Carry(entry["id"], entry["table"], entry["each"], this_year, last_year, entry["hard"])


def terms(names: list[str], table: FormatTable) -> tuple[Term, ...]:
    """Terms by id, a leading “-” for one taken away; a group stands for all its members."""
    found: list[Term] = []
    for name in names:
        line = table.line(name.removeprefix("-"))
        if line is None:
            raise ValueError(f"{table.id}: no row or column {name!r}")
        found += [Term(leaf.id, -1 if name.startswith("-") else 1) for leaf in line.leaves()]
    return tuple(found)
