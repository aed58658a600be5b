"""索引号: each is given once, to one entry or item, written as the portal's pattern says, and never given again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.catalogue import Entry, Item
from gongkai.checks.wording import see
from gongkai.collection import Collection
from gongkai.problems import Problem, Severity

ID = "index-number"
TITLE = "索引号不重复、不改发，写法合乎规定"
BASIS = "本项目的约定：索引号一次分配，存入数据，不再他用；写法由 site.yml 的 catalogue.index_number 规定，全国没有统一的写法"


def check(collection: Collection) -> Iterator[Problem]:
    pattern = collection.site.catalogue.index_number if collection.site else None
    ledger = collection.catalogue.ledger
    first: dict[str, Entry | Item] = {}
    for holder in holders(collection):
        number = holder.index_number
        if number in first:
            here, other = holder.position("index_number"), first[number].position("index_number")
            yield Problem(here, ID, f"索引号“{number}”已经用过{see(other, here)}", subject=number, others=(other,))
            continue
        first[number] = holder
        if pattern and not re.fullmatch(pattern, number):
            message = f"索引号“{number}”不合 site.yml 规定的写法 {pattern}"
            yield Problem(holder.position("index_number"), ID, message, Severity.WARNING, number)
        known = ledger.get(number)
        if known and known.owner != owner(holder):
            message = f"索引号“{number}”早已发给“{known.owner}”，不能再用；请给“{owner(holder)}”另发一个"
            yield Problem(holder.position("index_number"), ID, message, subject=number, others=(known.position,))


def holders(collection: Collection) -> Iterator[Entry | Item]:
    """Everything that has a number."""
    yield from (entry for entry in collection.catalogue.entries if entry.index_number)
    yield from (item for item in collection.items if item.index_number)


def owner(holder: Entry | Item) -> str:
    """As the ledger names it."""
    return holder.address if isinstance(holder, Entry) else " ".join(holder.title.split())
