"""填报表: the year's Excel forms given out, one or all in a zip, and those that came back taken in, as `gongkai form` does it."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from flask import Response
from werkzeug.exceptions import NotFound

from gongkai.desk.journal import own_folder
from gongkai.desk.screens.import_document import BAD_NAME, NO_FILE, sent_name
from gongkai.desk.visit import Screen, Visit
from gongkai.files import write_durably
from gongkai.forms.collecting import Answered, Asked, Received, collect
from gongkai.forms.exporting import asked_of, export, file_name
from gongkai.forms.filling import Order
from gongkai.problems import Problem, errors, shown
from gongkai.source.text import told
from gongkai.statute.formats import FIRST_YEAR, format_for

HERE = "/forms/"
RETURNED = "returned"  # what came back, in the desk's own folder while it is read
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_FORMAT = "没有 {} 年的报告格式"
TWO_ALIKE = "有两个文件都叫“{}”；请改一个名字再上传，一份也没有收"


class GivenOut(NamedTuple):
    """An agency that owes a report of the year; `why_not` says why it gets no form, empty where it does."""

    name: str
    href: str
    why_not: str


class CameBack(NamedTuple):
    """One file: whether it was taken, what became of it, where its report is edited now, and each thing that was found in it."""

    is_taken: bool
    said: str
    href: str
    problems: list[str]


def show(visit: Visit) -> Response:
    if visit.request.method == "GET":
        return page(visit)
    try:
        return received(visit)
    except OSError as error:
        return page(visit, refused=[f"没有收：{told(error)}"])


def year_asked(visit: Visit) -> int:
    """The year of the forms: the one that has just ended, where none is asked for."""
    asked = visit.request.args.get("year", "")
    year = int(asked) if asked.isdecimal() else date.today().year - 1
    if not FIRST_YEAR <= year <= date.today().year or format_for(year) is None:
        raise NotFound
    return year


def page(visit: Visit, *, refused: list[str] | None = None, answered: Answered | None = None, folder: str = "") -> Response:
    collection, _ = visit.desk.county.now()
    year = year_asked(visit)
    made = [(agency, export(collection, agency, year).problem) for agency in asked_of(collection, year)]
    first = max(FIRST_YEAR, year - 1)
    view = {
        "year": year,
        "years": [each for each in range(first, date.today().year + 1) if format_for(each)],
        "agencies": [
            GivenOut(agency.name, f"{HERE}{year}/{agency.id}.xlsx", problem.message if problem else "")
            for agency, problem in made
        ],
        "all": f"{HERE}{year}/all.zip",
        "refused": refused or [],
        "received": [came_back(each, folder) for each in answered.received] if answered else [],
        "missing": [agency.name for agency in answered.missing] if answered else [],
        "by": visit.sent("by"),
        "replace": visit.sent("replace") == "yes",
    }
    wrong = bool(refused) or (answered is not None and any(each.refused for each in answered.received))
    return visit.page("forms.html", "Excel 填报表", view, status=422 if wrong else 200)


def came_back(each: Received, folder: str) -> CameBack:
    problems = [without_folder(problem, folder) for problem in each.problems]
    if each.same_as:
        return CameBack(True, f"{each.sender}：与另一份内容相同，不重复收", "", problems)
    if each.taken is None:
        return CameBack(False, f"{each.sender}：{len(errors(each.problems))} 处要改，一格也没有写", "", problems)
    assert each.form
    identity, blank = each.form.identity, len(each.form.answers) - each.form.filled
    said = f"{each.sender}：填了 {each.form.filled} 格，空着 {blank} 格，写入 {each.taken.written} 格"
    return CameBack(True, said, f"/reports/{identity.year}/{identity.agency}/", problems)


def without_folder(problem: Problem, folder: str) -> str:
    place = str(problem.position).removeprefix(folder).lstrip("/")
    return f"{place}：{problem.message}" if place else problem.message


# ---- Given out


def one(visit: Visit, year: int, agency: str) -> Response:
    """The file that `gongkai form export` writes."""
    collection, _ = visit.desk.county.now()
    if agency not in collection.agencies or not FIRST_YEAR <= year <= date.today().year:
        raise NotFound
    known = collection.agencies[agency]
    made = export(collection, known, year)
    if made.content is None:
        raise NotFound
    return download(made.content, file_name(year, known), SHEET)


def every_one(visit: Visit, year: int) -> Response:
    """Those that `gongkai form export --each` writes, in one zip."""
    collection, _ = visit.desk.county.now()
    if not FIRST_YEAR <= year <= date.today().year:
        raise NotFound
    made = [(agency, export(collection, agency, year).content) for agency in asked_of(collection, year)]
    files = [(file_name(year, agency), content) for agency, content in made if content is not None]
    if not files:
        raise NotFound
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files:
            packed.writestr(name, content)
    return download(out.getvalue(), f"{year}-填报表.zip", "application/zip")


def download(content: bytes, name: str, kind: str) -> Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, content_type=kind, headers=headers)


# ---- Taken back


def received(visit: Visit) -> Response:
    folder = own_folder(visit.desk.data) / RETURNED
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        if refused := [*laid_down(visit, folder)]:
            return page(visit, refused=refused)
        order = Order(date.today().isoformat(), visit.sent("by").strip(), visit.sent("replace") == "yes")
        with visit.desk.lock:
            collection, _ = visit.desk.county.now()
            answered, problems = collect(folder, collection, Asked(), order)
            visit.desk.county.loaded = None
        if answered is None:
            return page(visit, refused=[without_folder(problem, shown(folder)) for problem in problems])
        return page(visit, answered=answered, folder=shown(folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def laid_down(visit: Visit, folder: Path) -> Iterator[str]:
    """The files that were sent, written into the folder; why one could not be."""
    sent = [file for file in visit.request.files.getlist("files") if file.filename]
    if not sent:
        yield NO_FILE
    for file in sent:
        name = sent_name(file.filename or "")
        if not name:
            yield BAD_NAME.format(file.filename)
        elif (folder / name).exists():
            yield TWO_ALIKE.format(name)
        else:
            write_durably(folder / name, file.read())


SCREENS = (
    Screen("forms", HERE, show, methods=("GET", "POST"), menu="填报表"),
    Screen("form_of_one", f"{HERE}<int:year>/<agency>.xlsx", one),
    Screen("forms_of_all", f"{HERE}<int:year>/all.zip", every_one),
)
