"""A document's kind is one that the column has, its item one of 条例第二十条; a 文号 is written as prescribed and given once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checks.wording import see
from gongkai.collection import Collection
from gongkai.documents.document import Document
from gongkai.problems import Problem, Severity
from gongkai.statute.document_standard import document_standard, meant
from gongkai.statute.proactive import proactive_items

NUMBER = re.compile(r"[〔\[［（(](?P<year>\d{4})[〕\]］）)]\s*第?(?P<number>\d+)号")
ID = "document-term"
TITLE = "文件的种类、第二十条的项有效，文号写法规范、不重复"
BASIS = "《条例》第二十条；《党政机关公文格式》（GB/T 9704—2012）7.2.5：年份用全称，括在六角括号“〔〕”内，编号不加“第”、不编虚位"


def check(collection: Collection) -> Iterator[Problem]:
    first: dict[tuple[str, str], Document] = {}
    kinds = "、".join(kind.name for kind in document_standard().kinds)
    last = len(proactive_items())
    for document in collection.documents.all[::-1]:
        if document.kind and document_standard().kind(document.kind) is None:
            known = meant(document.kind, document_standard().kinds)
            hint = f"请写“{known.name}”" if known else f"应是{kinds}之一"
            yield Problem(document.position("kind"), ID, f"没有“{document.kind}”这个种类；{hint}", subject=document.id)
        if document.item and not (document.item.isdecimal() and 1 <= int(document.item) <= last):
            message = f"“{document.item}”不是第二十条的项；写 1 到 {last} 的数字"
            yield Problem(document.position("item"), ID, message, subject=document.id)
        if document.document_number:
            yield from spelling(document)
            key = (document.agency, "".join(document.document_number.split()))
            other = first.setdefault(key, document)
            if other is not document:
                yield from given_twice(other, document)


def given_twice(*both: Document) -> Iterator[Problem]:
    """At either: which of the two is wrong, only the office can tell."""
    for document, other in (both, both[::-1]):
        here, there = document.position("document_number"), other.position("document_number")
        message = f"文号“{document.document_number}”写了两次{see(there, here)}；一个文号只给一件文件"
        yield Problem(here, ID, message, subject=document.id, others=(there,))


def spelling(document: Document) -> Iterator[Problem]:
    """Brackets of another kind, 第 before the number, a number filled up with zeros."""
    found = NUMBER.search(document.document_number)
    if found is None:
        return
    plain = f"{document.document_number[: found.start()]}〔{found['year']}〕{int(found['number'])}号"
    if plain != document.document_number[: found.end()]:
        message = f"文号“{document.document_number}”应写成“{plain}”；原件就是这样印的，照写"
        yield Problem(document.position("document_number"), ID, message, Severity.WARNING, document.id)
