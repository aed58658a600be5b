"""The folder that a web server reads: its releases, which of them is live, and what is kept beyond one release."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.files import flush

SUMS = "SHA256SUMS"
NUMBERED = re.compile(r"(?P<number>[0-9]{4,})-(?P<sum>[0-9a-f]{12})")
# A file whose name, or whose folder's, is a sum of its content. publish/deploy/gongkai.conf says the same.
NAMED_BY_CONTENT = re.compile(
    r"assets/(?:[^.][^/]*/)*(?:[0-9a-f]{10,64}/[^./][^/]*|[^./][^/]*-[0-9a-f]{10,64}\.[a-z0-9]+)"
    r"|jiansuo/index/[a-z]+[0-9]*-[0-9a-v]{5,10}\.js"
)


class NotWholeError(Exception):
    """What would go live is not one whole build, or not one that readers can tell from the last; the message says why."""


@dataclass(frozen=True, slots=True)
class Release:
    """A build that was copied and found whole. `site` is what readers get of it."""

    folder: Path
    number: int
    sum: str

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @property
    def sums(self) -> Mapping[str, str]:
        """What each file held when it was published, by its path below `site`."""
        lines = (self.folder / SUMS).read_text("utf-8").splitlines()
        return {line[66:]: line[:64] for line in lines}


@dataclass(frozen=True, slots=True)
class Target:
    folder: Path

    @property
    def workplace(self) -> Path:
        return self.folder / "releases" / ".building"

    @property
    def kept(self) -> Path:
        return self.folder / "kept"

    def releases(self) -> list[Release]:
        """All that are whole, the oldest first."""
        found = ((entry, NUMBERED.fullmatch(entry.name)) for entry in (self.folder / "releases").iterdir())
        named = [Release(entry, int(match["number"]), match["sum"]) for entry, match in found if match]
        return sorted(named, key=lambda release: release.number)

    def current(self) -> Release | None:
        """What readers get; None when nothing was ever published here."""
        link = self.folder / "current"
        if not link.is_symlink():
            return None
        live = next((release for release in self.releases() if release.folder.samefile(link.resolve())), None)
        if live is None:
            raise NotWholeError(f"current 指向 {link.readlink()}，不是这里的版本；请先把这个链接改对")
        return live

    def later_than(self, release: Release | None) -> list[Release]:
        """Taken back, or never live because its publisher was killed: nobody should go back to these."""
        return [other for other in self.releases() if release is None or other.number > release.number]

    def accept(self, built: Release) -> Release:
        """A finished release under its name; from here on it counts."""
        folder = built.folder.with_name(f"{built.number:04}-{built.sum}")
        built.folder.rename(folder)
        flush(folder.parent)
        return replace(built, folder=folder)

    def next_stamp(self) -> int:
        """The time of files that are new, in seconds: later than any here. A server tells versions of a page apart by it."""
        stamps = [int((release.folder / SUMS).stat().st_mtime) for release in self.releases()]
        return max(int(time.time()), *(stamp + 1 for stamp in stamps), 0)

    def next_number(self) -> int:
        return max((release.number for release in self.releases()), default=0) + 1

    def switch(self, release: Release) -> None:
        """The one step that readers see."""
        fresh = self.folder / ".current"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(Path("releases") / release.name)
        fresh.replace(self.folder / "current")
        flush(self.folder)

    def remove(self, releases: Iterable[Release]) -> None:
        """Renamed first: half a release must not look like one."""
        for release in releases:
            gone = release.folder.with_name(f".gone-{release.name}")
            release.folder.rename(gone)
            shutil.rmtree(gone)

    def clear_leftovers(self) -> None:
        """What a publisher that was killed left behind."""
        for entry in (self.folder / "releases").glob(".*"):
            shutil.rmtree(entry)

    def keep(self, release: Release) -> None:
        """Whoever holds a page of this release gets its style and scripts, also after the next switch."""
        names = [name for name in release.sums if NAMED_BY_CONTENT.fullmatch(name.removesuffix(".gz"))]
        for name in names:
            place, source = self.kept / name, release.site / name
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.exists():
                place.hardlink_to(source)
            elif not name.endswith(".gz") and place.read_bytes() != source.read_bytes():
                raise NotWholeError(f"{name} 的名字应随内容改变，但已发布过同名而内容不同的文件")
        for folder in {(self.kept / name).parent for name in names}:
            flush(folder)

    def forget_unused(self) -> None:
        """Of the files kept, leave those that some release still has."""
        used = {name for release in self.releases() for name in release.sums}
        for entry in sorted(self.kept.rglob("*"), reverse=True):
            if entry.is_dir():
                if not any(entry.iterdir()):
                    entry.rmdir()
            elif entry.relative_to(self.kept).as_posix() not in used:
                entry.unlink()
