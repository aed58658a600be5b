"""The browser in which tests look at pages. Playwright is imported when one is started, so tests without a page need none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NO_PLAYWRIGHT = "Playwright is not installed, and this test looks at a page; without a browser run: pytest -m 'not browser'"


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, asking nobody for anything."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        options = [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ]
        started = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=options)
        yield started
        started.close()


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
