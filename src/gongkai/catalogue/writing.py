"""A field's file as text: one line a value, so that a clerk can edit it and the fast way can read it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from gongkai.catalogue.entries import Entry, Field, entry_values
from gongkai.source.records import BARE, NAME, WORD, is_surprising

SAFE = re.compile(BARE)
SAFE_NAME = re.compile(NAME)
SAFE_WORD = re.compile(WORD)
BLOCK_LINE = re.compile(r"[^\s][^\n\t]*")


def field_text(field: Field) -> str:
    """The file of a field, whole."""
    head: list[tuple[str, str | tuple[str, ...]]] = [
        ("title", field.title),
        ("levels", field.levels),
        ("extra_columns", field.extra_columns),
    ]
    head.append(("updated", field.updated.isoformat() if field.updated else ""))
    lines = [line for name, value in head if value for line in pair(name, value, "")]
    body = (entry_text(entry) for entry in field.entries)
    return "\n".join([*lines, "entries:" if field.entries else "entries: []", *body]) + "\n"


def entry_text(entry: Entry) -> str:
    return record_text(entry_values(entry))


def record_text(values: Iterable[tuple[str, str | tuple[str, ...]]]) -> str:
    lines = [line for name, value in values if value for line in pair(name, value, "    ")]
    return "  - " + "\n".join(lines)[4:]


def pair(name: str, value: str | tuple[str, ...], lead: str) -> list[str]:
    """The lines of one name and what it says."""
    key = name if SAFE_NAME.fullmatch(name) else quoted(name)
    if isinstance(value, str) and "\n" in value and all(map(BLOCK_LINE.fullmatch, value.split("\n"))):
        return [f"{lead}{key}: |-", *(f"{lead}  {line}" for line in value.split("\n"))]
    return [f"{lead}{key}: {scalar(value) if isinstance(value, str) else listed(value)}"]


def listed(values: tuple[str, ...]) -> str:
    """One text alone, or several in brackets.

    >>> listed(("县级",)), listed(("县级", "乡、村级")), listed(("a, b", "c"))
    ('县级', '[县级, 乡、村级]', "['a, b', c]")
    """
    if len(values) == 1:
        return scalar(values[0])
    words = (text if SAFE_WORD.fullmatch(text) and not is_surprising(text) else quoted(text) for text in values)
    return f"[{', '.join(words)}]"


def scalar(text: str) -> str:
    """The text bare where that is safe, in quotes where not.

    >>> scalar("《条例》第十条"), scalar("007"), scalar("a: b"), scalar("it's"), scalar("yes")
    ('《条例》第十条', "'007'", "'a: b'", "it's", "'yes'")
    """
    return text if SAFE.fullmatch(text) and not is_surprising(text) else quoted(text)


def quoted(text: str) -> str:
    """In single quotes; in double ones, with escapes, where the text has line ends or tabs."""
    if any(mark in text for mark in "\n\t"):
        return json.dumps(text, ensure_ascii=False)
    return "'" + text.replace("'", "''") + "'"
