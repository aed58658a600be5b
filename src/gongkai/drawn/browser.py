"""The browser in which pages are looked at: the system's Chromium or the one of Playwright; it asks nobody for anything."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

KNOWN = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge", "msedge", "chrome")
QUIET = ("--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync")
INSTALL = '请运行 pip install "gongkai[measure]"'


class NoToolsError(Exception):
    """A program or a library is not there; says what to install, in one sentence."""


def check_libraries(needed: Mapping[str, str], cannot: str) -> None:
    """Raises NoToolsError where one is missing. `needed`: module → the name people know; `cannot`: what is not possible then."""
    missing = [name for module, name in needed.items() if find_spec(module) is None]
    if missing:
        raise NoToolsError(f"没有安装{'和'.join(missing)}，{cannot}；{INSTALL}")


def executable() -> str | None:
    """The system's own browser; None for the one that Playwright has."""
    return next((found for name in KNOWN if (found := shutil.which(name))), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A started browser. NoToolsError where there is none."""
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - only who looks at pages has it

    as_root = hasattr(os, "geteuid") and os.geteuid() == 0  # a system's root has no sandbox
    options = [*QUIET, *(["--no-sandbox"] if as_root else [])]
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=executable(), args=options)
        except Error:
            raise NoToolsError("没有能用的 Chromium；请安装 Chromium，或运行 playwright install chromium") from None
        yield started
        started.close()
