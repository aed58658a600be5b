"""A key's lists as they are written: short ones in one text, long ones in pages that a browser fetches as it needs them.

Many keys have the same list, as every pair of characters in the name of a law does. It is written, and its pages stand, once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gongkai.search.coding import encoded, pages_of
from gongkai.search.index import Index, Numbers, merged

HEAD = 900  # characters of a list that stand in its shard; the rest is paged
PAGE = 6_000
SHORT = HEAD // 3  # a list of so many numbers fits in the head
Lists = dict[str, str | list[object]]


class Cut(NamedTuple):
    """A list's length and its head; the number of its first page, and the number with which each page begins."""

    length: int
    head: str
    first: int = 0
    starts: Sequence[int] = ()


class Cuts:
    """Lists as they are written. `pages` are those that stand in files of their own."""

    def __init__(self) -> None:
        self.pages: list[str] = []
        self.known: dict[tuple[int, ...], Cut] = {}

    def of(self, lists: Sequence[Numbers]) -> Cut:
        """The same for the same lists, known by where they are: the index holds all of them."""
        place = tuple(map(id, lists))
        cut = self.known.get(place)
        if cut is None:
            cut = self.known[place] = self.made(merged(lists))
        return cut

    def made(self, numbers: Numbers) -> Cut:
        if len(numbers) <= SHORT:
            return Cut(len(numbers), encoded(numbers))
        (_, head), *others = pages_of(numbers, HEAD, PAGE)
        first = len(self.pages)
        self.pages += [text for _, text in others]
        return Cut(len(numbers), head, first, [start for start, _ in others])


def lists_of(index: Index) -> tuple[Lists, list[str]]:
    """Each key's lists, and the pages that stand in files of their own."""
    cuts = Cuts()
    lists = {key: written(cuts.of(held), cuts.of(index.in_title.get(key, ()))) for key, held in index.everywhere.items()}
    return lists, cuts.pages


def written(everywhere: Cut, in_title: Cut) -> str | list[object]:
    """`everywhere title`, or for long lists [that, length, first page, where pages begin, and the same of the title]."""
    heads = f"{everywhere.head} {in_title.head}" if in_title.length else everywhere.head
    if not everywhere.starts and not in_title.starts:
        return heads
    return [heads, *paging_of(everywhere), *paging_of(in_title)]


def paging_of(cut: Cut) -> tuple[int, int, Sequence[int]]:
    return cut.length, cut.first, cut.starts
