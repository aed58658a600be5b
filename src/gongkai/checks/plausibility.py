"""Figures that can hardly be: a government that decided nothing (条例 art. 20); 规章 of an organ that makes none (立法法)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checks.wording import is_government, line_name
from gongkai.collection import Collection
from gongkai.problems import Problem
from gongkai.reports.report import Report, warning

ID = "plausibility"
TITLE = "不大可能的数"
BASIS = "《条例》第二十条第（五）（六）项、第五十条；《立法法》：规章由国务院部门和省、设区的市、自治州人民政府制定"

DECISIONS = (
    ("licensing", "administrative_licensing"),
    ("enforcement", "administrative_penalty"),
    ("enforcement", "administrative_compulsion"),
)
COUNTY = re.compile(r"(?<!自治)[县区旗](人民政府)?\Z|自治[县旗](人民政府)?\Z")


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    yield from no_decisions(report)
    yield from rules_of_their_own(report)


def no_decisions(report: Report) -> Iterator[Problem]:
    """行政许可, 行政处罚 and 行政强制 of a whole government all 0."""
    cells = [(table, row, report.cell(table, row, "decisions")) for table, row in DECISIONS]
    found = [(table, row, cell) for table, row, cell in cells if cell is not None and cell.figure == 0]
    if not is_government(report) or len(found) < len(DECISIONS):
        return
    names = "、".join(line_name(report.tables[table].format, row) for table, row, _ in found)
    column = line_name(report.tables["licensing"].format, "decisions")
    message = f"{names}的{column}都是 0；本级政府一年没有一件，不大可能，请核对是否漏统计"
    first, *rest = (cell.position for _, _, cell in found)
    yield warning(first, ID, message, "licensing.administrative_licensing.decisions", *rest)


def rules_of_their_own(report: Report) -> Iterator[Problem]:
    table = report.tables.get("documents")
    if table is None or report.agency is None or (is_government(report) and not COUNTY.search(report.agency.name)):
        return
    for column, cell in table.cells.get("administrative_rules", {}).items():
        if cell.figure:
            label = line_name(table.format, column)
            message = f"规章的{label}是 {cell.text}，而{report.agency.name}无权制定规章，请核对是否应填在规范性文件"
            yield warning(cell.position, ID, message, f"documents.administrative_rules.{column}")
