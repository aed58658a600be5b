"""Paragraphs without the characters that no published text may hold: what is drawn stays, and the clerk is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gongkai.imports.document import Document, Paragraph
from gongkai.problems import Problem
from gongkai.source.plain_characters import lying_in

LOST = "�"  # in the place of what is drawn by the document's own program only


def in_plain_characters(document: Document) -> Document:
    """What is not seen is left out; what is seen otherwise than it is stored becomes “�”. Each paragraph says so once."""
    doubts: list[Problem] = []
    blocks = [block if not isinstance(block, Paragraph) else plain(block, doubts) for block in document.blocks]
    return replace(document, blocks=tuple(blocks), doubts=(*document.doubts, *doubts)) if doubts else document


def plain(paragraph: Paragraph, doubts: list[Problem]) -> Paragraph:
    found = list(lying_in(paragraph.text))
    if not found:
        return paragraph
    numbers = "、".join(dict.fromkeys(one.number for one in found))
    lost = any(one.is_seen for one in found)
    doubts.append(
        paragraph.place.doubt(
            f"有写成文字看不出来的字符（{numbers}），{'其中看得见的写成了“�”' if lost else '没有读入'}；请对照原件"
        )
    )
    return replace(paragraph, text="".join(pieces(paragraph.text, {one.index: LOST * one.is_seen for one in found})))


def pieces(text: str, instead: dict[int, str]) -> Iterator[str]:
    yield from (instead.get(index, character) for index, character in enumerate(text))
