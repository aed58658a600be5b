"""The disclosure column as the State lays it out: its parts, their order, names and page labels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from gongkai.source.package_data import load_package_data


@dataclass(frozen=True, slots=True)
class ColumnPart:
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
    parts: tuple[ColumnPart, ...]

    def part(self, path: str) -> ColumnPart | None:
        """The part that an address below the column belongs to."""
        return next((part for part in self.parts if path.split("/", 1)[0] == part.path), None)


@cache
def column() -> Column:
    facts = load_package_data((resources.files("gongkai") / "statute" / "column.yml").read_text("utf-8"))
    parts = (ColumnPart(**{**part, "keywords": tuple(part["keywords"])}) for part in facts["parts"])
    return Column(facts["name"], tuple(parts))
