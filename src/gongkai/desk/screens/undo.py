"""撤销 and 重做: the last change of a report taken back, and made again."""

from __future__ import annotations

from flask import Response

from gongkai.desk.visit import Screen, Visit

CHANGED_SINCE = "这一步以后，文件又在别处改过（编辑器或 git），不能自动退回；没有改动任何文件"


def undo(visit: Visit, year: int, agency: str) -> Response:
    return turned(visit, year, agency, undone=True)


def redo(visit: Visit, year: int, agency: str) -> Response:
    return turned(visit, year, agency, undone=False)


def turned(visit: Visit, year: int, agency: str, *, undone: bool) -> Response:
    visit.report(year, agency)
    name, journal = f"{year}/{agency}", visit.desk.journal
    with visit.desk.lock:
        change = journal.to_undo(name) if undone else journal.to_redo(name)
        if change is None:
            said = "没有可以撤销的" if undone else "没有可以重做的"
        elif journal.turn(change, undone=undone):
            said = f"{'已撤销' if undone else '已重做'}：{change.what}"
        else:
            said = CHANGED_SINCE
    return visit.go(f"/reports/{year}/{agency}/", said)


SCREENS = (
    Screen("undo", "/reports/<int:year>/<agency>/undo", undo, methods=("POST",)),
    Screen("redo", "/reports/<int:year>/<agency>/redo", redo, methods=("POST",)),
)
