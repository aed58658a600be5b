"""A report that was published is withdrawn; its page stays and says so. Undone, it is public again."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.editing.file_change import Made, made
from gongkai.editing.found_report import RULE, Account, FoundReport, too_early
from gongkai.problems import Problem
from gongkai.reports.last_public import withdrawal_was_public
from gongkai.reports.report import Report
from gongkai.reports.statements import WITHDRAWN, in_text, statements
from gongkai.source.editing import TypedFile, Value

REMARK = "公布后撤回"
WITHDRAWING, UNDOING = "撤回", "取消撤回"


def withdrawal(found: FoundReport, account: Account, *, undo: bool) -> Made:
    """report.yml with it, or without; or why that cannot be."""
    what = UNDOING if undo else WITHDRAWING
    if problems := [*why_not(found.report, account, undo=undo), *too_early(found.report, what, account.day)]:
        return [], problems
    change = undone if undo else withdrawn
    return made(found.file, lambda typed: change(typed, found, account))


def why_not(report: Report, account: Account, *, undo: bool) -> Iterator[Problem]:
    stated = report.envelope.withdrawn
    if report.state and not report.was_public:
        message = f"这份报告是{report.state.label}，没有公布过，无从撤回；不要了就删去"
        yield Problem(report.position("state"), RULE, message)
    elif undo and not stated:
        yield Problem(report.position("year"), RULE, "这份报告没有撤回（withdrawn），无从取消")
    elif undo and stated and account.day < str(stated.date):
        message = f"取消撤回的日期 {account.day} 早于撤回的日期 {stated.date}"
        yield Problem(report.position("withdrawn", "date"), RULE, message)
    elif stated and not undo:
        yield Problem(report.position("withdrawn"), RULE, "这份报告已经撤回；要取消，加上 --undo")


def withdrawn(typed: TypedFile, found: FoundReport, account: Account) -> TypedFile:
    """With the withdrawal. Of a report whose withdrawal was once undone it is a correction too, so that all can be followed."""
    entry = {"date": account.day, "why": account.why, "by": speaker(found, account)}
    if any(revision.place == WITHDRAWN for revision in found.report.envelope.revisions):
        typed = with_revision(typed, found, account, None, in_text(entry))
    return typed.with_part(WITHDRAWN, entry, REMARK)


def undone(typed: TypedFile, found: FoundReport, account: Account) -> TypedFile:
    """Without the withdrawal; with a correction that says so, unless nobody outside has seen it yet."""
    was = statements(found.report)[WITHDRAWN].text
    typed = typed.without_part(WITHDRAWN, REMARK)
    if not withdrawal_was_public(found.report, found.collection):
        last = len(found.report.envelope.revisions) - 1
        again = last >= 0 and found.report.envelope.revisions[last].now == was
        return typed.without_item(("revisions", last)) if again else typed
    return with_revision(typed, found, account, was, None)


def with_revision(typed: TypedFile, found: FoundReport, account: Account, was: Value, now: Value) -> TypedFile:
    by = speaker(found, account)
    entry = {"date": account.day, "cell": WITHDRAWN, "was": was, "now": now, "why": account.why, "by": by}
    return typed.with_item(("revisions",), entry)


def speaker(found: FoundReport, account: Account) -> str:
    return str(account.by or found.report.agency_name)
