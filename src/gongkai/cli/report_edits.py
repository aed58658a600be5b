"""What the commands that change one report.yml have in common: which report, the change shown first, done with --yes."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongkai.cli.console import DATA, print_problems, say
from gongkai.collection import Collection, load_collection
from gongkai.problems import Position, Problem, errors, shown, summary
from gongkai.reports.holding_back import folder_of
from gongkai.reports.report import Report
from gongkai.setup.report_edit import ReportEdit

RULE = "report"


def report_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("year", metavar="年度", type=int, help="报告年度")
    parser.add_argument("agency", metavar="机构代号", help="机构代号，见 data/agencies.yml")
    parser.add_argument("--data", metavar="文件夹", type=Path, default=DATA, help="data 文件夹")
    parser.add_argument("--yes", action="store_true", help="照所列的改；不写只列出，不改动")


def report_asked(options: argparse.Namespace) -> tuple[Report | None, Collection, list[Problem]]:
    """The report of that year and agency, and what is wrong with its files."""
    collection, problems = load_collection(options.data)
    folder = options.data / "reports" / str(options.year) / options.agency
    own = [problem for problem in errors(problems) if folder_of(problem.position, options.data) == shown(folder)]
    report = collection.report(options.year, options.agency)
    if report is None and not own:
        own = errors(problems) if collection.site is None else []
        own = own or [Problem(Position(shown(folder)), RULE, "没有这份报告")]
    return report, collection, own


def refused(problems: list[Problem], why: str) -> int:
    print_problems(problems)
    say(f"{summary(problems)}。{why}。没有写入任何文件")
    return 1


def shown_and_done(edit: ReportEdit, *, yes: bool, done: str) -> int:
    """The lines that change; written only when somebody has seen them and said so."""
    print(shown(edit.file))
    for line in edit.lines():
        print(f"  {line}")
    if yes:
        edit.carry_out()
        say(done)
    else:
        say("还没有改动；确认以后在命令后面加 --yes")
    return 0
