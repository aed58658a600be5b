"""更正: a figure or a sentence of a published report put right, with the correction that readers will see."""

from __future__ import annotations

from datetime import date
from functools import partial

from flask import Response
from werkzeug.exceptions import NotFound

from gongkai.desk.places import home, place_of
from gongkai.desk.prose_words import readable, typed
from gongkai.desk.saving import Edit, stated_at
from gongkai.desk.table_form import shown_value
from gongkai.desk.unsent import Typed
from gongkai.desk.visit import Screen, Visit
from gongkai.editing.correcting import SECTION, Correction, correction
from gongkai.editing.file_change import Made
from gongkai.editing.found_report import Account, FoundReport
from gongkai.html.frame import Link
from gongkai.reports.statements import place_name, statements

NO_WHY = "没有写为什么更正；读者会看到这个理由"


def show(visit: Visit, year: int, agency: str) -> Response:
    found = visit.report(year, agency)
    report = found.report
    place = visit.request.args.get("place", "")
    stated = statements(report).get(place)
    if stated is None or not report.was_public:
        raise NotFound
    is_words = place.startswith(SECTION)
    sent = {field: visit.sent(field).strip() for field in ("was", "now", "why", "by")}
    refused: tuple[str, ...] = ()
    if visit.request.method == "POST":
        refused = tried(visit, found, place, sent)
        if not refused:
            return visit.go(place_of(report, place).href, "已更正；下一次生成网站，读者就会看到更正和理由")
    view = {
        "name": place_name(report, place),
        "is_words": is_words,
        "stored": "" if is_words else stated.text,
        "paragraphs": readable(report, stated.text).split("\n")[1:] if is_words else [],
        "sent": sent if visit.request.method == "POST" else {**sent, "now": "" if is_words else stated.text},
        "office": found.office,
        "today": date.today().isoformat(),
        "refused": refused,
        "back": place_of(report, place).href,
    }
    path = (Link("总览", "/"), Link(f"{report.agency_name}{report.year}年度报告", home(report)))
    return visit.page("correct.html", f"更正：{place_name(report, place)}", view, path=path, status=422 if refused else 200)


def tried(visit: Visit, found: FoundReport, place: str, sent: dict[str, str]) -> tuple[str, ...]:
    """Why it was not written; empty where it was."""
    report = found.report
    if not sent["why"]:
        return (NO_WHY,)
    account = Account(sent["why"], sent["by"], date.today().isoformat())
    name = f"{report.year}/{report.agency_id}"
    what = f"更正：{place_name(report, place)}改为{shown_value(sent['now'])}"
    if place.startswith(SECTION):
        (was, unknown), (now, others) = typed(report, sent["was"]), typed(report, sent["now"])
        if unknown or others:
            return (f"报告里没有名为“{(unknown or others)[0]}”的数",)
        edit = Edit(name, place, what, partial(change, Correction(place, now, account, was)))
        return visit.desk.do(edit).why
    edit = Edit(name, place, what, partial(change, Correction(place, sent["now"] or "null", account)), stated_at(place))
    return visit.desk.save(edit, Typed(sent["now"], visit.sent("seen"))).why


def change(asked: Correction, found: FoundReport) -> Made:
    return correction(found, asked)


SCREENS = (Screen("correct", "/reports/<int:year>/<agency>/correct", show, methods=("GET", "POST")),)
