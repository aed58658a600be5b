"""A restatement (重述) names an earlier report and a figure of it, as that report states it.

Of a public report it is told and no more where the earlier one was never public, and may be any draft.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.collection import Collection
from gongkai.problems import Problem, Severity
from gongkai.reports.envelope import Restatement
from gongkai.reports.report import Report
from gongkai.reports.statements import as_text, place_name, statements

ID = "restatement"
TITLE = "重述写得清楚，对得上"
BASIS = "本项目的约定：后来的报告改说以前的数，两个数都保留，并写明理由和单位"


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    for number, entry in enumerate(report.envelope.restates):
        key, fault = wrong(entry, report, collection)
        if fault:
            here = report.position("restates", number, key)
            yield Problem(here, ID, fault, severity(entry, report, collection), subject=entry.cell)


def severity(entry: Restatement, report: Report, collection: Collection) -> Severity:
    place = (entry.year, entry.of or report.agency_id)
    earlier = collection.report(*place)
    lost = any((each.year, each.agency) == place for each in collection.unread)  # its own findings say why
    less_far = earlier.is_less_far_than(report) if earlier else lost and report.was_public
    return Severity.WARNING if less_far else Severity.ERROR


def wrong(entry: Restatement, report: Report, collection: Collection) -> tuple[str, str]:
    """The part of the entry that does not fit, and why; both empty when it fits."""
    agency = entry.of or report.agency_id
    if entry.year >= report.year:
        return "year", f"重述的应是以前年度的报告，不是 {entry.year} 年的"
    earlier = collection.report(entry.year, agency)
    if earlier is None:
        return "year", f"这里没有 {agency} {entry.year} 年的报告，无从重述"
    found = statements(earlier).get(entry.cell)
    if found is None:
        return "cell", f"{entry.year} 年的报告里没有“{entry.cell}”这一格"
    if found.text != as_text(entry.was):
        return "was", f"{place_name(earlier, entry.cell)}：{entry.year} 年的报告里是“{found.text}”，不是“{as_text(entry.was)}”"
    return ("now", "重述的数与原来的相同；请删去这一条") if as_text(entry.now) == found.text else ("", "")
