"""What YAML holds, as values with their places: a scalar as typed, a table, a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.problems import Position


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as typed. `value` is None when nothing was written; `text` is always what was typed."""

    value: int | Decimal | str | None
    text: str
    position: Position


@dataclass(frozen=True, slots=True)
class Table:
    """Keys and their values, in the order of the file."""

    entries: Mapping[str, Node]
    keys: Mapping[str, Position]
    position: Position


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    position: Position


Node = Scalar | Table | Items


def plain(node: Node | None) -> object:
    """The bare values, for a reader that checks shapes (pydantic)."""
    if isinstance(node, Table):
        return {key: plain(value) for key, value in node.entries.items()}
    if isinstance(node, Items):
        return tuple(plain(item) for item in node.items)
    return node.value if node else None


def position_of(node: Node, path: Sequence[str | int]) -> Position:
    """The place of the value at `path`; of its nearest parent that exists when it does not."""
    here = node
    for step in path:
        if isinstance(here, Table) and isinstance(step, str) and step in here.entries:
            here = here.entries[step]
        elif isinstance(here, Items) and isinstance(step, int) and step < len(here.items):
            here = here.items[step]
        else:
            break
    return here.position


def tables(node: Table) -> Iterator[tuple[str, Table]]:
    """The entries that are themselves tables."""
    for key, value in node.entries.items():
        if isinstance(value, Table):
            yield key, value
