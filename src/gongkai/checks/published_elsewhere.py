"""A report is published in one place: on this site, or, as agencies.yml says, on the agency's own.

agencies.yml: elsewhere: [{year: 2020, address: https://…}], and reports/2020/finance is there too → which of them is in force?
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.collection import Collection
from gongkai.problems import Problem
from gongkai.reports.report import Report, warning

ID = "published-elsewhere"
TITLE = "一份报告只在一处公布"
BASIS = "本项目的约定：本专栏有的报告，不再写“在其网站公布”"


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    """A site that is named for all years says nothing of a report that this column has."""
    for entry in report.agency.elsewhere if report.agency else ():
        if entry.year == report.year:
            message = f"agencies.yml 写着这份报告在其网站公布（{entry.address}），本专栏也有；页面以本专栏的为准，请删去一处"
            yield warning(report.position("agency"), ID, message, "agency")
