"""A county's folder brought to the present version: what the steps between change, and the changes carried out."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai import __version__
from gongkai.county.data_version import PRESENT, SETTINGS, SITE, no_version, text_of, version_of
from gongkai.downloads.schema import schema_files
from gongkai.files import write_durably
from gongkai.problems import Position, Problem, shown
from gongkai.setup.steps import STEPS
from gongkai.setup.steps.step import Change, Step, after
from gongkai.source.editor_schema import SCHEMAS

RULE = "upgrade"
# What no step looks at: what is made, what was received, and what other programs keep.
LEFT_OUT = {"site", "archive", "reports", "node_modules", "__pycache__"}
READ_HIDDEN = (".ci",)
REQUIREMENTS = "requirements.txt"
PINNED = re.compile(r"^(gongkai(?:\[[a-z,]*\])?)==([0-9][0-9A-Za-z.]*)", re.MULTILINE)
BEFORE = ".cache/upgrade"


class FolderFiles(Mapping[str, bytes]):
    """A county's files by path, read when they are asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names = frozenset(files_in(folder))

    def __getitem__(self, path: str) -> bytes:
        if path not in self.names:
            raise KeyError(path)
        return (self.folder / path).read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.names))

    def __len__(self) -> int:
        return len(self.names)


def files_in(folder: Path) -> Iterator[str]:
    for here, below, names in os.walk(folder):
        below[:] = [name for name in below if name not in LEFT_OUT and (not name.startswith(".") or name in READ_HIDDEN)]
        yield from (Path(here, name).relative_to(folder).as_posix() for name in names)


@dataclass(frozen=True, slots=True)
class Upgrade:
    """`version` is the folder's. Nothing is to be done without a change; nothing may be done with a problem."""

    version: int
    steps: tuple[Step, ...] = ()
    changes: tuple[Change, ...] = ()
    remarks: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def planned(folder: Path) -> Upgrade:
    """What a new version changes in the folder; nothing is written."""
    if not (folder / "data" / SITE).is_file():
        message = "这里没有 data/site.yml；请在县的文件夹里运行"
        return Upgrade(PRESENT, problems=(Problem(Position(shown(folder)), RULE, message),))
    site = text_of(folder / "data" / SITE)
    if wrong := no_version(site, folder / "data" / SITE):
        return Upgrade(PRESENT, problems=(wrong,))
    version = version_of(site, text_of(folder / SETTINGS))
    if version > PRESENT:
        message = f"这是第 {version} 版的写法，这个程序只认得第 {PRESENT} 版；请先把程序升级到新版本"
        return Upgrade(version, problems=(Problem(Position(shown(folder / "data" / SITE)), RULE, message),))
    return after_steps(folder, version)


def after_steps(folder: Path, version: int) -> Upgrade:
    """Each step sees what the one before it would leave."""
    files: Mapping[str, bytes] = FolderFiles(folder)
    changes: dict[str, Change] = {}
    remarks: list[str] = []
    problems: list[Problem] = []
    steps = tuple(step for step in STEPS if step.before >= version)
    for step in steps:
        result = step.run(files)
        changes |= {change.path: change for change in result.changes}
        remarks += result.remarks
        problems += [Problem(placed(problem.position, folder), problem.rule, problem.message) for problem in result.problems]
        files = after(files, result.changes)
    if pinned := with_this_version(files):
        changes[REQUIREMENTS] = pinned
    changes |= {change.path: change for change in present_schemas(files)}
    return Upgrade(version, steps, tuple(changes.values()), tuple(remarks), tuple(problems))


def placed(position: Position, folder: Path) -> Position:
    return Position(shown(folder / position.file), position.line, position.column)


def with_this_version(files: Mapping[str, bytes]) -> Change | None:
    """requirements.txt with the version that is running; None where it names none, or this one."""
    text = files.get(REQUIREMENTS, b"").decode("utf-8", "replace")
    found = PINNED.search(text)
    if not found or found[2] == __version__:
        return None
    return Change(REQUIREMENTS, PINNED.sub(rf"\1=={__version__}", text).encode(), f"gongkai {found[2]} 改为 {__version__}")


def present_schemas(files: Mapping[str, bytes]) -> Iterator[Change]:
    """The schemas for editors as this version has them, where the folder has any."""
    present = {f"{SCHEMAS}/{name}": content for name, content in schema_files().items()}
    if any(path in files for path in present):
        yield from (Change(path, new, "编辑器用的填写提示") for path, new in present.items() if files.get(path) != new)


# ---- Carried out


def carry_out(folder: Path, upgrade: Upgrade) -> Path:
    """Every change made, or none: what goes wrong half way is taken back. The folder in which the files as they were are kept.

    site.yml, which states the version, comes last: a folder that was left half way by a power cut is still of the old one.
    """
    before = folder / BEFORE / str(upgrade.version)
    files = FolderFiles(folder)
    known = {change.path: files[change.path] for change in upgrade.changes if change.path in files}
    for path, content in known.items():
        put(before / path, content)
    try:
        for change in sorted(upgrade.changes, key=in_turn):
            put(folder / change.path, change.content)
    except OSError:
        for change in upgrade.changes:
            put(folder / change.path, known.get(change.path))
        raise
    for name in sorted({Path(change.path).parent for change in upgrade.changes if change.content is None}):
        remove_empty(folder / name)
    return before


def in_turn(change: Change) -> tuple[bool, bool, bool]:
    """What goes comes first, then what is new, then mkdocs.yml, whose old form tells the version as well, then site.yml."""
    return change.path == f"data/{SITE}", change.path == SETTINGS, change.content is not None


def put(file: Path, content: bytes | None) -> None:
    if content is None:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    write_durably(file, content)


def remove_empty(folder: Path) -> None:
    """A folder that holds nothing more; what Python compiled there counts for nothing."""
    left = [entry for entry in folder.iterdir() if entry.name != "__pycache__"]
    if left:
        return
    for entry in (folder / "__pycache__").glob("*"):
        entry.unlink()
    for empty in (folder / "__pycache__", folder):
        if empty.is_dir():
            empty.rmdir()
