"""One step from a version of the folder's shape to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from gongkai.problems import Problem

Files = Mapping[str, bytes]
"""A county's files by their path below its folder."""


@dataclass(frozen=True, slots=True)
class Change:
    """One file as it will be; `content` is None where it goes. `why` is said to the office."""

    path: str
    content: bytes | None
    why: str


@dataclass(frozen=True, slots=True)
class StepResult:
    """With a problem nothing may be changed: it is for a person to decide. `remarks` are what stays and is of no use any more."""

    changes: tuple[Change, ...] = ()
    remarks: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """From version `before` to the one after it. `said` is what the new version changes, in a sentence to the office."""

    before: int
    said: str
    run: Callable[[Files], StepResult]


def after(files: Files, changes: Iterable[Change]) -> dict[str, bytes]:
    """The files as the changes leave them."""
    found = {**files}
    for change in changes:
        if change.content is None:
            found.pop(change.path, None)
        else:
            found[change.path] = change.content
    return found
