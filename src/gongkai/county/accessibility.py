"""What the last measured run found of the pages' accessibility, kept as data; the statement is made of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pydantic import Field

from gongkai.problems import Position, Problem, Severity, shown
from gongkai.source.allowed_values import Text
from gongkai.source.days import Day
from gongkai.source.reference import read_yaml
from gongkai.source.shapes import Shape, read_shape

FILE = "accessibility.yml"
RULE = "accessibility-statement"
GOOD_FOR = 90  # days


class Tool(Shape):
    """A checker and the version that ran."""

    name: Text
    version: Text


class Measured(Shape):
    """`fingerprint` is that of the templates, styles and scripts that were measured; `findings` are what is still open."""

    measured: Day
    fingerprint: Text
    pages: int = Field(ge=1)
    states: tuple[Text, ...]
    tools: tuple[Tool, ...]
    findings: tuple[Text, ...] = ()


def read_measured(data: Path) -> tuple[Measured | None, list[Problem]]:
    """None where nothing was measured yet: then there is no statement."""
    if not (data / FILE).is_file():
        return None, []
    node, problems = read_yaml(data / FILE)
    if node is None:
        return None, problems
    measured, found = read_shape(Measured, node)
    return measured, problems + found


def outdated(data: Path, today: date, fingerprint: str) -> Iterator[Problem]:
    """Why the statement is no longer to be relied on. A build does not ask: it never depends on the day."""
    measured, _ = read_measured(data)
    if measured is None:
        return
    age = (today - measured.measured).days
    if age > GOOD_FOR:
        yield stale(data, f"无障碍声明的检测已过 {age} 天（超过 {GOOD_FOR} 天）")
    if measured.fingerprint != fingerprint:
        yield stale(data, "页面的模板、样式或脚本在检测之后改过，无障碍声明不再属实")


def stale(data: Path, message: str) -> Problem:
    return Problem(Position(shown(data / FILE)), RULE, f"{message}；请运行 make audit 重新检测", Severity.WARNING)
