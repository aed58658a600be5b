"""What the office let stand of what was found: warnings for a reason, errors only as a received document printed them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.checks import complete
from gongkai.problems import Problem, Severity
from gongkai.reports.envelope import Acceptance
from gongkai.reports.report import Report
from gongkai.reports.seals import digest

ID = "acceptance"
TITLE = "已说明的事项要对得上"
BASIS = "本项目的约定：提醒可以说明；错误要改正，早已公布的原件里的错误凭原件照录"
HOW = "；原件早已公布、就是这样印的，才能照录：写上 as_printed: true 和 date，并有原件（gongkai accept 会写）"
SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Acceptable:
    """Rules by id: all that are known, those whose errors may always be accepted, those whose errors may be as printed.

    `read`: the errors met in reading, of which a report keeps only those that were accepted.
    """

    known: frozenset[str]
    always: frozenset[str]
    as_printed: frozenset[str]
    read: frozenset[str]

    def accepts(self, problem: Problem, entry: Acceptance) -> bool:
        if problem.severity is Severity.WARNING or problem.rule in self.always:
            return True
        return entry.as_printed and problem.rule in self.as_printed


def settled(found: Sequence[Problem], report: Report, acceptable: Acceptable) -> Iterator[Problem]:
    """Every finding, accepted or open; then what is wrong with the entries of `accepted`."""
    yield from (accepted_or_open(problem, report, acceptable) for problem in found)
    yield from wrong_entries(found, report, acceptable)


def accepted_or_open(problem: Problem, report: Report, acceptable: Acceptable) -> Problem:
    for entry in report.envelope.accepted:
        if is_about(problem, entry) and acceptable.accepts(problem, entry):
            return problem.accepted(entry.reason)
    return problem


def is_about(problem: Problem, entry: Acceptance) -> bool:
    return (problem.rule, problem.subject) == (entry.rule, entry.subject)


def wrong_entries(found: Sequence[Problem], report: Report, acceptable: Acceptable) -> Iterator[Problem]:
    """Entries that accept nothing, what cannot be accepted, or an error without the proof of what was printed."""
    proof = without_proof(report)
    for number, entry in enumerate(report.envelope.accepted):
        if entry.rule == complete.ID and not complete.is_asked(report):
            continue
        matched = [problem for problem in found if is_about(problem, entry)]
        position = report.position("accepted", number)
        unproved = entry.rule in acceptable.read and not entry.as_printed
        if unproved or any(not acceptable.accepts(problem, entry) for problem in matched):
            how = HOW if entry.rule in acceptable.as_printed else "；请改正后删去这一条"
            message = f"“{entry.rule}”（{entry.subject}）是错误，不能用说明代替{how}"
            yield Problem(position, ID, message, subject=entry.subject)
        elif not matched:
            yield Problem(position, ID, matches_nothing(entry, acceptable), Severity.WARNING, entry.subject)
        elif entry.as_printed and (missing := proof or without_day(entry)):
            yield Problem(position, ID, f"“{entry.rule}”（{entry.subject}）照原件保留，{missing}", subject=entry.subject)


def matches_nothing(entry: Acceptance, acceptable: Acceptable) -> str:
    kind = "错误" if entry.as_printed else "提醒"
    found = f"现在没有“{entry.rule}”（{entry.subject}）这一条{kind}" if entry.rule in acceptable.known else ""
    return f"{found or f'没有“{entry.rule}”这条规则'}；这一条说明可以删去，或核对 rule 和 subject 的写法"


def without_day(entry: Acceptance) -> str:
    return "" if entry.date else "却没有写作说明的日期（date）"


def without_proof(report: Report) -> str:
    """What the office lacks to show that a document printed it so; empty when it has everything, or needs nothing."""
    envelope = report.envelope
    if not any(entry.as_printed for entry in envelope.accepted):
        return ""
    if not envelope.source_document:
        return "却没有写原件（source_document）；没有收到的原件，不能照录错误"
    document = report.folder / SOURCE / Path(envelope.source_document).name
    if not document.is_file():
        return f"原件 {SOURCE}/{document.name} 却不在；没有收到的原件，不能照录错误"
    if not envelope.source_digest:
        return "却没有写原件的摘要（source_digest）；运行 gongkai accept 会写上"
    if digest(document.read_bytes()) != envelope.source_digest:
        return f"原件 {SOURCE}/{document.name} 却与摘要（source_digest）不符；原件不能改动"
    return ""
