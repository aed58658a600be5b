"""gongkai ready: a draft is called ready, once nothing is missing in it."""

from __future__ import annotations

import argparse
from datetime import date

from gongkai.cli.console import example, print_problems, say
from gongkai.cli.editing import agree_option, refused, show_and_write
from gongkai.cli.report_folder import find_report, report_options, report_words
from gongkai.editing.readying import asked_once_ready, readiness
from gongkai.problems import errors
from gongkai.source.days import moment


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai ready --report 2021/finance", "gongkai ready --report 2021/finance --published 2022-01-28 --yes")
    report_words(parser)
    report_options(parser)
    parser.add_argument("--published", metavar="时间", type=stated_moment, help="公布时间，例如 2022-01-28 或 “2022-01-28 09:30”")
    agree_option(parser)


def stated_moment(text: str) -> str:
    try:
        return moment(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def run(options: argparse.Namespace) -> int:
    found, problems = find_report(options)
    if found is None:
        return refused(problems, "不能定稿")
    problems = asked_once_ready(found, options.published)
    if missing := errors(problems):
        why = "不能定稿" if found.report.was_public else "改好、填好，或在 accepted 里说明以后才能定稿"
        return refused(missing, why)
    print_problems(problems)
    changes, problems = readiness(found, options.published)
    if problems:
        return refused(problems, "不能定稿")
    if not options.published and found.report.envelope.published is None:
        say("还没有写公布时间；公布前要补上：--published 2022-01-28")
    if options.published and options.published[:10] > date.today().isoformat():
        say(f"公布时间 {options.published} 还没有到，先按打算写上；提前或推迟公布的，要改")
    return show_and_write(changes, agreed=options.yes, done="已定稿：下一次生成网站就有这份报告")
