"""What `check` says of a report, as the clerk meets it: in its words, with what can be done about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from gongkai.checks.acceptances import ID as ACCEPTANCE
from gongkai.checks.complete import ID as COMPLETE
from gongkai.checks.proposed import ID as PROPOSED
from gongkai.checks.rules import acceptable, grounds
from gongkai.desk.places import Place, home, place_of
from gongkai.desk.rules import help_address
from gongkai.editing.found_report import FoundReport
from gongkai.problems import Problem, Severity

KINDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.ACCEPTED: "已说明"}


@dataclass(frozen=True, slots=True)
class Finding:
    """`mend`, `accept`, `correct` are addresses of what can be done, empty where that is not open; `confirm` is the place that is
    confirmed by a button; `help` is where the rule is told. `id` is unique on a page. `basis` names the rule's source.
    """

    id: str
    kind: str
    message: str
    place: Place
    title: str
    basis: str
    reason: str = ""
    mend: str = ""
    accept: str = ""
    correct: str = ""
    confirm: str = ""
    help: str = ""

    @property
    def is_open(self) -> bool:
        return self.kind != KINDS[Severity.ACCEPTED]

    @property
    def is_error(self) -> bool:
        return self.kind == KINDS[Severity.ERROR]


def findings_of(found: FoundReport) -> list[Finding]:
    """All of them, those that stop the report first. What a draft has not filled in yet is told by the forms themselves."""
    report = found.report
    known = acceptable(report, found.collection)
    every: list[Finding] = []
    for problem in dict.fromkeys(found.problems):
        if problem.rule == COMPLETE and report.is_draft:
            continue
        open_to_reason = known.could(problem) and (known.has_document or not known.needs_proof(problem))
        every.append(finding(found, problem, len(every) + 1, open_to_reason=open_to_reason))
    return sorted(every, key=lambda each: [*KINDS.values()].index(each.kind))


def finding(found: FoundReport, problem: Problem, number: int, *, open_to_reason: bool) -> Finding:
    report, here = found.report, home(found.report)
    place = place_of(report, problem.subject)
    rule = rules().get(problem.rule, ("", ""))
    is_open = problem.severity is not Severity.ACCEPTED
    accept = f"{here}accept?rule={quote(problem.rule)}&subject={quote(problem.subject)}"
    public = report.was_public and place.address != ""
    return Finding(
        id=f"finding-{number}",
        kind=KINDS[problem.severity],
        message=problem.message,
        place=place,
        title=rule[0],
        basis=rule[1],
        reason=problem.reason,
        mend=place.href if is_open and not report.was_public else "",
        accept=accept if is_open and problem.subject and open_to_reason and problem.rule != ACCEPTANCE else "",
        correct=f"{here}correct?place={quote(place.address)}" if is_open and public else "",
        confirm=problem.subject if problem.rule == PROPOSED and problem.subject in report.envelope.proposed else "",
        help=help_address(problem.rule),
    )


@cache
def rules() -> Mapping[str, tuple[str, str]]:
    return {id: (each.title, each.basis) for id, each in grounds().items()}


def at(findings: Iterable[Finding], *screens: str) -> list[Finding]:
    """Those whose place is on one of these screens."""
    return [each for each in findings if each.place.screen in screens]
