"""Word documents: the paragraphs and tables of the body, in order, with their merged cells.

Headers, footers, comments, text boxes and deleted text are no part of the report; what was left out is told.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from lxml import etree

from gongkai.imports.document import Block, Document, DocumentPlace, Paragraph, doubt_about_people, whole
from gongkai.imports.marks import aside, without_marks
from gongkai.imports.readers.docx_words import CONTROL, LEFT_OUT, OFF, SILENT, Looks, W, WordsReader, looks_of_styles
from gongkai.imports.readers.spans import WIDEST, TooLargeError, Typed, laid_out, refuse_more_than_a_report_has
from gongkai.problems import Problem
from gongkai.source.damaged_zip import DAMAGED_ZIP

BODY = "word/document.xml"
STYLES = "word/styles.xml"
COMMENTS = "word/comments.xml"
PROPERTIES = "docProps/core.xml"
PEOPLE = {
    "{http://purl.org/dc/elements/1.1/}creator",
    "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy",
}
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LARGEST_PART = 60_000_000  # bytes unpacked; a report's text is some 300 000
LARGE_STYLES = 500_000  # bytes; those of a word processor have some 30,000
NO_STYLES = b"<none/>"
MOST_TAGS = 1_000_000  # of one part
EMBEDDED = f"{W}altChunk"
REVISED = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"))
ABOUT, SPAN, ACROSS, DOWN = (f"{W}{name}" for name in ("tcPr", "gridSpan", "hMerge", "vMerge"))
REVISION = "这一格有修订，按修订之后的读入；请对照原件"
HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)
# What the readers of archives and of XML raise when a file is damaged.
DAMAGED = (*DAMAGED_ZIP, etree.XMLSyntaxError)


def read_docx(raw: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """The document, or None and the reason why this is not a Word file that can be read."""
    if raw.startswith(OLD_WORD):
        return None, [whole(file).problem("这是旧版 Word（.doc）文件或加了密码的文件；请在 Word 里另存为 .docx 再导入")]
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            body = parsed(archive, BODY).find(f"{W}body")
            names = archive.namelist()
            styles = content_of(archive, STYLES) if STYLES in names else NO_STYLES
            levels, looks = (usual_styles_in if len(styles) < LARGE_STYLES else styles_in)(styles)
            comments, properties = (parsed(archive, name) if name in names else None for name in (COMMENTS, PROPERTIES))
        if body is None:
            raise NotWordError("不是 Word 文件（里面没有正文）")
        reader = DocxReader(file, body, levels, looks)
        blocks = tuple(reader.blocks(body))
        people = tuple(about_people(file, body, comments, properties))
    except DAMAGED:
        return None, [whole(file).problem("不是 Word 文件，或文件已经损坏")]
    except NotWordError as error:
        return None, [whole(file).problem(str(error))]
    except TooLargeError:
        return None, [whole(file).problem("里面的表格太大，不像是年度报告")]
    return Document(file, blocks, (*reader.doubts(), *people), private=bool(people)), []


class NotWordError(Exception):
    """The message says why this is no Word file we read."""


def parsed(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """One part of the package; no entities, no other files, no more than a report needs."""
    return tree_of(content_of(archive, name))


def content_of(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        content = part.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise NotWordError(f"解压后超过 {LARGEST_PART // 1_000_000} MB，不像是年度报告")
    if content.count(b"<") > MOST_TAGS:
        raise NotWordError("里面的内容太多，不像是年度报告")
    if b"<!DOCTYPE" in content or b"\0" in content:  # a NUL: an encoding that could hide one
        raise NotWordError("里面有 Word 不会写的内容（DTD 或别的编码），不能读")
    return content


def tree_of(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def styles_in(content: bytes) -> tuple[Mapping[str, int], Looks]:
    """Which styles are headings, and what they look like."""
    styles = tree_of(content)
    return heading_levels(styles), looks_of_styles(styles)


@lru_cache(maxsize=8)
def usual_styles_in(content: bytes) -> tuple[Mapping[str, int], Looks]:
    """The same, read once: the agencies of a county fill in copies of one file."""
    return styles_in(content)


def heading_levels(styles: etree._Element) -> dict[str, int]:
    """The levels of the styles that are headings, by style id."""
    levels = {}
    for style in styles.iter(f"{W}style"):
        name = style.find(f"{W}name")
        found = HEADING.match(name.get(f"{W}val", "")) if name is not None else None
        if found:
            levels[style.get(f"{W}styleId", "")] = int(found[1])
    return levels


def about_people(
    file: str, body: etree._Element, comments: etree._Element | None, properties: etree._Element | None
) -> Iterator[Problem]:
    """What the file holds besides its words, and whose names; none of it comes into the draft."""
    if body.find(f".//{W}ins") is not None or body.find(f".//{W}moveTo") is not None:
        yield whole(file).doubt("修订中添加的文字已当作正文读入；请对照原件，看修订是否都已接受")
    remarks = list(comments.iter(f"{W}comment")) if comments is not None else []
    if remarks:
        yield whole(file).doubt(f"原件里有批注（共 {len(remarks)} 条），没有读入")
    names = [element.text for element in properties if element.tag in PEOPLE] if properties is not None else []
    names += [element.get(f"{W}author") for element in (*remarks, *changes(body))]
    yield from doubt_about_people(file, names)


def changes(body: etree._Element) -> Iterator[etree._Element]:
    yield from body.iter(*(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange")))


class DocxReader:
    """What a whole document has nowhere is not looked for in each of its cells."""

    def __init__(self, file: str, body: etree._Element, levels: Mapping[str, int], looks: Looks) -> None:
        self.file, self.levels = file, levels
        self.words = WordsReader(looks, controls=next(body.iter(CONTROL), None) is not None)
        self.revised = next(body.iter(*REVISED), None) is not None
        self.numbers = next(body.iter(f"{W}numPr"), None) is not None
        self.paragraphs = self.tables = 0
        self.numbered: list[DocumentPlace] = []

    def doubts(self) -> Iterator[Problem]:
        for kind, first in self.words.left_out.items():
            yield whole(self.file).doubt(f"{kind}没有读入" + (f"，例如“{first[:30]}”" if first else "") + "；请对照原件")
        for place in self.numbered[:1]:
            yield place.doubt(f"用了 Word 自动编号（共 {len(self.numbered)} 段），编号不在文字里；请对照原件补上")

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        for element in parent:
            if element.tag == f"{W}p":
                yield from self.paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self.table(element)
            elif element.tag in LEFT_OUT:
                self.words.leave_out(LEFT_OUT[element.tag], element)
            elif element.tag == EMBEDDED:
                self.words.left_out.setdefault("嵌入的另一个文件", "")
            elif element.tag not in SILENT:
                yield from self.blocks(element)

    def paragraph(self, element: etree._Element) -> Iterator[Paragraph]:
        """A line break within a paragraph begins another one."""
        self.paragraphs += 1
        place = DocumentPlace(self.file, f"第 {self.paragraphs} 段")
        style = element.find(f"{W}pPr/{W}pStyle")
        level = self.levels.get(style.get(f"{W}val", ""), 0) if style is not None else 0
        text = without_marks(self.words.text(element))
        if self.numbers and text.strip() and is_numbered(element):
            self.numbered.append(place)
        for line in text.split("\n"):
            if line.strip():
                yield Paragraph(line.strip(), place, level)

    def table(self, element: etree._Element) -> Iterator[Block]:
        """A table that holds other tables only lays them out: what stands in its cells is read in order."""
        refuse_more_than_a_report_has(element.iter(f"{W}tc"))
        rows = [row for row in children(element, "tr") if is_shown(row)]
        if element.find(f".//{W}tc//{W}tbl") is not None:
            for row in rows:
                for cell in children(row, "tc"):
                    yield from self.blocks(cell)
            return
        self.tables += 1
        number = self.tables

        def at(row: int, cell: int, _: Typed) -> DocumentPlace:
            return DocumentPlace(self.file, f"第 {number} 个表第 {row} 行第 {cell} 格")

        yield laid_out(self.rows(rows), DocumentPlace(self.file, f"第 {number} 个表"), at)

    def rows(self, rows: list[etree._Element]) -> list[list[Typed]]:
        """A cell that continues another is no cell of its own; it makes that one taller, or wider."""
        found: list[list[Typed]] = []
        open: dict[int, tuple[int, int]] = {}  # by column: where the cell stands that the next row may continue
        for row in rows:
            column = number_of(row.find(f"{W}trPr/{W}gridBefore"), 0)
            found.append([])
            for cell in children(row, "tc"):
                about = properties_of(cell)
                width = number_of(about.get(SPAN), 1)
                if continues(about.get(ACROSS)) and found[-1]:
                    found[-1][-1] = larger(found[-1][-1], width=width)
                elif continues(about.get(DOWN)) and column in open:
                    above, place = open[column]
                    found[above][place] = larger(found[above][place], height=len(found) - above)
                else:
                    found[-1].append(self.typed(cell, width, column))
                    open = {at: whose for at, whose in open.items() if at not in range(column, column + width)}
                    open[column] = (len(found) - 1, len(found[-1]) - 1)
                if DOWN not in about:
                    open.pop(column, None)
                column += width
        return found

    def typed(self, cell: etree._Element, width: int, column: int) -> Typed:
        text = "\n".join(self.words_in_cell(paragraph) for paragraph in children(cell, "p"))
        revised = self.revised and next(cell.iter(*REVISED), None) is not None
        return Typed(text, 1, width, column, doubt=REVISION if revised else "")

    def words_in_cell(self, paragraph: etree._Element) -> str:
        """With marks; a number that Word sets by itself stands before the text and not in it."""
        return (aside("") if self.numbers and is_numbered(paragraph) else "") + self.words.text(paragraph)


def is_numbered(paragraph: etree._Element) -> bool:
    number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    return number is not None and number.get(f"{W}val") != "0"


def is_shown(row: etree._Element) -> bool:
    """Neither deleted in a revision nor hidden."""
    hidden = row.find(f"{W}trPr/{W}hidden")
    return row.find(f"{W}trPr/{W}del") is None and (hidden is None or hidden.get(f"{W}val", "1") in OFF)


def properties_of(cell: etree._Element) -> dict[str, etree._Element]:
    """What is said of a cell, by the names of its properties."""
    about = cell.find(ABOUT)
    return {} if about is None else {element.tag: element for element in reversed(about)}


def continues(mark: etree._Element | None) -> bool:
    return mark is not None and mark.get(f"{W}val", "continue") == "continue"


def larger(cell: Typed, *, height: int = 0, width: int = 0) -> Typed:
    """As tall as said, and so much wider."""
    return replace(cell, rowspan=height or cell.rowspan, colspan=min(cell.colspan + width, WIDEST))


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table, the cells of a row or the paragraphs of a cell, whatever else is wrapped around them."""
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag not in LEFT_OUT and child.tag not in SILENT and child.tag != f"{W}tbl":
            yield from children(child, name)


def number_of(element: etree._Element | None, otherwise: int) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return int(value) if value.isdecimal() else otherwise
