"""Values taken out of flat records, with a problem for each that is not of the kind it has to be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from gongkai.problems import Problem
from gongkai.source.records import Record, Value

RULE = "catalogue"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
NOTHING: Mapping[str, str] = {}  # as a view that cannot be written to it could not be kept from one build to the next
Texts = dict[str, str]
Lists = dict[str, tuple[str, ...]]


class RecordReader:
    """Takes values out of records. A name that is not `allowed` is a problem; `extra` names are columns of the county's own."""

    several: ClassVar[frozenset[str]] = frozenset()
    """Names whose value may be a list."""
    rule: ClassVar[str] = RULE
    """The code under which it is told what is wrong."""

    def __init__(self, allowed: frozenset[str], extra: tuple[str, ...], problems: list[Problem]) -> None:
        self.allowed, self.extra, self.problems = allowed, frozenset(extra), problems
        self.extras: dict[tuple[str, ...], tuple[str, ...]] = {}

    def problem(self, record: Record, name: str, message: str) -> None:
        self.problems.append(Problem(record.place.position_of(name), self.rule, message))

    def sorted_out(self, record: Record, defaults: Mapping[str, Value] = NOTHING) -> tuple[Texts, Lists]:
        """The values that are one text, blank ones as empty text, and those that are several."""
        said: dict[str, Any] = {**defaults, **record.values}
        lists: Lists = {}
        for name in [name for name, value in said.items() if value.__class__ is not str]:
            value = said.pop(name)
            if value is None:
                said[name] = ""
            elif name in self.several:
                lists[name] = value
            else:
                self.problem(record, name, f"“{name}”应是文字，不是列表")
        return said, lists

    def extra_names(self, record: Record) -> tuple[str, ...]:
        """Which of the record's names are columns of the county's own; worked out once for records that say the same things."""
        names = record.place.names
        if names not in self.extras:
            unknown = [name for name in names if name not in self.allowed and name not in self.extra]
            for name in unknown:
                self.problem(record, name, stranger(name))
            if unknown:
                return tuple(name for name in names if name in self.extra)
            self.extras[names] = tuple(name for name in names if name in self.extra)
        return self.extras[names]

    def day(self, record: Record, said: Texts, name: str) -> date | None:
        written = said.get(name, "")
        if not written:
            return None
        try:
            if DAY.match(written):
                return date.fromisoformat(written)
        except ValueError:
            pass  # told below, as what is no date at all
        self.problem(record, name, f"“{written}”不是日期；应像 2026-01-08")
        return None


def stranger(name: str) -> str:
    own = "；自加的列要先写进本文件开头的 extra_columns" if not name.isascii() else "；请检查拼写"
    return f"不认识“{name}”{own}"
