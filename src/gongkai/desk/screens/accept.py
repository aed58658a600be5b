"""说明: a finding that stays, with the reason for it, as `gongkai accept` writes it."""

from __future__ import annotations

from datetime import date
from functools import partial

from flask import Response
from werkzeug.exceptions import NotFound

from gongkai.checks.rules import ACCEPTABLE
from gongkai.desk.findings import findings_of
from gongkai.desk.places import home, place_of
from gongkai.desk.saving import Edit
from gongkai.desk.visit import Screen, Visit
from gongkai.editing.accepting import Acceptance, acceptance
from gongkai.editing.file_change import Made
from gongkai.editing.found_report import Account, FoundReport
from gongkai.html.frame import Link

FIELDS = ("why", "by", "note")
NO_WHY = "没有写为什么不改"


def show(visit: Visit, year: int, agency: str) -> Response:
    found = visit.report(year, agency)
    rule, subject = (visit.request.args.get(name, "") for name in ("rule", "subject"))
    asked = [problem for problem in found.problems if (problem.rule, problem.subject) == (rule, subject)]
    if not asked:
        raise NotFound
    typed = {field: visit.sent(field).strip() for field in FIELDS}
    as_printed = visit.sent("as_printed") == "yes"
    refused: tuple[str, ...] = ()
    if visit.request.method == "POST":
        account = Account(typed["why"], typed["by"], date.today().isoformat())
        wanted = Acceptance(rule, subject, account, typed["note"], as_printed)
        edit = Edit(f"{year}/{agency}", subject, f"说明：{asked[0].message}", partial(change, wanted))
        outcome = visit.desk.do(edit) if typed["why"] else None
        if outcome and outcome.saved:
            return visit.go(place_of(found.report, subject).href, "已写明理由")
        refused = outcome.why if outcome else (NO_WHY,)
    report = found.report
    view = {
        "finding": next((each for each in findings_of(found) if each.message == asked[0].message), None),
        "message": asked[0].message,
        "office": found.office,
        "needs_proof": ACCEPTABLE.needs_proof(asked[0]) and rule in ACCEPTABLE.as_printed,
        "typed": typed,
        "as_printed": as_printed,
        "refused": refused,
        "back": place_of(report, subject).href,
    }
    path = (Link("总览", "/"), Link(f"{report.agency_name}{report.year}年度报告", home(report)))
    return visit.page("accept.html", "说明为什么不改", view, path=path, status=422 if refused else 200)


def change(wanted: Acceptance, found: FoundReport) -> Made:
    return acceptance(found, wanted)


SCREENS = (Screen("accept", "/reports/<int:year>/<agency>/accept", show, methods=("GET", "POST")),)
