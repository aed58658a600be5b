"""The disclosure column as the State lays it out: its parts, their order, names and page labels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from gongkai.source import own_facts


@dataclass(frozen=True, slots=True)
class Part:
    """`path` is its address below the column; `type` the ColumnType of 国办发〔2017〕47号; `source` the rule that asks for it."""

    path: str
    title: str
    type: str
    description: str
    keywords: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    parts: tuple[Part, ...]

    def part(self, path: str) -> Part | None:
        """The part that an address below the column belongs to."""
        return next((part for part in self.parts if path.split("/", 1)[0] == part.path), None)


@cache
def column() -> Column:
    facts = own_facts((resources.files("gongkai") / "column.yml").read_text("utf-8"))
    parts = (Part(**{**part, "keywords": tuple(part["keywords"])}) for part in facts["parts"])
    return Column(facts["name"], tuple(parts))
