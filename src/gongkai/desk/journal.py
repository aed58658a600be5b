"""What was changed at the desk, each change with the files as they were and as they became: for 撤销, and against a stop halfway.

A folder of JSON files beside `data`, `.gongkai/desk/changes/`, which no site and no archive takes in. A change is written down
before the files are written, so that one that was stopped between two files is finished when the desk is opened again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from gongkai.editing.file_change import FileChange, as_typed, write_changes
from gongkai.files import write_durably

FOLDER = Path(".gongkai") / "desk"
CHANGES = "changes"
MOST = 1000  # changes that can be undone
LARGEST = 200_000_000  # bytes that all of them take; a catalogue's file is kept whole with each of its entries that changed
Files = dict[str, tuple[str, str]]
"""By their path below `data`: before and after."""


@dataclass(frozen=True, slots=True)
class Change:
    """`what` is in the clerk's words. `report` is `2025/finance`; `kept` the file in which it is written down."""

    number: int
    when: str
    report: str
    what: str
    kept: Path
    undone: bool = False

    @property
    def files(self) -> Files:
        """What it changed; read when it is asked for, since all of them at once are more than a machine should hold."""
        return {name: (before, after) for name, (before, after) in json.loads(self.kept.read_text("utf-8"))["files"].items()}


class Journal:
    """Of the county with that `data` folder."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.folder = own_folder(data) / CHANGES
        self.folder.mkdir(parents=True, exist_ok=True)
        self.changes = [*self.read()]
        self.finish()

    def read(self) -> Iterator[Change]:
        for file in sorted(self.folder.glob("*.json")):
            try:
                said = json.loads(file.read_text("utf-8"))
                assert all(len(pair) == 2 for pair in said.pop("files").values())
                yield Change(**said, kept=file)
            except (
                ValueError,
                TypeError,
                KeyError,
                AttributeError,
                AssertionError,
            ):  # not ours, or damaged: no change can be undone by it
                continue

    def finish(self) -> None:
        """The last change whole or not at all: whoever was stopped between two files has meant both."""
        if not self.changes:
            return
        last = self.changes[-1]
        files = last.files
        standing = [self.text(name) for name in files]
        befores, afters = ([pair[number] for pair in files.values()] for number in (0, 1))
        if standing == befores != afters and not last.undone:
            self.forget(last)
        elif all(text in pair for text, pair in zip(standing, files.values(), strict=True)) and standing != befores:
            write_changes([FileChange(self.data / name, "", after) for name, (_, after) in files.items()])

    def text(self, name: str) -> str | None:
        """What the file holds; empty where it is not there, None where it cannot be read."""
        try:
            return as_typed(self.data / name)
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError):
            return None

    def write(self, report: str, what: str, changes: Sequence[FileChange]) -> None:
        """The change noted, then made; a failure leaves the files and the notes as they were. What was undone is gone then."""
        for undone in [each for each in self.changes if each.undone and each.report == report]:
            self.forget(undone)
        files = {each.file.relative_to(self.data).as_posix(): (each.before, each.after) for each in changes}
        number = self.changes[-1].number + 1 if self.changes else 1
        change = Change(number, datetime.now().isoformat(timespec="seconds"), report, what, self.folder / f"{number:08}.json")
        self.keep(change, files)
        try:
            write_changes(changes)
        except OSError:
            if [self.text(name) for name in files] == [before for before, _ in files.values()]:
                self.forget(change)
            raise
        for old in [*self.too_many()]:
            self.forget(old)

    def too_many(self) -> Iterator[Change]:
        """The oldest of more than can be kept; never the last one."""
        room = LARGEST
        for number, change in enumerate(reversed(self.changes)):
            room -= change.kept.stat().st_size
            if number >= MOST or (room < 0 and number):
                yield change

    def to_undo(self, report: str) -> Change | None:
        """The last change of that report that stands."""
        return next((each for each in reversed(self.changes) if each.report == report and not each.undone), None)

    def to_redo(self, report: str) -> Change | None:
        """The change that was undone last."""
        return next((each for each in self.changes if each.report == report and each.undone), None)

    def turn(self, change: Change, *, undone: bool) -> bool:
        """Undone, or done again; False, and nothing changed, where a file is not what this change left."""
        now, then = (1, 0) if undone else (0, 1)
        files = change.files
        if any(self.text(name) != pair[now] for name, pair in files.items()):
            return False
        write_changes([FileChange(self.data / name, pair[now], pair[then]) for name, pair in files.items()])
        self.keep(replace(change, undone=undone), files)
        return True

    def keep(self, change: Change, files: Files) -> None:
        said = {name: value for name, value in asdict(change).items() if name != "kept"}
        write_durably(change.kept, json.dumps({**said, "files": files}, ensure_ascii=False).encode())
        self.changes = sorted((*(each for each in self.changes if each.number != change.number), change), key=number_of)

    def forget(self, change: Change) -> None:
        self.changes = [each for each in self.changes if each.number != change.number]
        change.kept.unlink(missing_ok=True)


def number_of(change: Change) -> int:
    return change.number


def own_folder(data: Path) -> Path:
    """The desk's own, beside `data`; whoever keeps the county's folder under git does not meet it there."""
    folder = data.resolve().parent / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    ignored = folder.parent / ".gitignore"
    if not ignored.exists():
        write_durably(ignored, b"*\n")
    return folder
