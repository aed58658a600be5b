"""By what a list can be narrowed down: a facet has choices, and each choice the places of those that belong to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

Cell = Hashable
"""What a record says in the column that a facet is about; thousands of records say the same."""


class FacetKind(NamedTuple):
    """`cell` is asked of each record, `values` of each cell once: what such records belong to. `word_of` gives a value's word."""

    id: str
    word: str
    label: str
    cell: Callable[[Any], Cell]
    values: Callable[[Any], Iterable[str]]
    word_of: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Choice:
    """`word` stands in addresses; `places` are the numbers of the records in their list, counted from 0."""

    word: str
    label: str
    places: Sequence[int]


@dataclass(frozen=True, slots=True)
class Facet:
    """`id` is its letter in a row's marks, `word` its word in addresses; `marks` says of each record which choices are its."""

    id: str
    word: str
    label: str
    choices: tuple[Choice, ...]
    marks: Sequence[str]


def facet_of(kind: FacetKind, records: Sequence[Any]) -> Facet:
    """What most entries have comes first."""
    cells = [*map(kind.cell, records)]
    values = {cell: tuple(dict.fromkeys(kind.values(cell))) for cell in dict.fromkeys(cells)}
    places: defaultdict[str, list[int]] = defaultdict(list)
    noting = {cell: [places[value].append for value in own] for cell, own in values.items()}
    for number, notes in enumerate(map(noting.__getitem__, cells)):
        for note in notes:
            note(number)
    choices = [Choice(kind.word_of(value), value, own) for value, own in places.items() if len(own) < len(records)]
    choices.sort(key=lambda choice: (-len(choice.places), choice.word))
    numbers = {choice.label: number for number, choice in enumerate(choices)}
    marks = {cell: marks_of(kind.id, sorted(numbers[one] for one in own if one in numbers)) for cell, own in values.items()}
    return Facet(kind.id, kind.word, kind.label, tuple(choices), [*map(marks.__getitem__, cells)])


def marks_of(id: str, numbers: Iterable[int]) -> str:
    return " ".join(f"{id}{number}" for number in numbers)


def marks(facets: Sequence[Facet]) -> list[str]:
    """For each record the choices that it belongs to: `l0 c0 c3`, by their numbers, for the script."""
    return [" ".join(filter(None, own)) for own in zip(*(facet.marks for facet in facets), strict=True)]


@lru_cache(maxsize=4096)
def number_of(name: str) -> str:
    """A word for an address, always the same for a name.

    >>> number_of("市级")
    'x53a33fc4'
    """
    return "x" + sha256(name.encode()).hexdigest()[:8]
