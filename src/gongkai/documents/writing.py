"""Lists of documents as text: one line a value, so that a clerk can edit them and the fast way can read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.catalogue.writing import record_text
from gongkai.documents import Documents
from gongkai.documents.document import Document, document_values

HEAD = "documents:\n"


def document_text(document: Document) -> str:
    return record_text(document_values(document))


def list_of(document: Document) -> str:
    """The list into which a new document goes: that of its year."""
    return str(document.year or "qita")


def added_to(text: str, documents: Iterable[Document]) -> str:
    """A list's text with more documents at its end; all that was there stays as it was typed. A list begins with HEAD."""
    before = (text.rstrip("\n") + "\n").replace("documents: []\n", HEAD)
    return before + "".join(f"{document_text(document)}\n" for document in documents)


def free_ids(documents: Documents, years: Iterable[int]) -> Iterator[str]:
    """For new documents of those years ids that none has: `2021-0007`, after the last of the year."""
    last: dict[int, int] = {}
    for id in documents.by_id:
        of, _, number = id.partition("-")
        if of.isdecimal() and number.isdecimal():
            last[int(of)] = max(last.get(int(of), 0), int(number))
    for year in years:
        last[year] = last.get(year, 0) + 1
        yield f"{year:04}-{last[year]:04}"
