"""What identifies a private person, in the catalogue and its items: a title or a summary is published as it is typed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from operator import attrgetter

from gongkai.catalogue import Entry, Item
from gongkai.checks import personal_data
from gongkai.collection import Collection
from gongkai.problems import Problem, Severity

ID = "catalogue-personal-data"
TITLE = "目录和公开的信息里不公开个人信息"
BASIS = personal_data.BASIS
ENTRY_TEXTS = ("matter", "submatter", "content", "basis", "time_limit", "publisher")
ITEM_TEXTS = ("title", "publisher", "document_number", "topic", "summary", "source")
entry_texts, item_texts = attrgetter(*ENTRY_TEXTS), attrgetter(*ITEM_TEXTS)
Texts = list[tuple[str, str]]
"""Each with the name under which it is typed."""


def check(collection: Collection) -> Iterator[Problem]:
    """Of whatever is published; what an earlier year's catalogue says too, in its changes."""
    earlier = (entry for _, catalogue in collection.earlier for entry in catalogue.entries)
    for entry in chain(collection.catalogue.entries, earlier):
        if is_doubtful(*entry_texts(entry), *entry.extra.values()):
            yield from findings(entry, [*zip(ENTRY_TEXTS, entry_texts(entry), strict=True), *entry.extra.items()])
    for item in collection.items:
        if is_doubtful(*item_texts(item), *item.keywords):
            words = (("keywords", word) for word in item.keywords)
            yield from findings(item, [*zip(ITEM_TEXTS, item_texts(item), strict=True), *words])


def is_doubtful(*texts: str) -> bool:
    """Whether any may hold such a number; few do. Across two texts there is none."""
    return personal_data.LONG.search("\n".join(texts)) is not None


def findings(holder: Entry | Item, texts: Texts) -> Iterator[Problem]:
    for name, text in texts:
        for _, message in personal_data.personal(text):
            yield Problem(holder.position(name), ID, message, Severity.WARNING, name)
