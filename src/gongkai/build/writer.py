"""Puts outputs into a new site's folder, and carries over from the site before what is as it was."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from gongkai.build.inputs import content_of
from gongkai.build.manifest import Manifest, Noted, Unit
from gongkai.files import seen, write_whole

Output = tuple[str, bytes]
"""Path below the site, and content."""


class SiteWriter:
    """A new folder while a site is put into it. `before` is the site that was made last, `known` what was noted of it."""

    def __init__(self, site: Path, before: Path, known: Manifest) -> None:
        self.site, self.before, self.known = str(site), str(before), known
        self.noted = known.outputs
        self.folders: set[str] = set()

    def keep(self, name: str, of: str) -> Unit | None:
        """The unit, carried over, if it is as it was, on the disk too; otherwise None."""
        unit = self.known.units.get(name)
        if unit is None or unit.of != of or not all(self.is_intact(path, noted) for path, noted in unit.outputs.items()):
            return None
        for path in unit.outputs:
            self.carry(path)
        return unit

    def is_intact(self, path: str, noted: Noted) -> bool:
        return seen(f"{self.before}/{path}") == noted[:2]

    def carry(self, path: str) -> None:
        """The same file under a second name; nothing ever writes into a file that is there, so neither can change the other."""
        target = self.ready(path)
        try:
            os.link(f"{self.before}/{path}", target)
        except FileExistsError:
            os.unlink(target)  # noqa: PTH108
            os.link(f"{self.before}/{path}", target)
        except OSError:  # a disk that knows no second names
            shutil.copy2(f"{self.before}/{path}", target)

    def put(self, of: str, outputs: Iterator[Output]) -> tuple[Unit, int]:
        """Writes a unit's outputs; one that is there already with that content is left as it is. How many were written, too."""
        found: dict[str, Noted] = {}
        written = 0
        for path, content in outputs:
            noted = self.noted.get(path)
            if noted and self.holds(path, noted, content):
                self.carry(path)
                found[path] = noted
            else:
                found[path] = (*write_whole(self.ready(path), content), sha256(content).hexdigest())
                written += 1
        return Unit(of, found), written

    def holds(self, path: str, noted: Noted, content: bytes) -> bool:
        """Whether the file is as it was noted, and holds that already."""
        return noted[0] == len(content) and self.is_intact(path, noted) and content_of(f"{self.before}/{path}") == content

    def ready(self, path: str) -> str:
        """Where the file goes; its folder is there."""
        target = f"{self.site}/{path}"
        folder = target.rpartition("/")[0]
        if folder not in self.folders:
            self.make_folder(folder)
        return target

    def make_folder(self, folder: str) -> None:
        try:
            os.mkdir(folder)  # noqa: PTH102
        except FileExistsError:
            pass  # as it should be
        except FileNotFoundError:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        self.folders.add(folder)


def is_whole(site: Path, outputs: Mapping[str, Noted]) -> bool:
    """Whether every output still stands as it was noted."""
    return all(seen(f"{site}/{path}") == noted[:2] for path, noted in outputs.items())


def holds_nothing_else(site: Path, outputs: Mapping[str, Noted]) -> bool:
    """Whether the folder has no file but those."""
    return sum(len(files) for _, _, files in os.walk(site)) == len(outputs)
