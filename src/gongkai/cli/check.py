"""gongkai check: everything that is wrong or worth a second look, in the order of the files."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path

from gongkai.build.county_words import MACROS, wrong_syntax
from gongkai.checks.rules import check_collection
from gongkai.cli.console import DATA, example, print_problems, say
from gongkai.collection import Collection, load_collection
from gongkai.county.accessibility import MeasuredSite, check_statement, read_measured
from gongkai.county.addresses import STATEMENT, kind_of_page
from gongkai.county.published_addresses import addresses_of, files_of, read_ledger
from gongkai.county.redirects import read_redirects
from gongkai.county.settings import FILE, installed_themes, wrong_settings
from gongkai.html.assets import fingerprint_of
from gongkai.problems import Problem, Severity, errors, shown, summary
from gongkai.reports.holding_back import folder_of
from gongkai.reports.report import Report
from gongkai.reports.state import State, counted


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai check", "gongkai check --release")
    parser.add_argument(
        "folder", metavar="文件夹", nargs="?", type=Path, default=DATA, help="data 文件夹，或单独一份报告的文件夹（默认 data）"
    )
    parser.add_argument("--format", choices=("text", "json", "github"), default="text", help="输出的样子")
    parser.add_argument(
        "--release", action="store_true", help="按正式发布的要求检查：站点信息缺项、无障碍声明不是现在的网页的，即为错误"
    )
    parser.add_argument("--all", action="store_true", help="连已作说明的提醒也列出")


def run(options: argparse.Namespace) -> int:
    collection, problems = checked(options.folder, release=options.release)
    if collection.site:
        site = MeasuredSite(
            collection.site.government, fingerprint_of(collection.face), kinds_of_pages(options.folder, collection)
        )
        problems += read_measured(options.folder)[1]
        today = date.today()  # the office's own day
        problems += check_statement(options.folder, today, site, release=options.release)
        around = options.folder.absolute().parent
        problems += wrong_settings(around / FILE, installed_themes())
        problems += wrong_syntax(around / MACROS)
    listed = problems if options.all else [p for p in problems if p.severity is not Severity.ACCEPTED]
    print_problems(listed, options.format)
    say(summary(problems))
    of_drafts = [problem for problem in errors(problems) if folder_of(problem.position, options.folder) in drafts_in(collection)]
    if of_drafts:
        say(f"其中 {len(of_drafts)} 个错误在草稿里；草稿不在公布的网站里，不妨碍生成")
    states = [report.state for report in collection.reports if report.state and collection.site]
    if not all(state.was_public for state in states):
        say(f"报告：{counted(states)}")
    return 1 if len(errors(problems)) > len(of_drafts) else 0


def drafts_in(collection: Collection) -> frozenset[str]:
    """The folders of a site's drafts, as the office would type them."""
    return frozenset(shown(report.folder) for report in collection.reports if report.is_draft)


def kinds_of_pages(data: Path, collection: Collection) -> frozenset[str] | None:
    """Of the site that was built beside the data; else of what was ever published; None where neither is there."""
    built = data.absolute().parent / "site"
    known = addresses_of(files_of(built)) if (built / STATEMENT / "index.html").is_file() else read_ledger(data)[0]
    old = {redirect.old for redirect in read_redirects(data, collection.site)[0]}
    pages = {address for address in known if address.endswith("/")} - old
    return frozenset(map(kind_of_page, pages)) or None


def checked(folder: Path, *, release: bool = False) -> tuple[Collection, list[Problem]]:
    """What is in the folder, and every finding on it. The other commands begin with it.

    Of a draft alone a release asks what it asks of a report that is ready; a site is released without its drafts.
    """
    collection, problems = load_collection(folder)
    if release and collection.site is None:
        collection = replace(collection, reports=tuple(map(as_ready, collection.reports)))
    problems += read_redirects(folder, collection.site)[1]
    return collection, problems + check_collection(collection, release=release)


def as_ready(report: Report) -> Report:
    return replace(report, state=State.READY) if report.is_draft else report
