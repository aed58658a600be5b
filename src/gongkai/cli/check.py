"""gongkai check: everything that is wrong or worth a second look, in the order of the files."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path

from gongkai.build.county_words import MACROS, wrong_syntax
from gongkai.checks.citations import citable
from gongkai.checks.findings import OTHER_CODES, Wanted, described, grouped
from gongkai.checks.rules import check_collection, explain, met_in_reading
from gongkai.cli.console import DATA, example, print_problems, say, with_paste
from gongkai.cli.report_folder import folder_named
from gongkai.collection import Collection, load_collection
from gongkai.county.accessibility import MeasuredSite, check_statement, read_measured
from gongkai.county.addresses import STATEMENT, kind_of_page
from gongkai.county.own_words import read_own_words
from gongkai.county.published_addresses import addresses_of, files_of, read_ledger
from gongkai.county.redirects import read_redirects
from gongkai.county.settings import FILE, installed_themes, wrong_settings
from gongkai.downloads import findings_html, findings_xlsx
from gongkai.editing.found_report import county_of, is_in
from gongkai.files import write_durably
from gongkai.html.assets import fingerprint_of
from gongkai.problems import Problem, Severity, errors, shown, summary
from gongkai.reports.holding_back import folder_of
from gongkai.reports.promises import promises
from gongkai.reports.report import Report
from gongkai.reports.state import State, counted

FILES = ("xlsx", "html")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(fault=parser.error)
    example(
        parser, "gongkai check", "gongkai check --release", "gongkai check --severity error --format xlsx --into 问题清单.xlsx"
    )
    parser.add_argument(
        "folder",
        metavar="文件夹",
        nargs="?",
        type=Path,
        default=DATA,
        help="data 文件夹，或一份报告（2020/finance）；默认 data",
    )
    parser.add_argument("--format", choices=("text", "json", "github", *FILES), default="text", help="输出的样子")
    parser.add_argument("--into", metavar="文件", type=Path, help="xlsx、html 写到哪个文件")
    parser.add_argument("--agency", metavar="机构代号", action="append", default=[], help="只看这个机构的报告；可以写几次")
    parser.add_argument("--year", metavar="年度", type=int, action="append", default=[], help="只看这个年度的报告；可以写几次")
    parser.add_argument(
        "--rule", metavar="规则", action="append", default=[], help="只看这条规则（一行末尾方括号里的）；可以写几次"
    )
    parser.add_argument(
        "--severity",
        choices=[severity.value for severity in Severity],
        action="append",
        default=[],
        help="只看错误、提醒或已说明的",
    )
    parser.add_argument("--citations", action="store_true", help="另外列出正文里直接写出、可以改成引数的数")
    parser.add_argument("--each", action="store_true", help="同一个文件里同一条规则的问题很多时，也一条条列出")
    parser.add_argument(
        "--release", action="store_true", help="按正式发布的要求检查：站点信息缺项、无障碍声明不是现在的网页的，即为错误"
    )
    parser.add_argument("--all", action="store_true", help="连已作说明的提醒也列出")


def run(options: argparse.Namespace) -> int:
    options.folder = folder_named(options.folder)
    county = county_of(options.folder)
    options.alone = options.folder.resolve() if county else None
    if county:
        collection, problems = checked_alone(options.folder, county, release=options.release)
    else:
        collection, problems = checked(options.folder, release=options.release)
    if collection.site and not county:
        site = MeasuredSite(
            collection.site.government, fingerprint_of(collection.face), kinds_of_pages(options.folder, collection)
        )
        problems += read_measured(options.folder)[1]
        today = date.today()  # the office's own day
        problems += check_statement(options.folder, today, site, release=options.release)
        around = options.folder.absolute().parent
        problems += wrong_settings(around / FILE, installed_themes())
        problems += wrong_syntax(around / MACROS)
    refuse_wrong_words(options, collection, problems)
    asked = [problem for problem in problems if problem in wanted(options)]
    show_accepted = options.all or Severity.ACCEPTED in options.severity
    listed = [problem for problem in asked if show_accepted or problem.severity is not Severity.ACCEPTED]
    show(listed, collection, options)
    offer_citations(collection, options)
    say(summary(asked) + (f"（只数所要的；一共{summary(problems)}）" if len(asked) < len(problems) else ""))
    if county:
        return 1 if errors(asked) else 0
    of_drafts = [problem for problem in errors(asked) if folder_of(problem.position, options.folder) in drafts_in(collection)]
    if of_drafts:
        say(f"其中 {len(of_drafts)} 个错误在草稿里；草稿不在公布的网站里，不妨碍生成")
    states = [report.state for report in collection.reports if report.state and collection.site]
    if not all(state.was_public for state in states):
        say(f"报告：{counted(states)}")
    return 1 if len(errors(asked)) > len(of_drafts) else 0


def drafts_in(collection: Collection) -> frozenset[str]:
    """The folders of a site's drafts, as the office would type them."""
    return frozenset(shown(report.folder) for report in collection.reports if report.is_draft)


