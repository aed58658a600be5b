"""已核对: what last year's report brought with it is right, or was put right."""

from __future__ import annotations

from functools import partial

from flask import Response

from gongkai.desk.places import place_of
from gongkai.desk.saving import Edit
from gongkai.desk.visit import Screen, Visit
from gongkai.editing.confirming import confirmation
from gongkai.editing.file_change import Made
from gongkai.editing.found_report import FoundReport


def show(visit: Visit, year: int, agency: str) -> Response:
    found = visit.report(year, agency)
    place = visit.sent("place")
    outcome = visit.desk.do(Edit(f"{year}/{agency}", place, f"核对了带入的数：{place}", partial(change, place)))
    return visit.go(place_of(found.report, place).href, "已核对" if outcome.saved else "；".join(outcome.why))


def change(place: str, found: FoundReport) -> Made:
    return confirmation(found, place)


SCREENS = (Screen("confirm", "/reports/<int:year>/<agency>/confirm", show, methods=("POST",)),)
