"""The files of `deploy/`, which an operator puts on the server: nginx's settings, and how to install them."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from gongkai.files import write_whole
from gongkai.problems import Position, Problem, shown

RULE = "deploy"
NAMES = ("README.zh-CN.md", "gongkai.conf", "nginx.conf")


def write_server_files(into: Path) -> list[Problem]:
    """All of them, or none where one that somebody has changed stands in the way."""
    found = resources.files("gongkai") / "publish" / "deploy"
    contents = {into / name: (found / name).read_bytes() for name in NAMES}
    changed = [file for file, content in contents.items() if file.exists() and not holds(file, content)]
    if changed:
        message = "这里已有内容不同的同名文件，不会覆盖；请用 --into 换一个文件夹"
        return [Problem(Position(shown(file)), RULE, message) for file in changed]
    into.mkdir(parents=True, exist_ok=True)
    for file, content in contents.items():
        write_whole(str(file), content)
    return []


def holds(file: Path, content: bytes) -> bool:
    return file.is_file() and file.read_bytes() == content
