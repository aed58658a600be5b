"""The catalogue as JSON: every part of every entry under its own name, with the structured reading of 公开时限."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from gongkai.catalogue import Entry, Field, Item, TimeLimit
from gongkai.catalogue.reading import ITEM_DAYS, ITEM_TEXTS

BETWEEN = ",\n"
TEXTS = ("id", "index_number", "number", "matter", "submatter", "content", "basis", "time_limit", "publisher")


def whole(fields: Iterable[bytes], items: Iterable[bytes]) -> bytes:
    """Fields as `field_content` gives them, and items as `items_content` does.

    One line an entry, so that two years can be compared line by line.
    """
    between = BETWEEN.encode()
    return b'{"fields": [\n%b\n],\n"items": [\n%b\n]}\n' % (between.join(fields), between.join(filter(None, items)))


def field_content(field: Field) -> bytes:
    head = {"id": field.id, "title": field.title, "standard_name": field.name or None, "levels": field.levels}
    head |= {"extra_columns": field.extra_columns, "updated": field.updated.isoformat() if field.updated else None}
    entries = BETWEEN.join(compact(entry_record(entry)) for entry in field.entries)
    return f'{compact(head)[:-1]}, "entries": [\n{entries}\n]}}'.encode()


def entry_record(entry: Entry) -> dict[str, Any]:
    """A blank cell is an empty text; a day that nobody stated is null."""
    record: dict[str, Any] = {name: getattr(entry, name) for name in TEXTS}
    record["limits"] = [limit_record(limit) for limit in entry.limits]
    record["channels"] = [{"name": c.name, "required": c.required, "detail": c.detail} for c in entry.channels]
    record["audience"] = {"everyone": entry.audience.everyone, "groups": entry.audience.groups}
    record |= {"methods": entry.methods, "levels": entry.levels, "agencies": entry.agencies, "figures": entry.figures}
    record |= {name: day.isoformat() if (day := getattr(entry, name)) else None for name in ("valid_from", "valid_until")}
    return record | {"extra": dict(entry.extra)}


def limit_record(limit: TimeLimit) -> dict[str, Any]:
    """`days` null: the words give none; `working` null: there are no days."""
    names = ("kind", "days", "working", "since", "about", "by")
    return {name: getattr(limit, name) for name in names}


def items_content(items: Iterable[Item]) -> bytes:
    """Empty for none."""
    return BETWEEN.join(compact(item_record(item)) for item in items).encode()


def item_record(item: Item) -> dict[str, Any]:
    record: dict[str, Any] = {name: getattr(item, name) for name in ITEM_TEXTS}
    record |= {name: day.isoformat() if (day := getattr(item, name)) else None for name in ITEM_DAYS}
    return record | {"keywords": item.keywords}


compact = json.JSONEncoder(ensure_ascii=False).encode