def refuse_wrong_words(options: argparse.Namespace, collection: Collection, problems: list[Problem]) -> None:
    """A name typed wrongly would find nothing, and look as if all were well."""
    agencies = [name for name in options.agency if collection.agencies and name not in collection.agencies]
    known = {*explain(), *OTHER_CODES, *(problem.rule for problem in problems)}
    rules = [name for name in options.rule if name not in known]
    if options.format in FILES and options.into is None:
        options.fault(f"--format {options.format} 是一个文件，要用 --into 写明写到哪里")
    if options.format not in FILES and options.into is not None:
        options.fault("--into 只和 --format xlsx、--format html 一起用")
    if options.into is not None and (options.into.is_dir() or not options.into.absolute().parent.is_dir()):
        options.fault(f"不能写到 {shown(options.into)}：要写一个文件的名字，放在已有的文件夹里")
    if agencies:
        options.fault(f"agencies.yml 里没有“{agencies[0]}”")
    if rules:
        options.fault(f"没有“{rules[0]}”这条规则；规则是一行末尾方括号里的代号")


def wanted(options: argparse.Namespace) -> Wanted:
    severities = frozenset(map(Severity, options.severity))
    return Wanted(frozenset(options.agency), frozenset(options.year), frozenset(options.rule), severities)


def offer_citations(collection: Collection, options: argparse.Namespace) -> None:
    """Nothing is wrong with them: said beside the findings, never among them. Unasked, in one line, of what is being written."""
    reports = [report for report in collection.reports if chosen(report, options)]
    if options.citations:
        for report in reports:
            for position, citation in citable(report, collection):
                say(f"{position}: 这里的数可以写成 {citation}，以后改了 report.yml 也不会两样")
        return
    offered = sum(len([*citable(report, collection)]) for report in reports if not report.was_public)
    if offered:
        say(f"正文里有 {offered} 个数与表格或 figures 里的一样，可以改成引数，以后只改一处；逐处列出用 --citations")


def chosen(report: Report, options: argparse.Namespace) -> bool:
    wants = wanted(options)
    if options.alone and report.folder.resolve() != options.alone:
        return False
    return (not wants.years or report.year in wants.years) and (not wants.agencies or report.agency_id in wants.agencies)


def show(listed: list[Problem], collection: Collection, options: argparse.Namespace) -> None:
    if options.format == "text" and not options.each:
        for line in grouped(listed):
            print(line if isinstance(line, str) else with_paste(line))
    elif options.format in FILES:
        title = "　".join(filter(None, (collection.site.government if collection.site else "", "政府信息公开数据检查问题清单")))
        findings = described(listed, collection)
        if options.format == "html":
            content = findings_html.content(findings, title, summary(listed))
        else:
            content = findings_xlsx.content(
                findings, title, [entry for entry in promises(collection) if chosen(entry.report, options)]
            )
        write_durably(options.into, content)
        say(f"已写成 {shown(options.into)}")
    else:
        print_problems(listed, options.format)


def kinds_of_pages(data: Path, collection: Collection) -> frozenset[str] | None:
    """Of the site that was built beside the data; else of what was ever published; None where neither is there."""
    built = data.absolute().parent / "site"
    known = addresses_of(files_of(built)) if (built / STATEMENT / "index.html").is_file() else read_ledger(data)[0]
    old = {redirect.old for redirect in read_redirects(data, collection.site)[0].pages}
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
    problems += read_own_words(folder)[1]
    return collection, met_in_reading(problems, collection) + check_collection(collection, release=release)


def checked_alone(folder: Path, county: Path, *, release: bool = False) -> tuple[Collection, list[Problem]]:
    """Every finding on one report of a county, which knows the other years, what was public and what is sealed.

    Where it cannot be read for a reason that lies elsewhere in the county, that is found.
    """
    own = folder.resolve()
    collection, met = load_collection(county)
    reports = tuple(as_ready(each) if release and each.folder.resolve() == own else each for each in collection.reports)
    collection = replace(collection, reports=reports)
    alone = [report for report in reports if report.folder.resolve() == own]
    found = met_in_reading(met, collection) + check_collection(collection, release=release, of=alone)
    inside = [problem for problem in found if is_in(problem, folder)]
    return collection, inside if alone or inside else found


def as_ready(report: Report) -> Report:
    return replace(report, state=State.READY) if report.is_draft else report
