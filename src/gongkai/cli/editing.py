"""What a command writes into files that people edit: shown, and with --yes written."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.cli.console import print_problems, say
from gongkai.files import write_durably
from gongkai.problems import Position, Problem, errors, shown, summary
from gongkai.source.editing import NoPlaceError, TypedFile, changed_lines
from gongkai.source.reference import read_yaml
from gongkai.source.text import RULE

NO_PLACE = "读不懂这个文件，或里面没有放“{}”的地方；请先运行 gongkai check"


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file as it is and as it is to be."""

    file: Path
    before: str
    after: str


def agree_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="照所示的写入；不写只显示，不改动")


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


def as_typed(file: Path) -> str:
    """With its byte order mark and its line ends."""
    return file.read_bytes().decode("utf-8")


def refused(problems: Sequence[Problem], why: str = "") -> int:
    print_problems(problems)
    say(f"{summary(problems)}。{why}。没有写入任何文件" if why else "没有写入任何文件")
    return 1


def show_and_write(changes: Sequence[FileChange], *, agreed: bool, done: str = "") -> int:
    """`done`: what has come of it, said once it is written. The exit code.

    What was agreed to is written before it is shown: a reader of the output who leaves early (`| head`) does not stop it.
    """
    nothing = all(change.before == change.after for change in changes)
    if agreed and not nothing:
        for change in changes:
            write_durably(change.file, change.after.encode("utf-8"))
    for change in changes:
        for line in (shown(change.file), *changed_lines(change.before, change.after)):
            print(line)
    if nothing:
        say("没有要改的")
    elif agreed:
        say(done or f"已写入 {'、'.join(shown(change.file) for change in changes)}")
    else:
        say("还没有改动；确认以后加上 --yes 再运行一次")
    return 0
