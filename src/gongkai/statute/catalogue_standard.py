"""What the State's model catalogue has: 26 fields, 13 channels, its columns (国办发〔2019〕54号). Data, in standard.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from gongkai.source.package_data import load_package_data
from gongkai.statute.labels import fold


@dataclass(frozen=True, slots=True)
class Named:
    """A field or a channel, and the other names under which counties print it."""

    name: str
    aliases: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table. `key` is its name in an entry; `group` the label above it, or empty."""

    key: str
    label: str
    group: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A group of boxes to tick, by key: the printed label, and other labels that mean it."""

    labels: Mapping[str, str]
    aliases: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Standard:
    """`columns` are those of the official table, `added_columns` what entries say besides."""

    fields: tuple[Named, ...]
    channels: tuple[Named, ...]
    local_channels: tuple[Named, ...]
    columns: tuple[Column, ...]
    added_columns: tuple[Column, ...]
    audience: Choice
    methods: Choice
    levels: tuple[str, ...]

    def field(self, id: str) -> Named | None:
        return next((field for field in self.fields if field.id == id), None)

    def field_named(self, title: str) -> Named | None:
        """The field that a county's title means.

        >>> standard().field_named("乡村振兴").id
        'poverty-alleviation'
        """
        said = fold(title)
        return next((field for field in self.fields if said in map(fold, (field.name, *field.aliases))), None)

    def rank(self, id: str) -> int:
        """Place in the official order; other fields stand behind all of these."""
        return next((number for number, field in enumerate(self.fields) if field.id == id), len(self.fields))


@cache
def standard() -> Standard:
    facts = load_package_data((resources.files("gongkai") / "statute" / "catalogue_standard.yml").read_text("utf-8"))
    return Standard(
        fields=tuple(map(named, facts["fields"])),
        channels=tuple(map(named, facts["channels"])),
        local_channels=tuple(map(named, facts["local_channels"])),
        columns=tuple(map(column, facts["columns"])),
        added_columns=tuple(map(column, facts["added_columns"])),
        audience=choice(facts["audience"]),
        methods=choice(facts["methods"]),
        levels=tuple(facts["levels"]),
    )


@cache
def entry_labels() -> Mapping[str, str]:
    """The label of each field of an entry, by its name."""
    return {column.key: column.label for column in (*standard().columns, *standard().added_columns)}


def column(entry: dict[str, Any]) -> Column:
    return Column(**{**entry, "aliases": tuple(entry.get("aliases", ()))})


def named(entry: dict[str, Any]) -> Named:
    return Named(entry["name"], tuple(entry.get("aliases", ())), entry.get("id", ""))


def choice(entry: dict[str, Any]) -> Choice:
    labels = {key: label for key, label in entry.items() if key != "aliases"}
    return Choice(labels, {key: tuple(names) for key, names in entry["aliases"].items()})
