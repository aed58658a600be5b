"""`gongkai check` reports exactly what mistakes.yml lists: nothing is missed, and nothing else is reported."""

import re
from collections import Counter
from pathlib import Path

import pytest

from examples.demo.generator.__main__ import KNOWN
from examples.demo.generator.county import facts_in
from examples.demo.generator.mistakes import ListError, with_mistakes
from gongkai.checks.rules import RULES, check_collection

LISTED = [entry for entry in facts_in("mistakes.yml") if entry.get("needs", "") in ("", *KNOWN)]
EXPECTED = [entry for entry in LISTED if "rule" in entry]


@pytest.fixture(scope="module")
def findings(county_collection):
    """As a release is checked, so that nothing is missing from site.yml either."""
    found = check_collection(county_collection, release=True)
    return [
        problem
        for problem in found
        if not re.search("/(catalogue|documents|guides)/|/(columns|links|map).yml", problem.position.file)
    ]


def key(entry):
    return (entry["report"], entry["rule"], entry["place"], "accepted" if entry.get("accepted") else "warning")


def found_key(problem):
    report = Path(problem.position.file).parent
    return (f"{report.parent.name}/{report.name}", problem.rule, problem.subject, problem.severity.value)


def test_the_findings_are_the_list(findings):
    assert Counter(map(found_key, findings)) == Counter(map(key, EXPECTED))


def test_a_reader_is_told_what_the_list_says(findings):
    messages = {found_key(problem): problem.message for problem in findings}
    assert [entry for entry in EXPECTED if entry["message"] not in messages[key(entry)]] == []


def test_every_rule_is_shown():
    """But those whose findings stop a build: unconfirmed figures, changes that no correction explains, what is not ready; and those
    on what no demo has: a report that a program read.
    """
    stopping = {"proposed", "revision", "restatement", "seal", "published", "complete", "state", "tick-off"}
    assert {rule.ID for rule in RULES} - {entry["rule"] for entry in EXPECTED} == stopping


def test_every_kind_of_event_is_listed():
    kinds = {entry["kind"] for entry in facts_in("mistakes.yml")}
    assert kinds == {"mistake", "late", "missing", "correction", "restatement", "withdrawn"}


def test_a_change_that_fits_nothing_is_refused(monkeypatch):
    entry = {"report": "2020/a", "kind": "mistake", "changes": [{"correct": "year: 1999", "typed": "year: 2999"}]}
    monkeypatch.setattr("examples.demo.generator.mistakes.facts_in", lambda _: [entry])
    with pytest.raises(ListError, match="stands there 0 times"):
        with_mistakes({"reports/2020/a/report.yml": "year: 2020\n"}, ())
