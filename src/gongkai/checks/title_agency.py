"""The title names the agency in whose name the report is kept (条例 art. 49): no other agency's document lies there."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checks.wording import quoted
from gongkai.collection import Collection
from gongkai.county.title_owner import another_owner
from gongkai.problems import Problem
from gongkai.reports.report import Report, warning

ID = "title-agency"
TITLE = "标题是本机构的"
BASIS = "《条例》第四十九条：各机关公布本机关的年度报告"


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    title = report.envelope.title
    if report.agency and (owner := another_owner(title, report.agency, collection.agencies.values())):
        message = f"标题写的是{quoted(owner)}，而这份报告记在{quoted(report.agency.name)}名下；请核对是不是别的机构的文件"
        yield warning(report.position("title"), ID, message, "title")
