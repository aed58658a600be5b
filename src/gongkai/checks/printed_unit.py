"""The unit in a cell is the one that stands above it: 12345600元 under 本年收费金额（单位：万元） is one or the other.

国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号: the forms fix 万元.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checks.wording import cell_name, quoted
from gongkai.collection import Collection
from gongkai.problems import Problem
from gongkai.reports.report import Report, ReportTable, warning

ID = "printed-unit"
TITLE = "格里印的单位与表头的单位一致"
BASIS = "国办公开办函〔2019〕60号、国办公开办函〔2021〕30号所附表式：收费、采购金额的单位是万元"

STATED = re.compile(r"单位[:：]\s*(亿元|万元|元)")


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    for table in report.tables.values():
        for address, cell in table.addressed() if not table.format.generic else ():
            above = unit_above(report, table, address.rpartition(".")[2])
            if above and cell.unit and cell.unit != above and cell.unit in cell.text:
                _, row, column = address.split(".")
                message = (
                    f"{cell_name(table.format, row, column)}：格里是{quoted(cell.text)}，表头的单位是{above}；请核对是哪一个"
                )
                yield warning(cell.position, ID, message, address)


def unit_above(report: Report, table: ReportTable, column: str) -> str:
    """As this document prints the head of the column; empty where no unit of money stands there."""
    line = table.format.line(column)
    printed = report.labels.get(f"{table.format.id}.{column}")
    found = STATED.search(printed.text if printed else line.label if line else "")
    return found[1] if found else ""
