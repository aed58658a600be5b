"""手填: what of a document could not be read, filled in by hand beside its place; then the document is imported."""

from __future__ import annotations

from typing import NamedTuple

from flask import Response
from werkzeug.exceptions import NotFound

from gongkai.desk.documents import Said, UnreadableError, import_sent, page_picture
from gongkai.desk.left_side import left_side
from gongkai.desk.screens.import_document import BY_HAND, begun
from gongkai.desk.visit import Screen, Visit
from gongkai.desk.waiting_import import Waiting, document, drop, keep, waiting_import
from gongkai.html.frame import Link
from gongkai.imports.placing.by_hand import not_a_figure


class Shown(NamedTuple):
    """A cell as the page has it; `why` says what is wrong with what was typed."""

    address: str
    name: str
    text: str
    why: str


def show(visit: Visit) -> Response:
    waiting = waiting_import(visit.desk.data)
    if waiting is None:
        raise NotFound
    if visit.request.method == "GET":
        return page(visit, waiting, number(waiting, visit.request.args.get("at", "")))
    at = number(waiting, visit.sent("at"))
    cells = waiting.refused[at].cells
    waiting = waiting.with_typed({cell.address: visit.sent(f"cell.{cell.address}").strip() for cell in cells})
    keep(visit.desk.data, waiting)
    if any(not_a_figure(waiting.refused[at], cell.address, waiting.typed[cell.address]) for cell in cells):
        return page(visit, waiting, at)
    if not waiting.is_done:
        return visit.go(f"{BY_HAND}?at={waiting.first_open + 1}")
    return taken(visit, waiting, at)


def number(waiting: Waiting, asked: str) -> int:
    """Which of the places is asked for, counted from 1 in the address; the first that is open where none is."""
    if not asked:
        return waiting.first_open
    if not asked.isdecimal() or not 1 <= int(asked) <= len(waiting.refused):
        raise NotFound
    return int(asked) - 1


def taken(visit: Visit, waiting: Waiting, at: int) -> Response:
    """The document imported with what was typed."""
    file = document(visit.desk.data, waiting)
    year, _, agency = waiting.report.partition("/")
    into = visit.desk.county.folder(int(year), agency)
    try:
        said = import_sent(file.read_bytes(), waiting.name, into, as_printed=waiting.as_printed, by_hand=waiting.typed)
    except UnreadableError as error:
        said = [Said(is_error=True, message=str(error), subject="")]
    if wrong := [each for each in said if each.is_error]:
        places = [index for index, each in enumerate(waiting.refused) for cell in each.cells if cell.address == wrong[0].subject]
        return page(visit, waiting, places[0] if places else at, [each.message for each in wrong])
    drop(visit.desk.data)
    return begun(visit, waiting.report, said)


def page(visit: Visit, waiting: Waiting, at: int, refused: list[str] | None = None) -> Response:
    place = waiting.refused[at]
    cells = [
        Shown(address, name, text, not_a_figure(place, address, text) if address in waiting.typed else "")
        for address, name in place.cells
        for text in [waiting.typed.get(address, "")]
    ]
    done = sum(all(cell.address in waiting.typed for cell in each.cells) for each in waiting.refused)
    others = [n for n, each in enumerate(waiting.refused) if n != at and any(c.address not in waiting.typed for c in each.cells)]
    view = {
        "refused": refused or [],
        "done": done,
        "total": len(waiting.refused),
        "left": left_side(document(visit.desk.data, waiting), place.where, visit.request.args.get("page", "")),
        "place": place,
        "pictures": f"{BY_HAND}page/",
        "here": f"{BY_HAND}?at={at + 1}",
        "at": at + 1,
        "cells": cells,
        "last": not others,
        "before": f"{BY_HAND}?at={at}" if at else "",
        "next": f"{BY_HAND}?at={at + 2}" if at + 1 < len(waiting.refused) else "",
    }
    wrong = bool(refused) or any(cell.why for cell in cells)
    status = 422 if wrong and visit.request.method == "POST" else 200
    return visit.page("by_hand.html", "对着原件手填", view, path=(Link("导入文件", "/import/"),), status=status)


def page_of(visit: Visit, number: int) -> Response:
    """A page of the PDF that waits, as it is drawn."""
    waiting = waiting_import(visit.desk.data)
    if waiting is None or not waiting.name.lower().endswith(".pdf"):
        raise NotFound
    try:
        return Response(page_picture(document(visit.desk.data, waiting), number), content_type="image/png")
    except UnreadableError:
        raise NotFound from None


SCREENS = (
    Screen("by_hand", BY_HAND, show, methods=("GET", "POST")),
    Screen("by_hand_page", f"{BY_HAND}page/<int:number>.png", page_of),
)
