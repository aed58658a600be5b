"""One document of the 政府信息公开目录: its metadata, its text and its attachments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any, Literal, NamedTuple

from gongkai.catalogue.items import Item
from gongkai.county.addresses import DOCUMENTS, document_address
from gongkai.problems import Position
from gongkai.source.records import SourceSpan

FieldKind = Literal["text", "several", "day"]


class DocumentField(NamedTuple):
    """A name of a document's record and what it holds."""

    name: str
    kind: FieldKind


FIELDS = (
    DocumentField("id", "text"),
    DocumentField("index_number", "text"),
    DocumentField("title", "text"),
    DocumentField("agency", "text"),
    DocumentField("publisher", "text"),
    DocumentField("document_number", "text"),
    DocumentField("kind", "text"),
    DocumentField("genre", "text"),
    DocumentField("topic", "text"),
    DocumentField("written", "day"),
    DocumentField("published", "day"),
    DocumentField("effective", "day"),
    DocumentField("repealed", "day"),
    DocumentField("validity", "text"),
    DocumentField("method", "text"),
    DocumentField("keywords", "several"),
    DocumentField("summary", "text"),
    DocumentField("source", "text"),
    DocumentField("link", "text"),
    DocumentField("entry", "text"),
    DocumentField("item", "text"),
    DocumentField("figures", "several"),
    DocumentField("replaces", "several"),
    DocumentField("replaced_by", "text"),
    DocumentField("interprets", "several"),
    DocumentField("attachments", "several"),
)
"""In the order of a file. Their labels stand in statute/document_standard.yml."""


class FolderFile(NamedTuple):
    """A file in a document's folder, and its size in bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Document:
    """Text is as published, empty where nothing was stated; days are None. `id` stands in the address and never changes.

    `agency` is an id of agencies.yml; `publisher` the name as printed where it is not the agency's. `kind` and `validity` are
    names of statute/document_standard.yml. `item` is the number of the item of 条例第二十条 where it is not that of the kind.
    `entry` is a catalogue entry (field/id), `figures` are cells of the report (table.row.column) that count it; `replaces`,
    `replaced_by`, `interprets` are ids of documents. `files` are what stands in its folder; `attachments` are those of them that
    are published with it, `text` what its text.md holds.
    """

    id: str
    index_number: str
    title: str
    agency: str
    publisher: str
    document_number: str
    kind: str
    genre: str
    topic: str
    written: date | None
    published: date | None
    effective: date | None
    repealed: date | None
    validity: str
    method: str
    keywords: tuple[str, ...]
    summary: str
    source: str
    link: str
    entry: str
    item: str
    figures: tuple[str, ...]
    replaces: tuple[str, ...]
    replaced_by: str
    interprets: tuple[str, ...]
    attachments: tuple[str, ...]
    place: SourceSpan = field(compare=False, repr=False)
    text: str = ""
    files: tuple[FolderFile, ...] = ()

    @property
    def address(self) -> str:
        """Its page's, from the column's root."""
        return document_address(self.id)

    @property
    def day(self) -> date | None:
        """By which it stands among others: of its publication, or its own; None where neither is stated."""
        return self.published or self.written

    @property
    def year(self) -> int:
        """0 where no day is stated."""
        return self.day.year if self.day else 0

    def position(self, name: str = "") -> Position:
        return self.place.position_of(name)

    @property
    def as_item(self) -> Item:
        """How the catalogue's entry under which it was published names it; it leads to the document's own page."""
        same = dict(zip(SHARED, shared_values(self), strict=True))
        return Item(status=self.validity, link=f"../../{DOCUMENTS}/{self.id}/", place=self.place, **same)


SHARED = tuple(name for name in Item.__dataclass_fields__ if name not in ("status", "link", "place"))
shared_values, field_values = attrgetter(*SHARED), attrgetter(*(name for name, _ in FIELDS))

AS_WRITTEN: Mapping[FieldKind, Callable[[Any], str | tuple[str, ...]]] = {
    "several": tuple,
    "day": lambda day: day.isoformat() if day else "",
}


def document_values(document: Document) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """What a document says, in the order of a file; what is blank is empty."""
    for (name, kind), value in zip(FIELDS, field_values(document), strict=True):
        yield name, value if kind == "text" else AS_WRITTEN[kind](value)
