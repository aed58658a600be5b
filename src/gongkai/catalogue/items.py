"""One item of the 政府信息公开目录: a published document and its metadata."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from gongkai.problems import Position
from gongkai.source.records import SourceSpan

STATUSES = ("有效", "失效", "废止", "已修改", "尚未生效")
METHODS = ("主动公开", "依申请公开", "不予公开")
LONGEST_SUMMARY = 100  # characters of 内容概述


@dataclass(frozen=True, slots=True)
class Item:
    """Text is as published, empty where nothing was stated; days are None. `agency` is an id of agencies.yml or empty.

    `publisher` is the name as printed where it is not the agency's. `entry` is the address (field/id) of the catalogue's entry
    under which it was published, empty when it belongs to none. `link` leads to the item, on the portal or in this column.
    """

    index_number: str
    title: str
    agency: str
    publisher: str
    document_number: str
    written: date | None
    published: date | None
    effective: date | None
    repealed: date | None
    status: str
    method: str
    topic: str
    keywords: tuple[str, ...]
    summary: str
    source: str
    link: str
    entry: str
    place: SourceSpan = field(compare=False, repr=False)

    def position(self, name: str = "") -> Position:
        return self.place.position_of(name)
