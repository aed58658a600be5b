"""Feeds of documents: the newest of all, of a kind, of an agency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongkai.county.agencies import Agency
from gongkai.county.portal import Site
from gongkai.documents.document import Document
from gongkai.downloads import feed


def content(what: feed.Feed, documents: Sequence[Document], agencies: Mapping[str, Agency], site: Site) -> bytes:
    """The feed of these; a document of no day is not in it."""
    entries = [entry(document, agencies, site) for document in documents if document.day]
    made = feed.content(entries, site, what)
    assert made is not None  # whoever asks has looked for a day
    return made


def entry(document: Document, agencies: Mapping[str, Agency], site: Site) -> feed.FeedEntry:
    agency = agencies.get(document.agency)
    by = document.publisher or (agency.name if agency else site.government)
    said = "，".join(filter(None, (document.document_number, document.validity)))
    text = document.summary or f"{by}公开{document.kind or '文件'}。{f'{said}。' if said else ''}"
    day = document.day.isoformat() if document.day else ""
    return feed.FeedEntry(
        f"documents/{document.id}", day, document.title, text, by, f"{document.address}/", document.kind or "文件"
    )
