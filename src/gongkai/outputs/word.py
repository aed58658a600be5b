"""report.docx: the letter and the report as official documents (GB/T 9704-2012)."""

from __future__ import annotations

from pathlib import Path

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from gongkai.envelope import Colophon, Letter
from gongkai.narrative import Block, Paragraph, Section, Subheading
from gongkai.outputs.grid import grid
from gongkai.outputs.word_layout import (
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
    add_paragraph,
    blank_document,
    element,
    packed,
    set_face,
)
from gongkai.outputs.word_table import add_table
from gongkai.render.numbers import MINUS
from gongkai.render.page import chinese_day, in_words, noted
from gongkai.reports import Report

NAME = "report.docx"
RED, BLACK = "FF0000", "000000"


def write(report: Report, folder: Path) -> Path:
    target = folder / NAME
    target.write_bytes(content(report))
    return target


def content(report: Report) -> bytes:
    envelope = report.envelope
    document = blank_document(envelope.title, envelope.written)
    document.core_properties.subject = report.format.title
    if envelope.letter:
        add_letter(document, envelope.letter)
    add_title(document, envelope.title, new_page=envelope.letter is not None)
    writer = Writer(document, report)
    writer.blocks(report.blocks(None))
    for section in report.narrative.sections:
        writer.section(section)
    add_notes(document, report)
    if envelope.colophon:
        add_colophon(document, envelope.colophon)
    return packed(document)


def add_letter(document: Document, letter: Letter) -> None:
    """The letter as a 上行文: 发文字号 at the left, 签发人 at the right, a red rule below, then the text."""
    if letter.document_number or letter.signer:
        add_number_and_signer(document, letter)
    add_title(document, letter.title)
    if letter.addressee:
        add_paragraph(document, with_colon(letter.addressee), ADDRESSEE)
    for text in letter.body:
        add_paragraph(document, text, MAIN)
    if letter.signature:
        add_paragraph(document, letter.signature, SIGNATURE)
    if letter.date:
        add_paragraph(document, chinese_day(letter.date), DAY)


def add_number_and_signer(document: Document, letter: Letter) -> None:
    paragraph = add_paragraph(document, letter.document_number or "", NUMBER)
    if letter.signer:
        right = Length(TEXT_WIDTH - Pt(SIZE_3))
        paragraph.paragraph_format.tab_stops.add_tab_stop(right, WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run("\t签发人：")
        name = paragraph.add_run(letter.signer)
        set_face(name._element.get_or_add_rPr(), KAI, SIZE_3)
    add_rule(paragraph, "w:bottom", RED, 12)


def add_title(document: Document, title: str, *, new_page: bool = False) -> None:
    paragraph = add_paragraph(document, title, "Title")
    paragraph.paragraph_format.page_break_before = new_page


def with_colon(addressee: str) -> str:
    """
    >>> with_colon("市政府办："), with_colon("市政府办"), with_colon("市政府办:")
    ('市政府办：', '市政府办：', '市政府办：')
    """
    return addressee.rstrip("：:") + "："


class Writer:
    """Writes the report's prose and tables in their order."""

    def __init__(self, document: Document, report: Report) -> None:
        self.document, self.report = document, report

    def section(self, section: Section) -> None:
        add_paragraph(self.document, section.title, "Heading 1")
        self.blocks(self.report.blocks(section))

    def blocks(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if isinstance(block, Subheading):
                add_paragraph(self.document, block.text, f"Heading {block.level - 1}")
            elif isinstance(block, Paragraph):
                add_paragraph(self.document, words(block), MAIN)
            else:
                self.table(block.table)

    def table(self, id: str) -> None:
        table = self.report.tables[id]
        form = grid(self.report, table, as_printed=True)
        add_table(self.document, form, table.format.title)
        add_paragraph(self.document, "", CELL_SMALL)  # two tables without a paragraph between them would become one


def words(paragraph: Paragraph) -> str:
    """The paragraph as the page shows it: what was published, a cited figure with a true minus sign."""
    return "".join(piece.text.replace("-", MINUS) if piece.figure else piece.text for piece in paragraph.pieces)


def add_notes(document: Document, report: Report) -> None:
    """校注: what the office says beside its own published words, and about which of them."""
    notes = noted(report)
    if notes:
        add_paragraph(document, "校注", "Heading 1")
    for number, note in enumerate(notes, start=1):
        said = f"{note.by}，{chinese_day(note.date)}" if note.date else note.by
        add_paragraph(document, f"{number}.{in_words(report, note.subject)}：{note.note}（{said}）", MAIN)


def add_colophon(document: Document, colophon: Colophon) -> None:
    """版记: who printed the document at the left, when at the right, between two rules."""
    paragraph = add_paragraph(document, colophon.issuer, COLOPHON)
    format = paragraph.paragraph_format
    format.tab_stops.add_tab_stop(Length(TEXT_WIDTH - Pt(SIZE_4)), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"\t{chinese_day(colophon.date)}{colophon.wording}")
    add_rule(paragraph, "w:top", BLACK, 8)
    add_rule(paragraph, "w:bottom", BLACK, 8)


def add_rule(paragraph: WordParagraph, edge: str, color: str, eighths: int) -> None:
    """A line above or below the paragraph, as thick as so many eighths of a point."""
    properties: BaseOxmlElement = paragraph._p.get_or_add_pPr()
    borders = properties.find(element("w:pBdr").tag)
    if borders is None:
        borders = element("w:pBdr")
        properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    borders.append(element(edge, {"w:val": "single", "w:sz": str(eighths), "w:space": "4", "w:color": color}))
