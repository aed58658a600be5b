"""What a portal has already: read out of a zip that was uploaded before, or out of a folder with the site as it was."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.publish.copying import sha256, sums_of
from gongkai.source.damaged_zip import DAMAGED_ZIP

FORMAT = "gongkai-changes/1"
CHANGES = "changes.json"
START = "index.html"
LARGEST = 100_000_000  # bytes of the list of a site; 10,000 files take one million
CHUNK = 1 << 20
NOT_OURS = "这不是 gongkai publish --zip 写的 zip 文件，看不出以前上传了什么"


class NoStateError(Exception):
    """What was given does not say what was uploaded; the message says why."""


@dataclass(frozen=True, slots=True)
class State:
    """A site as it was: the SHA-256 sum of every file, by its path, in the order of paths."""

    sums: Mapping[str, str]

    @property
    def digest(self) -> str:
        """One for the whole site; the same files always give the same."""
        return sha256("".join(f"{sum}  {name}\n" for name, sum in self.sums.items()).encode())

    @property
    def version(self) -> str:
        """The digest as people are shown it."""
        return self.digest[:12]


def state_of(site: Path) -> State:
    return State(dict(sorted(sums_of(site).items())))


def read_state(path: Path) -> State:
    """What a zip or a folder says was there after it was uploaded; NoStateError where it does not."""
    if path.is_dir():
        state = state_of(path)
    elif path.is_file():
        state = state_in_zip(path)
    else:
        raise NoStateError("找不到这个文件")
    if START not in state.sums:
        raise NoStateError(f"里面没有 {START}，不是网站")
    return state


def state_in_zip(path: Path) -> State:
    try:
        with zipfile.ZipFile(path) as packed:
            names = {entry.filename for entry in packed.infolist() if not entry.is_dir()}
            if CHANGES in names and START not in names:
                return state_told(packed)
            return State({name: sum_in(packed, name) for name in sorted(names)})
    except DAMAGED_ZIP as error:
        raise NoStateError(NOT_OURS) from error


def state_told(packed: zipfile.ZipFile) -> State:
    """What a zip of changes says of the whole site after them; it has to agree with itself."""
    if packed.getinfo(CHANGES).file_size > LARGEST:
        raise NoStateError(NOT_OURS)
    told = json.loads(packed.read(CHANGES))
    if not isinstance(told, dict) or told.get("format") != FORMAT or not isinstance(told.get("files"), dict):
        raise NoStateError(NOT_OURS)
    state = State({str(name): str(sum) for name, sum in sorted(told["files"].items())})
    if state.digest != told.get("result"):
        raise NoStateError(f"{CHANGES} 被改动过，与它自己写的摘要不符")
    return state


def sum_in(packed: zipfile.ZipFile, name: str) -> str:
    found = hashlib.sha256()
    with packed.open(name) as part:
        while content := part.read(CHUNK):
            found.update(content)
    return found.hexdigest()
