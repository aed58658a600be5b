"""校注: what the office says beside its own published words, which stay as they were printed, mistakes included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gongkai.reports.notices import ended
from gongkai.reports.reading import FIGURE, STRUCTURE
from gongkai.reports.report import Report, full_label
from gongkai.reports.statements import place_name
from gongkai.reports.sums import Sum, both_sides, sums_in
from gongkai.statute.formats import FormatTable

if TYPE_CHECKING:  # loading it takes longer than most of a small change
    from gongkai.reports.envelope import Acceptance

BALANCE, CONTINUITY = "balance", "year-continuity"  # rules whose findings need more than a place to be understood
ASKED = {"count": "不小于 0 的整数", "change": "整数", "money": "不小于 0 的数"}


@dataclass(frozen=True, slots=True)
class Note:
    """`subject` is the address of what it is about, `place` the same in words. `text` says what is wrong and why it stands.

    `as_printed`: it stands beside an error of a document that was public already. `date` may be None beside a warning.
    """

    number: int
    subject: str
    place: str
    text: str
    by: str
    date: date | None
    as_printed: bool

    @property
    def name(self) -> str:
        """As figures are marked with it: 校注1."""
        return f"校注{self.number}"

    @property
    def sentence(self) -> str:
        """With its place where the text alone does not say it."""
        return f"{self.place}：{self.text}" if self.as_printed else self.text


def notes(report: Report) -> tuple[Note, ...]:
    """In the order of report.yml, numbered from 1."""
    shown = (entry for entry in report.envelope.accepted if entry.note or entry.as_printed)
    return tuple(note(report, entry, number) for number, entry in enumerate(shown, start=1))


def note(report: Report, entry: Acceptance, number: int) -> Note:
    text = as_printed(report, entry) if entry.as_printed else entry.note or ""
    place = subject_name(report, entry.subject)
    return Note(number, entry.subject, place, text, entry.by, entry.date, entry.as_printed)


def beside(report: Report) -> Mapping[str, tuple[Note, ...]]:
    """The notes by the address that they are about."""
    found: dict[str, tuple[Note, ...]] = {}
    for each in notes(report):
        found[each.subject] = (*found.get(each.subject, ()), each)
    return found


def at_foot(report: Report, table: str) -> tuple[str, ...]:
    """What stands below the table of what its document printed wrong: `校注1：自然人：…`."""
    return tuple(f"{each.name}：{each.sentence}" for each in notes(report) if each.as_printed and of_table(each.subject, table))


def of_table(subject: str, table: str) -> bool:
    return subject.split(".", maxsplit=1)[0] == table


def printed_figures(report: Report) -> frozenset[str]:
    """The addresses of the figures that stand as printed although something about them is wrong."""
    return frozenset(entry.subject for entry in report.envelope.accepted if entry.as_printed)


def subject_name(report: Report, subject: str) -> str:
    table = report.format.table(subject)
    section = report.format.section(subject.removeprefix("sections."))
    return table.title if table else section.label if section else place_name(report, subject)


def as_printed(report: Report, entry: Acceptance) -> str:
    """What is wrong, that it stands as the document has it, and what the office says of it."""
    said = "；".join(wrong_in_words(report, entry))
    return f"{ended(said) if said else ''}{KEPT}{ended(entry.note or entry.reason)}"


KEPT = "原件如此，照录未改："


def wrong_in_words(report: Report, entry: Acceptance) -> Iterator[str]:
    if entry.rule == BALANCE:
        yield from (f"{along(found, entry.subject)}：{both_sides(found)}，两边不等" for found in broken_at(report, entry.subject))
    elif entry.rule == CONTINUITY:
        yield "与上一年度报告不衔接"
    elif entry.rule in (FIGURE, STRUCTURE):
        yield from (unfit_in_words(report, entry) for problem in report.as_found if problem.subject == entry.subject)


def broken_at(report: Report, subject: str) -> Iterator[Sum]:
    """The sums that do not agree and of which that cell is a part; of a whole row or column, those that it takes part in."""
    name, *lines = subject.split(".")
    table = report.tables.get(name)
    for found in sums_in(report, table) if table else ():
        if found.judged and found.difference and any(is_at(part.address, lines) for part in found.parts):
            yield found


def is_at(address: tuple[str, str], lines: list[str]) -> bool:
    return list(address) == lines if len(lines) > 1 else bool(lines) and lines[0] in address


def along(found: Sum, subject: str) -> str:
    """Seen from one cell, along its row (横看) or down its column (竖看); otherwise the row or column by its name."""
    if subject.count(".") > 1:
        return "横看" if found.balance.each == "row" else "竖看"
    line = found.table.line(found.over)
    assert line is not None  # a sum runs over a line of its table
    return full_label(found.table, line) if line in found.table.leaf_rows else line.label


def unfit_in_words(report: Report, entry: Acceptance) -> str:
    name, *lines = entry.subject.split(".")
    table = report.format.table(name)
    if entry.rule == STRUCTURE or table is None:
        return f"原件没有这一{('表', '行', '格')[min(len(lines), 2)]}"
    return f"原件印作“{printed_text(report, name, lines)}”，表式要求{ASKED[kind_of(table, lines)]}"


def printed_text(report: Report, table: str, lines: list[str]) -> str:
    if report.tables[table].format.generic:
        cell = report.tables[table].generic[int(lines[0]) - 1].cell
    else:
        cell = report.cell(table, lines[0], lines[1])
    return cell.text if cell else ""


def kind_of(table: FormatTable, lines: list[str]) -> str:
    if table.generic:
        return table.generic.figure.kind
    column = table.line(lines[-1])
    return column.kind if column else "count"
