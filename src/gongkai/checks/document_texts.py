"""A document's text leads only to the web, to other documents and to its attachments, and names no private person by number."""

from __future__ import annotations

from collections.abc import Container, Iterator

from gongkai.checks import personal_data
from gongkai.collection import Collection
from gongkai.documents.document import Document
from gongkai.documents.reading import FOLDER, TEXT
from gongkai.documents.text_links import document_named, file_named, links_in, may_be_followed
from gongkai.problems import Position, Problem, Severity, shown

ID = "document-text"
TITLE = "文件正文里的链接都通，不公开个人信息"
BASIS = personal_data.BASIS


def check(collection: Collection) -> Iterator[Problem]:
    for document in collection.documents.all:
        if document.text:
            yield from of_text(document, shown(collection.data / FOLDER / document.id / TEXT), collection.documents.by_id)


def of_text(document: Document, file: str, ids: Container[str]) -> Iterator[Problem]:
    """`ids` are those of all documents."""
    for link in links_in(document.text):
        place, name = Position(file, link.line, link.column), file_named(link.target)
        if not may_be_followed(link.target) or (link.picture and not name):
            message = f"链接“{link.target}”不能用；只能是 https:// 的网址、别的文件（../代号/），或这件文件的附件"
            yield Problem(place, ID, message, subject=document.id)
        elif (id := document_named(link.target)) and id not in ids:
            yield Problem(place, ID, f"没有代号为“{id}”的文件；请改正链接“{link.target}”", subject=document.id)
        elif name and name not in document.attachments:
            yield Problem(place, ID, f"附件里没有“{name}”；请列在 attachments 里，或删去链接", subject=document.id)
        elif link.picture and not link.words.strip():
            yield Problem(place, ID, f"图“{name}”没有说明；请写 ![图里是什么]({name})", subject=document.id)
    for number, line in enumerate(document.text.split("\n"), start=1):
        for offset, message in personal_data.personal(line):
            yield Problem(Position(file, number, offset + 1), ID, message, Severity.WARNING, document.id)
