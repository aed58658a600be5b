"""预览: the real page of a report, at a desk's width, on a phone and on paper; beside the forms too."""

from __future__ import annotations

from flask import Response
from werkzeug.exceptions import NotFound

from gongkai.desk.places import home
from gongkai.desk.preview import PAPER, preview
from gongkai.desk.visit import Screen, Visit
from gongkai.html.frame import Link

WAYS = (("desktop", "电脑"), ("phone", "手机（360 点宽）"), (PAPER, "纸上（A4 宽）"))
FRAMED = {  # only the desk's own pages may show it
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'self'; form-action 'none'; "
    "base-uri 'none'; object-src 'none'",
    "X-Frame-Options": "SAMEORIGIN",
}


def show(visit: Visit, year: int, agency: str) -> Response:
    report = visit.report(year, agency).report
    way = visit.request.args.get("on", WAYS[0][0])
    if way not in dict(WAYS):
        raise NotFound
    made = preview(visit.desk)
    address = made.address(year, agency) if made else None
    on_paper = "?on=paper" if way == PAPER else ""
    view = {
        "home": home(report),
        "way": way,
        "ways": [(name, title, f"{home(report)}preview/?on={name}") for name, title in WAYS],
        "page": f"/preview/{address}{on_paper}" if address else "",
    }
    path = (Link("总览", "/"), Link(f"{report.agency_name}{year}年度报告", home(report)))
    return visit.page("preview.html", "预览", view, path=path)


def page_of(visit: Visit, year: int, agency: str) -> Response:
    """The page by the report's name, for a form that shows it beside itself."""
    visit.report(year, agency)
    made = preview(visit.desk)
    if made is None or (address := made.address(year, agency)) is None:
        raise NotFound
    return framed(visit.go(f"/preview/{address}"))


def part_of_site(visit: Visit, path: str) -> Response:
    made = preview(visit.desk)
    shown = made.shown(path, on_paper=visit.request.args.get("on") == PAPER) if made else None
    if shown is None:
        view = {"sentence": "预览里只有这一份报告的网页和文件；别的网页，生成网站以后再看", "details": (), "onward": ""}
        return framed(visit.page("sentence.html", "不在预览里", view, status=404))
    return framed(Response(shown.content, content_type=shown.kind))


def framed(response: Response) -> Response:
    response.headers.extend(FRAMED)
    return response


SCREENS = (
    Screen("preview", "/reports/<int:year>/<agency>/preview/", show),
    Screen("preview_page", "/reports/<int:year>/<agency>/preview/page", page_of),
    Screen("preview_part", "/preview/<path:path>", part_of_site),
)
