"""What was written last time, and of what: so that only what depends on a change is written again.

It stands outside the site. A file is taken as it is only if its size, its time and its place on the disk are those that were
noted when it was written; whatever was touched since is written anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from gongkai.files import write_whole

VERSION = 5
Noted = tuple[int, int, str]
"""Size and time of last change of a file that was written, and the SHA-256 of what it holds."""


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
    """Outputs that depend on the same inputs, whose digest is `of`; of each what was noted when it was written."""

    of: str
    outputs: Mapping[str, Noted]


@dataclass(frozen=True, slots=True)
class Manifest:
    """`inputs` is the digest of everything that was read, empty when nothing is known. `held` is told again of a site that has
    not changed: the reports that it goes without."""

    inputs: str = ""
    units: Mapping[str, Unit] = field(default_factory=dict)
    held: tuple[str, ...] = ()

    @property
    def outputs(self) -> dict[str, Noted]:
        return {path: noted for unit in self.units.values() for path, noted in unit.outputs.items()}


def read_manifest(file: Path) -> Manifest:
    """Nothing known when there is none, none that this version wrote, or one that was altered: everything is then made anew."""
    try:
        checksum, _, text = file.read_bytes().partition(b"\n")
        if checksum.decode() != digest(text):
            return Manifest()
        said = json.loads(text)
        if said["version"] != VERSION:
            return Manifest()
        units = {
            name: Unit(of, {path: (size, time, sum) for path, (size, time, sum) in outputs.items()})
            for name, (of, outputs) in said["units"].items()
        }
        return Manifest(said["inputs"], units, tuple(said["held"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest()


def write_manifest(manifest: Manifest, file: Path) -> None:
    """The first line is the digest of the others."""
    units = {name: (unit.of, unit.outputs) for name, unit in manifest.units.items()}
    said = {"version": VERSION, "inputs": manifest.inputs, "held": manifest.held, "units": units}
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    content = text.encode()
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(str(file), digest(content).encode(), b"\n", content)
