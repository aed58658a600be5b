"""What identifies a private person, in the catalogue and its items: a title or a summary is published as it is typed."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.catalogue import Entry, Item
from gongkai.checks import personal_data
from gongkai.collection import Collection
from gongkai.problems import Problem, Severity

ID = "catalogue-personal-data"
TITLE = "目录和公开的信息里不公开个人信息"
BASIS = personal_data.BASIS
ENTRY_TEXTS = ("matter", "submatter", "content", "basis", "time_limit", "publisher")
ITEM_TEXTS = ("title", "publisher", "document_number", "topic", "summary", "source")


def check(collection: Collection) -> Iterator[Problem]:
    for holder, name, text in texts(collection):
        for _, message in personal_data.personal(text):
            yield Problem(holder.position(name), ID, message, Severity.WARNING, name)


def texts(collection: Collection) -> Iterator[tuple[Entry | Item, str, str]]:
    """Every text that is published, with the name under which it is typed; what an earlier year's says too, in its changes."""
    earlier = (entry for _, catalogue in collection.earlier for entry in catalogue.entries)
    for entry in (*collection.catalogue.entries, *earlier):
        yield from ((entry, name, getattr(entry, name)) for name in ENTRY_TEXTS)
        yield from ((entry, name, text) for name, text in entry.extra.items())
    for item in collection.catalogue.items:
        yield from ((item, name, getattr(item, name)) for name in ITEM_TEXTS)
        yield from ((item, "keywords", word) for word in item.keywords)
