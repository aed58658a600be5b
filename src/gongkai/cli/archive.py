"""gongkai archive: seals a year, one bag for each report."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongkai.archive import Order, Sealed, seal_year
from gongkai.checks import site_identity
from gongkai.cli.check import checked
from gongkai.cli.console import DATA, by_option, day_option, example, report_outcome, say
from gongkai.downloads.errors import CannotMakeError
from gongkai.problems import Problem, errors, shown
from gongkai.reports.holding_back import chosen, folder_of, in_words
from gongkai.reports.seals import archive_folder, seal_file


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai archive 2021 --date 2022-04-01")
    parser.add_argument("year", metavar="年度", type=int, help="报告年度")
    parser.add_argument("data", metavar="data文件夹", nargs="?", type=Path, default=DATA, help="data 文件夹（默认 data）")
    day_option(parser, "封存日期，写进归档包，例如 2021-04-01；没有新封存的可以不写")
    by_option(parser, "封存的单位（默认 site.yml 的 contact.office 或 government）")
    parser.add_argument("--without", action="append", choices=("pdf",), default=[], help="这台电脑生成不了、决定不放的文件")


def run(options: argparse.Namespace) -> int:
    collection, found = checked(options.data, release=True)
    kept = chosen(collection, [problem for problem in found if is_asked(problem, options.data, options.year)])
    collection, problems = kept.collection, [*kept.problems]
    if errors(problems):
        return report_outcome(errors(problems), "")
    if collection.site is None:
        say(f"{shown(options.data)} 不是站点的 data 文件夹（里面没有 site.yml）")
        return 1
    by = options.by or collection.site.contact.office or collection.site.government
    try:
        sealed, problems = seal_year(collection, options.year, Order(options.date, by, tuple(options.without)))
    except CannotMakeError as error:
        say(str(error))
        return 1
    if sealed is None:
        return report_outcome(problems, "")
    for name in sealed.new:
        print(f"已封存 {name}")
    for name in sealed.made_again:
        print(f"已找回 {name}（与封存时相同）")
    say(closing_words(options.data, options.year, sealed))
    of_year = f"{shown(options.data / 'reports' / str(options.year))}/"
    for line in in_words((str(each) for each in kept.held if each.folder.startswith(of_year)), "没有封存的报告"):
        say(line)
    return 0


def is_asked(problem: Problem, data: Path, year: int) -> bool:
    """The day of publication of other years' reports is not asked when this year is sealed."""
    folder = folder_of(problem.position, data)
    return problem.rule != site_identity.ID or not folder or Path(folder).parent.name == str(year)


def closing_words(data: Path, year: int, sealed: Sealed) -> str:
    if not sealed.new:
        return f"{year} 年没有要新封存的报告"
    return (
        f"{year} 年新封存 {len(sealed.new)} 份。归档包在 {shown(archive_folder(data) / str(year))}，"
        f"封存记录是 {shown(seal_file(data, year))}，两处都要备份；"
        "收到的原件只在 report.yml 写了 source_published: true 时才放进包里。核对用 gongkai verify"
    )
