"""The findings as a workbook: a row each, with room for what the office does about it, and how many each report has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gongkai.checks.findings import SEVERITIES, Finding
from gongkai.downloads.workbook import Workbook
from gongkai.downloads.xlsx import HEAD, LABEL, TEXT, add_sheet
from gongkai.downloads.zip_parts import NO_DAY
from gongkai.reports.promises import Promises

COLUMNS = {
    "序号": 6.0,
    "机构": 22.0,
    "年度": 8.0,
    "级别": 8.0,
    "问题": 60.0,
    "文件": 36.0,
    "行": 6.0,
    "列": 6.0,
    "所指": 30.0,
    "查什么": 26.0,
    "依据": 36.0,
    "规则": 18.0,
    "已作的说明": 24.0,
    "办理意见": 30.0,
}


def content(findings: Sequence[Finding], title: str, promises: Sequence[Promises] = ()) -> bytes:
    """The same bytes for the same findings."""
    book = Workbook(title, NO_DAY)
    sheet = add_sheet(book, "问题清单", title, list(COLUMNS.values()), head=1)
    for column, name in enumerate(COLUMNS):
        sheet.put(1, column, name, HEAD)
    for number, finding in enumerate(findings, start=1):
        for column, value in enumerate((number, *fields(finding))):
            if isinstance(value, int):
                sheet.number(number + 1, column, value, TEXT)
            else:
                sheet.put(number + 1, column, value, LABEL)
    add_counts(book, findings)
    add_promises(book, promises)
    return book.content()


def fields(finding: Finding) -> tuple[str | int, ...]:
    problem = finding.problem
    place = problem.position
    where = (place.file, place.line or "", place.column or "")
    asked = (problem.subject, finding.asks, finding.basis, problem.rule, problem.reason, "")
    return (finding.agency, finding.year or "", finding.severity, problem.message, *where, *asked)


def add_counts(book: Workbook, findings: Sequence[Finding]) -> None:
    """A row for each report, the county's own files last."""
    reports = sorted({(finding.year or 9999, finding.agency) for finding in findings})
    counted = Counter((finding.year or 9999, finding.agency, finding.severity) for finding in findings)
    sheet = add_sheet(book, "各报告的条数", "各报告的条数", [10, 30, 10, 10, 10], head=1)
    for column, name in enumerate(("年度", "机构", *SEVERITIES.values())):
        sheet.put(1, column, name, HEAD)
    for row, (year, agency) in enumerate(reports, start=2):
        sheet.put(row, 0, str(year) if year < 9999 else "", LABEL)
        sheet.put(row, 1, agency or "全站", LABEL)
        for column, severity in enumerate(SEVERITIES.values(), start=2):
            sheet.number(row, column, counted[year, agency, severity], TEXT)


def add_promises(book: Workbook, promises: Sequence[Promises]) -> None:
    """A row for each thing that was promised the year before, beside this year's section, with room for the answer."""
    if not promises:
        return
    columns = {
        "机构": 22.0,
        "年度": 8.0,
        "上一年报告说要做的": 50.0,
        "今年报告“存在的主要问题及改进情况”": 70.0,
        "落实情况": 30.0,
    }
    sheet = add_sheet(book, "上一年的承诺", "上一年的承诺，逐条对照", list(columns.values()), head=1)
    for column, name in enumerate(columns):
        sheet.put(1, column, name, HEAD)
    rows = ((entry, piece.text) for entry in promises for piece in entry.made)
    for row, (entry, piece) in enumerate(rows, start=2):
        sheet.put(row, 0, entry.report.agency_name, LABEL)
        sheet.number(row, 1, entry.report.year, TEXT)
        for column, text in enumerate((piece, entry.answer or "（没有这一节）", ""), start=2):
            sheet.put(row, column, text, LABEL)
