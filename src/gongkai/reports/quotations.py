"""A sentence of a report as it is printed there, with its place: what other pages quote of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gongkai.reports.narrative import Paragraph, Section
from gongkai.reports.report import Report

SENTENCE = re.compile(r"[^。！？]*[。！？]+[”’）》]*|[^。！？]+\Z")


class Quotation(NamedTuple):
    """`section` is None where the sentence stands before the first one; `anchor` is the nearest place on the report's page."""

    text: str
    section: Section | None
    anchor: str


def with_figure(report: Report, figure: str) -> Quotation | None:
    """The sentence that states the named figure first; None where the prose never does."""
    for section, paragraph in paragraphs(report):
        start = 0
        for piece in paragraph.pieces:
            if piece.figure == figure:
                return Quotation(sentence_at(paragraph.text, start), section, f"figure-{figure}")
            start += len(piece.text)
    return None


def with_words(report: Report, words: str) -> Quotation | None:
    """The first sentence that holds those words as they are printed; None where there is none."""
    for section, paragraph in paragraphs(report):
        if (start := paragraph.text.find(words)) >= 0:
            return Quotation(sentence_at(paragraph.text, start), section, section.id if section else "")
    return None


def paragraphs(report: Report) -> Iterator[tuple[Section | None, Paragraph]]:
    for section, blocks in report.chapters():
        yield from ((section, block) for block in blocks if isinstance(block, Paragraph))


def sentence_at(text: str, offset: int) -> str:
    """
    >>> sentence_at("甲。“乙！”丙。", 3)
    '“乙！”'
    """
    return next(found[0].strip() for found in SENTENCE.finditer(text) if found.start() <= offset < found.end())
