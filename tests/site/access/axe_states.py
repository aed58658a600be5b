"""axe on many pages, each in the states a reader may see it in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from .axe import Seen, look
from .states import reader, seen_as

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def seen(browser: Browser, address: str, paths: Iterable[str], states: Collection[str]) -> Seen:
    """Each page is opened once and goes through the states."""
    all = Seen()
    with reader(browser) as page:
        for path in paths:
            page.goto(f"{address}/{path}", wait_until="load")
            if "?q=" in path:
                page.wait_for_function("() => /找到|没有/.test(document.querySelector('[role=status]').textContent)")
            for state in states:
                with seen_as(page, state):
                    now = look(page, state)
                all.findings += [f"{path or 'front page'}, {state}: {finding}" for finding in now.findings]
                all.reviews |= now.reviews
    return all


def findings(browser: Browser, address: str, paths: Iterable[str], states: Collection[str]) -> list[str]:
    return seen(browser, address, paths, states).findings
