"""gongkai withdraw: a report that was published is withdrawn; its page stays and says so. With --undo it is public again."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from gongkai.cli.console import by_option, day_option, example, why_option
from gongkai.cli.editing import agree_option, edited, refused, show_and_write
from gongkai.cli.report_folder import RULE, FoundReport, day_of, find_report, report_options, report_words, too_early
from gongkai.problems import Problem
from gongkai.reports.last_public import withdrawal_was_public
from gongkai.reports.report import Report
from gongkai.reports.statements import WITHDRAWN, in_text, statements
from gongkai.source.editing import TypedFile, Value

REMARK = "公布后撤回"
WITHDRAWING, UNDOING = "撤回", "取消撤回"
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
    problems = problems if found is None else [*why_not(found.report, options), *too_early(found.report, what, day_of(options))]
    if found is None or problems:
        return refused(problems, f"不能{what}")
    change = undone if options.undo else withdrawn
    changed, problems = edited(found.file, lambda typed: change(typed, found, options))
    if changed is None:
        return refused(problems, f"不能{what}")
    return show_and_write([changed], agreed=options.yes, done=DONE[what])


def why_not(report: Report, options: argparse.Namespace) -> Iterator[Problem]:
    stated = report.envelope.withdrawn
    if report.state and not report.was_public:
        message = f"这份报告是{report.state.label}，没有公布过，无从撤回；不要了就删去"
        yield Problem(report.position("state"), RULE, message)
    elif options.undo and not stated:
        yield Problem(report.position("year"), RULE, "这份报告没有撤回（withdrawn），无从取消")
    elif options.undo and stated and options.date < stated.date:
        message = f"取消撤回的日期 {options.date} 早于撤回的日期 {stated.date}"
        yield Problem(report.position("withdrawn", "date"), RULE, message)
    elif stated and not options.undo:
        yield Problem(report.position("withdrawn"), RULE, "这份报告已经撤回；要取消，加上 --undo")


def withdrawn(typed: TypedFile, found: FoundReport, options: argparse.Namespace) -> TypedFile:
    """With the withdrawal. Of a report whose withdrawal was once undone it is a correction too, so that all can be followed."""
    entry = {"date": day_of(options), "why": options.why, "by": speaker(found, options)}
    if any(revision.place == WITHDRAWN for revision in found.report.envelope.revisions):
        typed = with_revision(typed, found, options, None, in_text(entry))
    return typed.with_part(WITHDRAWN, entry, REMARK)


def undone(typed: TypedFile, found: FoundReport, options: argparse.Namespace) -> TypedFile:
    """Without the withdrawal; with a correction that says so, unless nobody outside has seen it yet."""
    was = statements(found.report)[WITHDRAWN].text
    typed = typed.without_part(WITHDRAWN, REMARK)
    if not withdrawal_was_public(found.report, found.collection):
        last = len(found.report.envelope.revisions) - 1
        again = last >= 0 and found.report.envelope.revisions[last].now == was
        return typed.without_item(("revisions", last)) if again else typed
    return with_revision(typed, found, options, was, None)


def with_revision(typed: TypedFile, found: FoundReport, options: argparse.Namespace, was: Value, now: Value) -> TypedFile:
    by = speaker(found, options)
    entry = {"date": day_of(options), "cell": WITHDRAWN, "was": was, "now": now, "why": options.why, "by": by}
    return typed.with_item(("revisions",), entry)


def speaker(found: FoundReport, options: argparse.Namespace) -> str:
    return str(options.by or found.report.agency_name)
