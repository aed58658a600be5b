"""A field's catalogue as rows of texts below the official two-row header, for every output that is a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import attrgetter

from gongkai.catalogue import Entry, Field
from gongkai.catalogue.entries import entry_value
from gongkai.statute.catalogue_standard import standard

TICK = "√"
Say = Callable[[Entry], str]


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """`group` is the label above; columns of one group stand side by side. `width` in characters."""

    group: str
    label: str
    say: Say
    width: float = 12


def sheet_columns(field: Field) -> tuple[SheetColumn, ...]:
    """The official columns, the field's own, and last what the county's data adds, where any entry has it; the id always."""
    official = standard()
    labels = {column.key: column for column in official.columns}
    everyone, group = official.audience.labels["everyone"], official.audience.labels["group"]

    def text(key: str, width: float) -> SheetColumn:
        return SheetColumn(labels[key].group, labels[key].label, attrgetter(key), width)

    columns = [text("number", 6), text("matter", 12), text("submatter", 14)]
    columns += [text("content", 36), text("basis", 30), text("time_limit", 18), text("publisher", 14)]
    columns.append(SheetColumn("", labels["channels"].label, lambda entry: entry.channels.text.replace(" ", "\n"), 26))
    audience = labels["audience"].label
    columns.append(SheetColumn(audience, everyone, lambda entry: TICK if entry.audience.everyone else "", 6))
    columns.append(SheetColumn(audience, group, groups_text, 12))
    columns += [box(labels["method"].label, label, "methods") for label in official.methods.labels.values()]
    columns += [box(labels["levels"].label, level, "levels") for level in field.levels]
    columns += [SheetColumn("", name, own(name)) for name in field.extra_columns]
    return (*columns, *added(field))


def box(group: str, label: str, key: str) -> SheetColumn:
    return SheetColumn(group, label, lambda entry: TICK if label in getattr(entry, key) else "", 6)


def own(name: str) -> Say:
    return lambda entry: entry.extra.get(name, "")


def groups_text(entry: Entry) -> str:
    groups = entry.audience.groups
    return "" if groups is None else f"{TICK} {groups}".strip()


def added(field: Field) -> list[SheetColumn]:
    """What stands in no official table: by it the entries are known again when the table comes back."""
    *others, id = (SheetColumn("", column.label, said(column.key)) for column in standard().added_columns)
    return [*(column for column in others if any(map(column.say, field.entries))), replace(id, width=10)]


def said(name: str) -> Say:
    """What an entry says under that name, as one text."""

    def say(entry: Entry) -> str:
        value = entry_value(entry, name)
        return value if isinstance(value, str) else " ".join(value)

    return say
