"""What is locked: every requirement with its marker and the sums of the files that may be taken for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from packaging.markers import Marker
from packaging.utils import NormalizedName, canonicalize_name

ENTRY = re.compile(
    r"(?P<name>[\w.-]+)==(?P<version>[\w.+!-]+)(?: *; *(?P<marker>[^\\#]+?))? *(?P<sums>(?:--hash=sha256:[0-9a-f]{64} *)+)"
)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Locked:
    """`marker` is empty where it is needed everywhere; `sums` are SHA-256."""

    name: NormalizedName
    version: str
    marker: str
    sums: tuple[str, ...]

    def needed(self, environment: dict[str, str]) -> bool:
        return not self.marker or Marker(self.marker).evaluate(environment)

    @property
    def line(self) -> str:
        """As pip reads it."""
        marker = f" ; {self.marker}" if self.marker else ""
        return "".join((f"{self.name}=={self.version}{marker}", *(f" \\\n    --hash=sha256:{sum}" for sum in self.sums), "\n"))

    @property
    def everywhere(self) -> Locked:
        """Without its marker, which pip would ask the machine that it runs on."""
        return replace(self, marker="")


def read_lock(*files: Path) -> list[Locked]:
    """Every requirement of the files; ValueError for a line that is not one locked with a sum."""
    return [locked(line) for file in files for line in lines_of(file.read_text("utf-8"))]


def lines_of(text: str) -> Iterable[str]:
    without = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    joined = re.sub(r"\\\n\s*", " ", without)
    return [line.strip() for line in joined.splitlines() if line.strip()]


def locked(line: str) -> Locked:
    found = ENTRY.fullmatch(line)
    if not found:
        raise ValueError(f"not locked: {line[:80]}")
    return Locked(canonicalize_name(found["name"]), found["version"], found["marker"] or "", tuple(HASH.findall(found["sums"])))
