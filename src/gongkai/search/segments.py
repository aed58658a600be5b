"""Parts that stand together in an index, inverted by themselves: which of them hold which words, and what is shown of them.

A change renews the segments of what changed and no others: a year's reports, the pages about an agency, a few fields of the
catalogue. Numbers in a segment begin at 0; `index` puts segments one behind another. They are plain values, which marshal keeps.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import NamedTuple, TypeVar

from gongkai.search.coding import Chunk, chunks_of
from gongkai.search.keys import BREAK, keys_of, of_pair, pair_sounds, written
from gongkai.search.preparing import Prepared, order
from gongkai.search.texts import texts_of

Numbers = Sequence[int]
Key = TypeVar("Key", int, str)
One = TypeVar("One")
Words = defaultdict[str, list[int]]
Pairs = defaultdict[int, list[int]]
"""Lists by a pair of characters, as one number."""
Held = defaultdict[Key, list[Numbers]]
"""By key, the lists whose numbers, taken together, are those of the parts that hold it."""
Spans = Sequence[tuple[int, int]]
"""Of each segment, the number of its first part among all that are inverted, and of the first beyond it."""
Postings = Mapping[str, Sequence[Chunk]]
"""By key, the rising numbers of the parts that hold it, as they are written."""


class Segment(NamedTuple):
    """`size` parts of one order. `shelves` name, for so many of them one after another, the text in which they stand; one of the
    segments that were made together has `texts`, by their names.
    """

    order: tuple[int, int]
    size: int
    shelves: Sequence[tuple[str, int]]
    texts: Mapping[str, str]
    everywhere: Postings
    in_title: Postings


def segments_of(parts: Iterable[Prepared]) -> list[Segment]:
    """The parts by their order, none of no parts; the same parts in the same order always give the same."""
    ordered = sorted(parts, key=order)
    if not ordered:  # a county without a catalogue has no list of one
        return []
    orders = [order(part) for part in ordered]
    starts = [number for number, of in enumerate(orders) if not number or of != orders[number - 1]]
    ends = [*starts[1:], len(ordered)]
    everywhere, in_title = inverted(ordered, list(zip(starts, ends, strict=True)))
    names, texts = texts_of(ordered)
    return [
        Segment(orders[start], end - start, runs(names[start:end]), {} if start else texts, anywhere, titles)
        for start, end, anywhere, titles in zip(starts, ends, everywhere, in_title, strict=True)
    ]


def runs(names: Sequence[str]) -> list[tuple[str, int]]:
    """
    >>> runs(["a", "a", "b", "a"])
    [('a', 2), ('b', 1), ('a', 1)]
    """
    return [(name, len(list(own))) for name, own in groupby(names)]


def inverted(parts: Sequence[Prepared], spans: Spans) -> tuple[Sequence[Postings], Sequence[Postings]]:
    """Of each span, by key, the parts that hold it anywhere, and those whose title does."""
    pieces, across = Words(list), Pairs(list)
    title_pairs, title_words, unsaid = Pairs(list), Words(list), Words(list)
    for number, (_, own, between, pairs_of_title, words_of_title, found_by, _) in enumerate(parts):
        add(pieces, own, number)
        add(across, dict.fromkeys(memoryview(between).cast("I")), number)
        add(title_pairs, memoryview(pairs_of_title).cast("I"), number)
        add(title_words, words_of_title, number)
        add(unsaid, found_by, number)
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
    in_title = postings(each_alone(title_pairs), {**characters, **each_alone(title_words)}, spans)
    return postings(pairs, others, spans), in_title


# ---- Lists


def postings(pairs: Mapping[int, list[Numbers]], others: Mapping[str, list[Numbers]], spans: Spans) -> Sequence[Postings]:
    """Two characters with a break between them are no key. Many keys have the same lists, as every pair of characters in the
    name of a law does: they share what is written of them.
    """
    known: dict[tuple[int, ...], list[tuple[int, Sequence[Chunk]]]] = {}
    found: list[dict[str, Sequence[Chunk]]] = [{} for _ in spans]
    for key, lists in chain(zip(written(pairs), pairs.values(), strict=True), others.items()):
        if BREAK in key:
            continue
        place = tuple(map(id, lists))
        own = known.get(place)
        if own is None:
            own = known[place] = list(in_spans(merged(lists), spans))
        for span, chunks in own:
            found[span][key] = chunks
    return found


def in_spans(numbers: Numbers, spans: Spans) -> Iterator[tuple[int, Sequence[Chunk]]]:
    """The numbers of each span that has any, as they are written."""
    at = 0
    for place, (start, end) in enumerate(spans):
        if numbers[at] < end:
            until = len(numbers) if numbers[-1] < end else bisect_left(numbers, end, at)
            yield place, chunks_of(numbers[at:until], start)
            if until == len(numbers):
                return
            at = until


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
