"""What was written last time, and of what: so that only what depends on a change is written again.

It stands outside the site. A file is taken as it is only if its size, its time and its place on the disk are those that were
noted when it was written; whatever was touched since is written anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

VERSION = 2
Seen = tuple[int, int]
"""Size and time of last change, in nanoseconds."""


def digest(*parts: str | bytes) -> str:
    """One for all the parts; each part's length counts, so that nothing can slip from one into the next."""
    found = sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(raw).to_bytes(8, "little"))
        found.update(raw)
    return found.hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Unit:
    """Outputs that depend on the same inputs, whose digest is `of`; how each stood on the disk when it was written."""

    of: str
    outputs: Mapping[str, Seen]


@dataclass(frozen=True, slots=True)
class Manifest:
    """`inputs` is the digest of everything that was read, empty when nothing is known."""

    inputs: str = ""
    units: Mapping[str, Unit] = field(default_factory=dict)

    @property
    def outputs(self) -> dict[str, Seen]:
        return {path: seen for unit in self.units.values() for path, seen in unit.outputs.items()}


def read_manifest(file: Path) -> Manifest:
    """Nothing known when there is none, or none that this version wrote: everything is then written anew."""
    try:
        said = json.loads(file.read_bytes())
        if said["version"] != VERSION:
            return Manifest()
        units = {
            name: Unit(of, {path: (size, time) for path, (size, time) in outputs.items()})
            for name, (of, outputs) in said["units"].items()
        }
        return Manifest(said["inputs"], units)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest()


def write_manifest(manifest: Manifest, file: Path) -> None:
    units = {name: (unit.of, unit.outputs) for name, unit in manifest.units.items()}
    text = json.dumps({"version": VERSION, "inputs": manifest.inputs, "units": units}, ensure_ascii=False, separators=(",", ":"))
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(str(file), text.encode())


def replace_file(file: str, *content: bytes) -> Seen:
    """The new content or the old, never half of it; a file that shares its place on the disk with another leaves that one alone.

    Thousands of files are written: a Path for each would cost more than writing it.
    """
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except FileExistsError:
        beside = f"{file}.new"
        opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        found = filled(opened, *content)
        os.replace(beside, file)  # noqa: PTH105
        return found
    return filled(opened, *content)


def filled(opened: int, *content: bytes) -> Seen:
    """Writes all of it and closes the file."""
    try:
        for part in content:
            taken = os.write(opened, part)
            while taken < len(part):  # one call may take only a part
                taken += os.write(opened, memoryview(part)[taken:])
        found = os.fstat(opened)
        return found.st_size, found.st_mtime_ns
    finally:
        os.close(opened)


def seen(path: str) -> Seen | None:
    """How the file stands on the disk; None when there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_size, found.st_mtime_ns
