"""Parts that stand together in an index, inverted by themselves: which of them hold which words, and what is shown of them.

A change renews the segments of what changed and no others: a year's reports, the pages about an agency, a few fields of the
catalogue. Numbers in a segment begin at 0; `index` puts segments one behind another. They are plain values, which marshal keeps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from sys import intern
from typing import NamedTuple, TypeVar
from zlib import crc32

from gongkai.search.coding import Chunk, chunks_of
from gongkai.search.keys import BREAK, keys_of, of_pair, pair_sounds, written
from gongkai.search.preparing import Prepared, Shown, order

SMALL = 3_000  # bytes of a file of texts after which it may end, where one page ends and another begins
TEXTS = 6_000  # bytes after which it ends anywhere, about
ONE_IN = 4  # pages that such a file ends before
Numbers = Sequence[int]
Key = TypeVar("Key", int, str)
One = TypeVar("One")
Words = defaultdict[str, list[int]]
Pairs = defaultdict[int, list[int]]
"""Lists by a pair of characters, as one number."""
Held = defaultdict[Key, list[Numbers]]
"""By key, the lists whose numbers, taken together, are those of the parts that hold it."""
Postings = Mapping[str, Sequence[Chunk]]
"""By key, the rising numbers of the parts that hold it, as they are written."""


class Segment(NamedTuple):
    """`size` parts of one order. `texts` are files of them, each with the number of its first part."""

    order: tuple[int, int]
    size: int
    texts: Sequence[tuple[int, str]]
    everywhere: Postings
    in_title: Postings


def segments_of(parts: Iterable[Prepared]) -> list[Segment]:
    """The parts by their order; the same parts in the same order always give the same."""
    by_order: dict[tuple[int, int], list[Prepared]] = {}
    for part in parts:
        by_order.setdefault(order(part), []).append(part)
    return [segment(of, own) for of, own in sorted(by_order.items())]


def segment(of: tuple[int, int], parts: Sequence[Prepared]) -> Segment:
    pieces, across = Words(list), Pairs(list)
    title_pairs, title_words, unsaid = Pairs(list), Words(list), Words(list)
    shown = []
    for number, (_, own, between, pairs_of_title, words_of_title, found_by, said) in enumerate(parts):
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
    in_title = postings(each_alone(title_pairs), {**characters, **each_alone(title_words)})
    return Segment(of, len(parts), texts_of(shown), postings(pairs, others), in_title)


# ---- Lists


def postings(pairs: Mapping[int, list[Numbers]], others: Mapping[str, list[Numbers]]) -> Postings:
    """Two characters with a break between them are no key. Many keys have the same lists, as every pair of characters in the
    name of a law does: they share what is written of them.
    """
    known: dict[tuple[int, ...], Sequence[Chunk]] = {}
    found: dict[str, Sequence[Chunk]] = {}
    for key, lists in chain(zip(written(pairs), pairs.values(), strict=True), others.items()):
        if BREAK not in key:
            place = tuple(map(id, lists))
            chunks = known.get(place)
            if chunks is None:
                chunks = known[place] = chunks_of(merged(lists))
            found[intern(key)] = chunks
    return found


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


# ---- Texts


def texts_of(parts: Sequence[Shown]) -> list[tuple[int, str]]:
    """The parts in files of about TEXTS bytes, each with the number of its first part.

    Where a file ends is told by the address of the page that follows: a longer text moves the ends of its neighbours only.
    """
    ends = []
    size, page = 0, ""
    for number, part in enumerate(parts):
        if size >= TEXTS or (size >= SMALL and part.page != page and crc32(part.page.encode()) % ONE_IN == 0):
            ends.append(number)
            size = 0
        page = part.page
        size += 3 * len(part.row)
    return [(start, texts(parts[start:end])) for start, end in zip((0, *ends), (*ends, len(parts)), strict=True)]


def texts(parts: Sequence[Shown]) -> str:
    """Names of agencies and kinds, then pages (address, title, year, and two of those names), then the parts on them."""
    names: dict[str, int] = {}
    pages: dict[str, int] = {}
    rows = []
    for part in parts:
        agency, kind = (names.setdefault(name, len(names)) for name in (part.agency, part.kind))
        page = pages.setdefault(f"[{part.page},{agency},{kind}]", len(pages))
        rows.append(f"[{page},{part.row}]")
    return f"[[{','.join(names)}],[{','.join(pages)}],[{','.join(rows)}]]"
