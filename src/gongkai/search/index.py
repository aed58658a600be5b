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

from gongkai.search.keys import BREAK, keys_of, of_pair, pair_sounds, written
from gongkai.search.parts import Rank, SearchPart
from gongkai.search.preparing import Prepared, Shown, order

OTHERS = SearchPart("", "", "", "", rank=Rank.PAGE).order  # the first that is not foremost
REPEATED = SearchPart("", "", "", "", rank=Rank.REPEATED).order  # the first of those
Numbers = Sequence[int]
Key = TypeVar("Key", int, str)
One = TypeVar("One")
Words = defaultdict[str, list[int]]
Pairs = defaultdict[int, list[int]]
"""Lists by a pair of characters, as one number."""
Held = defaultdict[Key, list[Numbers]]
"""By key, the lists whose numbers, taken together, are those of the parts that hold it."""


@dataclass(frozen=True, slots=True)
class Index:
    """By key, in the order of keys, lists of the parts that hold it anywhere, and of those whose title does.

    Lists are rising numbers, which taken together (`merged`) are a key's; all of them merged would be most of the memory.
    Up to number `foremost` parts are the government's own and the column's; from `repeats` on they only repeat what others state.
    """

    parts: Sequence[Shown]
    foremost: int
    repeats: int
    everywhere: Mapping[str, Sequence[Numbers]]
    in_title: Mapping[str, Sequence[Numbers]]


def build_index(parts: Iterable[Prepared]) -> Index:
    """The index of all parts; the same parts in the same order always give the same."""
    pieces, across = Words(list), Pairs(list)
    title_pairs, title_words, unsaid = Pairs(list), Words(list), Words(list)
    shown = []
    ordered = sorted(parts, key=order)
    for number, (_, own, between, pairs_of_title, words_of_title, found_by, said) in enumerate(ordered):
        add(pieces, own, number)
        add(across, dict.fromkeys(memoryview(between).cast("I")), number)
        add(title_pairs, memoryview(pairs_of_title).cast("I"), number)
        add(title_words, words_of_title, number)
        add(unsaid, found_by, number)
        shown.append(Shown(*said))
    pairs: Held[int] = defaultdict(list)
    others: Held[str] = defaultdict(list)
    hold(pairs, across, title_pairs)
    hold(others, title_words, unsaid)
    for piece, numbers in pieces.items():
        keys = keys_of(piece)
        add(pairs, keys.pairs, numbers)
        add(others, keys.others, numbers)
    characters: Held[str] = defaultdict(list)
    for pair, numbers in zip(written(title_pairs), title_pairs.values(), strict=True):
        add(characters, of_pair(pair), numbers)
        add(others, pair_sounds(*pair), numbers)
    for character, lists in characters.items():
        others[character] += lists
    in_title = by_key(each_alone(title_pairs), {**characters, **each_alone(title_words)})
    foremost, repeats = (bisect_left(ordered, first, key=order) for first in (OTHERS, REPEATED))
    return Index(shown, foremost, repeats, by_key(pairs, others), in_title)


def by_key(pairs: Mapping[int, list[Numbers]], others: Mapping[str, list[Numbers]]) -> dict[str, Sequence[Numbers]]:
    """In the order of keys. Two characters with a break between them are no key."""
    found = chain(zip(written(pairs), pairs.values(), strict=True), others.items())
    return dict(sorted((key, lists) for key, lists in found if BREAK not in key))


def merged(lists: Sequence[Numbers]) -> Numbers:
    """
    >>> merged([[1, 5], [2, 5]]), merged([[7]]), merged([])
    ([1, 2, 5], [7], [])
    """
    return lists[0] if len(lists) == 1 else sorted(set().union(*lists))


def each_alone(lists: Mapping[Key, list[int]]) -> Mapping[Key, list[Numbers]]:
    return {key: [numbers] for key, numbers in lists.items()}


def add(lists: defaultdict[Key, list[One]], keys: Iterable[Key], one: One) -> None:
    for own in map(lists.__getitem__, keys):
        own.append(one)


def hold(held: Held[Key], *lists: Mapping[Key, list[int]]) -> None:
    for some in lists:
        for key, numbers in some.items():
            held[key].append(numbers)
