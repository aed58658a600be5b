"""Everything that `check` says of a report, with what can be done about each."""

from __future__ import annotations

from flask import Response

from gongkai.desk.findings import findings_of
from gongkai.desk.places import home
from gongkai.desk.visit import Screen, Visit
from gongkai.html.frame import Link


def show(visit: Visit, year: int, agency: str) -> Response:
    found = visit.report(year, agency)
    report = found.report
    findings = findings_of(found)
    view = {
        "home": home(report),
        "open": [each for each in findings if each.is_open],
        "settled": [each for each in findings if not each.is_open],
    }
    path = (Link("总览", "/"), Link(f"{report.agency_name}{report.year}年度报告", home(report)))
    return visit.page("findings.html", "检查结果", view, path=path)


SCREENS = (Screen("findings", "/reports/<int:year>/<agency>/findings/", show),)
