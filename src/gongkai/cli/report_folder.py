"""The report that a command is about: its folder, with the site around it and everything that is found in it."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.checks.rules import check_report
from gongkai.cli.console import DATA, stated_day
from gongkai.collection import Collection, load_collection
from gongkai.county.agencies import AGENCIES
from gongkai.county.published_addresses import recorded_addresses
from gongkai.problems import Position, Problem, shown
from gongkai.reports.public_record import PublicRecord
from gongkai.reports.report import Report
from gongkai.source.text import RULE

REPORT = "report.yml"
REPORTS = DATA / "reports"


@dataclass(frozen=True, slots=True)
class FoundReport:
    """`problems` are those of this report alone, met in reading and found by the rules."""

    report: Report
    collection: Collection
    problems: tuple[Problem, ...]

    @property
    def file(self) -> Path:
        return self.report.folder / REPORT

    @property
    def is_public(self) -> bool:
        """Whether it was published or sealed, as far as the office has recorded it."""
        place, site = (self.report.year, self.report.agency_id), self.collection.site
        addresses = recorded_addresses(self.collection.data) if site else frozenset()
        record = PublicRecord(addresses, self.collection.seals, site.government_agency if site else "")
        return place in self.collection.published or record.has(*place)

    @property
    def office(self) -> str:
        """Who speaks for it where nobody is named; empty for a draft outside any site."""
        site = self.collection.site
        return (site.contact.office or site.government) if site else ""


def report_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--report",
        metavar="报告文件夹",
        type=Path,
        default=Path(),
        help="哪一份报告，例如 data/reports/2020/finance，或只写 2020/finance（默认当前文件夹）",
    )


def why_options(parser: argparse.ArgumentParser) -> None:
    """Why, who and when: what the office answers for."""
    parser.add_argument("--why", metavar="理由", required=True, help="为什么；会写进报告")
    parser.add_argument("--by", metavar="单位", default="", help="谁作的（默认 site.yml 的 contact.office 或 government）")
    parser.add_argument("--date", metavar="日期", type=stated_day, default=None, help="哪一天，例如 2021-04-01（默认今天）")


def day_of(options: argparse.Namespace) -> str:
    stated: date = options.date or date.today()  # the office's own day
    return stated.isoformat()


def find_report(folder: Path) -> tuple[FoundReport | None, list[Problem]]:
    """`2020/finance` is one of the county's own. None, with the reasons, where there is no report that can be read."""
    if not folder.exists() and (REPORTS / folder / REPORT).is_file():
        folder = REPORTS / folder
    if not (folder / REPORT).is_file():
        return None, [Problem(Position(shown(folder / REPORT)), RULE, "找不到这个文件；用 --report 写明报告的文件夹")]
    own = folder.resolve()
    data = next((parent for parent in own.parents if (parent / AGENCIES).is_file()), None)
    collection, problems = load_collection(data or folder)
    report = next((each for each in collection.reports if each.folder.resolve() == own), None)
    inside = [problem for problem in problems if is_in(problem, folder)]
    if report is None:
        return None, inside or problems
    return FoundReport(report, collection, (*inside, *check_report(report, collection))), []


def is_in(problem: Problem, folder: Path) -> bool:
    return Path(problem.position.file).resolve().is_relative_to(folder.resolve())
