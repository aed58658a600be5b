"""What the last measured run found of the pages' accessibility, kept as data; the statement is made of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from gongkai.county.addresses import kind_of_page
from gongkai.problems import Position, Problem, Severity, shown
from gongkai.source.allowed_values import Text
from gongkai.source.days import Day
from gongkai.source.reference import read_yaml
from gongkai.source.shapes import Shape, read_shape

FILE = "accessibility.yml"
RULE = "accessibility-statement"
GOOD_FOR = 90  # days
AGAIN = "请运行 gongkai measure"
EXAMPLES = 3


class Tool(Shape):
    """A checker and the version that ran."""

    name: Text
    version: Text


class MeasuredSite(NamedTuple):
    """Whose site it is, the digest of how its pages look and behave, and the kinds of its pages; None: not known."""

    government: str
    fingerprint: str
    kinds: frozenset[str] | None = None


class Measured(Shape):
    """`government` and `fingerprint` say which site it was; `addresses` of the pages that were measured, of `pages` that it had;
    `findings` are what is still open. A result of an earlier version names neither government nor addresses.
    """

    measured: Day
    government: str = ""
    fingerprint: Text
    pages: int = Field(ge=1)
    addresses: tuple[str, ...] = ()
    states: tuple[Text, ...]
    tools: tuple[Tool, ...]
    findings: tuple[Text, ...] = ()

    def is_of(self, site: MeasuredSite) -> bool:
        """Whether it speaks of that site as it is."""
        return not any(self.differences(site))

    def differences(self, site: MeasuredSite) -> Iterator[str]:
        """Why it speaks of another one."""
        if self.government != site.government:
            yield (
                f"无障碍声明是{self.government}的，不是{site.government}的"
                if self.government
                else "无障碍声明没有写明是哪个网站的"
            )
        if self.fingerprint != site.fingerprint:
            yield "页面的模板、样式、脚本或本县的样子在检测之后改过，无障碍声明说的不是现在的页面"
        if self.addresses and (
            new := sorted((site.kinds or frozenset()) - {kind_of_page(address) for address in self.addresses})
        ):
            named = "、".join(new[:EXAMPLES]) + ("等" if len(new) > EXAMPLES else "")
            yield f"网站里有 {len(new)} 种网页在检测时还没有（{named}），无障碍声明没有说到"


def read_measured(data: Path) -> tuple[Measured | None, list[Problem]]:
    """None where nothing was measured yet; the statement then says so."""
    if not (data / FILE).is_file():
        return None, []
    node, problems = read_yaml(data / FILE)
    if node is None:
        return None, problems
    measured, found = read_shape(Measured, node)
    return measured, problems + found


def check_statement(data: Path, today: date, site: MeasuredSite, *, release: bool) -> Iterator[Problem]:
    """Why the statement is not to be relied on. A build does not ask all of it: it never depends on the day."""
    measured, problems = read_measured(data)
    if problems:
        return  # told by whoever reads the data
    if measured is None:
        if release:
            yield statement_problem(data, "还没有检测过无障碍，声明页这样写明")
        return
    for difference in measured.differences(site):
        yield statement_problem(data, difference, Severity.ERROR if release else Severity.WARNING)
    age = (today - measured.measured).days
    if age > GOOD_FOR:
        yield statement_problem(data, f"无障碍声明的检测已过 {age} 天（超过 {GOOD_FOR} 天）")


def statement_problem(data: Path, message: str, severity: Severity = Severity.WARNING) -> Problem:
    return Problem(Position(shown(data / FILE)), RULE, f"{message}；{AGAIN}", severity)
