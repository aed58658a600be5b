"""What is kept from build to build, under the digest of all that it was made of. Whoever deletes it loses time, nothing else."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from gongkai.build.inputs import content_of
from gongkai.build.manifest import replace_file

Value = TypeVar("Value")
UNREADABLE = (ValueError, TypeError, AttributeError, EOFError, ImportError, IndexError, pickle.UnpicklingError)


def kept(file: Path, of: str, loads: Callable[[bytes], Any] = pickle.loads) -> Any:
    """What was kept under that digest; None when nothing was, when it was cut short, or when another version wrote it."""
    content = content_of(str(file))
    if not content.startswith(of.encode()):
        return None
    try:
        return loads(content[len(of) :])  # what this program wrote itself, beside its manifest
    except UNREADABLE:
        return None


def keep(file: Path, of: str, value: Any, dumps: Callable[[Any], bytes] = pickle.dumps) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(str(file), of.encode(), dumps(value))


def made_once(
    file: Path,
    of: str,
    make: Callable[[], Value],
    *,
    loads: Callable[[bytes], Any] = pickle.loads,
    dumps: Callable[[Any], bytes] = pickle.dumps,
    is_sound: Callable[[], bool] = lambda: True,
) -> Value:
    """What was kept under that digest, or else what `make` gives; that is kept, unless it is found unsound when it is made."""
    known: Value | None = kept(file, of, loads)
    if known is not None:
        return known
    made = make()
    if is_sound():
        keep(file, of, made, dumps)
    return made
