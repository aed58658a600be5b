"""Paragraphs of a Word document as text: the few shapes that a report needs, put together without a tree of elements."""

from __future__ import annotations

import re
from html import escape

BREAKS = re.compile(r"([\t\r\n])")
# What XML cannot hold; a report that has it is refused when it is read.
UNKNOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
SPECIAL = re.compile("[&<>\t\r\n]")


def paragraph(style: str, content: str = "", properties: str = "") -> str:
    """`style` is the id of a style; `properties` stand in the order of the file format, after the style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def run(text: str, look: str = "") -> str:
    """Words in one look, the style's own unless another is given; a tab and the end of a line are signs of their own."""
    if not SPECIAL.search(text):
        return f"<w:r>{look}{words(text)}</w:r>"
    return f"<w:r>{look}{''.join(map(piece, BREAKS.split(text)))}</w:r>"


def piece(text: str) -> str:
    if text == "\t":
        return "<w:tab/>"
    return "<w:br/>" if text in ("\r", "\n") and text else words(escape(text, quote=False))


def words(text: str) -> str:
    if not text:
        return ""
    return f"<w:t>{text}</w:t>" if text.strip() == text else f'<w:t xml:space="preserve">{text}</w:t>'


def face(name: str, size: int) -> str:
    """The look of a run set in another face; `size` in points."""
    fonts = f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'
    return f'<w:rPr>{fonts}<w:sz w:val="{size * 2}"/><w:szCs w:val="{size * 2}"/></w:rPr>'


def rule(edge: str, color: str, eighths: int) -> str:
    """A line above or below the paragraph, as thick as so many eighths of a point."""
    return f'<w:{edge} w:val="single" w:sz="{eighths}" w:space="4" w:color="{color}"/>'


def rules(*edges: str) -> str:
    return f"<w:pBdr>{''.join(edges)}</w:pBdr>"


def right_tab(twips: int) -> str:
    return f'<w:tabs><w:tab w:pos="{twips}" w:val="right"/></w:tabs>'
