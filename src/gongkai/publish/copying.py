"""A build copied into a release: packed as well, flushed to the disk, and compared with what was read."""

from __future__ import annotations

import gzip
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from gongkai.files import flush
from gongkai.publish.layout import SUMS, NotWholeError, Release, Target

PACKED = frozenset({".css", ".csv", ".html", ".js", ".json", ".jsonld", ".md", ".rdf", ".svg", ".txt", ".xml", ".atom"})
CHANGED = "网站文件夹在发布途中被改动；等它生成完以后再发布"


def copy_build(site: Path, target: Target, before: Release | None) -> Release:
    """A new release of `site`, whole and not live yet. What has not changed is linked to the release before, with its time,
    so that readers who have it need not fetch it again."""
    sums = sums_of(site)
    place, stamp = target.workplace, target.next_stamp()
    copying = Copying(place / "site", stamp, before)
    for name, expected in sums.items():
        content = (site / name).read_bytes()
        if sha256(content) != expected:
            raise NotWholeError(CHANGED)
        copying.put(name, content)
        packed = gzip.compress(content, 9, mtime=0)
        if Path(name).suffix in PACKED and f"{name}.gz" not in sums and len(packed) < len(content):
            copying.put(f"{name}.gz", packed)
    if sums_of(site) != sums:
        raise NotWholeError(CHANGED)
    if sums_of(place / "site") != copying.sums:
        raise NotWholeError("写到磁盘上的文件与网站文件夹里的不一致；请检查磁盘")
    return copying.finished(target)


class Copying:
    """The release while it is being made."""

    def __init__(self, site: Path, stamp: int, before: Release | None) -> None:
        self.site, self.stamp, self.before = site, stamp, before
        self.sums: dict[str, str] = {}
        self.sums_before: Mapping[str, str] = before.sums if before else {}

    def put(self, name: str, content: bytes) -> None:
        self.sums[name] = sha256(content)
        file = self.site / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if self.before and self.unchanged(self.before.site / name, name):
            file.hardlink_to(self.before.site / name)
        else:
            write(file, content, self.stamp)

    def unchanged(self, earlier: Path, name: str) -> bool:
        """By what it holds, not only by what was written down: a release that decayed is not carried on."""
        return self.sums_before.get(name) == self.sums[name] == sha256(earlier.read_bytes())

    def finished(self, target: Target) -> Release:
        self.sums = dict(sorted(self.sums.items()))
        text = "".join(f"{sum}  {name}\n" for name, sum in self.sums.items()).encode()
        write(self.site.parent / SUMS, text, self.stamp)
        for folder, _, _ in os.walk(self.site.parent):
            flush(Path(folder))
        number, sum = target.next_number(), sha256(text)[:12]
        return Release(self.site.parent, number, sum)


def sums_of(site: Path) -> dict[str, str]:
    """The sum of every file, by its path below `site`, in order."""
    files = sorted(path for path in site.rglob("*") if not path.is_dir())
    return {path.relative_to(site).as_posix(): sha256(path.read_bytes()) for path in files}


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write(file: Path, content: bytes, stamp: int) -> None:
    file.write_bytes(content)
    os.utime(file, (stamp, stamp))
    flush(file)
