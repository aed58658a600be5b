"""What becomes of files that people edit: each as it is and as it is to be, and how all of them are written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.files import write_durably
from gongkai.problems import Position, Problem, errors, shown
from gongkai.source.editing import NoPlaceError, TypedFile
from gongkai.source.reference import read_yaml
from gongkai.source.text import RULE

NO_PLACE = "读不懂这个文件，或里面没有放“{}”的地方；请先运行 gongkai check"


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file as it is and as it is to be."""

    file: Path
    before: str
    after: str


Made = tuple[list[FileChange], list[Problem]]
"""What is to be written; or nothing, and why not."""


def edited(file: Path, change: Callable[[TypedFile], TypedFile]) -> tuple[FileChange | None, list[Problem]]:
    """What `change` makes of a YAML file; None and why where it cannot be read, or has no place for that."""
    _, problems = read_yaml(file)
    if errors(problems):
        return None, problems
    before = TypedFile(as_typed(file))
    try:
        return FileChange(file, before.text, change(before).text), []
    except NoPlaceError as error:
        return None, [Problem(Position(shown(file)), RULE, NO_PLACE.format(error))]


def made(file: Path, change: Callable[[TypedFile], TypedFile]) -> Made:
    """The same, of one file alone."""
    changed, problems = edited(file, change)
    return ([changed] if changed else []), problems


def as_typed(file: Path) -> str:
    """With its byte order mark and its line ends."""
    return file.read_bytes().decode("utf-8")


def write_changes(changes: Sequence[FileChange]) -> None:
    """Each file whole or not at all; the folder of a new one is made."""
    for change in changes:
        change.file.parent.mkdir(parents=True, exist_ok=True)
        write_durably(change.file, change.after.encode("utf-8"))
