"""gongkai upgrade: what this version changes in a county's folder; said first, done with --yes."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongkai.cli.console import example, print_problems, say
from gongkai.county.data_version import PRESENT
from gongkai.problems import shown
from gongkai.setup.upgrade import Upgrade, carry_out, planned


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai upgrade", "gongkai upgrade --yes")
    parser.add_argument(
        "folder", metavar="文件夹", nargs="?", type=Path, default=Path(), help="县的文件夹，里面有 data（默认当前文件夹）"
    )
    parser.add_argument("--yes", action="store_true", help="照所说的改；不写只说明，不改动")


def run(options: argparse.Namespace) -> int:
    upgrade = planned(options.folder)
    for line in announced(upgrade):
        print(line)
    if upgrade.problems:
        print_problems(upgrade.problems)
        say(f"有 {len(upgrade.problems)} 处要先由人处理。没有写入任何文件")
        return 1
    if not upgrade.changes:
        say(f"已是第 {PRESENT} 版，没有要改的")
    elif options.yes:
        before = carry_out(options.folder, upgrade)
        say(f"已改好。改动前的文件留在 {shown(before)}；请运行 gongkai check 和 gongkai build 看一遍")
    else:
        say("还没有改动；确认以后运行 gongkai upgrade --yes")
    return 0


def announced(upgrade: Upgrade) -> list[str]:
    """A line for each step, for each file that it changes, and for what stays of no use."""
    steps = [f"第 {step.before} 版 → 第 {step.before + 1} 版：{step.said}" for step in upgrade.steps]
    files = [f"  {'删去' if change.content is None else '改写'} {change.path}：{change.why}" for change in upgrade.changes]
    return [*steps, *files, *(f"  请看：{remark}" for remark in upgrade.remarks)]
