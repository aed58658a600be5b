"""导入: a document as an office has it, sent to the desk and made a draft as `gongkai import` makes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from unicodedata import category

from flask import Response

from gongkai.collection import Collection
from gongkai.desk.documents import Said, UnreadableError, import_sent, refused_places
from gongkai.desk.visit import Screen, Visit
from gongkai.desk.waiting_import import Waiting, begin, document, drop, keep, waiting_import
from gongkai.imports import LARGEST_FILE, READERS
from gongkai.statute.formats import formats

FOLDERS = r"[/\\]"
BY_HAND = "/import/by-hand/"
NO_FILE = "没有选文件"
NO_PLACE = "没有选年度和机构"
BAD_NAME = "文件名“{}”不能用；请改一个名字再导入"
NAME = re.compile(r"[^<>:\"/\\|?*.][^<>:\"/\\|?*]{0,79}")  # of a file on any system


class Choice(NamedTuple):
    """A report that is not there yet. `value` is `2025/finance`."""

    value: str
    words: str


def show(visit: Visit) -> Response:
    collection, _ = visit.desk.county.now()
    open_places = [*places(collection)]
    asked = visit.sent("report") or visit.request.args.get("report", "")
    refused: list[str] = []
    if visit.request.method == "POST":
        drop(visit.desk.data)
        if asked not in {each.value for each in open_places}:
            refused = [NO_PLACE]
        else:
            said = sent(visit, asked)
            if not any(each.is_error for each in said):
                return begun(visit, asked, said)
            refused = [each.message for each in said if each.is_error]
    view = {
        "choices": open_places,
        "asked": asked,
        "refused": refused,
        "suffixes": ",".join(READERS),
        "largest": LARGEST_FILE // 1_000_000,
        "as_printed": visit.sent("as_printed") == "yes",
        "waiting": waiting_import(visit.desk.data),
        "by_hand": BY_HAND,
    }
    return visit.page("import.html", "导入", view, status=422 if refused else 200)


def places(collection: Collection) -> list[Choice]:
    """Every report that there may be and is not, the latest year first."""
    first = min(year for known in formats().values() for year in known.years)
    agencies = collection.agencies.items()
    return [
        Choice(f"{year}/{id}", f"{year} 年度 {known.name}")
        for year in range(date.today().year, first - 1, -1)
        for id, known in agencies
        if known.existed(year) and not collection.report(year, id)
    ]


def sent(visit: Visit, report: str) -> list[Said]:
    """What is said of the document that was sent."""
    file = visit.request.files.get("file")
    stated = (file.filename or "").strip() if file else ""
    if file is None or not stated:
        return [Said(is_error=True, message=NO_FILE, subject="")]
    name = sent_name(stated)
    if not name:
        return [Said(is_error=True, message=BAD_NAME.format(re.split(FOLDERS, stated)[-1]), subject="")]
    year, _, agency = report.partition("/")
    into = visit.desk.county.folder(int(year), agency)
    raw, as_printed = file.read(), visit.sent("as_printed") == "yes"
    try:
        said = import_sent(raw, name, into, as_printed=as_printed)
        if any(each.is_error for each in said):
            leave_waiting(visit, Waiting(report, name, (), as_printed), raw)
        return said
    except UnreadableError as error:
        return [Said(is_error=True, message=str(error), subject="")]


def sent_name(said: str) -> str:
    """The name of a file that was sent, without its folders; empty of one that no system can keep.

    >>> sent_name("C:\\\\年报.docx"), sent_name("..")
    ('年报.docx', '')
    """
    name = re.split(FOLDERS, said)[-1].strip()
    return name if NAME.fullmatch(name) and not any(category(each).startswith("C") for each in name) else ""


def leave_waiting(visit: Visit, waiting: Waiting, raw: bytes) -> None:
    """The document kept where what was refused can be filled in by hand."""
    year, _, agency = waiting.report.partition("/")
    begin(visit.desk.data, waiting, raw)
    places = refused_places(document(visit.desk.data, waiting), visit.desk.county.folder(int(year), agency))
    if places:
        keep(visit.desk.data, replace(waiting, refused=places))
    else:
        drop(visit.desk.data)


def begun(visit: Visit, report: str, said: Sequence[Said]) -> Response:
    """On to the tick-off; what is said of the document as a whole is said there first, each doubt at its cell."""
    for each in said:
        if not each.subject:
            visit.desk.say(each.message)
    return visit.go(f"/reports/{report}/tick/", "已写成草稿，原件存在草稿的 source 里。请对照原件逐格核对")


SCREENS = (Screen("import", "/import/", show, methods=("GET", "POST"), menu="导入文件"),)
