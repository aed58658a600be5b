"""What the words beside a figure mean: rows and columns of a table, and whether anything in them is not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from gongkai.statute.spoken import KINDS, RESULT, Reading, Saying, Speaker, SpokenGroup, Words, words_of

QUOTES = re.compile("[“”‘’\"'《》「」]")
NUMBERED = re.compile(r"[（(][一二三四五六七八九十]+[)）]|(?<![\d.])\d{1,2}[.、．](?!\d)")
BRACKETED = re.compile(r"[（(]([^（）()\d]*)[）)]")
RESPECTIVELY = words_of("分别")


@dataclass(frozen=True, slots=True)
class Understood:
    """`unknown` is the first character that no word of the group explains; what has one may speak of anything."""

    rows: tuple[Saying, ...] = ()
    columns: tuple[Saying, ...] = ()
    subject: bool = False
    mentions: bool = False
    respectively: bool = False
    whole: bool = True
    unknown: str = ""

    def __add__(self, other: Understood) -> Understood:
        return Understood(
            self.rows + other.rows,
            self.columns + other.columns,
            self.subject or other.subject,
            self.mentions or other.mentions,
            self.respectively or other.respectively,
            self.whole and other.whole,
            self.unknown + other.unknown,
        )

    @property
    def says_which(self) -> bool:
        return bool(self.rows or self.columns)

    @property
    def kind(self) -> int:
        """How strongly its rows speak: -1 for none."""
        return max((KINDS.index(saying.kind) for saying in self.rows), default=-1)


def readable(text: str) -> str:
    """The text, as long as it was, without quotation marks and numbering; brackets without figures are read as a list."""
    text = NUMBERED.sub(blank, QUOTES.sub(" ", text))
    return BRACKETED.sub(lambda found: f"、{re.sub('[，；。：]', '、', found[1])}、", text)


def blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def understand(text: str, group: SpokenGroup, speaker: Speaker, former: str = "") -> Understood:
    """The longest words first, from left to right, up to the first that is unknown; its own names say no more than 本机关.

    `former` is the enumeration of which the figure before was a part.
    """
    text = speaker.plain(text)
    return understood(text, group, tuple(name for name in speaker.names if name in text), former)


@lru_cache(maxsize=8192)  # with the names that the text has only, so that agencies share what they all write
def understood(text: str, group: SpokenGroup, names: tuple[str, ...], former: str) -> Understood:
    found = Understood()
    position = 0
    while position < len(text) and not found.unknown:
        meaning, length = longest(text, position, group, former)
        own = max((len(name) for name in names if text.startswith(name, position)), default=0)
        if own > length or (own and meaning.unknown):
            meaning, length = Understood(), own
        found += meaning
        position += length
    return found


def longest(text: str, position: int, group: SpokenGroup, former: str) -> tuple[Understood, int]:
    """What begins there and how long it is; of two as long as each other, the one that says which figure."""
    best, length = Understood(unknown=text[position]), 0
    known, others = meanings(group, former)
    for words, meaning in known.get(text[position], others):
        if (found := words.length_at(text, position)) > length:
            best, length = meaning, found
    return best, max(length, 1)


Meanings = list[tuple[Words, Understood]]


@lru_cache(maxsize=256)
def meanings(group: SpokenGroup, former: str) -> tuple[Mapping[str, Meanings], Meanings]:
    """By the character with which words can begin, those words in their order; and those that can begin with any."""
    found = list(all_meanings(group, former))
    characters = frozenset().union(*(words.begins for words, _ in found if words.begins is not None))
    others = [(words, meaning) for words, meaning in found if words.begins is None]
    by_character: dict[str, Meanings] = {character: [] for character in characters}
    for words, meaning in found:
        for character in characters if words.begins is None else words.begins:
            by_character[character].append((words, meaning))
    return by_character, others


def all_meanings(group: SpokenGroup, former: str) -> Iterator[tuple[Words, Understood]]:
    yield from ((row.words, Understood(rows=(row,))) for row in fitting(group.rows, former))
    yield from ((column.words, Understood(columns=(column,))) for column in fitting(group.columns, former))
    if group.subject:
        yield group.subject, Understood(subject=True, mentions=True)
    if group.mentions:
        yield group.mentions, Understood(mentions=True)
    if group.parts:
        yield group.parts, Understood(whole=False)
    yield RESPECTIVELY, Understood(respectively=True)
    yield from ((filler, Understood()) for filler in group.fillers)


def fitting(sayings: Iterable[Saying], former: str) -> Iterable[Saying]:
    return (saying for saying in sayings if not saying.only_after or saying.series == former)


def rows_meant(found: Understood) -> tuple[Reading, ...]:
    """The ways to understand the rows that were named together; none where the words contradict each other."""
    strongest = [saying for saying in dict.fromkeys(found.rows) if KINDS.index(saying.kind) == found.kind]
    if not strongest:
        return ()
    if strongest[0].kind == RESULT and len(strongest) > 1:
        return (Reading(tuple(dict.fromkeys(term for saying in strongest for term in saying.readings[0].terms))),)
    common = [reading for reading in strongest[0].readings if all(reading.terms in terms_of(s) for s in strongest)]
    return tuple(common)


def terms_of(saying: Saying) -> list[tuple[tuple[int, tuple[str, ...]], ...]]:
    return [reading.terms for reading in saying.readings]
