"""What a command writes into a file that people edit: shown first, written with --yes."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from gongkai.cli.console import print_problems, say
from gongkai.files import write_durably
from gongkai.problems import Position, Problem, errors, shown
from gongkai.source.editing import NoPlaceError, TypedFile, changed_lines
from gongkai.source.reference import read_yaml
from gongkai.source.text import RULE

NO_PLACE = "读不懂这个文件，或里面没有放“{}”的地方；请先运行 gongkai check"


def agree_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="照所示的写入；不写只显示，不改动")


def edit(file: Path, change: Callable[[TypedFile], TypedFile], *, agreed: bool) -> int:
    """Shows what `change` makes of the file and, where that was agreed to, writes it. The exit code."""
    _, problems = read_yaml(file)
    if errors(problems):
        print_problems(problems)
        say("文件要先改好。没有写入任何文件")
        return 1
    before = TypedFile(file.read_bytes().decode("utf-8"))
    try:
        after = change(before)
    except NoPlaceError as error:
        print_problems([Problem(Position(shown(file)), RULE, NO_PLACE.format(error))])
        return 1
    return show_and_write(file, before.text, after.text, agreed=agreed)


def show_and_write(file: Path, before: str, after: str, *, agreed: bool) -> int:
    for line in (shown(file), *changed_lines(before, after)):
        print(line)
    if before == after:
        say("没有要改的")
    elif agreed:
        write_durably(file, after.encode("utf-8"))
        say(f"已写入 {shown(file)}")
    else:
        say("还没有改动；确认以后加上 --yes 再运行一次")
    return 0
