"""Segments put one behind another: which parts hold which words, over the whole site.

Parts are numbered so that the better answer has the lower number, and neighbours are alike, which makes the lists short.
Keys: two Chinese characters that stand together, a whole word or number, `=` and a facet, `'` and the sound of a title.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from gongkai.search.coding import Chunk
from gongkai.search.parts import OTHERS, REPEATED
from gongkai.search.segments import Postings, Segment

MANY = 60_000  # parts
Placed = Sequence[tuple[int, Sequence[Chunk]]]
"""Of each segment that has a key, the number of its first part, and its list."""


@dataclass(frozen=True, slots=True)
class Index:
    """By key, in the order of keys, the lists of the parts that hold it anywhere, and of those whose title does.

    Up to number `foremost` parts are the government's own and the column's; from `repeats` on they only repeat what others state.
    `texts` have what is shown of them, in the order of the first part in each; `shelves` say, for so many parts one after
    another, in which of these they stand.
    """

    count: int
    foremost: int
    repeats: int
    texts: Sequence[str]
    shelves: Sequence[tuple[int, int]]
    everywhere: Mapping[str, Placed]
    in_title: Mapping[str, Placed]

    @property
    def is_large(self) -> bool:
        """Larger than a county's with its catalogue: then files are kept smaller, as a question's words are in more of them."""
        return self.count >= MANY


def joined(segments: Iterable[Segment]) -> Index:
    """The index of all segments; those of one order stay in the order they are given in."""
    ordered = sorted(segments, key=attrgetter("order"))
    starts = [0]
    for segment in ordered:
        starts.append(starts[-1] + segment.size)
    places: dict[str, int] = {}
    shelves = [(places.setdefault(name, len(places)), size) for segment in ordered for name, size in segment.shelves]
    texts = {name: text for segment in ordered for name, text in segment.texts.items()}
    return Index(
        count=starts[-1],
        foremost=sum(segment.size for segment in ordered if segment.order < OTHERS),
        repeats=sum(segment.size for segment in ordered if segment.order < REPEATED),
        texts=[texts[name] for name in places],
        shelves=shelves,
        everywhere=by_key(starts, [segment.everywhere for segment in ordered]),
        in_title=by_key(starts, [segment.in_title for segment in ordered]),
    )


def by_key(starts: Sequence[int], lists: Sequence[Postings]) -> Mapping[str, Placed]:
    found: dict[str, list[tuple[int, Sequence[Chunk]]]] = {}
    for start, own in zip(starts, lists, strict=False):
        for key, chunks in own.items():
            placed = (start, chunks)
            if key in found:
                found[key].append(placed)
            else:
                found[key] = [placed]
    return dict(sorted(found.items()))
