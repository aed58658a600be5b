"""The report that a command is about: its folder, with the site around it and everything that is found in it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from gongkai.checks.rules import check_report
from gongkai.cli.console import DATA, by_option, day_option, why_option
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
REPORTS = "reports"
PLACE = re.compile(r"[0-9]{4}/[\w-]+")  # a year and an agency


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


def report_options(parser: argparse.ArgumentParser) -> None:
    """Which report a command is about; each command takes it like this."""
    parser.add_argument(
        "--report",
        metavar="报告文件夹",
        type=Path,
        default=Path(),
        help="哪一份报告：2020/finance（年度/机构代号），或它的文件夹 data/reports/2020/finance（默认当前文件夹）",
    )
    parser.add_argument("--data", metavar="文件夹", type=Path, default=DATA, help="data 文件夹，2020/finance 在它里面找")
    parser.set_defaults(words=())


def report_words(parser: argparse.ArgumentParser) -> None:
    """The same without the option's name, for commands that need nothing else: `2020 finance`."""
    parser.add_argument("words", metavar="报告", nargs="*", type=Path, help="也可以不写 --report，直接写 2020 finance")


def why_options(parser: argparse.ArgumentParser) -> None:
    """Why, who and when: what the office answers for."""
    why_option(parser, "为什么；会写进报告")
    by_option(parser, "谁作的（默认 site.yml 的 contact.office 或 government）")
    day_option(parser, "哪一天，例如 2021-04-01（默认今天）")


def day_of(options: argparse.Namespace) -> str:
    stated: date = options.date or date.today()  # the office's own day
    return stated.isoformat()


def too_early(report: Report, what: str, stated: str) -> Iterator[Problem]:
    """What is done to a public report is done on the day when it was published, or later."""
    published = published_day(report)
    if report.was_public and published and stated < published.isoformat():
        message = f"{what}日期 {stated} 早于这份报告公布的日期 {published}"
        yield Problem(report.position("published"), RULE, message)


def find_report(options: argparse.Namespace) -> tuple[FoundReport | None, list[Problem]]:
    """None, with the reasons, where there is no report that can be read."""
    folder = folder_asked(options)
    if not (folder / REPORT).is_file():
        return None, [missing(folder)]
    own = folder.resolve()
    collection, problems = load_collection(county_above(folder) or folder)
    report = next((each for each in collection.reports if each.folder.resolve() == own), None)
    inside = [problem for problem in problems if is_in(problem, folder)]
    if report is None:
        return None, inside or problems
    return FoundReport(report, collection, tuple(inside)), []


def folder_asked(options: argparse.Namespace) -> Path:
    return folder_named(Path(*options.words) if options.words else options.report, options.data)


def folder_named(typed: Path, data: Path = DATA) -> Path:
    """What the office typed; `2020/finance` is the folder of that report in `data`."""
    return data / REPORTS / typed if PLACE.fullmatch(typed.as_posix()) and not typed.exists() else typed


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
