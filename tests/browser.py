"""The browser in which tests look at pages. Playwright is imported when one is started, so tests without a page need none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from gongkai.drawn.browser import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NO_PLAYWRIGHT = "Playwright is not installed, and this test looks at a page; without a browser run: pytest -m 'not browser'"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for all tests: a second one cannot be started while the first runs. Without Playwright its tests fail; none is skipped."""
    try:
        import playwright.sync_api  # noqa: F401 - whether it is there
    except ImportError:
        pytest.fail(NO_PLAYWRIGHT, pytrace=False)
    with chromium() as started:
        yield started


def pytest_itemcollected(item: pytest.Item) -> None:
    """Whatever asks for the browser is marked so: `-m 'not browser'` leaves out all of it."""
    if "browser" in getattr(item, "fixturenames", ()):
        item.add_marker("browser")
