"""axe-core with all its rules, best practice and AAA contrast; what it cannot decide is compared with what was reviewed."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path

import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCRIPT = Path(sys.modules[Axe.__module__].__file__).parent / "axe.min.js"
REVIEWED = Path(__file__).with_name("reviewed.yml")
# Off unless asked for. "experimental" ones are kept off only where axe says that they contradict a rule that is on.
ALSO = ("color-contrast-enhanced", "target-size", "identical-links-same-purpose", "css-orientation-lock", "table-fake-caption",
        "td-has-header", "label-content-name-mismatch", "p-as-heading", "focus-order-semantics", "hidden-content",
        "meta-refresh-no-exceptions", "aria-tooltip-name")  # fmt: skip
RUN = """rules => axe.run(document, {rules, resultTypes: ['violations', 'incomplete']}).then(found => {
  const told = list => list.flatMap(rule => rule.nodes.map(node => ({
    rule: rule.id, html: node.html, target: String(node.target),
    why: [...node.any, ...node.all, ...node.none].map(check => (check.data && check.data.messageKey) || check.id).join(' '),
  })));
  return [told(found.violations), told(found.incomplete)];
})"""


def version() -> str:
    return SCRIPT.read_text("utf-8").split(" v", 1)[1].split()[0]


def axe_findings(page: Page) -> list[str]:
    """Violations, and what axe leaves to a person and no person has written about."""
    violations, undecided = run(page)
    return [*(told(one) for one in violations), *(f"待复核 {told(one)}" for one in undecided if not reviewed(one))]


def run(page: Page) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    if not page.evaluate("() => !!window.axe"):
        page.evaluate(SCRIPT.read_text("utf-8"))
    violations, undecided = page.evaluate(RUN, {rule: {"enabled": True} for rule in ALSO})
    return violations, undecided


def told(one: dict[str, str]) -> str:
    return f"{one['rule']} ({one['why']}): {one['html'][:120]}"


def reviewed(one: dict[str, str]) -> bool:
    return any(entry["rule"] == one["rule"] and re.search(entry["where"], f"{one['why']} {one['html']}") for entry in reviews())


@cache
def reviews() -> list[dict[str, str]]:
    """Rule, where (a pattern over the reason and the element), and what a person found there."""
    return yaml.safe_load(REVIEWED.read_text("utf-8")) or []
