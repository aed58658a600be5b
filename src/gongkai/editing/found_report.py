"""The report that something is done to: its folder, with the site around it and everything that is found in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.checks.rules import check_report
from gongkai.collection import Collection, load_collection
from gongkai.county.agencies import county_above
from gongkai.problems import Position, Problem, shown
from gongkai.reports.report import Report
from gongkai.reports.state import State
from gongkai.reports.submission import published_day
from gongkai.source.text import RULE as YAML
from gongkai.source.text import way_from_elsewhere

RULE = "report"
REPORT = "report.yml"
NARRATIVE = "narrative.md"
REPORTS = "reports"
PLACE = re.compile(r"[0-9]{4}/[\w-]+")  # a year and an agency


@dataclass(frozen=True, slots=True)
class Account:
    """Why something was done, by whom (empty: whoever speaks for the report), and on which day (2021-04-01)."""

    why: str
    by: str
    day: str


@dataclass(frozen=True, slots=True)
class FoundReport:
    """`read`: what was met in reading this report's own files."""

    report: Report
    collection: Collection
    read: tuple[Problem, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Those of this report alone, met in reading and found by the rules."""
        return (*self.read, *check_report(self.report, self.collection))

    @property
    def once_ready(self) -> tuple[Problem, ...]:
        """The same, and of a draft what is asked of it when it is called ready."""
        ready = replace(self.report, state=State.READY)
        return (*self.problems, *(check_report(ready, self.collection) if self.report.is_draft else ()))

    @property
    def file(self) -> Path:
        return self.report.folder / REPORT

    @property
    def office(self) -> str:
        """Who speaks for it where nobody is named; empty for a draft outside any site."""
        site = self.collection.site
        return (site.contact.office or site.government) if site else ""


def too_early(report: Report, what: str, stated: str) -> Iterator[Problem]:
    """What is done to a public report is done on the day when it was published, or later."""
    published = published_day(report)
    if report.was_public and published and stated < published.isoformat():
        message = f"{what}日期 {stated} 早于这份报告公布的日期 {published}"
        yield Problem(report.position("published"), RULE, message)


def found_report(folder: Path) -> tuple[FoundReport | None, list[Problem]]:
    """The report of that folder; None, with the reasons, where there is none that can be read."""
    if not (folder / REPORT).is_file():
        return None, [missing(folder)]
    return found_in(*load_collection(county_above(folder) or folder), folder)


def found_in(collection: Collection, problems: list[Problem], folder: Path) -> tuple[FoundReport | None, list[Problem]]:
    """The same in a collection that is loaded, `problems` being what was met in loading it."""
    own = folder.resolve()
    report = next((each for each in collection.reports if each.folder.resolve() == own), None)
    inside = [problem for problem in problems if is_in(problem, folder)]
    if report is None:
        return None, inside or problems
    return FoundReport(report, collection, tuple(inside)), []


def county_of(folder: Path) -> Path | None:
    """The county's `data` of which it is a report's own folder, and not any folder with a draft; None otherwise."""
    own = folder.resolve()
    data = county_above(own) if (own / REPORT).is_file() else None
    return data if data and own.parent.parent == data / REPORTS else None


def missing(folder: Path) -> Problem:
    if PLACE.fullmatch("/".join(folder.parts[-2:])) and folder.parent.parent.name == REPORTS:
        data = folder.parent.parent.parent
        return Problem(Position(shown(folder)), RULE, f"没有这份报告{way_from_elsewhere(data)}")
    return Problem(Position(shown(folder / REPORT)), YAML, "找不到这个文件；用 --report 写明报告的文件夹")


def is_in(problem: Problem, folder: Path) -> bool:
    return Path(problem.position.file).resolve().is_relative_to(folder.resolve())
