"""gongkai withdraw: a report that was published is withdrawn; its page stays and says so."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from gongkai.cli.console import by_option, day_option, example, why_option
from gongkai.cli.editing import agree_option, edited, refused, show_and_write
from gongkai.cli.report_folder import RULE, day_of, find_report, report_options, report_words, too_early
from gongkai.problems import Problem
from gongkai.reports.report import Report


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai withdraw --report 2021/finance --date 2022-05-06 --why 误将送审稿公布")
    report_words(parser)
    report_options(parser)
    day_option(parser, "撤回日期，例如 2022-05-06", required=True)
    why_option(parser, "为什么撤回；印在网页上")
    by_option(parser, "撤回的单位（默认这份报告的机构）")
    agree_option(parser)


def run(options: argparse.Namespace) -> int:
    found, problems = find_report(options)
    problems = problems if found is None else [*why_not(found.report), *too_early(found.report, "撤回", day_of(options))]
    if found is None or problems:
        return refused(problems, "不能撤回")
    by = options.by or found.report.agency_name
    entry = {"date": day_of(options), "why": options.why, "by": by}
    changed, problems = edited(found.file, lambda typed: typed.with_part("withdrawn", entry, "公布后撤回"))
    if changed is None:
        return refused(problems, "不能撤回")
    return show_and_write([changed], agreed=options.yes, done="已写明撤回：网页留在原来的网址，下一次生成网站就会说明")


def why_not(report: Report) -> Iterator[Problem]:
    if report.state and not report.was_public:
        message = f"这份报告是{report.state.label}，没有公布过，无从撤回；不要了就删去"
        yield Problem(report.position("state"), RULE, message)
    elif report.envelope.withdrawn:
        yield Problem(report.position("withdrawn"), RULE, "这份报告已经撤回")
