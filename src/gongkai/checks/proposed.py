"""Figures that were carried over from last year's report stay marked until somebody has confirmed them."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checks.wording import cell_name, line_name
from gongkai.collection import Collection
from gongkai.problems import Problem
from gongkai.reports.report import Report

ID = "proposed"
TITLE = "从上一年度带入的数已经核对"
BASIS = "国办公开办函〔2019〕60号、国办公开办函〔2021〕30号所附表式：上年结转、上一年项目数量；公布的数要有人核对过"


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    for number, address in enumerate(report.envelope.proposed):
        name = named(report, address)
        position = report.position("proposed", number)
        if name:
            message = f"{name}：由 {report.year - 1} 年度报告带入，还没有核对；核对后删去这一条"
            yield Problem(position, ID, message, subject=address)
        else:
            yield Problem(
                position, ID, f"{report.format.id} 年格式里没有“{address}”这一行或这一格；请删去或改正", subject=address
            )


def named(report: Report, address: str) -> str:
    """The row or cell in words; empty when the report's form has none of that address."""
    table, row, column = (*address.split("."), "", "")[:3]
    form = report.format.table(table)
    if form is None or address.count(".") not in (1, 2) or row not in {line.id for line in form.leaf_rows}:
        return ""
    if column and column not in {line.id for line in form.leaf_columns}:
        return ""
    return cell_name(form, row, column) if column else line_name(form, row)
