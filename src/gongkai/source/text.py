"""The text of a file, with the place of every character, and why it cannot be read where it cannot."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from gongkai.problems import Position, Problem, Severity, shown
from gongkai.source.plain_characters import lying_in

RULE = "yaml"
LARGEST_FILE = 20_000_000  # bytes; a year's report is about 20 000
LONGEST_QUOTE = 40
OPEN_ELSEWHERE = (32, 33)  # Windows: another program has the file open, or a part of it locked
KINDS: dict[type[OSError], str] = {
    PermissionError: "没有权限",
    FileNotFoundError: "找不到",
    FileExistsError: "这里已经有同名的",
    IsADirectoryError: "这是一个文件夹",
    NotADirectoryError: "路径中有一段不是文件夹",
}
REASONS = {
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘满了",
    errno.EROFS: "这里只能读，不能写",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接转来转去没有尽头",
    errno.ENOTEMPTY: "文件夹里还有东西",
    errno.EBUSY: "正被别的程序使用",
    errno.EIO: "磁盘读写出错",
}
DATA = "data"  # as a county's folder calls it
MOST_TOLD = 10  # characters of a file that should not be there; what comes after is found when these are gone


def read_text(path: Path) -> tuple[str | None, list[Problem]]:
    """The text of a UTF-8 file with its line ends made alike, or None and the reason why it cannot be read."""
    place = Position(shown(path))

    def refused(message: str) -> tuple[None, list[Problem]]:
        return None, [Problem(place, RULE, message)]

    try:
        if not path.exists():
            return refused(f"找不到这个文件{way_from_elsewhere(path.parent)}")
        if path.is_dir():
            return refused("这是一个文件夹，不是文件")
        if not path.is_file():
            return refused("这不是普通的文件")
        if path.stat().st_size > LARGEST_FILE:
            return refused(f"文件超过 {LARGEST_FILE // 1_000_000} MB，不像是报告数据")
        raw = path.read_bytes()
    except OSError as error:
        return refused(f"读不了这个文件：{reason(error)}")
    return decoded(raw, place)


def way_from_elsewhere(folder: Path) -> str:
    """Where there is no `data`, the way to the county's folder for somebody who stands in another; otherwise empty."""
    stands_elsewhere = folder.name == DATA and not folder.exists()
    return "；请先进入县的文件夹（有 mkdocs.yml 和 data 的那个）再运行" if stands_elsewhere else ""


def decoded(raw: bytes, place: Position) -> tuple[str | None, list[Problem]]:
    problems = []
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [Problem(place, RULE, "文件是 UTF-16 编码；请另存为 UTF-8")]
    if raw.startswith(b"\xef\xbb\xbf"):
        raw = raw[3:]
        message = "文件开头有 BOM 标记（已略过）；建议另存为不带 BOM 的 UTF-8"
        problems.append(Problem(Position(place.file, 1, 1), RULE, message, Severity.WARNING))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = len(raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        message = "文件不是 UTF-8 编码（可能是 GBK）；请另存为 UTF-8"
        return None, [Problem(Position(place.file, line, column), RULE, message)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := lies_of(text, place.file):
        return None, found
    return text, problems


def lies_of(text: str, file: str, rule: str = RULE) -> list[Problem]:
    """The first of the characters in it that are not what they seem, each with its place."""
    return [Problem(place_in(text, one.index, file), rule, one.message) for one in islice(lying_in(text), MOST_TOLD)]


def place_in(text: str, index: int, file: str) -> Position:
    """Where the character at `index` stands."""
    return Position(file, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def reason(error: OSError) -> str:
    """Why the system refused, in the office's words."""
    if getattr(error, "winerror", 0) in OPEN_ELSEWHERE:
        return "正被别的程序打开；请关闭后再试"
    return REASONS.get(error.errno or 0) or KINDS.get(type(error)) or "系统不允许"


def told(error: OSError) -> str:
    """In one line, with the place where the system named one."""
    return f"{shown(Path(os.fsdecode(error.filename))) if error.filename else '文件'}：{reason(error)}"


def shortened(text: str) -> str:
    """On one line, and no longer than a message can carry.

    >>> shortened("甲\\n乙")
    '甲 乙'
    """
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else line[:LONGEST_QUOTE] + "…"


def said_once(problems: Sequence[Problem]) -> list[Problem]:
    """Without what later readers say of a place where already the YAML was found wrong: one mistake, one line."""
    malformed = {problem.position for problem in problems if problem.rule == RULE and problem.position.line}
    return [problem for problem in problems if problem.rule == RULE or problem.position not in malformed]
