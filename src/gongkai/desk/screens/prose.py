"""A section's prose: a field for a draft, with last year's text and the figures that a sentence can cite beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from urllib.parse import quote

from flask import Response
from werkzeug.exceptions import NotFound

from gongkai.desk.findings import at, findings_of
from gongkai.desk.places import PROSE, home, prose_screens
from gongkai.desk.prose_words import citable, readable, typed
from gongkai.desk.saving import Edit
from gongkai.desk.unsent import Typed
from gongkai.desk.visit import Screen, Visit
from gongkai.editing.file_change import Made
from gongkai.editing.found_report import FoundReport
from gongkai.editing.section_text import rewritten, section_text
from gongkai.html.frame import Link
from gongkai.problems import Problem
from gongkai.reports.notices import words
from gongkai.reports.report import Report

RULE = "narrative"
UNKNOWN = "报告里没有名为“{}”的数或表；请从右边（下面）的列表里选"


def show(visit: Visit, year: int, agency: str, section: str) -> Response:
    found = visit.report(year, agency)
    titles = dict(prose_screens(found.report))
    if section not in titles:
        raise NotFound
    refused: tuple[str, ...] = ()
    if visit.request.method == "POST":
        text = "\n".join(line.strip() for line in visit.sent("text").split("\n") if line.strip())
        what = f"文字：{titles[section]}"
        edit = Edit(f"{year}/{agency}", f"sections.{section}", what, partial(rewritten_from, section, text), stated_in(section))
        outcome = visit.desk.save(edit, Typed(text, visit.sent("seen")))
        if outcome.saved:
            return visit.go(visit.request.path, "已保存")
        refused = outcome.why
        found = visit.report(year, agency)
    return form(visit, found, section, titles[section], refused)


def form(visit: Visit, found: FoundReport, section: str, title: str, refused: tuple[str, ...]) -> Response:
    report = found.report
    stored = stated_in(section)(found)
    kept = visit.desk.unsent.of(f"{report.year}/{report.agency_id}").get(f"sections.{section}")
    earlier = found.collection.before(report)
    figures = citable(report)
    view = {
        "home": home(report),
        "editable": not report.was_public,
        "text": kept.text if kept else stored,
        "stored": stored,
        "kept": kept is not None,
        "refused": refused,
        "read": [words(report, line) for line in (section_text(found, section) or "").split("\n") if is_words(line)],
        "last": last_year(earlier, section) if earlier else [],
        "last_year": report.year - 1 if earlier else None,
        "figures": figures,
        "findings": at(findings_of(found), f"{PROSE}/{section}/"),
        "correct": f"{home(report)}correct?place={quote(f'sections.{section}')}" if report.was_public else "",
        "place": f"sections.{section}",
    }
    path = (Link("总览", "/"), Link(f"{report.agency_name}{report.year}年度报告", home(report)))
    return visit.page("prose.html", title, view, path=path, status=422 if refused else 200)


def stated_in(section: str) -> Callable[[FoundReport], str]:
    """What stands in that section, as a clerk reads it."""

    def stated(found: FoundReport) -> str:
        return readable(found.report, section_text(found, section) or "")

    return stated


def rewritten_from(section: str, text: str, found: FoundReport) -> Made:
    as_typed, unknown = typed(found.report, text)
    if unknown:
        return [], [Problem(found.report.position("state"), RULE, UNKNOWN.format(unknown[0]))]
    return rewritten(found, section, as_typed)


def is_words(line: str) -> bool:
    return bool(line) and not line.startswith("{{ table(")


def last_year(earlier: Report, section: str) -> list[str]:
    """The paragraphs of the same section a year ago, with their figures written out."""
    known = earlier.narrative.section(section)
    blocks = known.paragraphs() if known else ()
    return [block.text for block in blocks]


SCREENS = (Screen("prose", "/reports/<int:year>/<agency>/prose/<section>/", show, methods=("GET", "POST")),)
