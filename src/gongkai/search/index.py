"""Which parts hold which words: lists by word, short enough to be fetched one by one.

Parts are numbered so that the better answer has the lower number, and neighbours are alike, which makes the lists short.
Keys: two Chinese characters that stand together, a whole word or number, `=` and a facet, `'` and the sound of a title.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

from gongkai.search.folding import TOKEN, grams, is_han, readings, squeezed
from gongkai.search.parts import Part

FACETS = ("year", "agency", "kind")
SILENT = ("",)  # a character that nobody has told us how to read


@dataclass(frozen=True, slots=True)
class Posting:
    """The numbers of the parts that hold a key, and of those that hold it in their title."""

    everywhere: list[int]
    in_title: list[int]


@dataclass(frozen=True, slots=True)
class Index:
    parts: list[Part]
    postings: dict[str, Posting]
    characters: set[str]


def build_index(parts: Iterable[Part]) -> Index:
    """The index of all parts; the same parts in the same order always give the same."""
    ordered = sorted(parts, key=lambda part: (part.rank, -part.year))
    everywhere: defaultdict[str, list[int]] = defaultdict(list)
    in_title: defaultdict[str, list[int]] = defaultdict(list)
    for number, part in enumerate(ordered):
        title = title_keys(part.title)
        for key in title:
            in_title[key].append(number)
        for key in title | context_keys(part.context) | grams(squeezed(part.text)):
            everywhere[key].append(number)
        for key in sounds(part.title):
            everywhere[key].append(number)
        for name in FACETS:
            if value := getattr(part, name):
                everywhere[f"={name[0]}{value}"].append(number)
    postings = {key: Posting(everywhere[key], in_title.get(key, [])) for key in sorted(everywhere)}
    return Index(ordered, postings, {character for key in postings for character in key})


@lru_cache(maxsize=4096)
def context_keys(context: str) -> frozenset[str]:
    return frozenset(grams(squeezed(context)))


@lru_cache(maxsize=4096)
def title_keys(title: str) -> frozenset[str]:
    """A title can also be found by a single character."""
    text = squeezed(title)
    return frozenset(grams(text) | {character for token in TOKEN.findall(text) if is_han(token) for character in token})


@lru_cache(maxsize=4096)
def sounds(title: str) -> frozenset[str]:
    """Pairs of syllables and threes of first letters: `'nian bao`, `'zfx`."""
    table = readings()
    found: set[str] = set()
    for token in TOKEN.findall(squeezed(title)):
        if is_han(token):
            read = [table.get(character, SILENT) for character in token]
            letters = [ways if len(ways) == 1 else tuple({syllable[:1]: None for syllable in ways}) for ways in read]
            found.update(f"'{one} {two}" for ways in pairwise(read) for one, two in product(*ways))
            found.update(
                f"'{one[:1]}{two[:1]}{three[:1]}"
                for ways in zip(letters, letters[1:], letters[2:], strict=False)
                for one, two, three in product(*ways)
            )
    return frozenset(found)
