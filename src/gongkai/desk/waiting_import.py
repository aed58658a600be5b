"""A document that was refused for single cells and waits in the desk's own folder while a person fills them in."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from gongkai.desk.journal import own_folder
from gongkai.files import write_durably
from gongkai.imports.placing.by_hand import Refused

FOLDER, STATE, FILES = "by-hand", "state.json", "document"


@dataclass(frozen=True, slots=True)
class Waiting:
    """`report` is `2025/finance`, `name` that of the document; `typed` by address what a person has read."""

    report: str
    name: str
    refused: Sequence[Refused]
    as_printed: bool = False
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def first_open(self) -> int:
        """The number of the first place that is not filled in yet; that of the last where all are."""
        done = (all(cell.address in self.typed for cell in each.cells) for each in self.refused)
        return next((number for number, is_done in enumerate(done) if not is_done), len(self.refused) - 1)

    @property
    def is_done(self) -> bool:
        return all(cell.address in self.typed for each in self.refused for cell in each.cells)

    def with_typed(self, typed: Mapping[str, str]) -> Waiting:
        return replace(self, typed={**self.typed, **typed})


def document(data: Path, waiting: Waiting) -> Path:
    return own_folder(data) / FOLDER / FILES / waiting.name


def begin(data: Path, waiting: Waiting, raw: bytes) -> None:
    """Takes the place of one that waited before."""
    drop(data)
    file = document(data, waiting)
    file.parent.mkdir(parents=True)
    write_durably(file, raw)
    keep(data, waiting)


def keep(data: Path, waiting: Waiting) -> None:
    write_durably(own_folder(data) / FOLDER / STATE, json.dumps(asdict(waiting), ensure_ascii=False).encode())


def waiting_import(data: Path) -> Waiting | None:
    """None where nothing waits, or where it is damaged."""
    try:
        kept = json.loads((own_folder(data) / FOLDER / STATE).read_text("utf-8"))
        places = tuple(map(Refused.of, kept["refused"]))
        found = Waiting(**{**kept, "refused": places})
        return found if places and document(data, found).is_file() else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def drop(data: Path) -> None:
    shutil.rmtree(own_folder(data) / FOLDER, ignore_errors=True)
