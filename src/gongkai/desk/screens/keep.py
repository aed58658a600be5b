"""What is being typed, kept while it is not saved yet; and dropped, where the clerk takes what the file says."""

from __future__ import annotations

from flask import Response
from werkzeug.exceptions import NotFound

from gongkai.desk.places import place_of
from gongkai.desk.saving import stated_at
from gongkai.desk.unsent import Typed
from gongkai.desk.visit import Screen, Visit
from gongkai.reports.statements import statements


def keep(visit: Visit, year: int, agency: str) -> Response:
    place = known_place(visit, year, agency)
    typed = Typed(visit.sent("text"), visit.sent("seen"))
    with visit.desk.lock:
        if typed.text in (typed.seen, stated_at(place)(visit.report(year, agency))):
            visit.desk.unsent.drop(f"{year}/{agency}", place)
        else:
            visit.desk.unsent.keep(f"{year}/{agency}", place, typed)
    return Response(status=204)


def drop(visit: Visit, year: int, agency: str) -> Response:
    place = known_place(visit, year, agency)
    with visit.desk.lock:
        visit.desk.unsent.drop(f"{year}/{agency}", place)
    return visit.go(place_of(visit.report(year, agency).report, place).href, "没有保存的内容已经放弃，文件里的不变")


def known_place(visit: Visit, year: int, agency: str) -> str:
    """Of what the report states; nothing else is ever kept."""
    place = visit.sent("place")
    if place not in statements(visit.report(year, agency).report):
        raise NotFound
    return place


SCREENS = (
    Screen("keep", "/reports/<int:year>/<agency>/keep", keep, methods=("POST",)),
    Screen("drop", "/reports/<int:year>/<agency>/drop", drop, methods=("POST",)),
)
