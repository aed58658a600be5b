"""One document of the county's lists with another value under one name, or another text; its id stays."""

from __future__ import annotations

from typing import NamedTuple

from gongkai.collection import Collection
from gongkai.documents.document import FIELDS, Document, document_values
from gongkai.documents.form_row import BETWEEN
from gongkai.documents.reading import FOLDER, LAYOUT, TEXT, read_list
from gongkai.editing.catalogue_entry import several
from gongkai.editing.file_change import FileChange, Made, as_typed
from gongkai.editing.record_change import RecordList, record_change
from gongkai.problems import Position, Problem, shown

RULE = "documents"
NAMES = tuple(name for name, _ in FIELDS)
SEVERAL = frozenset(name for name, kind in FIELDS if kind == "several")
NO_TEXT = "这件文件没有正文文件，正文请用文件清单导入"
EMPTY = "正文不能清空；不再公布的，写明废止"


class FoundDocument(NamedTuple):
    """As the files say it now."""

    document: Document
    list: str
    collection: Collection

    @property
    def report(self) -> str:
        """Its address among what is kept at the desk."""
        return f"{FOLDER}/{self.document.id}"

    @property
    def has_text(self) -> bool:
        return any(file.name == TEXT for file in self.document.files)

    def text(self, name: str) -> str:
        """What it says under that name, as an office types it: several texts with a semicolon between."""
        if name == "text":
            return self.document.text.rstrip("\n")
        value = dict(document_values(self.document)).get(name, "")
        return value if isinstance(value, str) else BETWEEN.join(value)


def found_document(collection: Collection, id: str) -> FoundDocument | None:
    for name, documents in collection.documents.lists.items():
        for document in documents:
            if document.id == id:
                return FoundDocument(document, name, collection)
    return None


def document_change(found: FoundDocument, name: str, text: str) -> Made:
    """The list, or the document's text, with it; or why it cannot be, in the words of `gongkai check`."""
    folder = found.collection.data / FOLDER
    if name == "text":
        return text_change(found, text)
    kind = RecordList(LAYOUT, read_list, NAMES)
    value = several(text) if name in SEVERAL else text
    return record_change(folder / f"{found.list}.yml", found.document.place, kind, {name: value})


def text_change(found: FoundDocument, text: str) -> Made:
    """text.md with that text; its line ends, and what it ends with, stay."""
    file = found.collection.data / FOLDER / found.document.id / TEXT
    if not found.has_text or not text.strip():
        return [], [Problem(Position(shown(file)), RULE, EMPTY if found.has_text else NO_TEXT)]
    before = as_typed(file)
    mark = "\ufeff" if before.startswith("\ufeff") else ""
    body = before.removeprefix(mark).rstrip("\r\n")
    tail = before[len(mark) + len(body) :]
    after = text.rstrip("\n")
    return [FileChange(file, before, mark + (after.replace("\n", "\r\n") if "\r\n" in before else after) + tail)], []
