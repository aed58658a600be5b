"""axe-core with all its rules, best practice and AAA contrast; what it cannot decide is compared with what was reviewed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from gongkai.measure.states import STATES, reader, seen_as
from gongkai.source.package_data import load_package_data

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Review = dict[str, Any]
# Every rule it has: those that it calls experimental, and those that are off unless asked for, too. The contrast of a list of
# thousands of rows takes minutes to judge; from its third hundred on the rows look as those before.
RUN = """async () => {
  const CONTRAST = ['color-contrast', 'color-contrast-enhanced'];
  const ALIKE = '.gk-rows__part ~ .gk-rows__part ~ .gk-rows__part';
  const resultTypes = ['violations', 'incomplete'];
  const all = axe._audit.rules.map(rule => rule.id);
  const some = (where, rules) => axe.run(where, {runOnly: {type: 'rule', values: rules}, resultTypes});
  const found = document.querySelector(ALIKE)
    ? [await some(document, all.filter(rule => !CONTRAST.includes(rule))), await some({exclude: [[ALIKE]]}, CONTRAST)]
    : [await some(document, all)];
  const nodesOf = list => list.flatMap(rule => rule.nodes.map(node => ({
    rule: rule.id, html: node.html, target: String(node.target),
    why: [...node.any, ...node.all, ...node.none].map(check => (check.data && check.data.messageKey) || check.id).join(' '),
  })));
  return resultTypes.map(type => found.flatMap(each => nodesOf(each[type])));
}"""
ANSWERED = "() => /找到|没有/.test(document.querySelector('[role=status]').textContent)"


@cache
def reviews() -> list[Review]:
    """Of the package's own components: rule, where (a pattern over axe's reason and the element), in which states, and what a
    person found there.
    """
    loaded: list[Review] = load_package_data((resources.files("gongkai") / "measure" / "reviewed.yml").read_text("utf-8"))
    return loaded


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


def seen(
    browser: Browser, address: str, paths: Iterable[str], states: Collection[str], known: Sequence[Review] | None = None
) -> Seen:
    """Each page is opened once and goes through the states. `known` are the reviews that hold; the package's unless given."""
    all = Seen()
    with reader(browser) as page:
        for path in paths:
            page.goto(f"{address}/{path}", wait_until="load")
            if "?q=" in path:
                page.wait_for_function(ANSWERED)
            for state in states:
                with seen_as(page, state):
                    now = look(page, state, reviews() if known is None else known)
                all.findings += [f"{path or '首页'}，{STATES[state].name}：{finding}" for finding in now.findings]
                all.reviews |= now.reviews
    return all


def look(page: Page, state: str, known: Sequence[Review]) -> Seen:
    """The opened page as it is."""
    violations, undecided = run(page)
    found = Seen([finding_text(one) for one in violations])
    for one in undecided:
        if review := reviewed(one, state, known):
            found.reviews.add(review)
        else:
            found.findings.append(f"待复核 {finding_text(one)}")
    return found


def run(page: Page) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    if not page.evaluate("() => !!window.axe"):
        page.evaluate(script())
    violations, undecided = page.evaluate(RUN)
    return violations, undecided


def finding_text(one: dict[str, str]) -> str:
    return f"{one['rule']} ({one['why']}): {one['html'][:120]}"


def reviewed(one: dict[str, str], state: str, known: Sequence[Review]) -> str | None:
    """Where the entry says it is, which somebody wrote about it for that state."""
    for entry in known:
        if (
            entry["rule"] == one["rule"]
            and state in entry.get("states", [state])
            and re.search(entry["where"], f"{one['why']} {one['html']}")
        ):
            return str(entry["where"])
    return None
