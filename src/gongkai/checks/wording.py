"""How findings name rows, columns, sections and places, the same in every rule."""

from __future__ import annotations

from pathlib import PurePath

from gongkai.problems import Position
from gongkai.reports.report import Report, full_label
from gongkai.statute.formats import Format, FormatTable


def see(other: Position, here: Position) -> str:
    """Where the other side stands, seen from here.

    >>> see(Position("a/report.yml", 12, 3), Position("a/report.yml", 30, 1))
    '（见第 12 行）'
    >>> see(Position("a/report.yml", 12, 3), Position("a/narrative.md", 30, 1))
    '（见 report.yml 第 12 行）'
    """
    file = "" if other.file == here.file else f" {PurePath(other.file).name} "
    return f"（见{file}第 {other.line} 行）"


def quoted(text: str) -> str:
    """
    >>> quoted("危及“三安全一稳定”")
    '“危及‘三安全一稳定’”'
    """
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def line_name(table: FormatTable, id: str) -> str:
    """A row or column as a finding names it: a row with its groups, a column by itself."""
    line = table.line(id)
    assert line is not None  # ids come from the format
    return full_label(table, line) if line in table.leaf_rows else line.label


def cell_name(table: FormatTable, row: str, column: str) -> str:
    return f"{line_name(table, row)} › {line_name(table, column)}"


def section_name(format: Format, id: str) -> str:
    section = format.section(id)
    return section.label if section else id


def is_government(report: Report) -> bool:
    """Whether the report is a government's as a whole; a draft outside any site says so by its scope."""
    if report.agency is None:
        return report.envelope.scope == "whole_government"
    return report.agency.kind == "government"
