"""What files were read as, kept from build to build under what they hold: one changed entry is one file read.

A file in which something is wrong is not kept: it is read, and told of, every time.
"""

from __future__ import annotations

import copyreg
import pickle
from collections.abc import Callable
from dataclasses import dataclass, fields
from io import BytesIO
from operator import attrgetter
from pathlib import Path
from typing import Any

from gongkai.build.cache import Value, made_once
from gongkai.build.inputs import code_digest, content_of
from gongkai.build.manifest import digest
from gongkai.catalogue import Entry, Item, Read
from gongkai.problems import Problem, shown
from gongkai.source.records import SourceSpan


def remembered(place: Path, file: Path, read: Callable[[], tuple[Value, list[Problem]]]) -> tuple[Value, list[Problem]]:
    """What `read` makes of the file, and what is wrong with it; `place` is where that is kept."""
    # Where a value stands is told by the file's name as the caller wrote it.
    of = digest(code_digest(), shown(file), content_of(str(file)))
    problems: list[Problem] = []

    def again() -> Value:
        found, wrong = read()
        problems.extend(wrong)
        return found

    return made_once(place, of, again, dumps=packed, is_sound=lambda: not problems), problems


@dataclass(frozen=True, slots=True)
class Memory:
    """A reader for `load_catalogue`."""

    folder: Path
    data: Path

    def __call__(self, read: Callable[[Path, list[Problem]], Read], file: Path, problems: list[Problem]) -> Read:
        def again() -> tuple[Read, list[Problem]]:
            wrong: list[Problem] = []
            return read(file, wrong), wrong

        place = self.folder / ".".join(("read", *file.relative_to(self.data).with_suffix("").parts))
        found, wrong = remembered(place, file, again)
        problems += wrong
        return found


def by_fields(kind: type[Any]) -> Callable[[Any], tuple[type[Any], tuple[object, ...]]]:
    """How values of that kind are packed: as what they are made of, which is quicker than the way of all classes."""
    values = attrgetter(*(field.name for field in fields(kind) if field.init))
    return lambda one: (kind, values(one))


OURS: dict[type[Any], Any] = {
    **{kind: by_fields(kind) for kind in (Entry, Item)},
    SourceSpan: lambda place: (SourceSpan, tuple(place)),
}


def packed(read: object) -> bytes:
    into = BytesIO()
    pickler = pickle.Pickler(into, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {**copyreg.dispatch_table, **OURS}
    pickler.dump(read)
    return into.getvalue()
