"""An empty Word document in the layout of GB/T 9704-2012: page, styles, page numbers.

The faces (仿宋_GB2312, 方正小标宋简体 …) are named, never embedded: they belong to others.
"""

from __future__ import annotations

from functools import cache
from typing import cast

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsmap
from docx.oxml.ns import qn as qualified
from docx.oxml.parser import oxml_parser
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

PAGE_WIDTH, PAGE_HEIGHT = Mm(210), Mm(297)
TOP, LEFT = Mm(37), Mm(28)  # 天头, 订口
TEXT_WIDTH, TEXT_HEIGHT = Mm(156), Mm(225)  # 版心
PITCH = Pt(29)  # 22 lines on 225 mm
SIZE_2, SIZE_3, SIZE_4 = 22, 16, 14  # 2号, 3号, 4号
BODY, TITLE, HEI, KAI, SONG = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
MAIN, ADDRESSEE, NUMBER, SIGNATURE, DAY, COLOPHON, CELL, CELL_SMALL = (
    "正文段落", "主送机关", "发文字号", "署名", "成文日期", "版记", "表格", "表格小字",
)  # fmt: skip
qn = cache(qualified)


@cache
def layout() -> Document:
    """What all documents have in common, made once; nobody writes into it."""
    document = docx.Document()
    set_page(document.sections[0])
    set_styles(document)
    set_language(document)
    leave_out_picture(document)
    return document


@cache
def style_id(name: str) -> str:
    id: str = layout().styles[name].style_id
    return id


def set_page(section: Section) -> None:
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.top_margin, section.left_margin = TOP, LEFT
    section.right_margin = Mm(210 - 28 - 156)
    section.bottom_margin = Mm(297 - 37 - 225)
    section.footer_distance = Mm(297 - 37 - 225 - 7 - 5)  # 5 mm for the 4号 figure itself
    page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def page_number(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — on the outer side, one character in: odd pages at the right, even pages at the left."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(SIZE_4)
    for text in ("— ", "", " —"):
        run = paragraph.add_run(text)
        set_face(run._element.get_or_add_rPr(), SONG, SIZE_4)
        if not text:
            field = element("w:fldSimple", {"w:instr": "PAGE"})
            run._element.addprevious(field)
            run.text = "1"
            field.append(run._element)


def set_styles(document: Document) -> None:
    normal = document.styles["Normal"]
    set_style(normal, BODY, SIZE_3)
    normal.paragraph_format.widow_control = False
    set_style(document.styles["Title"], TITLE, SIZE_2, WD_ALIGN_PARAGRAPH.CENTER, pitch=Pt(35))
    spaced(document.styles["Title"], 0, 1)
    for level, face in ((1, HEI), (2, KAI), (3, BODY)):
        set_style(document.styles[f"Heading {level}"], face, SIZE_3)
        indent(document.styles[f"Heading {level}"], 2)
    add_style(document, MAIN, WD_ALIGN_PARAGRAPH.JUSTIFY)
    indent(document.styles[MAIN], 2)
    add_style(document, ADDRESSEE)
    add_style(document, NUMBER)
    indent(document.styles[NUMBER], 1)
    spaced(document.styles[NUMBER], 0, 2)
    add_style(document, SIGNATURE, WD_ALIGN_PARAGRAPH.RIGHT)
    indent(document.styles[SIGNATURE], 0, right=2)
    spaced(document.styles[SIGNATURE], 1, 0)
    add_style(document, DAY, WD_ALIGN_PARAGRAPH.RIGHT)
    indent(document.styles[DAY], 0, right=4)
    add_style(document, COLOPHON, size=SIZE_4)
    indent(document.styles[COLOPHON], 1, size=SIZE_4)
    add_style(document, CELL, WD_ALIGN_PARAGRAPH.CENTER, size=12, pitch=None)
    add_style(document, CELL_SMALL, WD_ALIGN_PARAGRAPH.CENTER, size=9, pitch=None)


def add_style(
    document: Document, name: str, side: WD_ALIGN_PARAGRAPH | None = None, *, size: int = SIZE_3, pitch: Length | None = PITCH
) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    set_style(style, BODY, size, side, pitch=pitch)


def set_style(
    style: ParagraphStyle, face: str, size: int, side: WD_ALIGN_PARAGRAPH | None = None, *, pitch: Length | None = PITCH
) -> None:
    """Face and size; black, not bold, without the rules and spaces of the template. `pitch` None: as high as its letters."""
    style.font.bold, style.font.color.rgb = False, RGBColor(0, 0, 0)
    set_face(style.element.get_or_add_rPr(), face, size)
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
    lines = style.paragraph_format
    lines.alignment = side
    lines.space_before = lines.space_after = Pt(0)
    lines.line_spacing_rule = WD_LINE_SPACING.EXACTLY if pitch else WD_LINE_SPACING.SINGLE
    if pitch:
        lines.line_spacing = pitch


def set_face(properties: BaseOxmlElement, face: str, size: int) -> None:
    """Latin letters and figures too: the standard sets the whole text in one face."""
    for name in ("w:rFonts", "w:sz", "w:szCs", "w:spacing", "w:kern"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    fonts = {"w:ascii": face, "w:hAnsi": face, "w:eastAsia": face, "w:cs": face}
    properties.insert(0, element("w:rFonts", fonts))
    for name in ("w:sz", "w:szCs"):
        properties.append(element(name, {"w:val": str(size * 2)}))


def indent(style: ParagraphStyle, first: int, *, right: int = 0, size: int = SIZE_3) -> None:
    """Indents in characters, as a Chinese word processor counts them, with the same in points for other programs."""
    properties = style.element.get_or_add_pPr()
    lengths = style.paragraph_format
    lengths.first_line_indent, lengths.left_indent = Pt(first * size), Pt(0)
    lengths.right_indent = Pt(right * size)
    measured = properties.find(qn("w:ind"))
    assert measured is not None
    for name, characters in (("w:firstLineChars", first), ("w:leftChars", 0), ("w:rightChars", right)):
        measured.set(qn(name), str(characters * 100))


def spaced(style: ParagraphStyle, before: int, after: int) -> None:
    """Empty lines before and after."""
    style.paragraph_format.space_before = Pt(before * PITCH.pt)
    style.paragraph_format.space_after = Pt(after * PITCH.pt)


def set_language(document: Document) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "zh-CN")
        language.set(qn("w:eastAsia"), "zh-CN")
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "zh-CN")
        language.set(qn("w:eastAsia"), "zh-CN")
    document.settings.odd_and_even_pages_header_footer = True


def leave_out_picture(document: Document) -> None:
    """The template's own."""
    relations = document.part.package.rels
    for id in [id for id, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[id]


def element(name: str, attributes: dict[str, str] | None = None, *children: BaseOxmlElement) -> BaseOxmlElement:
    """As `OxmlElement`, which would work out the namespaces of every cell of every table."""
    names = {qn(key): value for key, value in (attributes or {}).items()}
    made = cast(BaseOxmlElement, oxml_parser.makeelement(qn(name), names, {"w": nsmap["w"]}))
    made.extend(children)
    return made
