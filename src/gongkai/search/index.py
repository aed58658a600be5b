"""Which parts hold which words: lists by word, short enough to be fetched one by one.

Parts are numbered so that the better answer has the lower number, and neighbours are alike, which makes the lists short.
Keys: two Chinese characters that stand together, a whole word or number, `=` and a facet, `'` and the sound of a title.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from gongkai.search.keys import BREAK, written
from gongkai.search.parts import Part, Rank
from gongkai.search.preparing import FIELD, HEAD, KEY, Prepared, Shown, order

OTHERS = Part("", "", "", "", rank=Rank.PAGE).order  # the first that is not foremost
REPEATED = Part("", "", "", "", rank=Rank.REPEATED).order  # the first of those
Numbers = Sequence[int]
Key = TypeVar("Key", int, str)
Words = defaultdict[str, list[int]]
Pairs = defaultdict[int, list[int]]
"""Lists by a pair of characters, as one number."""


@dataclass(frozen=True, slots=True)
class Index:
    """By key, in the order of keys, the rising numbers of the parts that hold it anywhere, and of those whose title does.

    Up to number `foremost` parts are the government's own and the column's; from `repeats` on they only repeat what others state.
    """

    parts: Sequence[Shown]
    foremost: int
    repeats: int
    everywhere: Mapping[str, Numbers]
    in_title: Mapping[str, Numbers]


def build_index(parts: Iterable[Prepared]) -> Index:
    """The index of all parts; the same parts in the same order always give the same."""
    pairs, title_pairs = Pairs(list), Pairs(list)
    others, title_others = Words(list), Words(list)
    shown = []
    ordered = sorted(parts, key=order)
    for number, part in enumerate(ordered):
        _, _, size, of_title, words_of_title = HEAD.unpack_from(part)
        units = memoryview(part)[HEAD.size : HEAD.size + size].cast("I")
        keys, *fields = part[HEAD.size + size :].decode().split(FIELD)
        words = keys.split(KEY) if keys else []
        add(pairs, units, number)
        add(title_pairs, units[:of_title], number)
        add(others, words, number)
        add(title_others, words[:words_of_title], number)
        shown.append(Shown(*fields))
    foremost, repeats = (bisect_left(ordered, first, key=order) for first in (OTHERS, REPEATED))
    return Index(shown, foremost, repeats, in_order(pairs, others), in_order(title_pairs, title_others))


def add(lists: defaultdict[Key, list[int]], keys: Iterable[Key], number: int) -> None:
    for numbers in map(lists.__getitem__, keys):
        numbers.append(number)


def in_order(pairs: Pairs, others: Words) -> dict[str, Numbers]:
    """Both kinds of keys as they are written; two characters with a break between them are none."""
    lists = chain(zip(written(pairs), pairs.values(), strict=True), others.items())
    return dict(sorted((key, numbers) for key, numbers in lists if BREAK not in key))
