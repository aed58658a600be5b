"""Which parts hold which words: lists by word, short enough to be fetched one by one.

Parts are numbered so that the better answer has the lower number, and neighbours are alike, which makes the lists short.
Keys: two Chinese characters that stand together, a whole word or number, `=` and a facet, `'` and the sound of a title.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from gongkai.search.folding import TOKEN, grams, is_han, readings, squeezed
from gongkai.search.parts import Part

FACETS = ("year", "agency", "kind")
MOST_READINGS = 8  # of one window of a title; rare characters have many


@dataclass(frozen=True, slots=True)
class Posting:
    """The numbers of the parts that hold a key, and of those that hold it in their title."""

    everywhere: list[int]
    in_title: list[int]


@dataclass(frozen=True, slots=True)
class Index:
    parts: list[Part]
    postings: dict[str, Posting]
    facets: dict[str, list[str]]
    characters: set[str]


def build_index(parts: Iterable[Part]) -> Index:
    """The index of all parts; the same parts in the same order always give the same."""
    ordered = sorted(parts, key=lambda part: (part.rank, -part.year))
    everywhere: defaultdict[str, list[int]] = defaultdict(list)
    in_title: defaultdict[str, list[int]] = defaultdict(list)
    facets = {name: facet_values(ordered, name) for name in FACETS}
    places = {name: {value: place for place, value in enumerate(values)} for name, values in facets.items()}
    for number, part in enumerate(ordered):
        title = title_keys(part.title)
        for key in title:
            in_title[key].append(number)
        for key in title | context_keys(part.context) | grams(squeezed(part.text)):
            everywhere[key].append(number)
        for key in sounds(part.title):
            everywhere[key].append(number)
        for name in FACETS:
            if value := str(getattr(part, name) or ""):
                everywhere[f"={name[0]}{places[name][value]}"].append(number)
    postings = {key: Posting(everywhere[key], in_title.get(key, [])) for key in sorted(everywhere)}
    return Index(ordered, postings, facets, {character for key in postings for character in key})


def facet_values(parts: list[Part], name: str) -> list[str]:
    """What can be chosen: years from the newest, agencies and kinds in the order in which they first come."""
    values = dict.fromkeys(str(getattr(part, name) or "") for part in parts)
    found = [value for value in values if value]
    return sorted(found, reverse=True) if name == "year" else found


@cache
def context_keys(context: str) -> frozenset[str]:
    return frozenset(grams(squeezed(context)))


@cache
def title_keys(title: str) -> frozenset[str]:
    """A title can also be found by a single character."""
    text = squeezed(title)
    return frozenset(grams(text) | {character for token in TOKEN.findall(text) if is_han(token) for character in token})


@cache
def sounds(title: str) -> frozenset[str]:
    """Pairs of syllables and threes of first letters: `'nian bao`, `'zfx`."""
    table = readings()
    found: set[str] = set()
    for token in TOKEN.findall(squeezed(title)):
        if is_han(token):
            read = [table.get(character, ("",)) for character in token]
            found.update(f"'{one} {two}" for one, two in windows(read, 2))
            found.update("'" + "".join(letters) for letters in windows([sorted({s[:1] for s in each}) for each in read], 3))
    return frozenset(found)


def windows(read: list[Iterable[str]] | list[tuple[str, ...]] | list[list[str]], size: int) -> Iterator[tuple[str, ...]]:
    for start in range(len(read) - size + 1):
        ways = list(product(*read[start : start + size]))
        yield from (way for way in ways[:MOST_READINGS] if all(way))
