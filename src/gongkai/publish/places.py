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
        return
    if site.resolve() == target.resolve() or site.resolve() in target.resolve().parents:
        yield Problem(Position(shown(target)), RULE, "发布到的文件夹不能在网站文件夹里面")
        return
    if target.resolve() in site.resolve().parents:
        yield Problem(Position(shown(site)), RULE, "网站文件夹不能在发布到的文件夹里面")
        return
    if target.exists() and not target.is_dir():
        yield Problem(Position(shown(target)), RULE, "这是一个文件，不是文件夹")
    current = target / "current"
    if current.exists() and not current.is_symlink():
        yield Problem(Position(shown(current)), RULE, "这里应是发布程序建的链接，却是别的东西；请换一个文件夹，或先把它移开")
    if not current.exists():
        yield from not_for_a_server(target)


def not_for_a_server(target: Path) -> Iterator[Problem]:
    """A folder that holds something else is nobody's to be served from: data, a site, what was typed by mistake."""
    if target.suffix.lower() == ".zip" and not target.exists():
        yield Problem(Position(shown(target)), RULE, f"要写成 zip 文件，请写：gongkai publish 网站文件夹 --zip {shown(target)}")
    elif target.is_dir() and not (target / "releases").is_dir() and has_files(target):
        yield Problem(Position(shown(target)), RULE, "这个文件夹里已有别的东西，也没有发布过网站；请换一个空文件夹")


def has_files(folder: Path) -> bool:
    return any(not path.name.startswith(".") for path in folder.iterdir())
