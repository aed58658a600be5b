"""比对: a report beside another document of it, cell by cell where they differ; one of the two is chosen."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from urllib.parse import quote

from flask import Response
from werkzeug.exceptions import NotFound

from gongkai.desk.documents import UnreadableError, page_picture, read_beside
from gongkai.desk.left_side import Left, left_side
from gongkai.desk.other_document import OtherDocument, drop, file_of, keep, other_document, received
from gongkai.desk.places import home
from gongkai.desk.saving import CHANGED, Edit, stated_at
from gongkai.desk.screens.import_document import BAD_NAME, NO_FILE, sent_name
from gongkai.desk.screens.tables import figure_change
from gongkai.desk.table_form import shown_value
from gongkai.desk.unsent import Typed
from gongkai.desk.visit import Screen, Visit
from gongkai.editing.found_report import FoundReport
from gongkai.html.frame import Link
from gongkai.imports import READERS
from gongkai.imports.placing.two_documents import CellDifference
from gongkai.reports.import_record import read_record

COMPARE = "/reports/<int:year>/<agency>/compare/"
THIS, OTHER, SEND, AWAY = "this", "other", "send", "away"


def show(visit: Visit, year: int, agency: str) -> Response:
    found = visit.report(year, agency)
    other = other_document(visit.desk.data, found.report)
    if visit.request.method == "GET":
        return page(visit, found, other)
    what = visit.sent("do")
    if what == SEND:
        return sent(visit, found)
    if other is None:
        raise NotFound
    if what == AWAY:
        drop(visit.desk.data, found.report)
        return visit.go(visit.request.path, "另一份原件已经拿开，报告不变")
    return chosen(visit, found, other, what)


def sent(visit: Visit, found: FoundReport) -> Response:
    file = visit.request.files.get("file")
    name = sent_name(file.filename or "") if file else ""
    if file is None or not name:
        return page(visit, found, None, [BAD_NAME.format(file.filename) if file and file.filename else NO_FILE])
    data, report = visit.desk.data, found.report
    try:
        lines, unread = read_beside(received(data, report, name, file.read()), report.folder)
    except UnreadableError as error:
        drop(data, report)
        return page(visit, found, None, [str(error)])
    other = OtherDocument(name, lines, unread)
    keep(data, report, other)
    return visit.go(visit.request.path, f"读了另一份原件：{len(other.differences(report))} 格不同")


def chosen(visit: Visit, found: FoundReport, other: OtherDocument, what: str) -> Response:
    """One of the two: the report's, which is noted, or the other document's, which is written as the form writes it."""
    report, place = found.report, visit.sent("place")
    line = next((each for each in other.differences(report) if each.address == place), None)
    if line is None or what not in (THIS, OTHER) or (what == OTHER and (report.was_public or not line.is_read)):
        raise NotFound
    if line.now != visit.sent("seen"):
        return page(visit, found, other, [CHANGED], place)
    if what == THIS:
        keep(visit.desk.data, report, replace(other, kept={**other.kept, place: line.now}))
    else:
        typed = Typed(line.other.value, line.now)
        words = f"{line.name}：{shown_value(typed.seen)}改为{shown_value(typed.text)}，照另一份原件"
        name = f"{report.year}/{report.agency_id}"
        edit = Edit(name, place, words, partial(figure_change, place, typed.text), stated_at(place))
        if why := visit.desk.save(edit, typed).why:
            return page(visit, visit.report(report.year, report.agency_id), other, [*why], place)
    return visit.go(visit.request.path)


def page(
    visit: Visit, found: FoundReport, other: OtherDocument | None, refused: list[str] | None = None, at: str = ""
) -> Response:
    report = found.report
    differences = other.differences(report) if other else []
    still_open = other.still_open(report) if other else []
    asked = at or visit.request.args.get("at", "")
    line = next((each for each in differences if each.address == asked), None)
    if asked and line is None:
        raise NotFound
    line = line or next(iter(still_open), None)
    here = f"{home(report)}compare/"
    view = {
        "home": home(report),
        "refused": refused or [],
        "other": other,
        "differences": [(each, f"{here}?at={quote(each.address)}", each not in still_open) for each in differences],
        "open": len(still_open),
        "line": line,
        "left": left(visit, found, other, line),
        "first": first_document(found, line.address) if line else "",
        "tick": f"{home(report)}tick/?at={quote(line.address)}" if line and read_record(report.folder)[0] else "",
        "pictures": f"{here}page/",
        "here": f"{here}?at={quote(line.address)}" if line else here,
        "correct": f"{home(report)}correct?place={quote(line.address)}" if line and report.was_public else "",
        "suffixes": ",".join(READERS),
    }
    path = (Link("总览", "/"), Link(f"{report.agency_name}{report.year}年度报告", home(report)))
    return visit.page("compare.html", "与另一份原件比对", view, path=path, status=422 if refused else 200)


def left(visit: Visit, found: FoundReport, other: OtherDocument | None, line: CellDifference | None) -> Left:
    if other is None or line is None:
        return Left()
    file = file_of(visit.desk.data, found.report, other.name)
    return left_side(file, line.other.where, visit.request.args.get("page", ""))


def first_document(found: FoundReport, address: str) -> str:
    """What the document that was imported has there, in its own words with the place; empty where none was."""
    lines = read_record(found.report.folder)[0] or ()
    return next((f"{line.text or '空白'}（{line.where}）" for line in lines if line.address == address), "")


def page_of(visit: Visit, year: int, agency: str, number: int) -> Response:
    """A page of the other document where that is a PDF, as it is drawn."""
    report = visit.report(year, agency).report
    other = other_document(visit.desk.data, report)
    if other is None or not other.name.lower().endswith(".pdf"):
        raise NotFound
    try:
        return Response(page_picture(file_of(visit.desk.data, report, other.name), number), content_type="image/png")
    except UnreadableError:
        raise NotFound from None


SCREENS = (
    Screen("compare", COMPARE, show, methods=("GET", "POST")),
    Screen("compare_page", f"{COMPARE}page/<int:number>.png", page_of),
)
