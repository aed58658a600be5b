"""The rules as a clerk is told of them: rules.yml, which is made of the rules' own cases (manual/macros/desk_help.py)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from gongkai.checks.rules import explain
from gongkai.source.package_data import load_package_data


class ToldRule(NamedTuple):
    """`said` is what the check says of the example; `wrong` and `right` are its sentence before and after, where it is one."""

    id: str
    title: str
    basis: str
    asks: str
    do: str
    kind: str
    said: str
    wrong: str
    right: str


class RuleGroup(NamedTuple):
    id: str
    title: str
    rules: Sequence[ToldRule]


@cache
def told_rules() -> tuple[RuleGroup, ...]:
    explained = explain()

    def told(rule: dict[str, str]) -> ToldRule:
        why = explained[rule["id"]]
        words = (rule.get(name, "") for name in ("asks", "do", "kind", "said", "wrong", "right"))
        return ToldRule(rule["id"], why.title, why.basis, *words)

    loaded = load_package_data((resources.files("gongkai") / "desk" / "rules.yml").read_text("utf-8"))
    return tuple(RuleGroup(group["id"], group["title"], tuple(map(told, group["rules"]))) for group in loaded)


@cache
def help_address(rule: str) -> str:
    """Where the rule is told; empty where it is not."""
    known = any(each.id == rule for group in told_rules() for each in group.rules)
    return f"/help/#rule-{rule}" if known else ""
