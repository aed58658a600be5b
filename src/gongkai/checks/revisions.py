"""A correction names a place that the report has, and what stands there now is what it says was put there."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.collection import Collection
from gongkai.problems import Problem
from gongkai.reports.report import Report
from gongkai.reports.statements import Misfit, as_text, before, place_name, statements

ID = "revision"
TITLE = "更正写得清楚，对得上"
BASIS = "本项目的约定：公布以后的改动要写明日期、原来的数、现在的数、理由和单位"


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    revisions = report.envelope.revisions
    if not revisions:
        return
    stated = {address: statement.text for address, statement in statements(report).items()}
    _, misfits = before(stated, revisions)
    for misfit in reversed(misfits):
        revision = revisions[misfit.number]
        key = "section" if revision.section else "cell" if misfit.found is None else "now"
        position = report.position("revisions", misfit.number, key)
        yield Problem(position, ID, fault(report, misfit), subject=revision.place)


def fault(report: Report, misfit: Misfit) -> str:
    revision = report.envelope.revisions[misfit.number]
    if misfit.found is None:
        return (
            f"报告里没有“{revision.section or revision.cell}”这一{'节' if revision.section else '格'}；请照 report.yml 里的名称写"
        )
    if revision.section is not None:
        times = misfit.found.count(as_text(revision.now))
        found = f"出现了 {times} 次，要能认出是哪一处" if times else "找不到改成的那句话"
        return f"{place_name(report, revision.place)}：{found}；请照 narrative.md 里的写法照录"
    return (
        f"{place_name(report, revision.place)}：更正说改成“{as_text(revision.now)}”，"
        f"这里（或后一条更正改之前）却是“{misfit.found}”；两处应当一致"
    )
