"""Puts outputs into the site's folder: only what is not there already, and away with what is no longer made."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from gongkai.build.inputs import content_of
from gongkai.build.manifest import Manifest, Seen, Unit, replace_file, seen

Output = tuple[str, bytes]
"""Path below the site, and content."""


class SiteWriter:
    """A site's folder while pages are put into it. `before` is the folder that holds what the manifest noted."""

    def __init__(self, site: Path, before: Path, known: Manifest) -> None:
        self.site, self.before, self.known = str(site), str(before), known
        self.noted = known.outputs
        self.units: dict[str, Unit] = {}
        self.folders: set[str] = set()
        self.written = 0
        self.found = frozenset(os.listdir(site)) if site.is_dir() else frozenset()  # noqa: PTH208

    def keep(self, name: str, of: str) -> bool:
        """Whether the unit is as it was, on the disk too; its files are then carried over."""
        unit = self.known.units.get(name)
        if unit is None or unit.of != of or not all(self.is_intact(path, noted) for path, noted in unit.outputs.items()):
            return False
        if self.site != self.before:
            for path in unit.outputs:
                self.carry(path)
        self.units[name] = unit
        return True

    def is_intact(self, path: str, noted: Seen) -> bool:
        return seen(f"{self.before}/{path}") == noted

    def carry(self, path: str) -> None:
        """The same file under a second name; nothing ever writes into a file that is there, so neither can change the other."""
        target = self.ready(path)
        if os.path.lexists(target):
            os.unlink(target)  # noqa: PTH108
        os.link(f"{self.before}/{path}", target)

    def put(self, name: str, of: str, outputs: Iterator[Output]) -> None:
        """Writes the unit's outputs; one that is there already with that content is left as it is."""
        found: dict[str, Seen] = {}
        for path, content in outputs:
            noted = self.noted.get(path)
            if noted and self.holds(path, noted, content):
                if self.site != self.before:
                    self.carry(path)
                found[path] = noted
            else:
                found[path] = replace_file(self.ready(path), content)
                self.written += 1
        self.units[name] = Unit(of, found)

    def holds(self, path: str, noted: Seen, content: bytes) -> bool:
        """Whether the file is as it was noted, and holds that already."""
        return noted[0] == len(content) and self.is_intact(path, noted) and content_of(f"{self.before}/{path}") == content

    def adopt(self, name: str, of: str, folder: str, make: Callable[[Path], object]) -> None:
        """A unit that writes a folder by itself, whole; its files are noted as they stand."""
        make(Path(self.site, folder))
        found = sorted(file for file in Path(self.site, folder).rglob("*") if file.is_file())
        states = ((file.relative_to(self.site).as_posix(), file.stat()) for file in found)
        self.units[name] = Unit(of, {path: (state.st_size, state.st_mtime_ns) for path, state in states})
        self.written += len(found)

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

    def clear(self) -> int:
        """Takes away what was made before and is no longer, with the folders that it leaves empty. Returns how many files."""
        made = {path for unit in self.units.values() for path in unit.outputs}
        gone = [path for path in self.noted if path not in made]
        for path in gone:
            Path(self.site, path).unlink(missing_ok=True)
            remove_empty(self.site, path)
        return len(gone)

    def clear_unknown(self, folder: str, others: frozenset[str]) -> int:
        """Where nothing is noted any more: takes away every file of the folder that was not made now and is not the others'."""
        if folder not in self.found:
            return 0
        made = {path for unit in self.units.values() for path in unit.outputs} | others
        there = (file.relative_to(self.site).as_posix() for file in Path(self.site, folder).rglob("*") if file.is_file())
        gone = [path for path in there if path not in made]
        for path in gone:
            Path(self.site, path).unlink()
            remove_empty(self.site, path)
        return len(gone)

    def manifest(self, inputs: str) -> Manifest:
        return Manifest(inputs, self.units)


def remove_empty(site: str, path: str) -> None:
    """The folders above a file that is gone, up to the first that holds something."""
    folder = path.rpartition("/")[0]
    while folder:
        try:
            os.rmdir(f"{site}/{folder}")  # noqa: PTH106
        except OSError:
            return
        folder = folder.rpartition("/")[0]


def is_whole(site: Path, outputs: Mapping[str, Seen]) -> bool:
    """Whether every output still stands as it was noted."""
    return all(seen(f"{site}/{path}") == noted for path, noted in outputs.items())
