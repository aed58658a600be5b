"""A report uses the form of its year: 国办公开办函〔2019〕60号 for 2019 and 2020, 国办公开办函〔2021〕30号 from 2021."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.collection import Collection
from gongkai.problems import Problem
from gongkai.reports.report import Report, warning
from gongkai.statute.formats import format_for

ID = "format-year"
TITLE = "报告格式与年度相符"
BASIS = "国办发〔2014〕32号（2014—2018）、国办公开办函〔2019〕60号（2019、2020）、国办公开办函〔2021〕30号（2021 年度起）"


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    used = report.format
    if used.covers(report.year):
        return
    due = format_for(report.year)
    expected = f"应当用 {due.id} 年格式（{due.instrument}）" if due else "当时没有全国统一的格式"
    message = f"{report.year} 年度{expected}，这份报告用的是 {used.id} 年格式（{used.instrument}）"
    yield warning(report.position("format"), ID, message, "report")
