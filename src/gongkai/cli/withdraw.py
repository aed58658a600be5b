"""gongkai withdraw: a report that was published is withdrawn; its page stays and says so. With --undo it is public again."""

from __future__ import annotations

import argparse

from gongkai.cli.console import by_option, day_option, example, why_option
from gongkai.cli.editing import agree_option, refused, show_and_write
from gongkai.cli.report_folder import account_of, find_report, report_options, report_words
from gongkai.editing.withdrawing import UNDOING, WITHDRAWING, withdrawal

DONE = {
    WITHDRAWING: "已写明撤回：网页留在原来的网址，下一次生成网站就会说明",
    UNDOING: "已取消撤回：下一次生成网站，报告就恢复公布",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    example(
        parser,
        "gongkai withdraw --report 2021/finance --date 2022-05-06 --why 误将送审稿公布",
        "gongkai withdraw --undo --report 2021/finance --date 2022-05-09 --why 核对无误，恢复公布",
    )
    report_words(parser)
    report_options(parser)
    parser.add_argument("--undo", action="store_true", help="取消撤回，恢复公布；撤回已经公布过的，写成一条更正")
    day_option(parser, "撤回（取消撤回）的日期，例如 2022-05-06", required=True)
    why_option(parser, "为什么撤回，或为什么取消；印在网页上")
    by_option(parser, "撤回的单位（默认这份报告的机构）")
    agree_option(parser)


def run(options: argparse.Namespace) -> int:
    what = UNDOING if options.undo else WITHDRAWING
    found, problems = find_report(options)
    if found is None:
        return refused(problems, f"不能{what}")
    changes, problems = withdrawal(found, account_of(options), undo=options.undo)
    return refused(problems, f"不能{what}") if problems else show_and_write(changes, agreed=options.yes, done=DONE[what])
