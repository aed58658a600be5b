"""定稿: a draft is called ready, as `gongkai ready` does it; what is still missing is said, each with the way to it."""

from __future__ import annotations

from functools import partial

from flask import Response

from gongkai.desk.findings import finding
from gongkai.desk.places import home
from gongkai.desk.saving import Edit
from gongkai.desk.visit import Screen, Visit
from gongkai.editing.file_change import Made
from gongkai.editing.found_report import FoundReport
from gongkai.editing.readying import asked_once_ready, readiness
from gongkai.html.frame import Link
from gongkai.problems import Severity
from gongkai.source.days import moment

DONE = "已定稿：下一次生成网站就有这份报告"


def show(visit: Visit, year: int, agency: str) -> Response:
    found = visit.report(year, agency)
    report = found.report
    published = visit.sent("published").strip()
    refused: tuple[str, ...] = ()
    if visit.request.method == "POST":
        refused = tried(visit, found, published)
        if not refused:
            return visit.go(home(report), DONE)
    asked = asked_once_ready(found, published if published and not refused else None)
    open_ones = [problem for problem in dict.fromkeys(asked) if problem.severity is not Severity.ACCEPTED]
    view = {
        "home": home(report),
        "findings": [finding(found, problem, number, open_to_reason=False) for number, problem in enumerate(open_ones, 1)],
        "missing": sum(problem.severity is Severity.ERROR for problem in open_ones),
        "published": published or str(report.envelope.published or ""),
        "refused": refused,
        "public": report.was_public,
    }
    path = (Link("总览", "/"), Link(f"{report.agency_name}{year}年度报告", home(report)))
    return visit.page("ready.html", "定稿", view, path=path, status=422 if refused else 200)


def tried(visit: Visit, found: FoundReport, published: str) -> tuple[str, ...]:
    """Why it was not written; empty where it was."""
    try:
        stated = moment(published) if published else None
    except ValueError as error:
        return (str(error),)
    return visit.desk.do(Edit(f"{found.report.year}/{found.report.agency_id}", "state", "定稿", partial(change, stated))).why


def change(published: str | None, found: FoundReport) -> Made:
    return readiness(found, published)


SCREENS = (Screen("ready", "/reports/<int:year>/<agency>/ready", show, methods=("GET", "POST")),)
