"""Rows, columns and notes of the tables are named as the form names them (the instrument of each format)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checks.wording import line_name, quoted
from gongkai.collection import Collection
from gongkai.problems import Problem
from gongkai.reports.report import Report, same_label, statutory_label, warning
from gongkai.statute.formats import FormatTable

ID = "statutory-label"
TITLE = "表格中的名称与法定名称一致"
BASIS = "国办发〔2014〕32号、国办公开办函〔2019〕60号、国办公开办函〔2021〕30号所附表式"


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    for address, printed in report.labels.items():
        prescribed = statutory_label(report.format, address)
        table = report.format.table(address.partition(".")[0])
        if prescribed is None or table is None or same_label(printed.text, prescribed):
            continue
        message = f"{where(table, address)}{quoted(printed.text)}应为{quoted(prescribed)}（{report.format.instrument}）"
        yield warning(printed.position, ID, message, address)


def where(table: FormatTable, address: str) -> str:
    """In a table printed across, the same label stands under several rows: say under which."""
    steps = address.split(".")
    under = f"“{line_name(table, steps[1])}”下的" if len(steps) == 3 else ""
    return f"{(table.caption or table.title).removesuffix('表')}表中{under}"
