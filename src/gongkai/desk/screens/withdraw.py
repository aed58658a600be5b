"""撤回 and 恢复公布: a published report withdrawn, its page staying and saying so; as `gongkai withdraw` writes it."""

from __future__ import annotations

from datetime import date
from functools import partial

from flask import Response
from werkzeug.exceptions import NotFound

from gongkai.desk.places import home
from gongkai.desk.saving import Edit
from gongkai.desk.visit import Screen, Visit
from gongkai.editing.file_change import Made
from gongkai.editing.found_report import Account, FoundReport
from gongkai.editing.withdrawing import withdrawal
from gongkai.html.frame import Link

NO_WHY = "没有写为什么；读者会看到这个理由"
DONE = {
    False: "已写明撤回：网页留在原来的网址，下一次生成网站就会说明",
    True: "已取消撤回：下一次生成网站，报告就恢复公布",
}
TITLES = {False: "撤回", True: "恢复公布"}


def show(visit: Visit, year: int, agency: str) -> Response:
    found = visit.report(year, agency)
    report = found.report
    if not report.was_public:
        raise NotFound
    undo = report.envelope.withdrawn is not None
    sent = {name: visit.sent(name).strip() for name in ("why", "by")}
    refused: tuple[str, ...] = ()
    if visit.request.method == "POST":
        account = Account(sent["why"], sent["by"], date.today().isoformat())
        edit = Edit(f"{year}/{agency}", "withdrawn", f"{TITLES[undo]}：{sent['why']}", partial(change, account, undo))
        outcome = visit.desk.do(edit) if sent["why"] else None
        if outcome and outcome.saved:
            return visit.go(home(report), DONE[undo])
        refused = outcome.why if outcome else (NO_WHY,)
    view = {"undo": undo, "sent": sent, "today": date.today().isoformat(), "office": report.agency_name, "refused": refused}
    view["back"] = home(report)
    path = (Link("总览", "/"), Link(f"{report.agency_name}{year}年度报告", home(report)))
    return visit.page("withdraw.html", TITLES[undo], view, path=path, status=422 if refused else 200)


def change(account: Account, undo: bool, found: FoundReport) -> Made:
    return withdrawal(found, account, undo=undo)


SCREENS = (Screen("withdraw", "/reports/<int:year>/<agency>/withdraw", show, methods=("GET", "POST")),)
