"""gongkai correct: a figure or a sentence put right, with the correction that a published report needs."""

from __future__ import annotations

import argparse

from gongkai.cli.console import example, say
from gongkai.cli.editing import agree_option, refused, show_and_write
from gongkai.cli.report_folder import account_of, find_report, report_options, why_options
from gongkai.editing.correcting import SECTION, Correction, correction
from gongkai.editing.named_figures import new_figure
from gongkai.editing.section_text import rewritten

FIGURES = "figures"


def arguments(parser: argparse.ArgumentParser) -> None:
    example(
        parser,
        'gongkai correct requests.received.other 1 --report 2020/finance --why "漏记一件"',
        'gongkai correct sections.overview 加强公开力度 --was 强化公开力度 --report 2020/finance --why "文字有误"',
    )
    parser.add_argument(
        "place",
        metavar="位置",
        help="表.行.列，例如 requests.granted.total；正文的数 figures.代号，新加一个写 figures；period；一句话 sections.代号",
    )
    parser.add_argument("new", metavar="新的", help="改成什么；空白写 null；改一句话时写新句")
    parser.add_argument(
        "--was", metavar="原来的", default="", help="改一句话时，照 narrative.md 写原句；已经改了、没有写更正的，写公布时的数"
    )
    parser.add_argument("--whole", action="store_true", help="整节换成新写的（sections.代号；只限没有公布过的报告）")
    parser.add_argument("--label", metavar="名称", default="", help="位置写 figures：正文引用的数，新加一个，叫什么")
    parser.add_argument("--unit", metavar="单位", default="", help="新加的数的单位，例如 条")
    report_options(parser)
    why_options(parser)
    agree_option(parser)


def run(options: argparse.Namespace) -> int:
    found, problems = find_report(options)
    if found is None:
        return refused(problems)
    if options.place == FIGURES:
        changes, problems = new_figure(found, options.label.strip(), options.new.strip(), options.unit.strip())
        return refused(problems) if problems else show_and_write(changes, agreed=options.yes)
    if options.whole:
        changes, problems = rewritten(found, options.place.removeprefix(SECTION), options.new)
        return refused(problems) if problems else show_and_write(changes, agreed=options.yes)
    changes, problems = correction(found, Correction(options.place, options.new, account_of(options), options.was))
    if problems:
        return refused(problems)
    code = show_and_write(changes, agreed=options.yes)
    if not found.report.was_public:
        say("这份报告还没有记为已公布：只改数和文字，不写更正")
    return code
