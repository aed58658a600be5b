"""Files by the end of their paths, as the lists of a review have them, and found again from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

NAMED = 3  # folders and file


def short_names(names: Iterable[str]) -> Mapping[str, str]:
    """Each by the last parts of its path, by as many more as tell it from the others.

    >>> list(short_names(["县/a/b/年报.docx", "县/a/c/年报.docx"]).values())
    ['a/b/年报.docx', 'a/c/年报.docx']
    >>> list(short_names(["甲/a/b/年报.docx", "乙/a/b/年报.docx"]).values())
    ['甲/a/b/年报.docx', '乙/a/b/年报.docx']
    """
    left, parts = list(dict.fromkeys(names)), NAMED
    short: dict[str, str] = {}
    every = tuple(left)
    while left:
        taken = Counter(end(name, parts) for name in every)
        short |= {name: end(name, parts) for name in left if taken[end(name, parts)] == 1 or end(name, parts) == name}
        left, parts = [name for name in left if name not in short], parts + 1
    return short


def end(name: str, parts: int) -> str:
    every = PurePosixPath(name).parts
    return name if parts >= len(every) else "/".join(every[-parts:])


def meant(short: str, names: Sequence[str]) -> str:
    """The one of these files that has this end; where none has, the one called the same. Empty where that is none, or several."""
    called = PurePosixPath(short).name
    ends = [name for name in names if short and f"/{name}".endswith(f"/{short}")]
    found = {*(ends or [name for name in names if called and PurePosixPath(name).name == called])}
    return found.pop() if len(found) == 1 else ""
