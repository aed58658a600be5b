"""How a command is told which report it is about, and who answers for what it writes there."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from gongkai.cli.console import DATA, by_option, day_option, why_option
from gongkai.editing.found_report import PLACE, REPORTS, Account, FoundReport, found_report
from gongkai.problems import Problem


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


def account_of(options: argparse.Namespace) -> Account:
    return Account(options.why, options.by or "", day_of(options))


def day_of(options: argparse.Namespace) -> str:
    stated: date = options.date or date.today()  # the office's own day
    return stated.isoformat()


def find_report(options: argparse.Namespace) -> tuple[FoundReport | None, list[Problem]]:
    """None, with the reasons, where there is no report that can be read."""
    return found_report(folder_named(Path(*options.words) if options.words else options.report, options.data))


def folder_named(typed: Path, data: Path = DATA) -> Path:
    """What the office typed; `2020/finance` is the folder of that report in `data`."""
    return data / REPORTS / typed if PLACE.fullmatch(typed.as_posix()) and not typed.exists() else typed
