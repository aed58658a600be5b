"""One entry of the disclosure catalogue: what is made public, on what ground, when, by whom, where and to whom."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from gongkai.catalogue.entry_fields import ENTRY_FIELDS, FieldKind
from gongkai.catalogue.limits import TimeLimit, read_limit
from gongkai.problems import Position
from gongkai.source.records import SourceSpan

REQUIRED, OPTIONAL = "■", "□"


class Channel(NamedTuple):
    """A box of 公开渠道和载体. `required`: ■; otherwise □, which means optional, not unused. `detail` is what 其他 names."""

    name: str
    required: bool
    detail: str = ""

    @property
    def words(self) -> str:
        return f"{self.name}：{self.detail}" if self.detail else self.name

    def __str__(self) -> str:
        return (REQUIRED if self.required else OPTIONAL) + self.words


class Channels(tuple[Channel, ...]):
    """The boxes of an entry, in their order; what is said of them is worked out once for all entries that tick the same."""

    @cached_property
    def required(self) -> tuple[str, ...]:
        """Those with ■ in words."""
        return tuple(channel.words for channel in self if channel.required)

    @cached_property
    def optional(self) -> tuple[str, ...]:
        return tuple(channel.words for channel in self if not channel.required)

    @cached_property
    def required_names(self) -> tuple[str, ...]:
        return tuple(channel.name for channel in self if channel.required)

    @cached_property
    def required_text(self) -> str:
        return "、".join(self.required_names)

    @cached_property
    def text(self) -> str:
        """As it is written: `■政府网站 □政府公报`."""
        return " ".join(map(str, self))

    @cached_property
    def required_boxes(self) -> str:
        return " ".join([REQUIRED + words for words in self.required])

    @cached_property
    def optional_boxes(self) -> str:
        return " ".join([OPTIONAL + words for words in self.optional])


class Audience(NamedTuple):
    """公开对象. `groups`: which 特定群体; empty text: ticked without saying which; None: not ticked."""

    everyone: bool = False
    groups: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. Text is as printed, empty where the cell is blank; `number` is 序号 as printed and no identity.

    `id` stands in the address and never changes; `index_number` (索引号) is empty until one was assigned.
    `limits` is the structured reading of `time_limit`, empty when it cannot be read. `agencies` are those in agencies.yml
    whose catalogue the entry belongs to. `figures` are cells of the report's tables (table.row.column) that count it.
    """

    field: str
    id: str
    index_number: str
    number: str
    matter: str
    submatter: str
    content: str
    basis: str
    time_limit: str
    publisher: str
    channels: Channels
    audience: Audience
    methods: tuple[str, ...]
    levels: tuple[str, ...]
    agencies: tuple[str, ...]
    figures: tuple[str, ...]
    valid_from: date | None
    valid_until: date | None
    extra: Mapping[str, str]
    place: SourceSpan = dataclasses.field(compare=False, repr=False)

    @property
    def address(self) -> str:
        """field/id, by which items name it."""
        return f"{self.field}/{self.id}"

    @property
    def limits(self) -> tuple[TimeLimit, ...]:
        return read_limit(self.time_limit).limits

    def position(self, name: str = "") -> Position:
        """Where that part of the entry stands in the file; the entry itself when it does not say it."""
        return self.place.position_of(name)


@dataclass(frozen=True, slots=True)
class Field:
    """A field's catalogue. `title` as the county prints it (扶贫 or 乡村振兴); `name` the State's name, empty for a local field.

    `levels` and `extra_columns` are the columns as printed; `updated` the day of the catalogue, None when unknown.
    """

    id: str
    title: str
    name: str
    levels: tuple[str, ...]
    extra_columns: tuple[str, ...]
    updated: date | None
    entries: tuple[Entry, ...]
    place: SourceSpan = dataclasses.field(compare=False, repr=False)
    by_id: Mapping[str, Entry] = dataclasses.field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {entry.id: entry for entry in self.entries})

    def position(self, name: str = "") -> Position:
        return self.place.position_of(name)


BOX = re.compile(f"([{REQUIRED}{OPTIONAL}])([^{REQUIRED}{OPTIONAL}]*)")


@lru_cache(maxsize=8192)
def channels_in(written: str) -> Channels | None:
    """`■政府网站 □政府公报 ■其他：微博`; None when it does not begin with a box or a box has no name.

    Entries of all fields that tick the same have the same, so that what is said of it is worked out once.

    >>> [str(channel) for channel in channels_in("■政府网站 □其他：微博")]
    ['■政府网站', '□其他：微博']
    """
    if written and written[0] not in REQUIRED + OPTIONAL:
        return None
    found = []
    for box, said in BOX.findall(written):
        channel = channel_in(box, said)
        if channel is None:
            return None
        found.append(channel)
    return Channels(found)


@lru_cache(maxsize=4096)
def channel_in(box: str, said: str) -> Channel | None:
    """A box; None when it has no name."""
    name, _, detail = said.strip(" 　；、").partition("：")
    return Channel(name.strip(), box == REQUIRED, detail.strip()) if name.strip() else None


def audience_in(written: str, everyone: str = "全社会", group: str = "特定群体") -> Audience | None:
    """`全社会`, `特定群体：申请人`, or both with a semicolon between; None when it is neither.

    >>> audience_in("全社会；特定群体：申请人")
    Audience(everyone=True, groups='申请人')
    """
    rest = written
    found_everyone = rest.split("；", 1)[0].strip() == everyone
    if found_everyone:
        rest = rest.partition("；")[2].strip()
    if not rest:
        return Audience(found_everyone)
    name, _, groups = rest.partition("：")
    return Audience(found_everyone, groups.strip()) if name.strip() == group else None


@lru_cache(maxsize=4096)
def audience_text(audience: Audience, everyone: str = "全社会", group: str = "特定群体") -> str:
    groups = None if audience.groups is None else f"{group}：{audience.groups}" if audience.groups else group
    return "；".join(part for part in (everyone if audience.everyone else None, groups) if part)


AS_WRITTEN: Mapping[FieldKind, Callable[[Any], str | tuple[str, ...]]] = {
    "text": str,
    "several": tuple,
    "channels": lambda channels: str(channels.text),
    "audience": audience_text,
    "day": lambda day: day.isoformat() if day else "",
}
WRITTEN = {field.name: (attrgetter(field.attribute), AS_WRITTEN[field.kind]) for field in ENTRY_FIELDS}


def entry_values(entry: Entry) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """What an entry says, in the order of the file; what is blank is empty."""
    for name, (get, written) in WRITTEN.items():
        yield name, written(get(entry))
    yield from entry.extra.items()


def entry_value(entry: Entry, name: str) -> str | tuple[str, ...]:
    """What it says under that name in a file; empty where it says nothing."""
    get, written = WRITTEN[name]
    return written(get(entry))
