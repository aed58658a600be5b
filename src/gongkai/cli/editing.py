"""What a command writes into files that people edit: shown, and with --yes written."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from gongkai.cli.console import print_problems, say
from gongkai.editing.file_change import FileChange, write_changes
from gongkai.problems import Problem, shown, summary
from gongkai.source.editing import changed_lines


def agree_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="照所示的写入；不写只显示，不改动")


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
        write_changes(changes)
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
