"""新建: an empty report on the form of its year, as `gongkai new` makes it."""

from __future__ import annotations

from datetime import date

from flask import Response
from werkzeug.exceptions import NotFound

from gongkai.desk.visit import Screen, Visit
from gongkai.html.frame import Link
from gongkai.imports import new_report
from gongkai.problems import errors
from gongkai.statute.formats import format_for


def show(visit: Visit, year: int, agency: str) -> Response:
    collection, _ = visit.desk.county.now()
    known = collection.agencies.get(agency)
    form = format_for(year)
    if known is None or form is None or not known.existed(year) or year > date.today().year:
        raise NotFound
    home = f"/reports/{year}/{agency}/"
    if collection.report(year, agency):
        return visit.go(home, "这份报告已经有了")
    problems: list[str] = []
    if visit.request.method == "POST":
        with visit.desk.lock:
            found = new_report(visit.desk.data, year, agency)
            visit.desk.county.loaded = None
        problems = [problem.message for problem in errors(found)]
        if not problems:
            return visit.go(home, "已建好待填的报告")
    earlier = collection.report(year - 1, agency)
    view = {"agency": known.name, "year": year, "form": form.title, "instrument": form.instrument, "problems": problems}
    view["place"] = f"{year}/{agency}"
    view["earlier"] = earlier.year if earlier and earlier.format.id == form.id else None
    return visit.page("new_report.html", f"新建{known.name}{year}年度报告", view, path=(Link("总览", "/"),))


SCREENS = (Screen("new_report", "/new/<int:year>/<agency>/", show, methods=("GET", "POST")),)
