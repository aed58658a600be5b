"""帮助: how a report comes to be public, and every rule with a fault and its mending, in plain words and to be printed."""

from __future__ import annotations

from flask import Response

from gongkai.desk.rules import told_rules
from gongkai.desk.visit import Screen, Visit


def show(visit: Visit) -> Response:
    return visit.page("help.html", "帮助", {"groups": told_rules()})


SCREENS = (Screen("help", "/help/", show, menu="帮助"),)
