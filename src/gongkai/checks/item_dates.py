"""An item is written, published, takes effect and is repealed in this order, and its 有效性 agrees with it."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.catalogue import Item
from gongkai.catalogue.items import LONGEST_SUMMARY, METHODS, STATUSES
from gongkai.collection import Collection
from gongkai.problems import Problem, Severity

ID = "item-dates"
TITLE = "目录信息和条目的日期先后、有效性、概述字数"
BASIS = "政府信息公开目录的通行著录项：成文、发布、生效、废止日期，有效性，内容概述不超过 100 字"
NAMES = {"written": "成文日期", "published": "发布日期", "effective": "生效日期", "repealed": "废止日期"}
ORDER = (("written", "published"), ("written", "effective"), ("written", "repealed"), ("effective", "repealed"))


def check(collection: Collection) -> Iterator[Problem]:
    for entry in collection.catalogue.entries:
        if entry.valid_from and entry.valid_until and entry.valid_until < entry.valid_from:
            message = f"有效期止 {entry.valid_until} 早于有效期起 {entry.valid_from}"
            yield Problem(entry.position("valid_until"), ID, message, subject=entry.address)
    for item in collection.items:
        yield from order(item)
        yield from words(item)


def order(item: Item) -> Iterator[Problem]:
    for earlier, later in ORDER:
        one, other = getattr(item, earlier), getattr(item, later)
        if one and other and other < one:
            message = f"{NAMES[later]} {other} 早于{NAMES[earlier]} {one}"
            yield Problem(item.position(later), ID, message, subject=item.index_number or item.title)


def words(item: Item) -> Iterator[Problem]:
    subject = item.index_number or item.title
    if item.status and item.status not in STATUSES:
        message = f"有效性“{item.status}”应是{'、'.join(STATUSES)}之一"
        yield Problem(item.position("status"), ID, message, subject=subject)
    if item.repealed and item.status in ("有效", "尚未生效"):
        message = f"有废止日期 {item.repealed}，有效性却写“{item.status}”"
        yield Problem(item.position("status"), ID, message, Severity.WARNING, subject)
    if item.method and item.method not in METHODS:
        message = f"公开方式“{item.method}”应是{'、'.join(METHODS)}之一"
        yield Problem(item.position("method"), ID, message, subject=subject)
    if len(item.summary) > LONGEST_SUMMARY:
        message = f"内容概述有 {len(item.summary)} 字，超过 {LONGEST_SUMMARY} 字"
        yield Problem(item.position("summary"), ID, message, Severity.WARNING, subject)
