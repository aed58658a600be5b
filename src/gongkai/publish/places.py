"""Where a build may be taken from, and where it may be put."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gongkai.problems import Position, Problem, shown
from gongkai.publish.build import RULE


def wrong_site(site: Path) -> Iterator[Problem]:
    if not site.is_dir():
        yield Problem(Position(shown(site)), RULE, "找不到这个文件夹；请先运行 gongkai build")


def wrong_places(site: Path, target: Path) -> Iterator[Problem]:
    if not site.is_dir():
        yield from wrong_site(site)
    elif site.resolve() == target.resolve() or site.resolve() in target.resolve().parents:
        yield Problem(Position(shown(target)), RULE, "发布到的文件夹不能在网站文件夹里面")
    elif target.resolve() in site.resolve().parents:
        yield Problem(Position(shown(site)), RULE, "网站文件夹不能在发布到的文件夹里面")
    if target.exists() and not target.is_dir():
        yield Problem(Position(shown(target)), RULE, "这是一个文件，不是文件夹")
    current = target / "current"
    if current.exists() and not current.is_symlink():
        yield Problem(Position(shown(current)), RULE, "这里应是发布程序建的链接，却是别的东西；请换一个文件夹，或先把它移开")
