"""The desk's help says what the manual says, with examples that the checks find as it says."""

from __future__ import annotations

from gongkai.checks.rules import explain
from gongkai.desk.rules import help_address, told_rules
from manual.macros import desk_help


def test_the_desk_s_rules_are_made_of_the_rules_own_cases() -> None:
    assert desk_help.FILE.read_text("utf-8") == desk_help.content(), "python -m manual.macros.desk_help"


def test_every_rule_is_told_with_a_fault() -> None:
    told = [rule for group in told_rules() for rule in group.rules]
    assert {rule.id for rule in told} == {*explain()}
    assert all(rule.said and rule.asks and rule.do for rule in told)
    assert sum(bool(rule.right) for rule in told) >= 3
    assert help_address("balance") == "/help/#rule-balance"
    assert help_address("no-such-rule") == ""
