"""Dates agree with the year and with each other, and the report is out in time (条例 art. 49).

Departments publish by 31 January, a government as a whole by 31 March.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.checks.prose import Passage, passages
from gongkai.checks.wording import is_government, see
from gongkai.collection import Collection
from gongkai.problems import Problem, Severity
from gongkai.reports.report import Report, warning
from gongkai.reports.state import State
from gongkai.reports.submission import deadline as last_day
from gongkai.reports.submission import published_day

ID = "dates"
TITLE = "年份、统计期限、成文和公布日期"
BASIS = "《条例》第四十九条：部门每年 1 月 31 日前公布，县级以上人民政府 3 月 31 日前公布；统计期限为公历全年"

DAY = r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"
PERIOD = re.compile(rf"统计(?:的)?(?:期限|时限|周期|时间|区间)[^。；，\d]{{0,10}}{DAY}[^。；，\d]{{0,8}}{DAY}")
STALE_YEAR = re.compile(r"(?:^|(?<=[。；]))\s*(?:截至)?(?P<year>(?:19|20)\d{2})\s*年(?:底|末)?[，,]")
TITLE_YEAR = re.compile(r"(?P<year>20\d{2})\s*年?(?:度)?")


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    yield from title(report)
    yield from period(report)
    yield from order(report)
    yield from deadline(report)
    for passage in passages(report):
        yield from stated_period(passage, report)
        yield from stale_years(passage, report)


def title(report: Report) -> Iterator[Problem]:
    found = TITLE_YEAR.search(report.envelope.title)
    if found and int(found["year"]) != report.year:
        here, other = report.position("title"), report.position("year")
        message = f"标题写的是 {found['year']} 年，这份报告是 {report.year} 年度的{see(other, here)}"
        yield warning(here, ID, message, "title", other)


def period(report: Report) -> Iterator[Problem]:
    stated = report.envelope.period
    if stated and (stated.start, stated.end) != whole_year(report):
        message = f"统计期限 {stated.start} 至 {stated.end} 不是 {report.year} 年全年（1 月 1 日至 12 月 31 日）"
        yield warning(report.position("period"), ID, message, "period")


def whole_year(report: Report) -> tuple[date, date]:
    return date(report.year, 1, 1), date(report.year, 12, 31)


def end_of_period(report: Report) -> date:
    """The last day that the report counts; an agency that was dissolved states an earlier one."""
    stated = report.envelope.period
    return stated.end if stated else whole_year(report)[1]


def order(report: Report) -> Iterator[Problem]:
    """The year ends, the report is written, the letter goes out, it is printed, it is published."""
    envelope = report.envelope
    written, letter, colophon = envelope.written, envelope.letter, envelope.colophon
    if written and written <= whole_year(report)[1]:
        yield warning(report.position("written"), ID, f"成文日期 {written} 在统计年度 {report.year} 年结束之前", "written")
    if written and letter and letter.date and letter.date != written:
        here, other = report.position("letter", "date"), report.position("written")
        yield warning(here, ID, f"落款日期 {letter.date} 与成文日期 {written}{see(other, here)}不是同一天", "letter.date", other)
    signed = (letter.date if letter else None) or written
    if colophon and signed and colophon.date < signed:
        here = report.position("colophon", "date")
        yield warning(here, ID, f"版记上的印发日期 {colophon.date} 早于成文日期 {signed}", "colophon.date")
    published = published_day(report)
    if published and published <= end_of_period(report):
        message = f"公布时间 {envelope.published} 在统计的 {report.year} 年结束之前"
        # What is public cannot be made another day.
        severity = Severity.ERROR if report.state is State.READY else Severity.WARNING
        yield Problem(report.position("published"), ID, message, severity, "published")
    if published and written and published < written:
        here, other = report.position("published"), report.position("written")
        message = f"公布时间 {envelope.published} 早于成文日期 {written}{see(other, here)}"
        yield warning(here, ID, message, "published", other)


def deadline(report: Report) -> Iterator[Problem]:
    published = published_day(report)
    if published is None or (report.agency is None and not is_government(report)):
        return
    due = last_day(report.agency, report.year) if report.agency else date(report.year + 1, 3, 31)
    if published > due:
        message = (
            f"公布时间 {report.envelope.published} 晚于 {due.year} 年 {due.month} 月 {due.day} 日的期限（《条例》第四十九条）"
        )
        yield warning(report.position("published"), ID, message, "published")


def stated_period(passage: Passage, report: Report) -> Iterator[Problem]:
    for found in PERIOD.finditer(passage.text):
        stated = tuple("{}年{}月{}日".format(*(int(part) for part in day)) for day in (found.groups()[:3], found.groups()[3:]))
        due = tuple(f"{day.year}年{day.month}月{day.day}日" for day in whole_year(report))
        if stated != due:
            message = f"正文写的统计期限 {stated[0]}至{stated[1]} 不是 {report.year} 年全年（1 月 1 日至 12 月 31 日）"
            yield warning(passage.position(found.start()), ID, message, passage.subject(found.start()))


def stale_years(passage: Passage, report: Report) -> Iterator[Problem]:
    """A sentence that opens with a year far from the report's was perhaps left over from an older report."""
    for found in STALE_YEAR.finditer(passage.text):
        if abs(int(found["year"]) - report.year) > 1:
            message = f"这一句说的是 {found['year']} 年，而这份报告是 {report.year} 年度的"
            start = found.start("year")
            yield warning(passage.position(start), ID, message, passage.subject(start))
