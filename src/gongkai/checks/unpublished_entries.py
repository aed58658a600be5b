"""An entry of the catalogue promises that something is published: an entry without any item keeps no promise.

Told only where the county keeps items at all; a catalogue alone says nothing of what was published.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.collection import Collection
from gongkai.problems import Problem, Severity

ID = "no-item"
TITLE = "目录条目都有已公开的信息"
BASIS = "国办秘函〔2019〕19号：栏目不得空白；国办发〔2019〕54号：按标准目录公开"


def check(collection: Collection) -> Iterator[Problem]:
    catalogue = collection.catalogue
    fields = {item.entry.partition("/")[0] for item in catalogue.items if item.entry}
    for field in catalogue.fields:
        if field.id not in fields:
            continue
        for entry in field.entries:
            if entry.methods != ("依申请",) and not catalogue.items_of(entry):
                name = " › ".join(part for part in (entry.matter, entry.submatter) if part) or entry.id
                message = f"“{name}”还没有一条已公开的信息"
                yield Problem(entry.position("id"), ID, message, Severity.WARNING, entry.address)
