"""What report.yml says of its state agrees with what was public (decisions/0034)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.collection import Collection
from gongkai.problems import Problem
from gongkai.reports.report import Report

ID = "state"
TITLE = "草稿、定稿的写法与公布过没有相符"
BASIS = "本项目的约定：公布过的不再是草稿；没有公布过的无从撤回"


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    if report.state is None:
        return
    if report.envelope.state == "draft" and report.state.was_public:
        message = "写的是草稿（draft），但这份报告已经公布过；请删去这一行。要撤回，运行 gongkai withdraw"
        yield Problem(report.position("state"), ID, message, subject="state")
    if report.envelope.withdrawn and not report.state.was_public:
        message = "写了撤回（withdrawn），但这份报告没有公布过，无从撤回；请删去"
        yield Problem(report.position("withdrawn"), ID, message, subject="withdrawn")
