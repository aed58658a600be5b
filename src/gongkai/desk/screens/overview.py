"""Overview: every year and agency with its state, what is due and when, and the next thing to do about each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from flask import Response

from gongkai.collection import Collection
from gongkai.county.agencies import Agency
from gongkai.desk.next_step import Step, due, standing
from gongkai.desk.places import home
from gongkai.desk.visit import Screen, Visit
from gongkai.problems import errors
from gongkai.reports.report import Report
from gongkai.statute.formats import format_for
from gongkai.statute.workdays import Workdays, read_workdays

SHOWN = 5  # findings of the county's own files, before one is sent to the list of all


class DueRow(NamedTuple):
    """One agency in the year that is due. `href` leads to its report, or to where it is begun."""

    agency: str
    state: str
    due: str
    step: Step
    late: bool


class PastCell(NamedTuple):
    state: str
    href: str
    mark: str


def show(visit: Visit) -> Response:
    collection, problems = visit.desk.county.now()
    workdays = read_workdays(visit.desk.data, [])
    today = date.today()
    year = today.year - 1
    years = sorted({*collection.years, year}, reverse=True)
    view = {
        "year": year,
        "due": [*due_rows(collection, year, today, workdays)],
        "years": [each for each in years if each != year],
        "past": [*past_rows(collection, [each for each in years if each != year])],
        "problems": [problem.message for problem in errors(problems)[:SHOWN]],
        "next_year": next_year(collection, today, workdays),
    }
    return visit.page("overview.html", "总览", view)


def due_rows(collection: Collection, year: int, today: date, workdays: Workdays) -> Iterator[DueRow]:
    """Those that ask for something first, in the order of agencies.yml."""
    rows = [due_row(collection, agency, year, today, workdays) for agency in collection.expected(year)]
    yield from sorted(rows, key=lambda row: not row.step.href)


def due_row(collection: Collection, agency: Agency, year: int, today: date, workdays: Workdays) -> DueRow:
    report = collection.report(year, agency.id)
    said = due(agency, year, today, workdays)
    if report is None:
        step = Step("新建报告", f"/new/{year}/{agency.id}/") if format_for(year) else Step("这一年没有报告格式", "")
        if elsewhere := agency.elsewhere_of(year):
            return DueRow(agency.name, "在其网站公布", said, Step(f"在 {elsewhere}", ""), late=False)
        return DueRow(agency.name, "还没有建", said, step, late="已过" in said)
    progress, step = standing(report, collection)
    return DueRow(agency.name, progress.words, "" if report.was_public else said, step, late=False)


def past_rows(collection: Collection, years: list[int]) -> Iterator[tuple[str, list[PastCell]]]:
    for agency in collection.agencies.values():
        cells = [past_cell(collection, agency, year) for year in years]
        if any(cell.state for cell in cells):
            yield agency.name, cells


def past_cell(collection: Collection, agency: Agency, year: int) -> PastCell:
    report = collection.report(year, agency.id)
    if report is None:
        can = agency.existed(year) and format_for(year) is not None and not agency.elsewhere_of(year)
        return PastCell("缺" if can else "", f"/new/{year}/{agency.id}/" if can else "", "")
    return PastCell(state_of(report, collection), home(report), str(report.state))


def state_of(report: Report, collection: Collection) -> str:
    """In full for what is being worked on; of what was public its state alone."""
    if report.was_public:
        assert report.state is not None
        return report.state.label
    return standing(report, collection)[0].words


def next_year(collection: Collection, today: date, workdays: Workdays) -> str:
    """What comes after: the year that is running."""
    kinds: dict[tuple[int, int], Agency] = {}
    for agency in collection.expected(today.year):
        kinds.setdefault(agency.deadline, agency)
    said = [f"{agency.name}等：{due(agency, today.year, today, workdays)}" for agency in kinds.values()]
    return "；".join(said)


SCREENS = (Screen("overview", "/", show, menu="总览"),)
