"""How the prose of a report speaks of figures of its tables: words, and the rows and columns that they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from gongkai.source.package_data import load_package_data

GROUP = re.compile(r"\((\?:|(?!\?))")
CHOICE = re.compile(r"\[([^\]^\\-]+)\]")
PLAIN = re.compile(r"\\[^\w\s]|[^\\()\[\].*+?{}|^$]")
VERB, CARRIED, RESULT = "verb", "carried", "result"
YEARS = {"\ue000": 0, "\ue001": -1, "\ue002": 1}
"""Signs that no text has, each for the year so many after that of the report."""
KINDS = (VERB, CARRIED, RESULT)
"""Of words that mean rows, the later kind prevails: in 作出不予公开答复 it is 不予公开 that is counted."""


@dataclass(frozen=True, slots=True)
class Words:
    """Ways to say one thing, of which the longest that stands in a place is meant.

    `begins` are the characters that one of them can begin with; None where it can be any.
    """

    patterns: tuple[re.Pattern[str], ...]
    begins: frozenset[str] | None

    def length_at(self, text: str, position: int) -> int:
        """0 where none of them stands."""
        return max((len(found[0]) for pattern in self.patterns if (found := pattern.match(text, position))), default=0)

    def search(self, text: str) -> bool:
        return any(pattern.search(text) for pattern in self.patterns)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand words: ids of rows (or of a column), each with its sign, and what their sum is called.

    Forms name a row differently: each term lists its ids, of which the first that the form has is meant.
    """

    terms: tuple[tuple[int, tuple[str, ...]], ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """Words, and what they may mean. `series` names the enumeration of which it is a part; `only_after` another part of it."""

    words: Words
    readings: tuple[Reading, ...]
    kind: str = RESULT
    series: str = ""
    only_after: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class SpokenGroup:
    """What the prose says of tables that belong together.

    `subject` names what they count (政府信息公开申请), `mentions` may do so (申请), `leads` open a passage about it; each is
    None where the figures need none. `column` is meant where the words name none; `parts` are words of what is no whole.
    """

    id: str
    rule: str
    tables: tuple[str, ...]
    units: tuple[str, ...]
    rows: tuple[Saying, ...]
    columns: tuple[Saying, ...]
    fillers: tuple[Words, ...]
    column: str = ""
    section: str = ""
    after: str = ""
    subject: Words | None = None
    mentions: Words | None = None
    leads: Words | None = None
    parts: Words | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """`fillers` are words that say nothing about which figure is meant."""

    groups: tuple[SpokenGroup, ...]
    fillers: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose prose it is, and of which year: {year}, {last} and {next} of the words. `names` are all that it calls itself."""

    year: int
    names: frozenset[str]

    def plain(self, text: str) -> str:
        """The text without blanks, with one sign for each of these years: so all years have the same words."""
        text = "".join(text.split())
        for sign, year in YEARS.items():
            text = text.replace(str(self.year + year), sign)
        return text


@cache
def spoken(*, whole_government: bool) -> Spoken:
    """The words of a report; only a government's report speaks for all its agencies."""
    facts = spoken_facts()
    signs = dict(zip(("{year}", "{last}", "{next}"), YEARS, strict=True))
    given = {**signs, "{scope}": facts["scope"] if whole_government else "(?!)"}
    fillers = tuple(compiled(words, given) for words in facts["fillers"])
    groups = ({**entry, "parts": "|".join((facts["parts"], *filter(None, [entry.get("parts")])))} for entry in facts["groups"])
    return Spoken(tuple(group_from(entry, fillers, given) for entry in groups), fillers)


@cache
def spoken_facts() -> Any:
    return load_package_data((resources.files("gongkai") / "statute" / "spoken.yml").read_text("utf-8"))


def group_from(entry: dict[str, Any], fillers: tuple[Words, ...], given: dict[str, str]) -> SpokenGroup:
    fields: dict[str, Any] = {key: entry[key] for key in ("id", "rule", "column", "section", "after") if key in entry}
    fields |= {key: compiled(entry[key], given) for key in ("subject", "mentions", "leads", "parts") if key in entry}
    return SpokenGroup(
        **fields,
        tables=tuple(entry["tables"]),
        units=tuple(entry["units"]),
        rows=tuple(saying_from(row, given) for row in entry["says"]),
        columns=tuple(saying_from(column, given) for column in entry.get("columns", ())),
        fillers=fillers + tuple(compiled(words, given) for words in entry.get("fillers", ())),
    )


def saying_from(entry: dict[str, Any], given: dict[str, str]) -> Saying:
    meant = entry["is"] if isinstance(entry["is"], list) else [entry["is"]]
    fields = {key: entry[key] for key in ("kind", "series", "only_after") if key in entry}
    return Saying(compiled(entry["words"], given), tuple(map(reading_from, meant)), **fields)


def reading_from(meant: str | dict[str, str]) -> Reading:
    """
    >>> reading_from({"received -carried_out": "新收的减去结转的"}).terms
    ((1, ('received',)), (-1, ('carried_out',)))
    """
    sum, name = next(iter(meant.items())) if isinstance(meant, dict) else (meant, "")
    terms = ((-1 if term.startswith("-") else 1, tuple(term.removeprefix("-").split("|"))) for term in sum.split())
    return Reading(tuple(terms), name)


def compiled(words: str, given: dict[str, str]) -> Words:
    for name, meaning in given.items():
        words = words.replace(name, meaning)
    return words_from(words)


@lru_cache(maxsize=4096)
def words_from(words: str) -> Words:
    return words_of(*alternatives("".join(words.split())))


def words_of(*patterns: str) -> Words:
    return Words(tuple(map(re.compile, patterns)), any_of(map(beginnings, patterns)))


def any_of(sets: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    found: frozenset[str] = frozenset()
    for some in sets:
        if some is None:
            return None
        found |= some
    return found


def beginnings(pattern: str) -> frozenset[str] | None:
    """The characters that what the pattern finds can begin with; None where that is not plain to see.

    >>> sorted(beginnings("答复")), sorted(beginnings("(作出|做出)?答复")), sorted(beginnings("[申应]请"))
    (['答'], ['作', '做', '答'], ['应', '申'])
    >>> beginnings("[^一]项"), beginnings("答*"), sorted(beginnings("(?!)")), sorted(beginnings(r"\\（"))
    (None, None, [], ['（'])
    """
    first, length = first_of(pattern)
    after = pattern[length : length + 1]
    if first is None or after not in ("?", "*", "{"):
        return first
    return any_of((first, beginnings(pattern[length + 1 :]))) if after in ("?", "*") else None


def first_of(pattern: str) -> tuple[frozenset[str] | None, int]:
    """What the first part of the pattern can begin with, and how long that part is."""
    if pattern.startswith("(?!)"):  # finds nothing
        return frozenset(), len("(?!)")
    if group := GROUP.match(pattern):
        length = end_of_group(pattern)
        return any_of(map(beginnings, alternatives(pattern[group.end() : length - 1]))), length
    if plain := CHOICE.match(pattern):
        return frozenset(plain[1]), plain.end()
    if plain := PLAIN.match(pattern):
        return frozenset(plain[0][-1]), plain.end()
    return None, 0


def end_of_group(pattern: str) -> int:
    depth = 0
    for place, character in enumerate(pattern, start=1):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if not depth:
            return place
    raise ValueError(pattern)


def alternatives(words: str) -> list[str]:
    """
    >>> alternatives("答复|(作出|做出)答复")
    ['答复', '(作出|做出)答复']
    """
    found, depth = [""], 0
    for character in words:
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(character, 0)
        if character == "|" and not depth:
            found.append("")
        else:
            found[-1] += character
    return found
