"""One report: its parts with how far each is, the next thing to do, and what can be undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from flask import Response

from gongkai.desk.findings import Finding, at, findings_of
from gongkai.desk.next_step import due, next_step, progress
from gongkai.desk.places import FACTS, PROSE, TABLES, home, prose_screens, table_screens, tables_on
from gongkai.desk.table_form import filled
from gongkai.desk.visit import Screen, Visit
from gongkai.editing.found_report import FoundReport
from gongkai.editing.section_text import section_text
from gongkai.html.frame import Link
from gongkai.statute.workdays import read_workdays


def show(visit: Visit, year: int, agency: str) -> Response:
    found = visit.report(year, agency)
    report = found.report
    findings = findings_of(found)
    name = f"{year}/{agency}"
    workdays = read_workdays(visit.desk.data, [])
    view = {
        "home": home(report),
        "progress": progress(found, findings),
        "step": next_step(found, findings),
        "due": due(report.agency, year, date.today(), workdays) if report.agency and not report.was_public else "",
        "parts": [*parts(found, findings)],
        "open": sum(each.is_open for each in findings),
        "undo": visit.desk.journal.to_undo(name),
        "redo": visit.desk.journal.to_redo(name),
        "unsent": len(visit.desk.unsent.of(name)),
        "report_title": report.envelope.title,
    }
    return visit.page("report.html", f"{report.agency_name}{year}年度报告", view, path=(Link("总览", "/"),))


class Part(NamedTuple):
    """`done` says how far it is, `open` how many findings are open in it."""

    title: str
    href: str
    done: str
    open: int


def parts(found: FoundReport, findings: Sequence[Finding]) -> Iterator[Part]:
    report = found.report

    def part(title: str, screen: str, done: str) -> Part:
        return Part(title, f"{home(report)}{screen}", done, sum(each.is_open for each in at(findings, screen)))

    if (far := progress(found, [*findings])).imported:
        yield part("对照原件核对", "tick/", f"已核对 {far.ticked}/{far.imported}")
    yield part("基本情况（标题、期限、日期）", f"{FACTS}/", "")
    for section, title in table_screens(report.format):
        there, of = filled(report, [table.id for table in tables_on(report.format, section)])
        yield part(f"表格：{title}", f"{TABLES}/{section}/", f"填了 {there}/{of} 格")
    yield part("正文引用的数", "figures/", f"{len(report.envelope.figures)} 个")
    for section, title in prose_screens(report):
        words = sum(len(line) for line in (section_text(found, section) or "").split("\n") if not line.startswith("{{"))
        yield part(f"文字：{title}", f"{PROSE}/{section}/", f"{words} 字" if words else "还没有写")


SCREENS = (Screen("report", "/reports/<int:year>/<agency>/", show),)
