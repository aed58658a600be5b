"""gongkai ready: a draft is called ready, once nothing is missing in it."""

from __future__ import annotations

import argparse
from dataclasses import replace

from gongkai.checks.rules import check_report
from gongkai.cli.console import example, print_problems, say
from gongkai.cli.report_edits import RULE, refused, report_arguments, report_asked, shown_and_done
from gongkai.problems import Problem, errors
from gongkai.reports.report import Report
from gongkai.reports.state import State
from gongkai.setup.report_edit import edit_of
from gongkai.source.days import moment


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai ready 2021 finance", "gongkai ready 2021 finance --published 2022-01-28 --yes")
    report_arguments(parser)
    parser.add_argument("--published", metavar="时间", type=stated_moment, help="公布时间，例如 2022-01-28 或 “2022-01-28 09:30”")


def stated_moment(text: str) -> str:
    try:
        return moment(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def run(options: argparse.Namespace) -> int:
    report, collection, problems = report_asked(options)
    if report is None:
        return refused(problems, "不能定稿")
    if report.state and report.state.was_public:
        return refused([already_public(report)], "不能定稿")
    # Everything that is asked of a ready report, before the word is there.
    problems += check_report(as_asked(report, options.published), collection)
    if errors(problems):
        return refused(errors(problems), "改好、填好，或在 accepted 里说明以后才能定稿")
    print_problems(problems)
    edit = edit_of(report.folder / "report.yml").with_line("state", "ready")
    if options.published:
        edit = edit.with_line("published", options.published)
    elif report.envelope.published is None:
        say("还没有写公布时间；公布前要补上：--published 2022-01-28")
    if edit.after == edit.before:
        say("已经是定稿，没有要改的")
        return 0
    return shown_and_done(edit, yes=options.yes, done="已定稿：下一次生成网站就有这份报告")


def as_asked(report: Report, published: str | None) -> Report:
    """The report as it would be."""
    envelope = report.envelope.model_copy(update={"published": published} if published else {})
    return replace(report, state=State.READY, envelope=envelope)


def already_public(report: Report) -> Problem:
    assert report.state
    return Problem(report.position("state"), RULE, f"这份报告{report.state.label}，早已不是草稿")
