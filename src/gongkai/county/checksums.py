"""checksums.txt: the SHA-256 of every file of a built site, published beside them, so that any byte that was changed is found.

Its lines are those of the program `sha256sum`: whoever has a copy of the site checks it with `sha256sum -c checksums.txt`.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from gongkai.problems import Position, Problem, shown

FILE = "checksums.txt"
RULE = "verify"
LINE = re.compile(r"([0-9a-f]{64})  (.+)")
PACKED = ".gz"
MOST_TOLD = 100  # files of each kind of fault; of a site that is quite another one, a few say enough


def checksums_text(sums: Mapping[str, str]) -> bytes:
    """By their path below the site, which stands in the order of its bytes."""
    return "".join(f"{sums[path]}  {path}\n" for path in sorted(sums)).encode()


def read_checksums(site: Path) -> dict[str, str]:
    """The sums by path; those of lines that are none are left out. FileNotFoundError where the site has no such file."""
    lines = map(LINE.fullmatch, (site / FILE).read_text("utf-8", errors="replace").split("\n"))
    return {line[2]: line[1] for line in lines if line}


@dataclass(frozen=True, slots=True)
class Compared:
    """A folder beside the sums of what it should hold: paths in order. What a server gives packed is no file of its own."""

    site: Path
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def altered(self) -> frozenset[Path]:
        return frozenset(self.site / path for path in self.changed)

    def problems(self) -> Iterator[Problem]:
        yield from at_most(self.site, self.changed, f"被改动：与 {FILE} 里的摘要不符")
        yield from at_most(self.site, self.missing, "不见了")
        yield from at_most(self.site, self.added, f"是多出来的：{FILE} 里没有")


def compared(site: Path, known: Mapping[str, str]) -> Compared:
    found = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if not path.is_dir()}
    listed = sorted(known)
    changed = [path for path in listed if path in found and sum_of(found[path]) != known[path]]
    if FILE not in known and (site / FILE).is_file() and (site / FILE).read_bytes() != checksums_text(known):
        changed.append(FILE)  # a line that is none
    every = {**known, FILE: known.get(FILE) or sum_of(site / FILE)}
    added = (path for path in found if path not in every and not is_packed(path, found, every))
    return Compared(site, tuple(changed), tuple(path for path in listed if path not in found), tuple(added))


def unlike_checksums(site: Path) -> Iterator[Problem]:
    """Each file of the folder that is not what checksums.txt says, is not named there, or is named and not there."""
    try:
        yield from compared(site, read_checksums(site)).problems()
    except FileNotFoundError:
        yield without_checksums(site)


def without_checksums(site: Path) -> Problem:
    why = f"没有这个文件：不能逐个核对网站的文件。请重新生成网站（gongkai build），或找回随网站公布的 {FILE}"
    return Problem(Position(shown(site / FILE)), RULE, why)


def at_most(site: Path, paths: Sequence[str], fault: str) -> Iterator[Problem]:
    yield from (Problem(Position(shown(site / path)), RULE, fault) for path in paths[:MOST_TOLD])
    if more := len(paths[MOST_TOLD:]):
        yield Problem(Position(shown(site)), RULE, f"另有 {more} 个文件{fault}")


def is_packed(path: str, found: Mapping[str, Path], known: Mapping[str, str]) -> bool:
    """Whether it is what a server gives instead of a file that is known, packed for the way (`gongkai publish` makes them)."""
    plain = path.removesuffix(PACKED)
    if plain == path or plain not in known:
        return False
    try:
        return sha256(gzip.decompress(found[path].read_bytes())).hexdigest() == known[plain]
    except (OSError, EOFError):
        return False


def sum_of(file: Path) -> str:
    """The SHA-256 of what it holds; of a link or a device, which may hold anything later, no sum at all."""
    if file.is_symlink() or not file.is_file():
        return ""
    with file.open("rb") as opened:
        digest = sha256()
        while part := opened.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()
