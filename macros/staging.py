"""Builds beside the published folder and puts the finished site in its place in one step.

A build that fails or is killed at any moment leaves the old site whole, or the new one.
"""

from __future__ import annotations

import ctypes
import os
import shutil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

AT_FDCWD = -100
RENAME_EXCHANGE = 2  # Linux, since 2014: two names change places, and nobody sees a moment between


class Staging:
    """One run of the generator. Its last event comes without a configuration, so what it needs then is kept here."""

    def __init__(self) -> None:
        self.building = False
        self.site: Path | None = None
        self.finished = False

    def on_startup(self, command: str, **_: object) -> None:
        """What `serve` shows on this machine is nobody's published site."""
        self.building = command == "build"

    def begin(self, config: MkDocsConfig) -> None:
        """From now on the build writes into a folder beside the site, on the same disk."""
        if self.building:
            self.site = Path(config.site_dir).absolute()
            config.site_dir = str(staging_folder(self.site))

    def finish(self) -> None:
        self.finished = True

    def on_build_error(self, **_: object) -> None:
        """A strict build may still be refused after everything was written."""
        self.finished = False

    def on_shutdown(self) -> None:
        if self.site is None:
            return
        if self.finished:
            change_places(staging_folder(self.site), self.site)
        shutil.rmtree(staging_folder(self.site), ignore_errors=True)


def staging_folder(site: Path) -> Path:
    return site.with_name(f".{site.name}.building")


def change_places(new: Path, old: Path) -> None:
    """Afterwards `old` names what `new` named. Where the system cannot exchange two names, two renames stand in for it."""
    if not old.exists():
        new.rename(old)
    elif not exchanged(new, old):
        before = new.with_suffix(".before")
        shutil.rmtree(before, ignore_errors=True)
        old.rename(before)
        new.rename(old)
        shutil.rmtree(before)


def exchanged(one: Path, other: Path) -> bool:
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return bool(rename) and rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0
