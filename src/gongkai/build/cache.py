"""What is kept from build to build, under the digest of all that it was made of. Whoever deletes it loses time, nothing else.

An entry is the digest of what it was made of, the digest of its content, and the content; one that does not agree with
itself (a disk that failed, a file cut short or edited) is as good as none.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Container
from pathlib import Path
from typing import Any, TypeVar

from gongkai.build.inputs import content_of
from gongkai.build.manifest import digest
from gongkai.files import write_whole

Value = TypeVar("Value")
UNREADABLE = (ValueError, TypeError, AttributeError, EOFError, ImportError, IndexError, LookupError, pickle.UnpicklingError)
LENGTH = len(digest())


def cache_get(file: Path, of: str, loads: Callable[[bytes], Any] = pickle.loads) -> Any:
    """What was kept under that digest; None when nothing was, when it was altered, or when another version wrote it."""
    content = content_of(str(file))
    head, kept = content[: 2 * LENGTH], content[2 * LENGTH :]
    if head != (key_of(of) + digest(kept)).encode():
        return None
    try:
        return loads(kept)  # what this program wrote itself, beside its manifest, byte for byte
    except UNREADABLE:
        return None


def cache_put(file: Path, of: str, value: Any, dumps: Callable[[Any], bytes] = pickle.dumps) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    content = dumps(value)
    write_whole(str(file), key_of(of).encode(), digest(content).encode(), content)


def key_of(of: str) -> str:
    """Of one length, whatever the caller names its inputs by."""
    return digest(of)


def cached(
    file: Path,
    of: str,
    make: Callable[[], Value],
    *,
    loads: Callable[[bytes], Any] = pickle.loads,
    dumps: Callable[[Any], bytes] = pickle.dumps,
    is_sound: Callable[[], bool] = lambda: True,
) -> Value:
    """What was kept under that digest, or else what `make` gives; that is kept, unless it is found unsound when it is made."""
    known: Value | None = cache_get(file, of, loads)
    if known is not None:
        return known
    made = make()
    if is_sound():
        cache_put(file, of, made, dumps)
    return made


def prune(folder: Path, used: Container[str]) -> None:
    """Takes away every file of the folder that is not among those used: of reports, fields and years that are gone."""
    for name in os.listdir(folder) if folder.is_dir() else ():  # noqa: PTH208
        if name not in used:
            (folder / name).unlink(missing_ok=True)
