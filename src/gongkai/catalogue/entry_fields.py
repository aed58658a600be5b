"""What an entry of the catalogue may say: each field's name in a file, once, and what it holds.

Their labels stand in statute/catalogue_standard.yml. Everything else that lists the fields takes them from here.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

FieldKind = Literal["text", "channels", "audience", "several", "day"]


class EntryField(NamedTuple):
    """`attribute` is its name in an Entry where that is another."""

    name: str
    kind: FieldKind
    attribute: str


def field(name: str, kind: FieldKind, attribute: str = "") -> EntryField:
    return EntryField(name, kind, attribute or name)


ENTRY_FIELDS = (
    field("id", "text"),
    field("index_number", "text"),
    field("number", "text"),
    field("matter", "text"),
    field("submatter", "text"),
    field("content", "text"),
    field("basis", "text"),
    field("time_limit", "text"),
    field("publisher", "text"),
    field("channels", "channels"),
    field("audience", "audience"),
    field("method", "several", "methods"),
    field("levels", "several"),
    field("agencies", "several"),
    field("figures", "several"),
    field("valid_from", "day"),
    field("valid_until", "day"),
)
"""In the order of a file."""


def named(kind: FieldKind) -> tuple[str, ...]:
    """
    >>> named("day")
    ('valid_from', 'valid_until')
    """
    return tuple(field.name for field in ENTRY_FIELDS if field.kind == kind)


def attributes(kind: FieldKind) -> tuple[str, ...]:
    """
    >>> attributes("several")
    ('methods', 'levels', 'agencies', 'figures')
    """
    return tuple(field.attribute for field in ENTRY_FIELDS if field.kind == kind)


ENTRY_TEXTS = named("text")
ENTRY_NAMES = tuple(field.name for field in ENTRY_FIELDS)
FROM_ID_TO_BASIS = ENTRY_TEXTS[: ENTRY_TEXTS.index("basis") + 1]
"""What every row has for itself; of time limits, publishers, channels and the like many rows say the same."""
