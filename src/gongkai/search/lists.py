"""A key's lists as they are written: short ones in one text, long ones in pages that a browser fetches as it needs them.

A page is named by its content: many keys have the same list, and a change leaves the names of all other pages as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gongkai.search.coding import GAPS, Chunk, pages_of
from gongkai.search.index import Index, Placed
from gongkai.search.naming import named

HEAD = 4_000  # characters of a list that stand with its key; the rest is paged
SHORT_HEAD = 900  # the same of a large index, where long lists would fill whole files
PAGE = 6_000
LETTERS = 10  # of a page's name
Lists = dict[str, str | list[object]]


def length_of(key: str, entry: str | list[object]) -> int:
    """Characters that a key takes in a file, about."""
    return len(key) + 6 + (len(entry) if isinstance(entry, str) else len(str(entry)))


class Cut(NamedTuple):
    """A list's head; the names of its other pages, and the number with which each begins."""

    head: str
    names: list[str]
    starts: list[int]


NOTHING = Cut("", [], [])


def lists_of(index: Index) -> tuple[Lists, dict[str, str]]:
    """Each key's lists, and by name the pages that stand in files of their own."""
    names: dict[str, str] = {}
    head = SHORT_HEAD if index.is_large else HEAD
    lists = {key: entry(placed, index.in_title.get(key, ()), names, head) for key, placed in index.everywhere.items()}
    return lists, {name: text for text, name in names.items()}


def entry(everywhere: Placed, in_title: Placed, names: dict[str, str], head: int) -> str | list[object]:
    """`everywhere title`, or for long lists [that, length, pages, where they begin, and the same of the title]."""
    anywhere, title = cut(everywhere, names, head), cut(in_title, names, head) if in_title else NOTHING
    heads = f"{anywhere.head} {title.head}" if title.head else anywhere.head
    if not anywhere.names and not title.names:
        return heads
    return [heads, length(everywhere), anywhere.names, anywhere.starts, length(in_title), title.names, title.starts]


def cut(placed: Placed, names: dict[str, str], length: int) -> Cut:
    if len(placed) == 1 and len(placed[0][1]) == 1:  # most lists
        (offset, ((begins, _, _, gaps),)) = placed[0]
        return Cut(GAPS[offset + begins + 1] + gaps, [], [])
    (_, head), *others = pages_of(chunks(placed), length, PAGE)
    for _, text in others:
        if text not in names:
            names[text] = f"p-{named(text, LETTERS)}"
    return Cut(head, [names[text] for _, text in others], [start for start, _ in others])


def chunks(placed: Placed) -> Iterator[tuple[int, Chunk]]:
    for offset, own in placed:
        for chunk in own:
            yield offset, chunk


def length(placed: Placed) -> int:
    return sum(count for _, (_, _, count, _) in chunks(placed))
