"""By what a list of entries can be narrowed down: level, channel, time limit, agency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from operator import attrgetter
from typing import Any, NamedTuple

from gongkai.catalogue.entries import Entry
from gongkai.catalogue.limits import TimeLimit, read_limit
from gongkai.county.agencies import Agency
from gongkai.statute.catalogue_standard import standard

UNSAID = "未写明"
OTHER = "其他"
KINDS = {
    "standing": "长期公开",
    "at_once": "实时或及时公开",
    "yearly": "定期公开",
    "quarterly": "定期公开",
    "monthly": "定期公开",
    "shown": "公示若干日",
}
KNOWN_LEVELS = {"县级": "xian", "乡级": "xiang"}
KNOWN_LIMITS = {
    UNSAID: "weixie",
    OTHER: "qita",
    "长期公开": "changqi",
    "实时或及时公开": "jishi",
    "定期公开": "dingqi",
    "公示若干日": "gongshi",
}


Cell = Hashable
"""What an entry says in the column that a facet is about; thousands of entries say the same."""


class FacetKind(NamedTuple):
    """`cell` is asked of each entry, `values` of each cell once: what such entries belong to. `word_of` gives a value's word."""

    id: str
    word: str
    label: str
    cell: Callable[[Entry], Cell]
    values: Callable[[Any], Iterable[str]]
    word_of: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Choice:
    """`word` stands in addresses; `places` are the numbers of the entries in their list, counted from 0."""

    word: str
    label: str
    places: Sequence[int]


@dataclass(frozen=True, slots=True)
class Facet:
    """`id` is its letter in a row's marks, `word` its word in addresses; `marks` says of each entry which choices are its."""

    id: str
    word: str
    label: str
    choices: tuple[Choice, ...]
    marks: Sequence[str]


def facets_of(entries: Sequence[Entry], agencies: Mapping[str, Agency], *, with_agency: bool = True) -> tuple[Facet, ...]:
    """Each with the choices that some entries have and others have not."""
    words = {agency.name: id for id, agency in agencies.items()}

    def names(ids: Sequence[str]) -> Iterable[str]:
        return [agencies[id].name for id in ids if id in agencies]

    kinds = [
        FacetKind("l", "cengji", "公开层级", attrgetter("levels"), levels, level_word),
        FacetKind("c", "qudao", "必选渠道", attrgetter("channels.required_names"), tuple, channel_word),
        FacetKind("t", "shixian", "公开时限", attrgetter("time_limit"), limit_groups, limit_word),
    ]
    if with_agency:
        kinds.append(FacetKind("a", "jigou", "机构", attrgetter("agencies"), names, words.__getitem__))
    found = (facet_of(kind, entries) for kind in kinds)
    return tuple(facet for facet in found if facet.choices)


def facet_of(kind: FacetKind, entries: Sequence[Entry]) -> Facet:
    """What most entries have comes first."""
    cells = [*map(kind.cell, entries)]
    values = {cell: tuple(dict.fromkeys(kind.values(cell))) for cell in dict.fromkeys(cells)}
    places: defaultdict[str, list[int]] = defaultdict(list)
    noting = {cell: [places[value].append for value in own] for cell, own in values.items()}
    for number, notes in enumerate(map(noting.__getitem__, cells)):
        for note in notes:
            note(number)
    choices = [Choice(kind.word_of(value), value, own) for value, own in places.items() if len(own) < len(entries)]
    choices.sort(key=lambda choice: (-len(choice.places), choice.word))
    numbers = {choice.label: number for number, choice in enumerate(choices)}
    marks = {cell: marks_of(kind.id, sorted(numbers[one] for one in own if one in numbers)) for cell, own in values.items()}
    return Facet(kind.id, kind.word, kind.label, tuple(choices), [*map(marks.__getitem__, cells)])


def marks_of(id: str, numbers: Iterable[int]) -> str:
    return " ".join(f"{id}{number}" for number in numbers)


def marks(facets: Sequence[Facet]) -> list[str]:
    """For each entry the choices that it belongs to: `l0 c0 c3`, by their numbers, for the script."""
    return [" ".join(filter(None, own)) for own in zip(*(facet.marks for facet in facets), strict=True)]


def levels(stated: Sequence[str]) -> Sequence[str]:
    return stated or (UNSAID,)


def limit_groups(written: str) -> Sequence[str]:
    return (limit_group(written),)


@lru_cache(maxsize=4096)
def limit_group(written: str) -> str:
    """The group of a time limit, by what can be read of it.

    >>> limit_group("信息形成或者变更之日起20个工作日内"), limit_group("长期公开"), limit_group("视情况而定"), limit_group("")
    ('20个工作日内', '长期公开', '其他', '未写明')
    """
    if not written:
        return UNSAID
    limits = read_limit(written).limits
    within = next((limit for limit in limits if limit.kind == "within"), None)
    if within:
        return days_in_words(within) + "内"
    return KINDS[limits[0].kind] if limits else OTHER


def days_in_words(limit: TimeLimit) -> str:
    return f"{limit.days}个工作日" if limit.working else f"{limit.days}日"


def level_word(level: str) -> str:
    return KNOWN_LEVELS.get(level) or number_of(level)


@lru_cache(maxsize=1024)
def channel_word(channel: str) -> str:
    """Its number in the State's order, which does not change; of another channel a number made of its name."""
    names = [known.name for known in standard().channels]
    return str(names.index(channel) + 1) if channel in names else number_of(channel)


def limit_word(group: str) -> str:
    return KNOWN_LIMITS.get(group) or group.replace("个工作日内", "-gongzuori").replace("日内", "-ri")


def number_of(name: str) -> str:
    """A word for an address, always the same for a name.

    >>> number_of("市级")
    'x53a33fc4'
    """
    return "x" + sha256(name.encode()).hexdigest()[:8]
