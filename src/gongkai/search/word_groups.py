"""Pairs of characters in groups, a file each: those of one word or phrase mostly stand together, and a question needs few files.

Pairs that stand first in the same part are neighbours, those of titles before those that only texts have. Which group a pair is
in cannot be told from the pair: the directory of all pairs says it, and so which pairs stand nowhere, for which nobody asks then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from zlib import crc32

from gongkai.search.coding import number
from gongkai.search.index import Index
from gongkai.search.lists import Lists, length_of

SMALL = 28_000  # characters of a group after which it may end before some of the pairs, told by the pair itself
GROUP = 44_000  # after which it ends before any pair
IN_LARGE = 2  # parts of that in a large index
ONE_IN = 24  # pairs that a group may end before


def groups_of(lists: Lists, index: Index) -> list[Lists]:
    """Lists of pairs, in groups. Where one ends is told by the pair that follows: another pair moves the ends near it only."""
    groups: list[Lists] = [{}]
    size = 0
    parts = IN_LARGE if index.is_large else 1
    for pair in sorted(lists, key=lambda pair: place_of(pair, index)):
        if parts * size >= GROUP or (parts * size >= SMALL and crc32(pair.encode()) % ONE_IN == 0):
            groups.append({})
            size = 0
        groups[-1][pair] = lists[pair]
        size += length_of(pair, lists[pair])
    return groups


def place_of(pair: str, index: Index) -> tuple[bool, int, str]:
    """Pairs of titles first; then by the first part that has it, so that equal lists are neighbours too, which pack well."""
    start, chunks = index.everywhere[pair][0]
    return pair not in index.in_title, start + chunks[0][0], pair


def directory(groups: Sequence[Iterable[str]]) -> tuple[str, str]:
    """All pairs, by their first character with all that follow it, a blank between; and the group of each, in that order.

    >>> directory([["许可", "行政"], ["行为"]])
    ('行为政 许可', '100')
    """
    places = sorted((pair, place) for place, group in enumerate(groups) for pair in group)
    runs = (first + "".join(pair[1] for pair, _ in own) for first, own in groupby(places, key=lambda each: each[0][0]))
    return " ".join(runs), "".join(number(place) for _, place in places)
