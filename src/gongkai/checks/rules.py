"""Everything that is asked of a report, and all that is found in what an office publishes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Protocol

from gongkai.checks import (
    acceptances,
    accountability,
    balances,
    complete,
    dates,
    document_number,
    format_year,
    gone,
    guide_contact,
    introduction_headings,
    letters_in_figures,
    percentages,
    personal_data,
    plausibility,
    printed_unit,
    promises,
    proposed,
    prose_counts,
    prose_figures,
    prose_tables,
    published,
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
    tick_off,
    title_agency,
    year_continuity,
)
from gongkai.checks.acceptances import Acceptable, settled, with_entry
from gongkai.checks.catalogue_rules import CATALOGUE_RULES
from gongkai.collection import Collection
from gongkai.problems import Problem, in_order
from gongkai.reports.reading import FIGURE, STRUCTURE
from gongkai.reports.report import Report
from gongkai.reports.state import State


class Rule(Protocol):
    """ID is stable. TITLE and BASIS say to the office what is asked and who asks it.

    A rule whose errors the office may let stand (an old document cannot be changed) has ACCEPTABLE = True; with PRINTED = True
    it may do so for what the received document shows (decisions/0036).
    """

    ID: str
    TITLE: str
    BASIS: str

    def check(self, report: Report, collection: Collection) -> Iterator[Problem]: ...


FORMS = "国办公开办函〔2019〕60号、国办公开办函〔2021〕30号所附表式"
RULES: tuple[Rule, ...] = (
    balances,
    statutory_labels,
    format_year,
    sections,
    introduction_headings,
    document_number,
    dates,
    title_agency,
    printed_unit,
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
    letters_in_figures,
    year_continuity,
    promises,
    proposed,
    tick_off,
    personal_data,
    revisions,
    restatements,
    published_elsewhere,
    states,
    complete,
    published,
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
        Explanation(acceptances.ID, acceptances.TITLE, acceptances.BASIS),
    ]
    return {explanation.id: explanation for explanation in found}


def grounds() -> Mapping[str, Explanation]:
    """Of every finding that a report may have: its rules, and what is met in reading and may stand as printed."""
    met = (Explanation(FIGURE, "法定表格里是表式要求的数", FORMS), Explanation(STRUCTURE, "法定表格的表、行、列齐全", FORMS))
    return {**explain(), **{explanation.id: explanation for explanation in met}}


def check_collection(collection: Collection, *, release: bool = False, of: Sequence[Report] | None = None) -> list[Problem]:
    """Every finding on the site, its reports and its catalogue, by place.

    `release`: what a site must state is an error when missing. `of`: only these reports are looked at, all else as well.
    """
    reports = collection.reports if of is None else of
    found = [problem for report in reports for problem in check_report(report, collection)]
    found += [problem for rule in CATALOGUE_RULES for problem in rule.check(collection)]
    of_site = (
        site_identity.check(collection, release=release),
        guide_contact.check(collection),
        gone.check(collection),
        sealed.gone(collection),
    )
    return in_order([*found, *chain.from_iterable(of_site)])


def check_report(report: Report, collection: Collection) -> list[Problem]:
    """Every finding on one report, by place; what its `accepted` lists is marked so."""
    return in_order(settled(found_on(report, collection), report, acceptable(report, collection)))


def found_on(report: Report, collection: Collection) -> list[Problem]:
    """Before anything of it is accepted."""
    found = [problem for rule in RULES for problem in rule.check(report, collection)]
    return [*found, *report.as_found]


def acceptable(report: Report, collection: Collection) -> Acceptable:
    """Of a draft, what can be accepted once it is ready: an entry that `gongkai ready` refuses would be written for nothing."""
    known = replace(ACCEPTABLE, has_document=bool(report.envelope.source_document))
    if not report.is_draft:
        return known
    once_ready = found_on(replace(report, state=State.READY), collection)
    return replace(known, lasting=frozenset((each.rule, each.subject) for each in once_ready if known.could(each)))


def met_in_reading(problems: Iterable[Problem], collection: Collection) -> list[Problem]:
    """What was found while the files were read. Where a received document may have printed it so, with the entry that says so."""
    received = {report.source.name for report in collection.reports if report.envelope.source_document}
    printed = {problem for problem in problems if problem.rule in READING and problem.position.file in received}
    proved = replace(ACCEPTABLE, has_document=True)
    return [with_entry(problem, proved) if problem in printed else problem for problem in problems]


READING = frozenset((FIGURE, STRUCTURE))
ACCEPTABLE = Acceptable(
    known=frozenset(rule.ID for rule in RULES) | READING,
    always=frozenset(rule.ID for rule in RULES if getattr(rule, "ACCEPTABLE", False)),
    as_printed=frozenset(rule.ID for rule in RULES if getattr(rule, "PRINTED", False)) | READING,
    read=READING,
)
