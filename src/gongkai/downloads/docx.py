"""report.docx: the letter and the report as official documents (GB/T 9704-2012)."""

from __future__ import annotations

from pathlib import Path

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from gongkai.downloads.document_parts import Form, Line, PartKind, document_parts, stated_day
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
    add_paragraph,
    blank_document,
    element,
    packed,
    set_face,
)
from gongkai.downloads.docx_table import add_table
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


def write(report: Report, folder: Path) -> Path:
    target = folder / NAME
    target.write_bytes(content(report))
    return target


def content(report: Report) -> bytes:
    envelope = report.envelope
    document = blank_document(envelope.title, stated_day(report))
    document.core_properties.subject = report.format.title
    for part in document_parts(report):
        if isinstance(part, Form):
            add_form(document, part)
        else:
            add_line(document, part)
    return packed(document)


def add_form(document: Document, form: Form) -> None:
    """The table with a little room above and below; without a paragraph between them two tables would become one."""
    if document.paragraphs[-1].text:
        add_paragraph(document, "", CELL_SMALL).paragraph_format.keep_with_next = True
    add_table(document, form.printed, form.title)
    add_paragraph(document, "", CELL_SMALL)


def add_line(document: Document, line: Line) -> None:
    style = f"Heading {line.level}" if line.kind == "heading" else STYLES[line.kind]
    paragraph = add_paragraph(document, line.text, style)
    if line.kind == "title":
        paragraph.paragraph_format.page_break_before = line.new_page
    elif line.kind == "number":
        add_signer(paragraph, line.right)
        add_rule(paragraph, "w:bottom", RED, 12)
    elif line.kind == "colophon":
        add_colophon(paragraph, line.right)
        add_paragraph(document, "", CELL_SMALL)  # the frame stands on the page of the paragraph after it


def add_signer(paragraph: WordParagraph, signer: str) -> None:
    if not signer:
        return
    add_right_tab(paragraph, SIZE_3)
    paragraph.add_run("\t签发人：")
    name = paragraph.add_run(signer)
    set_face(name._element.get_or_add_rPr(), KAI, SIZE_3)


def add_colophon(paragraph: WordParagraph, printed: str) -> None:
    """版记: who printed the document at the left, when at the right, between two rules at the foot of the page."""
    add_right_tab(paragraph, SIZE_4)
    paragraph.add_run(f"\t{printed}")
    add_rule(paragraph, "w:top", BLACK, 8)
    add_rule(paragraph, "w:bottom", BLACK, 8)
    foot = {"w:vAnchor": "margin", "w:hAnchor": "margin", "w:xAlign": "left", "w:yAlign": "bottom"}
    frame = element("w:framePr", {"w:w": str(TEXT_WIDTH.twips), "w:wrap": "notBeside", **foot})
    before(paragraph, frame, "w:widowControl", "w:pBdr", "w:tabs", "w:spacing", "w:ind", "w:jc")


def add_right_tab(paragraph: WordParagraph, size: int) -> None:
    """A tab one character before the right edge of the text; the line under it goes on to the edge."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(Length(TEXT_WIDTH - Pt(size)), WD_TAB_ALIGNMENT.RIGHT)


def add_rule(paragraph: WordParagraph, edge: str, color: str, eighths: int) -> None:
    """A line above or below the paragraph, as thick as so many eighths of a point."""
    borders = paragraph._p.get_or_add_pPr().find(element("w:pBdr").tag)
    if borders is None:
        borders = element("w:pBdr")
        before(paragraph, borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    borders.append(element(edge, {"w:val": "single", "w:sz": str(eighths), "w:space": "4", "w:color": color}))


def before(paragraph: WordParagraph, property: BaseOxmlElement, *later: str) -> None:
    """The property in the place that the order of the file format gives it."""
    paragraph._p.get_or_add_pPr().insert_element_before(property, *later)
