"""By what a list of entries can be narrowed down: level, channel, time limit, agency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from gongkai.catalogue.entries import Entry
from gongkai.catalogue.limits import TimeLimit, read_limit
from gongkai.catalogue.standard import standard
from gongkai.site import Agency

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


Values = Callable[[Entry], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Choice:
    """`word` stands in addresses; `places` are the numbers of the entries in their list, counted from 0."""

    word: str
    label: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """`id` is its letter in a row's marks, `word` its word in addresses."""

    id: str
    word: str
    label: str
    choices: tuple[Choice, ...]


def facets_of(entries: Sequence[Entry], agencies: Mapping[str, Agency], *, with_agency: bool = True) -> tuple[Facet, ...]:
    """Each with the choices that some entries have and others have not."""
    words = {agency.name: id for id, agency in agencies.items()}

    def names(entry: Entry) -> Sequence[str]:
        return [agencies[id].name for id in entry.agencies if id in agencies]

    kinds: list[tuple[str, str, str, Values, Callable[[str], str]]] = [
        ("l", "cengji", "公开层级", levels, level_word),
        ("c", "qudao", "必选渠道", channels, channel_word),
        ("t", "shixian", "公开时限", limit_groups, limit_word),
    ]
    if with_agency:
        kinds.append(("a", "jigou", "机构", names, words.__getitem__))
    found = (Facet(id, word, label, choices_of(entries, values, word_of)) for id, word, label, values, word_of in kinds)
    return tuple(facet for facet in found if facet.choices)


def choices_of(entries: Sequence[Entry], values: Values, word_of: Callable[[str], str]) -> tuple[Choice, ...]:
    """What most entries have comes first."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for own in map(places.__getitem__, dict.fromkeys(values(entry))):
            own.append(number)
    choices = (Choice(word_of(value), value, tuple(own)) for value, own in places.items() if len(own) < len(entries))
    return tuple(sorted(choices, key=lambda choice: (-len(choice.places), choice.word)))


def levels(entry: Entry) -> Sequence[str]:
    return entry.levels or (UNSAID,)


def limit_groups(entry: Entry) -> Sequence[str]:
    return (limit_group(entry.time_limit),)


def channels(entry: Entry) -> Sequence[str]:
    return entry.channels.required_names


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


def marks(facets: Sequence[Facet], count: int) -> list[str]:
    """For each entry the choices that it belongs to: `l0 c0 c3`, by their numbers, for the script."""
    found: list[list[str]] = [[] for _ in range(count)]
    for one in facets:
        for number, choice in enumerate(one.choices):
            for place in choice.places:
                found[place].append(f"{one.id}{number}")
    return [" ".join(own) for own in found]
