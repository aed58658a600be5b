"""What the catalogue's files were read as, kept from build to build under what they hold: one changed entry is one file read."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gongkai.catalogue import Read
from gongkai.pages.inputs import code_digest, content_of
from gongkai.pages.manifest import digest, replace_file
from gongkai.problems import Problem, shown


@dataclass(frozen=True, slots=True)
class Memory:
    """A reader for `load_catalogue`. A file in which something is wrong is not kept: it is read, and told of, every time."""

    folder: Path
    data: Path

    def __call__(self, read: Callable[[Path, list[Problem]], Read], file: Path, problems: list[Problem]) -> Read:
        # Where a value stands is told by the file's name as the caller wrote it.
        of = digest(code_digest(), shown(file), content_of(str(file)))
        place = self.folder / ".".join(("read", *file.relative_to(self.data).with_suffix("").parts))
        known: Read | None = kept(place, of)
        if known is None:
            wrong = len(problems)
            known = read(file, problems)
            if len(problems) == wrong:
                self.folder.mkdir(parents=True, exist_ok=True)
                replace_file(str(place), of.encode() + pickle.dumps(known, pickle.HIGHEST_PROTOCOL))
        return known


def kept(place: Path, of: str) -> Read | None:
    """What was read of inputs with that digest; None when nothing was."""
    content = content_of(str(place))
    if not content.startswith(of.encode()):
        return None
    try:
        found: Read = pickle.loads(content[len(of) :])  # noqa: S301 - what this program wrote itself, beside its manifest
    except (ValueError, TypeError, AttributeError, EOFError, ImportError, IndexError, pickle.UnpicklingError):
        return None  # cut short, or another version's: it is read anew
    return found
