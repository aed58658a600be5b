"""A government states 工作考核、社会评议、责任追究 (条例 art. 50); each, from 2021 on, 信息处理费 (国办函〔2020〕109号)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checks.wording import is_government
from gongkai.collection import Collection
from gongkai.problems import Problem
from gongkai.reports.report import Report, warning

ID = "accountability"
TITLE = "应当写明的事项：考核、评议、责任追究和信息处理费"
BASIS = "《条例》第五十条第二款；国办函〔2020〕109号（信息处理费）"

STATEMENTS = {
    "工作考核": re.compile("考核|考评"),
    "社会评议": re.compile("评议|满意度|测评"),
    "责任追究": re.compile("责任追究|追究责任|追责|问责|追究.{0,12}责任"),
}
FEES_FROM = 2021  # report years from the 2021 form on, whichever form the report uses


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    yield from statements(report)
    yield from processing_fees(report)


def statements(report: Report) -> Iterator[Problem]:
    if not is_government(report) or not report.format.sections:
        return
    text = "\n".join(section.text for section in report.narrative.sections)
    missing = [name for name, words in STATEMENTS.items() if not words.search(text)]
    if missing:
        message = f"正文没有说到{'、'.join(missing)}；本级政府的报告应当写明工作考核、社会评议和责任追究结果（《条例》第五十条）"
        yield warning(report.position("title"), ID, message, "report")


def processing_fees(report: Report) -> Iterator[Problem]:
    section = report.narrative.section("other_matters")
    if section is None or report.year < FEES_FROM or "信息处理费" in section.text:
        return
    message = f"“{section.title}”没有写信息处理费的收取情况（国办函〔2020〕109号）；没有收取也应写明"
    yield warning(section.position, ID, message, "sections.other_matters")
