"""Findings for people: those of one agency, year, rule or severity, described in full, and many of one cause told as one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.checks.rules import grounds
from gongkai.collection import Collection
from gongkai.problems import Problem, Severity

OF_REPORT = re.compile(r"(?:^|/)reports/(?P<year>\d{4})/(?P<agency>[^/]+)/")
SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.ACCEPTED: "已说明"}
MANY, FIRST = 12, 3
# What may stand in the brackets at the end of a line and is no rule: what cannot be read, what a command cannot do.
OTHER_CODES = frozenset(
    {
        "accessibility-statement",
        "address",
        "catalogue",
        "chain",
        "collection",
        "data-version",
        "documents",
        "deploy",
        "desk",
        "face",
        "figure",
        "guide",
        "import",
        "init",
        "link",
        "link-results",
        "macros",
        "mkdocs",
        "narrative",
        "page",
        "pages",
        "province",
        "publish",
        "record",
        "redirect",
        "report",
        "review",
        "schema",
        "signature",
        "shape",
        "site-folder",
        "structure",
        "upgrade",
        "verify",
        "words",
        "yaml",
    }
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings are asked for; an empty part asks for all."""

    agencies: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    rules: frozenset[str] = frozenset()
    severities: frozenset[Severity] = frozenset()

    def __contains__(self, problem: Problem) -> bool:
        year, agency = report_of(problem)
        return (
            (not self.agencies or agency in self.agencies)
            and (not self.years or year in self.years)
            and (not self.rules or problem.rule in self.rules)
            and (not self.severities or problem.severity in self.severities)
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem as a list for people shows it. `agency` and `basis` are empty, `year` None, where there is none."""

    agency: str
    year: int | None
    severity: str
    asks: str
    basis: str
    problem: Problem


def report_of(problem: Problem) -> tuple[int | None, str]:
    """Year and agency of the report that it is about, by where it stands; (None, "") for what belongs to no report."""
    found = OF_REPORT.search(problem.position.file)
    return (int(found["year"]), found["agency"]) if found else (None, "")


def described(problems: Sequence[Problem], collection: Collection) -> list[Finding]:
    rules = grounds()
    names = {id: agency.name for id, agency in collection.agencies.items()}
    found = []
    for problem in problems:
        year, agency = report_of(problem)
        rule = rules.get(problem.rule)
        asks, basis = (rule.title, rule.basis) if rule else ("", "")
        found.append(Finding(names.get(agency, agency), year, SEVERITIES[problem.severity], asks, basis, problem))
    return found


def grouped(problems: Sequence[Problem]) -> Iterator[Problem | str]:
    """Of very many of one rule in one file, the first few, and a line for the rest: most often they have one cause."""
    times = Counter(cause(problem) for problem in problems)
    told: Counter[tuple[str, str, Severity]] = Counter()
    for problem in problems:
        key = cause(problem)
        told[key] += 1
        if times[key] <= MANY or told[key] <= FIRST:
            yield problem
        elif told[key] == FIRST + 1:
            rest = times[key] - FIRST
            what = SEVERITIES[problem.severity]
            yield f"{problem.position.file}: 同样的{what}还有 {rest} 条，多半出于一个原因；全部列出用 --each [{problem.rule}]"


def cause(problem: Problem) -> tuple[str, str, Severity]:
    return problem.position.file, problem.rule, problem.severity
