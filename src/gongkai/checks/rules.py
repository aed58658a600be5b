"""Everything that is asked of a report, and all that is found in what an office publishes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from gongkai.checks import (
    accountability,
    balances,
    complete,
    dates,
    document_number,
    format_year,
    guide_contact,
    introduction_headings,
    percentages,
    personal_data,
    plausibility,
    proposed,
    prose_counts,
    prose_figures,
    prose_tables,
    published_elsewhere,
    restatements,
    revisions,
    same_kind_counts,
    sealed,
    sections,
    shares,
    site_identity,
    states,
    statutory_labels,
    sum_of_parts,
    terms,
    year_continuity,
)
from gongkai.checks.catalogue_rules import CATALOGUE_RULES
from gongkai.collection import Collection
from gongkai.problems import Problem, Severity, in_order
from gongkai.reports.report import Report

ACCEPTANCE = "acceptance"


class Rule(Protocol):
    """ID is stable. TITLE and BASIS say to the office what is asked and who asks it.

    A rule whose errors the office may let stand (an old document cannot be changed) has ACCEPTABLE = True.
    """

    ID: str
    TITLE: str
    BASIS: str

    def check(self, report: Report, collection: Collection) -> Iterator[Problem]: ...


RULES: tuple[Rule, ...] = (
    balances,
    statutory_labels,
    format_year,
    sections,
    introduction_headings,
    document_number,
    dates,
    percentages,
    sum_of_parts,
    prose_tables,
    prose_counts,
    prose_figures,
    shares,
    same_kind_counts,
    plausibility,
    accountability,
    terms,
    year_continuity,
    proposed,
    personal_data,
    revisions,
    restatements,
    published_elsewhere,
    states,
    complete,
    sealed,
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a rule asks and on what ground, in the office's words."""

    id: str
    title: str
    basis: str


def explain() -> Mapping[str, Explanation]:
    """Every rule by its id, in the order of the list."""
    found = [Explanation(rule.ID, rule.TITLE, rule.BASIS) for rule in RULES]
    found += [Explanation(rule.ID, rule.TITLE, rule.BASIS) for rule in CATALOGUE_RULES]
    found += [
        Explanation(site_identity.ID, site_identity.TITLE, site_identity.BASIS),
        Explanation(guide_contact.ID, guide_contact.TITLE, guide_contact.BASIS),
        Explanation(ACCEPTANCE, "已说明的事项要对得上", "本项目的约定：只有提醒可以说明，错误要改正"),
    ]
    return {explanation.id: explanation for explanation in found}


def check_collection(collection: Collection, *, release: bool = False) -> list[Problem]:
    """Every finding on the site, its reports and its catalogue, by place.

    `release`: what a site must state is an error when missing.
    """
    found = [problem for report in collection.reports for problem in check_report(report, collection)]
    found += [problem for rule in CATALOGUE_RULES for problem in rule.check(collection)]
    of_site = (site_identity.check(collection, release=release), guide_contact.check(collection), sealed.gone(collection))
    return in_order([*found, *chain.from_iterable(of_site)])


def check_report(report: Report, collection: Collection) -> list[Problem]:
    """Every finding on one report, by place; what its `accepted` lists is marked so."""
    found = [problem for rule in RULES for problem in rule.check(report, collection)]
    return in_order([*(accepted_or_open(problem, report) for problem in found), *wrong_acceptances(found, report)])


def accepted_or_open(problem: Problem, report: Report) -> Problem:
    if not acceptable(problem):
        return problem
    for acceptance in report.envelope.accepted:
        if (acceptance.rule, acceptance.subject) == (problem.rule, problem.subject):
            return problem.accepted(acceptance.reason)
    return problem


def acceptable(problem: Problem) -> bool:
    rules = (rule for rule in RULES if problem.rule == rule.ID)
    return problem.severity is Severity.WARNING or any(getattr(rule, "ACCEPTABLE", False) for rule in rules)


def wrong_acceptances(found: list[Problem], report: Report) -> Iterator[Problem]:
    """Entries of `accepted` that accept nothing, or what cannot be accepted."""
    known = {rule.ID for rule in RULES}
    for number, entry in enumerate(report.envelope.accepted):
        if entry.rule == complete.ID and not complete.is_asked(report):
            continue
        matched = [problem for problem in found if (problem.rule, problem.subject) == (entry.rule, entry.subject)]
        position = report.position("accepted", number)
        if any(not acceptable(problem) for problem in matched):
            message = f"“{entry.rule}”（{entry.subject}）是错误，不能用说明代替；请改正后删去这一条"
            yield Problem(position, ACCEPTANCE, message, subject=entry.subject)
        elif not matched:
            known_rule = (
                f"现在没有“{entry.rule}”（{entry.subject}）这一条提醒" if entry.rule in known else f"没有“{entry.rule}”这条规则"
            )
            message = f"{known_rule}；这一条说明可以删去，或核对 rule 和 subject 的写法"
            yield Problem(position, ACCEPTANCE, message, Severity.WARNING, entry.subject)
