"""What a reader may subscribe to: the newest documents of all, of a kind, of an agency; each is named beside its list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.county.addresses import ALL, BY_AGENCY, document_address
from gongkai.county.agencies import Agency
from gongkai.documents.document import Document
from gongkai.html.pages.documents.document_page import NAME
from gongkai.statute.document_standard import DocumentClass

NEWEST = 100
KIND = "zhonglei"


@dataclass(frozen=True, slots=True)
class DocumentFeed:
    """`name` is its file beside the front page of the documents; `page` the address of the page that lists the same."""

    name: str
    of: str
    page: str


def of_all() -> DocumentFeed:
    return DocumentFeed("feed.atom", NAME, f"{document_address()}/")


def of_kind(kind: DocumentClass) -> DocumentFeed:
    return DocumentFeed(f"feed-{KIND}-{kind.word}.atom", kind.name, f"{document_address(f'{KIND}-{kind.word}')}/")


def of_agency(agency: Agency) -> DocumentFeed:
    return DocumentFeed(f"feed-{BY_AGENCY}-{agency.id}.atom", agency.name, f"{document_address(ALL)}/")


def has_days(documents: Sequence[Document]) -> bool:
    """A feed has to say when it changed."""
    return any(document.day for document in documents)


def by_agency(documents: Sequence[Document], agencies: Mapping[str, Agency]) -> dict[str, list[Document]]:
    """Of each agency that published any with a day, its documents in the same order."""
    found: dict[str, list[Document]] = {}
    for document in documents:
        if document.agency in agencies:
            found.setdefault(document.agency, []).append(document)
    return {id: own for id, own in found.items() if has_days(own)}
