"""What a report says of itself: its title, the days it is about, the day it was written, its index number."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from flask import Response

from gongkai.desk.findings import at, findings_of
from gongkai.desk.places import FACTS, home
from gongkai.desk.saving import Edit, stated_at
from gongkai.desk.screens.tables import today
from gongkai.desk.table_form import shown_value
from gongkai.desk.unsent import Typed
from gongkai.desk.visit import Screen, Visit
from gongkai.editing.correcting import PERIOD, Correction, correction
from gongkai.editing.file_change import Made
from gongkai.editing.found_report import FoundReport
from gongkai.html.frame import Link
from gongkai.problems import Problem
from gongkai.reports.report import Report
from gongkai.reports.statements import statements

RULE = "report"
NAMED = {"title": "标题", PERIOD: "统计期限", "written": "成文日期", "index_number": "索引号"}
HINTS = {
    PERIOD: "两天都写，例如 2025-01-01 至 2025-12-31",
    "written": "例如 2026-01-20；还不知道的空着",
    "index_number": "没有的空着",
}
CLEARED = "“{}”写过以后不能清空；要删去请告诉维护数据的人"


class Fact(NamedTuple):
    place: str
    name: str
    hint: str
    text: str
    stored: str
    why: tuple[str, ...]


def show(visit: Visit, year: int, agency: str) -> Response:
    found = visit.report(year, agency)
    refused: dict[str, tuple[str, ...]] = {}
    if visit.request.method == "POST" and not found.report.was_public:
        for place, name in NAMED.items():
            text, seen = visit.sent(f"fact.{place}").strip(), visit.sent(f"seen.{place}")
            if f"fact.{place}" in visit.request.form and text != seen:
                what = f"{name}：{shown_value(seen)}改为{shown_value(text)}"
                edit = Edit(f"{year}/{agency}", place, what, partial(changed, place, text), partial(stated, place))
                outcome = visit.desk.save(edit, Typed(text, seen))
                if not outcome.saved:
                    refused[place] = outcome.why
        if not refused:
            return visit.go(visit.request.path, "已保存")
        found = visit.report(year, agency)
    report = found.report
    view = {
        "home": home(report),
        "facts": [fact(visit, found, place, refused.get(place, ())) for place in NAMED],
        "editable": not report.was_public,
        "findings": at(findings_of(found), f"{FACTS}/"),
        "state": report.state.label if report.state else "",
        "form": f"{report.format.title}（{report.format.instrument}）",
    }
    path = (Link("总览", "/"), Link(f"{report.agency_name}{report.year}年度报告", home(report)))
    return visit.page("facts.html", "基本情况", view, path=path, status=422 if refused else 200)


def fact(visit: Visit, found: FoundReport, place: str, why: tuple[str, ...]) -> Fact:
    stored = stated(place, found)
    kept = visit.desk.unsent.of(f"{found.report.year}/{found.report.agency_id}").get(place)
    return Fact(place, NAMED[place], HINTS.get(place, ""), kept.text if kept else stored, stored, why)


def stated(place: str, found: FoundReport) -> str:
    if place != PERIOD:
        return stated_at(place)(found)
    return period_of(found.report)


def period_of(report: Report) -> str:
    known = statements(report)
    days = [known[f"{PERIOD}.{end}"].text for end in ("from", "to")]
    return " 至 ".join(days) if all(days) else ""


def changed(place: str, text: str, found: FoundReport) -> Made:
    if not text:
        return [], [Problem(found.report.position(place), RULE, CLEARED.format(NAMED[place]))]
    return correction(found, Correction(place, text, today()))


SCREENS = (Screen("facts", "/reports/<int:year>/<agency>/facts/", show, methods=("GET", "POST")),)
