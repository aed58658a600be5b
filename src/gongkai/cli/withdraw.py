"""gongkai withdraw: a report that was published is withdrawn; its page stays and says so."""

from __future__ import annotations

import argparse

from gongkai.cli.console import example, stated_day
from gongkai.cli.report_edits import RULE, refused, report_arguments, report_asked, shown_and_done
from gongkai.imports.placing.draft import typed
from gongkai.problems import Problem
from gongkai.setup.report_edit import edit_of


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai withdraw 2021 finance --date 2022-05-06 --why 误将送审稿公布")
    report_arguments(parser)
    parser.add_argument("--date", metavar="日期", type=stated_day, required=True, help="撤回日期，例如 2022-05-06")
    parser.add_argument("--why", metavar="理由", required=True, help="为什么撤回；印在网页上")
    parser.add_argument("--by", metavar="单位", default="", help="撤回的单位（默认这份报告的机构）")


def run(options: argparse.Namespace) -> int:
    report, _, problems = report_asked(options)
    if report is None:
        return refused(problems, "不能撤回")
    here = report.position("state")
    if report.state and not report.state.was_public:
        return refused([Problem(here, RULE, f"这份报告是{report.state.label}，没有公布过，无从撤回；不要了就删去")], "不能撤回")
    if report.envelope.withdrawn:
        return refused([Problem(report.position("withdrawn"), RULE, "这份报告已经撤回")], "不能撤回")
    why, by = (typed(text.strip(), flow=True) for text in (options.why, options.by or report.agency_name))
    line = f"withdrawn: {{date: {options.date}, why: {why}, by: {by}}}"
    edit = edit_of(report.folder / "report.yml").with_block("公布后撤回", line)
    return shown_and_done(edit, yes=options.yes, done="已写明撤回：网页留在原来的网址，下一次生成网站就会说明")
