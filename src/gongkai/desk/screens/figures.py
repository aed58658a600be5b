"""The named figures of the prose: what they say now, and one more."""

from __future__ import annotations

from functools import partial

from flask import Response

from gongkai.desk.findings import at, findings_of
from gongkai.desk.places import home
from gongkai.desk.saving import Edit, stated_at
from gongkai.desk.screens.tables import figure_change
from gongkai.desk.table_form import shown_value
from gongkai.desk.unsent import Typed
from gongkai.desk.visit import Screen, Visit
from gongkai.editing.file_change import Made
from gongkai.editing.found_report import FoundReport
from gongkai.editing.named_figures import new_figure
from gongkai.html.frame import Link

FIELDS = ("label", "value", "unit")


def show(visit: Visit, year: int, agency: str) -> Response:
    found = visit.report(year, agency)
    name = f"{year}/{agency}"
    refused: list[str] = []
    typed = {field: visit.sent(field).strip() for field in FIELDS}
    if visit.request.method == "POST" and not found.report.was_public:
        for id, figure in found.report.envelope.figures.items():
            place, sent, seen = f"figures.{id}", visit.sent(f"cell.figures.{id}").strip(), visit.sent(f"seen.figures.{id}")
            if f"cell.{place}" in visit.request.form and sent != seen:
                what = f"{figure.label}：{shown_value(seen)}改为{shown_value(sent)}"
                change = partial(figure_change, place, sent)
                outcome = visit.desk.save(Edit(name, place, what, change, stated_at(place)), Typed(sent, seen))
                refused += [f"{figure.label}：{why}" for why in outcome.why]
        if any(typed.values()):
            what = f"正文引用的数：新增{typed['label']}"
            refused += visit.desk.do(Edit(name, "figures", what, partial(added, typed))).why
        if not refused:
            return visit.go(visit.request.path, "已保存")
        found = visit.report(year, agency)
    report = found.report
    view = {
        "home": home(report),
        "figures": [(id, each.label, str(each.value), each.unit) for id, each in report.envelope.figures.items()],
        "editable": not report.was_public,
        "refused": refused,
        "typed": typed,
        "findings": at(findings_of(found), "figures/"),
    }
    path = (Link("总览", "/"), Link(f"{report.agency_name}{report.year}年度报告", home(report)))
    return visit.page("figures.html", "正文引用的数", view, path=path, status=422 if refused else 200)


def added(typed: dict[str, str], found: FoundReport) -> Made:
    return new_figure(found, *(typed[field] for field in FIELDS))


SCREENS = (Screen("figures", "/reports/<int:year>/<agency>/figures/", show, methods=("GET", "POST")),)
