"""report.docx: the letter and the report as official documents (GB/T 9704-2012)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai.downloads.document_parts import Line, Part, PartKind, document_parts, stated_day
from gongkai.downloads.docx_layout import (
    ADDRESSEE,
    CELL_SMALL,
    COLOPHON,
    DAY,
    KAI,
    MAIN,
    NUMBER,
    SIGNATURE,
    SIZE_3,
    SIZE_4,
    TEXT_WIDTH,
    style_id,
)
from gongkai.downloads.docx_package import package
from gongkai.downloads.docx_table import KEPT_WITH_NEXT, table_xml
from gongkai.downloads.docx_xml import face, paragraph, right_tab, rule, rules, run
from gongkai.reports.report import Report

NAME = "report.docx"
RED, BLACK = "FF0000", "000000"
STYLES: dict[PartKind, str] = {
    "title": "Title",
    "number": NUMBER,
    "addressee": ADDRESSEE,
    "text": MAIN,
    "signature": SIGNATURE,
    "day": DAY,
    "colophon": COLOPHON,
}
FOOT = (
    f'<w:framePr w:w="{TEXT_WIDTH.twips}" w:wrap="notBeside"'
    ' w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/>'
)


def write(report: Report, folder: Path) -> Path:
    target = folder / NAME
    target.write_bytes(content(report))
    return target


def content(report: Report) -> bytes:
    body = "".join(blocks(document_parts(report)))
    return package(report.envelope.title, report.format.title, stated_day(report), body)


def blocks(parts: Iterable[Part]) -> Iterator[str]:
    """A table has a little room above and below; without a paragraph between them two tables would become one."""
    room = paragraph(style_id(CELL_SMALL))
    after_words = False
    for part in parts:
        if isinstance(part, Line):
            yield line(part)
            after_words = part.kind != "colophon" and bool(part.text or part.right)
            if part.kind == "colophon":
                yield room  # the frame stands on the page of the paragraph after it
            continue
        if after_words:
            yield paragraph(style_id(CELL_SMALL), "", KEPT_WITH_NEXT)
        yield table_xml(part.printed, part.title)
        yield room
        after_words = False


def line(part: Line) -> str:
    style = style_id(f"Heading {part.level}" if part.kind == "heading" else STYLES[part.kind])
    words = run(part.text) if part.text else ""
    if part.kind == "title":
        return paragraph(style, words, "<w:pageBreakBefore/>" if part.new_page else '<w:pageBreakBefore w:val="0"/>')
    if part.kind == "number":
        return number(style, words, part.right)
    return colophon(style, words, part.right) if part.kind == "colophon" else paragraph(style, words)


def number(style: str, words: str, signer: str) -> str:
    """发文字号 at the left, 签发人 at the right, a red rule below."""
    below = rules(rule("bottom", RED, 12))
    if not signer:
        return paragraph(style, words, below)
    return paragraph(style, words + run("\t签发人：") + run(signer, face(KAI, SIZE_3)), below + tab_at_the_right(SIZE_3))


def colophon(style: str, words: str, printed: str) -> str:
    """版记: who printed the document at the left, when at the right, between two rules at the foot of the page."""
    between = rules(rule("top", BLACK, 8), rule("bottom", BLACK, 8))
    return paragraph(style, words + run(f"\t{printed}"), FOOT + between + tab_at_the_right(SIZE_4))


def tab_at_the_right(size: int) -> str:
    """One character before the right edge of the text; the line under it goes on to the edge."""
    return right_tab(TEXT_WIDTH.twips - size * 20)
