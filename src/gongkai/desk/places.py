"""Where on the desk something that a report states is edited, by the address that findings and corrections give it."""

from __future__ import annotations

from typing import NamedTuple

from gongkai.reports.report import Report
from gongkai.reports.statements import INTRODUCTION, NAMES, statements
from gongkai.statute.formats import Format, FormatTable

FACTS, TABLES, PROSE = "facts", "tables", "prose"
WHOLE = "whole"  # the screen of tables that no section holds
STATED_FACTS = ("title", "period.from", "period.to", "written", "index_number")


class Place(NamedTuple):
    """`screen` is below the report's own address; `href` leads to the very field; `address` names what can be corrected there,
    empty where that is more than one thing.
    """

    screen: str
    href: str
    address: str = ""


def home(report: Report) -> str:
    return f"/reports/{report.year}/{report.agency_id}/"


def screen_of(table: FormatTable) -> str:
    return f"{TABLES}/{table.section or WHOLE}/"


def tables_on(format: Format, section: str) -> list[FormatTable]:
    return [table for table in format.tables if (table.section or WHOLE) == section]


def table_screens(format: Format) -> list[tuple[str, str]]:
    """The screens of tables in the format's order, each with its title."""
    found: dict[str, str] = {}
    for table in format.tables:
        section = format.section(table.section) if table.section else None
        found.setdefault(table.section or WHOLE, section.label if section else "法定表格")
    return [*found.items()]


def place_of(report: Report, subject: str) -> Place:
    """The report's own screen where the subject is nothing that has a field."""
    here = home(report)
    first, _, rest = subject.partition(".")
    if table := report.format.table(first):
        screen = screen_of(table)
        is_cell = subject in statements(report)
        anchor = f"cell-{subject}" if is_cell else f"table-{first}"
        return Place(screen, f"{here}{screen}#{anchor}", subject if is_cell else "")
    if first == "sections" and rest:
        screen = f"{PROSE}/{rest}/"
        return Place(screen, f"{here}{screen}#text", subject)
    if first == "figures" and rest:
        return Place("figures/", f"{here}figures/#figure-{rest.partition('.')[0]}", subject)
    if subject in NAMES or first == "period":
        return Place(f"{FACTS}/", f"{here}{FACTS}/#fact-{first}", subject if subject in NAMES else "")
    return Place("", here)


def prose_screens(report: Report) -> list[tuple[str, str]]:
    """The sections of the report in its order, each with its title; the introduction where there is any, or may be."""
    introduction = [(INTRODUCTION, "开头")] if report.narrative.introduction else []
    return [*introduction, *((section.id, section.title) for section in report.narrative.sections)]
