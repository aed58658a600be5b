"""What the office let stand of what was found: warnings for a reason, errors only as a received document printed them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.checks import complete
from gongkai.problems import Problem, Severity
from gongkai.reports.envelope import Acceptance
from gongkai.reports.report import Report
from gongkai.reports.seals import digest
from gongkai.source.editing import in_flow

ID = "acceptance"
TITLE = "已说明的事项要对得上"
BASIS = "本项目的约定：提醒可以说明；错误要改正，早已公布的原件里的错误凭原件照录"
HOW = "；原件早已公布、就是这样印的，才能照录：写上 as_printed: true 和 date，并有原件（gongkai accept 会写）"
SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Acceptable:
    """Rules by id: all that are known, those whose errors may always be accepted, those whose errors may be as printed.

    `read`: the errors met in reading, of which a report keeps only those that were accepted.
    `lasting`: of a draft, the findings (rule and subject) that can be accepted once it is ready; None for other reports.
    `has_document`: the report names the document as received, without which nothing is as printed.
    """

    known: frozenset[str]
    always: frozenset[str]
    as_printed: frozenset[str]
    read: frozenset[str]
    lasting: frozenset[tuple[str, str]] | None = None
    has_document: bool = False

    def accepts(self, problem: Problem, entry: Acceptance) -> bool:
        if not self.lasts(problem):
            return False
        if problem.severity is Severity.WARNING or problem.rule in self.always:
            return True
        return entry.as_printed and problem.rule in self.as_printed

    def could(self, problem: Problem) -> bool:
        """Whether there is any entry that accepts it."""
        possible = problem.severity is Severity.WARNING or problem.rule in self.always | self.as_printed
        return possible and self.lasts(problem)

    def needs_proof(self, problem: Problem) -> bool:
        """Whether only a received document allows it to stand."""
        return problem.severity is Severity.ERROR and problem.rule not in self.always

    def lasts(self, problem: Problem) -> bool:
        """Whether an entry about it would hold once the report is ready."""
        return self.lasting is None or problem.rule in self.read or (problem.rule, problem.subject) in self.lasting


def settled(found: Sequence[Problem], report: Report, acceptable: Acceptable) -> Iterator[Problem]:
    """Every finding, accepted or open; then what is wrong with the entries of `accepted`."""
    yield from (accepted_or_open(problem, report, acceptable) for problem in found)
    yield from wrong_entries(found, report, acceptable)


def accepted_or_open(problem: Problem, report: Report, acceptable: Acceptable) -> Problem:
    for entry in report.envelope.accepted:
        if is_about(problem, entry) and acceptable.accepts(problem, entry):
            return problem.accepted(entry.reason)
    return with_entry(problem, acceptable)


def with_entry(problem: Problem, acceptable: Acceptable) -> Problem:
    """With what is typed to accept it, where there is any such entry and nothing else that it wants."""
    as_printed = acceptable.needs_proof(problem)
    could = problem.subject and problem.paste is None and acceptable.could(problem)
    if not could or (as_printed and not acceptable.has_document):
        return problem
    return replace(problem, paste=("accepted", entry_for(problem, as_printed=as_printed)))


def entry_for(problem: Problem, *, as_printed: bool) -> str:
    """What the office types to accept it; why, by whom and when are left to it."""
    proof = ", as_printed: true" if as_printed else ""
    named = f"rule: {in_flow(problem.rule)}, subject: {in_flow(problem.subject)}"
    return f"- {{{named}, reason: , by: , date: {proof}}}"


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
            when = "" if all(map(acceptable.lasts, matched)) else "定稿时"
            message = f"“{entry.rule}”（{entry.subject}）{when}是错误，不能用说明代替{how}"
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
    if not any(entry.as_printed for entry in report.envelope.accepted):
        return ""
    if missing := why_unproved(report):
        return missing
    return "" if report.envelope.source_digest else "却没有写原件的摘要（source_digest）；运行 gongkai accept 会写上"


def why_unproved(report: Report) -> str:
    """Why the received document proves nothing; empty when it is there and, where a digest is stated, has that digest."""
    stated, document = report.envelope.source_document, received(report)
    if stated is None or document is None:
        return "却没有写原件（source_document）；没有收到的原件，不能照录错误"
    if not document.is_file():
        return f"原件 {SOURCE}/{document.name} 却不在；没有收到的原件，不能照录错误"
    if report.envelope.source_digest and digest(document.read_bytes()) != report.envelope.source_digest:
        return f"原件 {SOURCE}/{document.name} 却与摘要（source_digest）不符；原件不能改动"
    return ""


def received(report: Report) -> Path | None:
    """The document as received, whether it is there or not; None where the report names none."""
    stated = report.envelope.source_document
    return report.folder / SOURCE / Path(stated).name if stated else None
