"""gongkai new: an empty report on the form of its year."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from gongkai.cli.console import DATA, example, report_outcome
from gongkai.imports import new_report
from gongkai.imports.document import RULE
from gongkai.problems import Position, Problem, shown
from gongkai.reports.reading import read_report


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai new 2021 finance")
    parser.add_argument("year", metavar="年度", type=int, help="报告年度")
    parser.add_argument("agency", metavar="机构代号", help="机构代号，见 data/agencies.yml")
    parser.add_argument("--data", metavar="文件夹", type=Path, default=DATA, help="data 文件夹")


def run(options: argparse.Namespace) -> int:
    folder = options.data / "reports" / str(options.year) / options.agency
    problems = [*not_begun(folder, options.year)] or new_report(options.data, options.year, options.agency)
    return report_outcome(problems, f"已建好待填的报告：{shown(folder)}。{carried(folder)}；填好后运行 gongkai check")


def not_begun(folder: Path, year: int) -> Iterator[Problem]:
    if date.today().year < year:
        yield Problem(Position(shown(folder)), RULE, f"{year} 年还没有到，不能建它的报告")


def carried(folder: Path) -> str:
    """What is to be done about last year's figures: a county's first report has none."""
    report, _ = read_report(folder, {})
    if report and report.envelope.proposed:
        return "上一年度带入的数（proposed）要逐条核对"
    return "没有从上一年度带入的数，上年结转一类的数也要自己填"
