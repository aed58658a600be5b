"""axe as `gongkai measure` runs it, with what was reviewed of the tests' own counties as well."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from gongkai.measure import axe

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

REVIEWED = Path(__file__).with_name("reviewed.yml")


@cache
def reviews() -> list[axe.Review]:
    own: list[axe.Review] = yaml.safe_load(REVIEWED.read_text("utf-8"))
    return [*axe.reviews(), *own]


def axe_findings(page: Page, state: str = "desktop") -> list[str]:
    return axe.look(page, state, reviews()).findings


def seen(browser: Browser, address: str, paths: Iterable[str], states: Collection[str]) -> axe.Seen:
    """Each page in each of the states."""
    return axe.seen(browser, address, paths, states, reviews())


def findings(browser: Browser, address: str, paths: Iterable[str], states: Collection[str]) -> list[str]:
    return seen(browser, address, paths, states).findings
