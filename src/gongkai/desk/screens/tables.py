"""The statutory tables of one section as a form: each cell saved when it is left, or all of them by the form's button."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from flask import Response
from werkzeug.exceptions import NotFound

from gongkai.desk.findings import at, findings_of
from gongkai.desk.places import TABLES, home, table_screens, tables_on
from gongkai.desk.saving import Edit, stated_at
from gongkai.desk.table_form import shown_value, table_form
from gongkai.desk.unsent import Typed
from gongkai.desk.visit import Screen, Visit
from gongkai.editing.correcting import Correction, correction
from gongkai.editing.file_change import Made
from gongkai.editing.found_report import Account, FoundReport
from gongkai.html.frame import Link
from gongkai.problems import Problem
from gongkai.reports.report import Report
from gongkai.reports.statements import place_name, statements
from gongkai.source.reference import NOTHING

CELL, SEEN = "cell.", "seen."
RULE = "figure"


def show(visit: Visit, year: int, agency: str, section: str) -> Response:
    found = visit.report(year, agency)
    titles = dict(table_screens(found.report.format))
    if section not in titles:
        raise NotFound
    refused: dict[str, tuple[str, ...]] = {}
    if visit.request.method == "POST":
        refused = saved(visit, found)
        if not refused and not visit.request.headers.get("X-Part"):
            return visit.go(visit.request.path, "已保存")
        found = visit.report(year, agency)
    return form(visit, found, section, titles, refused)


def form(visit: Visit, found: FoundReport, section: str, titles: dict[str, str], refused: dict[str, tuple[str, ...]]) -> Response:
    report = found.report
    here = at(findings_of(found), f"{TABLES}/{section}/")
    unsent = visit.desk.unsent.of(f"{report.year}/{report.agency_id}")
    tables = [report.tables[table.id] for table in tables_on(report.format, section) if table.id in report.tables]
    others = [*titles]
    after = others[others.index(section) + 1 :][:1]
    view = {
        "home": home(report),
        "tables": [table_form(found, table, here, unsent, refused) for table in tables],
        "editable": not report.was_public,
        "wrong": len(refused),
        "after": Link(titles[after[0]], f"{home(report)}{TABLES}/{after[0]}/") if after else None,
        "earlier": report.year - 1 if found.collection.before(report) else None,
    }
    path = (Link("总览", "/"), Link(f"{report.agency_name}{report.year}年度报告", home(report)))
    return visit.page("tables.html", titles[section], view, path=path, status=422 if refused else 200)


def saved(visit: Visit, found: FoundReport) -> dict[str, tuple[str, ...]]:
    """By cell, why it was not written; empty where all was."""
    report = found.report
    refused, name = {}, f"{report.year}/{report.agency_id}"
    for place, typed in [*changed(visit, report)]:
        what = f"{place_name(report, place)}：{shown_value(typed.seen)}改为{shown_value(typed.text)}"
        edit = Edit(name, place, what, partial(figure_change, place, typed.text), stated_at(place))
        outcome = visit.desk.save(edit, typed)
        if not outcome.saved:
            refused[place] = outcome.why
    return refused


def changed(visit: Visit, report: Report) -> Iterator[tuple[str, Typed]]:
    """Every cell that was typed anew. Only cells that the report has are asked for."""
    if report.was_public:
        return
    kept = visit.desk.unsent.of(f"{report.year}/{report.agency_id}")
    for place in statements(report):
        if f"{CELL}{place}" not in visit.request.form or place.split(".")[0] not in report.tables:
            continue
        seen = visit.sent(f"{SEEN}{place}")
        text = visit.sent(f"{CELL}{place}").strip()
        if text != seen or place in kept:
            yield place, Typed(text, seen)


def figure_change(place: str, text: str, found: FoundReport) -> Made:
    """As `gongkai correct` writes it; a value that stands there already is no change. Only an empty field means a blank."""
    if text and text in NOTHING:
        return [], [Problem(found.report.position("tables"), RULE, f"“{text}”不是数；空白的，什么都不填")]
    if statements(found.report)[place].text == text:
        return [], []
    return correction(found, Correction(place, text or "null", today()))


def today() -> Account:
    return Account("", "", date.today().isoformat())


SCREENS = (Screen("tables", "/reports/<int:year>/<agency>/tables/<section>/", show, methods=("GET", "POST")),)
