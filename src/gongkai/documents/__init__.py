"""The documents that a county publishes: which there are, what replaces what, what explains what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from gongkai.documents.document import Document
from gongkai.documents.reading import FOLDER, Reader, anew, read_lists
from gongkai.problems import Problem
from gongkai.statute.document_standard import document_standard

NOT_IN_FORCE = ("失效", "废止")


@dataclass(frozen=True)
class Documents:
    """`lists` are the office's, by name, as it has them. Empty where it keeps none."""

    lists: Mapping[str, tuple[Document, ...]] = field(default_factory=dict)

    @cached_property
    def all(self) -> tuple[Document, ...]:
        """The newest first; those of no day last."""
        found = [document for documents in self.lists.values() for document in documents]
        found.sort(key=lambda document: document.day.toordinal() if document.day else 0, reverse=True)
        return tuple(found)

    @cached_property
    def years(self) -> frozenset[int]:
        return frozenset(document.year for document in self.all if document.year)

    @cached_property
    def agencies(self) -> frozenset[str]:
        """The ids of those that published any."""
        return frozenset(document.agency for document in self.all if document.agency)

    @cached_property
    def by_id(self) -> Mapping[str, Document]:
        return {document.id: document for document in self.all}

    @cached_property
    def interpreted(self) -> Mapping[str, tuple[Document, ...]]:
        """By the id of a document, those that explain it, the newest first."""
        return grouped((id, document) for document in self.all for id in document.interprets)

    @cached_property
    def successors(self) -> Mapping[str, str]:
        """By the id of a document, that of the one that took its place: as either of them says it."""
        said = {id: document.id for document in self.all for id in document.replaces}
        return said | {document.id: document.replaced_by for document in self.all if document.replaced_by}

    @cached_property
    def predecessors(self) -> Mapping[str, tuple[Document, ...]]:
        """By the id of a document, those whose place it took."""
        return grouped((new, self.by_id[old]) for old, new in self.successors.items() if old in self.by_id)

    def successor(self, document: Document) -> Document | None:
        return self.by_id.get(self.successors.get(document.id, ""))

    def __len__(self) -> int:
        return len(self.all)


def grouped(pairs: Iterator[tuple[str, Document]]) -> Mapping[str, tuple[Document, ...]]:
    found: dict[str, list[Document]] = {}
    for id, document in pairs:
        found.setdefault(id, []).append(document)
    return {id: tuple(own) for id, own in found.items()}


def is_in_force(document: Document) -> bool:
    """Whether nothing says that it no longer is: a document that states neither is taken for what it was when it came out."""
    return document.validity not in NOT_IN_FORCE and not (document.repealed and not document.validity)


def item_of(document: Document) -> int | None:
    """The item of 条例第二十条 under which it is published: its own, otherwise that of its kind; None where neither says."""
    if document.item.isdecimal():
        return int(document.item)
    kind = document_standard().kind(document.kind)
    return kind.item if kind else None


def load_documents(data: Path, reader: Reader = anew) -> tuple[Documents, list[Problem]]:
    """Those in a site's `data` folder, with everything that could not be read."""
    problems: list[Problem] = []
    return Documents(read_lists(data / FOLDER, problems, reader)), problems
