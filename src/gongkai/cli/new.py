"""gongkai new: an empty report on the form of its year."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongkai.cli.console import DATA, example, report_outcome
from gongkai.imports import new_report
from gongkai.problems import shown


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai new 2021 finance")
    parser.add_argument("year", metavar="年度", type=int, help="报告年度")
    parser.add_argument("agency", metavar="机构代号", help="机构代号，见 data/agencies.yml")
    parser.add_argument("--data", metavar="文件夹", type=Path, default=DATA, help="data 文件夹")


def run(options: argparse.Namespace) -> int:
    problems = new_report(options.data, options.year, options.agency)
    folder = options.data / "reports" / str(options.year) / options.agency
    done = f"已建好待填的报告：{shown(folder)}。上一年度带入的数（proposed）要逐条核对；填好后运行 gongkai check"
    return report_outcome(problems, done)
