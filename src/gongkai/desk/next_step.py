"""What is to be done next about a report, in plain words, with where that is done; and what is due when."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from gongkai.checks.complete import missing
from gongkai.collection import Collection
from gongkai.county.agencies import Agency
from gongkai.desk.findings import Finding, findings_of
from gongkai.desk.places import home, place_of
from gongkai.editing.found_report import FoundReport
from gongkai.reports.import_record import open_lines, read_record
from gongkai.reports.report import Report
from gongkai.reports.state import State
from gongkai.reports.submission import deadline
from gongkai.statute.workdays import Workdays


class Step(NamedTuple):
    """`href` is empty where nothing is to be done."""

    words: str
    href: str


class Progress(NamedTuple):
    """`open_errors` and `open_warnings` of the findings, `left` places not filled in, `ticked` of `imported` values compared."""

    state: State
    open_errors: int
    open_warnings: int
    left: int
    ticked: int
    imported: int

    @property
    def words(self) -> str:
        parts = [self.state.label]
        if self.imported:
            parts.append(f"已核对 {self.ticked}/{self.imported}")
        if self.left:
            parts.append(f"还有 {self.left} 处没有填")
        if self.open_errors or self.open_warnings:
            counted = ((self.open_errors, "个错误"), (self.open_warnings, "条提醒"))
            parts.append("，".join(f"{count} {unit}" for count, unit in counted if count))
        return "；".join(parts)


def progress(found: FoundReport, findings: list[Finding]) -> Progress:
    report = found.report
    assert report.state is not None  # it stands in a collection
    lines, _ = read_record(report.folder)
    still_open = [*open_lines(report, lines)] if lines else []
    left = [] if report.was_public else [*missing(report)]
    errors = sum(each.is_open and each.is_error for each in findings)
    warnings = sum(each.is_open and not each.is_error for each in findings)
    total = len(lines or ())
    return Progress(report.state, errors, warnings, len(left), total - len(still_open), total)


def next_step(found: FoundReport, findings: list[Finding]) -> Step:
    report, here = found.report, home(found.report)
    if report.state is State.READY:
        return Step("定稿了：生成网站，核对以后公布", "/publish/")
    if report.was_public:
        wrong = any(each.is_open and each.is_error for each in findings)
        return Step("公布后发现的错误：更正或说明", f"{here}findings/") if wrong else Step("已公布，没有要做的", "")
    return step_of_draft(found, findings)


def step_of_draft(found: FoundReport, findings: list[Finding]) -> Step:
    report, here = found.report, home(found.report)
    if error := next((each for each in findings if each.is_open and each.is_error and each.place.screen), None):
        return Step(f"改正：{error.message}", error.place.href)
    if left := [*missing(report)]:
        return Step(f"接着填：还有 {len(left)} 处没有填好", place_of(report, left[0][2]).href)
    lines, _ = read_record(report.folder)
    if lines and (still_open := [*open_lines(report, lines)]):
        return Step(f"对照原件核对：还有 {len(still_open)} 处", f"{here}tick/")
    if any(each.is_open for each in findings):
        return Step("看提醒：改正，或写明理由", f"{here}findings/")
    return Step("都填好了：定稿", f"{here}ready")


def due(agency: Agency, year: int, today: date, workdays: Workdays) -> str:
    """When the report of that year is due (条例 art. 49), and how many working days are left or gone."""
    last = deadline(agency, year)
    said = f"{last.year}年{last.month}月{last.day}日"
    if today > last:
        return f"应在{said}以前公布，已过 {(today - last).days} 天"
    days = workdays.between(today, last)
    certain = "" if workdays.knows(today, last) else "（未计放假调休）"
    return f"{said}以前公布，还有 {days} 个工作日{certain}"


def found_report(report: Report, collection: Collection) -> FoundReport:
    return FoundReport(report, collection, ())


def standing(report: Report, collection: Collection) -> tuple[Progress, Step]:
    """Worked out once for each reading of the data."""
    key = f"desk:{report.year}/{report.agency_id}"
    if key not in collection.derived:
        found = found_report(report, collection)
        findings = findings_of(found)
        collection.derived[key] = (progress(found, findings), next_step(found, findings))
    known: tuple[Progress, Step] = collection.derived[key]
    return known
