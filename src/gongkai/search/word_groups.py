"""Pairs of characters in groups, a file each: those of one word or phrase mostly stand together, and a question needs few files.

Pairs that stand first in the same part are neighbours, those of titles before those that only texts have. Which group a pair is
in cannot be told from the pair: the directory of all pairs says it, and so which pairs stand nowhere, for which nobody asks then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from zlib import crc32

from gongkai.search.coding import encoded, number
from gongkai.search.index import Index
from gongkai.search.lists import Lists, length_of

SMALL = 28_000  # characters of a group after which it may end before some of the pairs, told by the pair itself
GROUP = 44_000  # after which it ends before any pair
IN_LARGE = 2  # parts of that in a large index
COUNTY = 400_000  # characters of all lists from which on a group is smaller: a question needs few of many
IN_COUNTY = 1.35
FEW = 90_000  # characters of all lists up to which one group holds them all
ONE_IN = 24  # pairs that a group may end before


def groups_of(lists: Lists, index: Index) -> list[Lists]:
    """Lists of pairs, in groups. Where one ends is told by the pair that follows: another pair moves the ends near it only."""
    groups: list[Lists] = [{}]
    size = 0
    whole = sum(length_of(pair, entry) for pair, entry in lists.items())
    parts = IN_LARGE if index.is_large else IN_COUNTY if whole > COUNTY else 0 if whole < FEW else 1
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
    """All pairs, and the group of each in the same order.

    Of the pairs first every character, those that most pairs end with at the head, so that their numbers are small; then for each
    of these the numbers of those that follow it, in gaps, a blank between. It packs in two thirds of what pairs would.

    >>> directory([["许可", "行政"], ["行为"]])
    ('为可政行许    12 2', '100')
    """
    place_of = {pair: place for place, group in enumerate(groups) for pair in group}
    ends = Counter(pair[1] for pair in place_of)
    characters = sorted({character for pair in place_of for character in pair}, key=lambda each: (-ends[each], each))
    number_of = {character: at for at, character in enumerate(characters)}
    follow: dict[str, list[int]] = {character: [] for character in characters}
    for pair in place_of:
        follow[pair[0]].append(number_of[pair[1]])
    runs = [(first, sorted(numbers)) for first, numbers in follow.items()]
    places = (place_of[first + characters[at]] for first, numbers in runs for at in numbers)
    return " ".join(["".join(characters), *(encoded(numbers) for _, numbers in runs)]), "".join(map(number, places))
