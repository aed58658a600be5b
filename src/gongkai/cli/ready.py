"""gongkai ready: a draft is called ready, once nothing is missing in it."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date

from gongkai.checks.rules import check_report
from gongkai.cli.console import example, print_problems, say
from gongkai.cli.editing import agree_option, edited, refused, show_and_write
from gongkai.cli.report_folder import RULE, find_report, report_options, report_words
from gongkai.imports.placing.draft import STATE_REMARK
from gongkai.problems import Problem, errors
from gongkai.reports.report import Report
from gongkai.reports.state import State
from gongkai.source.days import moment
from gongkai.source.editing import TypedFile


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
    report = found.report
    if report.was_public:
        return refused([already_public(report)], "不能定稿")
    # Everything that is asked of a ready report, before the word is there.
    problems = [*found.read, *check_report(as_asked(report, options.published), found.collection)]
    if errors(problems):
        return refused(errors(problems), "改好、填好，或在 accepted 里说明以后才能定稿")
    print_problems(problems)
    changed, problems = edited(found.file, lambda typed: as_ready(typed, report, options.published))
    if changed is None:
        return refused(problems, "不能定稿")
    if not options.published and report.envelope.published is None:
        say("还没有写公布时间；公布前要补上：--published 2022-01-28")
    if options.published and options.published[:10] > date.today().isoformat():
        say(f"公布时间 {options.published} 还没有到，先按打算写上；提前或推迟公布的，要改")
    return show_and_write([changed], agreed=options.yes, done="已定稿：下一次生成网站就有这份报告")


def as_ready(typed: TypedFile, report: Report, published: str | None) -> TypedFile:
    """With the word, and with the day of publication where it is known."""
    if report.envelope.state:
        typed = typed.without_remark(("state",), STATE_REMARK)
    typed = typed.with_value(("state",), State.READY.value, below=("scope", "written"))
    return typed.with_value(("published",), published, below=("scope", "written", "state")) if published else typed


def as_asked(report: Report, published: str | None) -> Report:
    """The report as it would be."""
    envelope = report.envelope.model_copy(update={"published": published} if published else {})
    return replace(report, state=State.READY, envelope=envelope)


def already_public(report: Report) -> Problem:
    assert report.state
    return Problem(report.position("state"), RULE, f"这份报告{report.state.label}，早已不是草稿")
