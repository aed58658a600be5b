"""gongkai check: everything that is wrong or worth a second look, in the order of the files."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from gongkai.checks.rules import check_collection
from gongkai.cli.console import DATA, example, print_problems, say
from gongkai.collection import Collection, load_collection
from gongkai.county.accessibility import outdated
from gongkai.county.redirects import read_redirects
from gongkai.county.settings import FILE, installed_themes, wrong_settings
from gongkai.html.assets import fingerprint
from gongkai.problems import Problem, Severity, errors, summary


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai check", "gongkai check --release")
    parser.add_argument(
        "folder", metavar="文件夹", nargs="?", type=Path, default=DATA, help="data 文件夹，或单独一份报告的文件夹（默认 data）"
    )
    parser.add_argument("--format", choices=("text", "json", "github"), default="text", help="输出的样子")
    parser.add_argument("--release", action="store_true", help="按正式发布的要求检查：站点信息缺项即为错误")
    parser.add_argument("--all", action="store_true", help="连已作说明的提醒也列出")


def run(options: argparse.Namespace) -> int:
    collection, problems = checked(options.folder, release=options.release)
    if collection.site:
        problems += outdated(options.folder, date.today(), fingerprint())  # the office's own day
        problems += wrong_settings(options.folder.absolute().parent / FILE, installed_themes())
    listed = problems if options.all else [p for p in problems if p.severity is not Severity.ACCEPTED]
    print_problems(listed, options.format)
    say(summary(problems))
    return 1 if errors(problems) else 0


def checked(folder: Path, *, release: bool = False) -> tuple[Collection, list[Problem]]:
    """What is in the folder, and every finding on it. The other commands begin with it."""
    collection, problems = load_collection(folder)
    problems += read_redirects(folder, collection.site)[1]
    return collection, problems + check_collection(collection, release=release)
