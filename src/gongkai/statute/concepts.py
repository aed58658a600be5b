"""Which figures of different formats are the same thing: a mapping kept as data, so that nothing is joined by its label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from gongkai.source.package_data import load_package_data
from gongkai.statute.formats import Format, formats

Address = tuple[str, str, str]
"""Table, row and column."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that reports count. `places` by format: addresses whose figures add up to it; a format may have none.

    `breaks` by the format from which on the law means something else; `absent` by format: why it does not ask for it.
    `asked` by format that is not joined: the row by which it asked for something near, without its number.
    """

    id: str
    label: str
    unit: str
    group: str
    places: Mapping[str, tuple[Address, ...]]
    breaks: Mapping[str, str]
    absent: Mapping[str, str]
    asked: Mapping[str, str]
    headline: bool = False

    @property
    def is_change(self) -> bool:
        """Whether the figure itself says by how much something changed (本年增/减)."""
        tables = ((formats()[id].table(table), column) for id, places in self.places.items() for table, _, column in places)
        return any(table.path(column)[-1].kind == "change" for table, column in tables if table and table.path(column))


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    label: str
    concepts: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class ChartPlan:
    """Concepts that one chart shows side by side; `of` is what they add up to, None where they add up to nothing."""

    id: str
    title: str
    concepts: tuple[Concept, ...]
    of: Concept | None


@dataclass(frozen=True, slots=True)
class Concepts:
    """`unmapped` by format: why nothing in it is joined to the others."""

    groups: tuple[Group, ...]
    charts: tuple[ChartPlan, ...]
    unmapped: Mapping[str, str]

    @property
    def all(self) -> tuple[Concept, ...]:
        return tuple(concept for group in self.groups for concept in group.concepts)

    @property
    def headlines(self) -> tuple[Concept, ...]:
        return tuple(concept for concept in self.all if concept.headline)

    def absence(self, concept: Concept, format: str) -> str:
        """Why a report in that format has no figure for it."""
        return concept.absent.get(format) or self.unmapped.get(format) or f"{format} 年格式没有这一项"


@cache
def concepts() -> Concepts:
    facts = load_package_data((resources.files("gongkai") / "statute" / "concepts.yml").read_text("utf-8"))
    groups = tuple(group_from(entry) for entry in facts["groups"])
    by_id = {concept.id: concept for group in groups for concept in group.concepts}
    charts = (
        ChartPlan(c["id"], c["title"], tuple(by_id[id] for id in c["concepts"]), by_id.get(c.get("of", "")))
        for c in facts["charts"]
    )
    return Concepts(groups, tuple(charts), facts["unmapped"])


def group_from(entry: dict[str, Any]) -> Group:
    return Group(entry["id"], entry["label"], tuple(concept_from(c, entry["id"]) for c in entry["concepts"]))


def concept_from(entry: dict[str, Any], group: str) -> Concept:
    places = {format: tuple(map(address, names)) for format, names in entry.get("in", {}).items()}
    if "same" in entry:
        names = [entry["same"]] if isinstance(entry["same"], str) else entry["same"]
        asked = tuple(map(address, names))
        places = {id: asked for id, format in formats().items() if all(has_cell(format, *place) for place in asked)}
    return Concept(
        id=entry["id"],
        label=entry["label"],
        unit=entry["unit"],
        group=group,
        places=places,
        breaks=entry.get("breaks", {}),
        absent=entry.get("absent", {}),
        asked=entry.get("asked", {}),
        headline=entry.get("headline", False),
    )


def has_cell(format: Format, table: str, row: str, column: str) -> bool:
    form = format.table(table)
    return form is not None and bool(form.path(row)) and bool(form.path(column))


def address(name: str) -> Address:
    table, row, column = name.split(".")
    return table, row, column
