"""The catalogue as JSON: every part of every entry under its own name, with the structured reading of 公开时限.

Entries say much the same of channels, time limits and agencies: each of these is written once and put into every line that
says it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from json.encoder import encode_basestring as quoted
from operator import attrgetter

from gongkai.catalogue import Audience, Channel, Entry, Field, Item, TimeLimit
from gongkai.catalogue.entry_fields import ENTRY_TEXTS, attributes
from gongkai.catalogue.limits import read_limit
from gongkai.catalogue.reading import ITEM_DAYS, ITEM_TEXTS

BETWEEN = b",\n"
LISTS, DAYS = attributes("several"), attributes("day")
Texts = tuple[str, ...]
compact = json.JSONEncoder(ensure_ascii=False).encode


def whole(fields: Iterable[bytes], items: Iterable[bytes]) -> bytes:
    """Fields as `field_content` gives them, and items as `items_content` does.

    One line an entry, so that two years can be compared line by line.
    """
    lines = (*between(fields), b'\n],\n"items": [\n', *between(filter(None, items)))
    return b"".join((b'{"fields": [\n', *lines, b"\n]}\n"))


def between(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines as they stand in a list."""
    for number, line in enumerate(lines):
        if number:
            yield BETWEEN
        yield line


def field_content(field: Field) -> bytes:
    head = {"id": field.id, "title": field.title, "standard_name": field.name or None, "levels": field.levels}
    head |= {"extra_columns": field.extra_columns, "updated": field.updated.isoformat() if field.updated else None}
    return b"".join((f'{{{members(head)}, "entries": [\n'.encode(), *between(map(entry_line, field.entries)), b"\n]}"))


def items_content(items: Iterable[Item]) -> bytes:
    """Empty for none."""
    return BETWEEN.join(map(item_line, items))


# ---- A line: each of its parts is a run of members, `"name": value, "name": value`

entry_texts, entry_lists, entry_days = attrgetter(*ENTRY_TEXTS), attrgetter(*LISTS), attrgetter(*DAYS)
item_texts, item_days = attrgetter(*ITEM_TEXTS), attrgetter(*ITEM_DAYS)


def entry_line(entry: Entry) -> bytes:
    """A blank cell is an empty text; a day that nobody stated is null."""
    parts = (
        RECORD_OF_ENTRY % tuple(map(quoted, entry_texts(entry))),
        limits(entry.time_limit),
        served(entry.channels, entry.audience),
        lists(entry_lists(entry)),
        days(DAYS, entry_days(entry)),
        members({"extra": dict(entry.extra)}) if entry.extra else '"extra": {}',
    )
    return f"{{{', '.join(parts)}}}".encode()


def item_line(item: Item) -> bytes:
    parts = (
        RECORD_OF_ITEM % tuple(map(quoted, item_texts(item))),
        days(ITEM_DAYS, item_days(item)),
        members({"keywords": item.keywords}),
    )
    return f"{{{', '.join(parts)}}}".encode()


def members(record: Mapping[str, object]) -> str:
    return compact(record)[1:-1]


def places(names: Texts) -> str:
    """Members that wait for their texts."""
    return ", ".join(f'"{name}": %s' for name in names)


RECORD_OF_ENTRY, RECORD_OF_ITEM = places(ENTRY_TEXTS), places(ITEM_TEXTS)


@lru_cache(maxsize=4096)
def limits(written: str) -> str:
    return members({"limits": [limit_record(limit) for limit in read_limit(written).limits]})


def limit_record(limit: TimeLimit) -> dict[str, object]:
    """`days` null: the words give none; `working` null: there are no days."""
    names = ("kind", "days", "working", "since", "about", "by")
    return {name: getattr(limit, name) for name in names}


@lru_cache(maxsize=4096)
def served(channels: tuple[Channel, ...], audience: Audience) -> str:
    return members({"channels": [channel._asdict() for channel in channels], "audience": audience._asdict()})


@lru_cache(maxsize=4096)
def lists(said: tuple[Texts, ...]) -> str:
    return members(dict(zip(LISTS, said, strict=True)))


@lru_cache(maxsize=4096)
def days(names: Texts, stated: tuple[date | None, ...]) -> str:
    return members({name: day.isoformat() if day else None for name, day in zip(names, stated, strict=True)})
