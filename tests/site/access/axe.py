"""axe-core with all its rules, best practice and AAA contrast; what it cannot decide is compared with what was reviewed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from playwright.sync_api import Page

REVIEWED = Path(__file__).with_name("reviewed.yml")
# Every rule it has: those that it calls experimental, and those that are off unless asked for, too.
RUN = """() => axe.run(document, {rules: Object.fromEntries(axe._audit.rules.map(rule => [rule.id, {enabled: true}])), resultTypes: ['violations', 'incomplete']}).then(found => {
  const nodesOf = list => list.flatMap(rule => rule.nodes.map(node => ({
    rule: rule.id, html: node.html, target: String(node.target),
    why: [...node.any, ...node.all, ...node.none].map(check => (check.data && check.data.messageKey) || check.id).join(' '),
  })));
  return [nodesOf(found.violations), nodesOf(found.incomplete)];
})"""


@cache
def script() -> str:
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def version() -> str:
    return script().split(" v", 1)[1].split()[0]


@dataclass
class Seen:
    """`findings`: violations, and what axe leaves to a person and no person has written about. `reviews`: those that were met."""

    findings: list[str] = field(default_factory=list)
    reviews: set[str] = field(default_factory=set)


def axe_findings(page: Page, state: str = "desktop") -> list[str]:
    return look(page, state).findings


def look(page: Page, state: str) -> Seen:
    violations, undecided = run(page)
    seen = Seen([finding_text(one) for one in violations])
    for one in undecided:
        if review := reviewed(one, state):
            seen.reviews.add(review)
        else:
            seen.findings.append(f"待复核 {finding_text(one)}")
    return seen


def run(page: Page) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    if not page.evaluate("() => !!window.axe"):
        page.evaluate(script())
    violations, undecided = page.evaluate(RUN)
    return violations, undecided


def finding_text(one: dict[str, str]) -> str:
    return f"{one['rule']} ({one['why']}): {one['html'][:120]}"


def reviewed(one: dict[str, str], state: str) -> str | None:
    """Where the entry says it is, which somebody wrote about it for that state."""
    for entry in reviews():
        if (
            entry["rule"] == one["rule"]
            and state in entry.get("states", [state])
            and re.search(entry["where"], f"{one['why']} {one['html']}")
        ):
            return str(entry["where"])
    return None


@cache
def reviews() -> list[dict[str, Any]]:
    """Rule, where (a pattern over axe's reason and the element), in which states, and what a person found there."""
    loaded: list[dict[str, Any]] = yaml.safe_load(REVIEWED.read_text("utf-8"))
    return loaded
