"""Word documents: the paragraphs and tables of the body, in order, with their merged cells.

Headers, footers, comments, text boxes and deleted text are no part of the report; what was left out is told.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from lxml import etree

from gongkai.importers.document import Block, Document, Paragraph, Place, whole
from gongkai.importers.marks import symbols
from gongkai.importers.spans import TooLargeError, Typed, laid_out
from gongkai.problems import Problem

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
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
MOST_TAGS = 1_000_000  # of one part
LEFT_OUT = {
    f"{W}del": "修订中删除的文字",
    f"{W}moveFrom": "修订中移走的文字",
    f"{W}txbxContent": "文本框里的文字",
    f"{W}footnoteReference": "脚注",
    f"{W}endnoteReference": "尾注",
}
SILENT = {f"{W}instrText", f"{W}delText", f"{W}delInstrText", f"{W}pPr", f"{W}rPr", f"{COMPATIBILITY}Fallback"}
HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)
# What the readers of archives and of XML raise when a file is damaged.
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, etree.XMLSyntaxError),
    *(KeyError, ValueError, OSError, EOFError, NotImplementedError, RuntimeError),
)


def read_docx(raw: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """The document, or None and the reason why this is not a Word file that can be read."""
    if raw.startswith(OLD_WORD):
        return None, [whole(file).problem("这是旧版 Word（.doc）文件或加了密码的文件；请在 Word 里另存为 .docx 再导入")]
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            body = parsed(archive, BODY).find(f"{W}body")
            styles, comments, properties = (
                parsed(archive, name) if name in archive.namelist() else None for name in (STYLES, COMMENTS, PROPERTIES)
            )
        if body is None:
            raise NotWordError("不是 Word 文件（里面没有正文）")
        reader = DocxReader(file, heading_levels(styles))
        blocks = tuple(reader.blocks(body))
        doubts = (*reader.doubts(), *about_people(file, body, comments, properties))
    except DAMAGED:
        return None, [whole(file).problem("不是 Word 文件，或文件已经损坏")]
    except NotWordError as error:
        return None, [whole(file).problem(str(error))]
    except TooLargeError:
        return None, [whole(file).problem("里面的表格太大，不像是年度报告")]
    return Document(file, blocks, doubts), []


class NotWordError(Exception):
    """The message says why this is no Word file we read."""


def parsed(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """One part of the package; no entities, no other files, no more than a report needs."""
    with archive.open(name) as part:
        content = part.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise NotWordError(f"解压后超过 {LARGEST_PART // 1_000_000} MB，不像是年度报告")
    if content.count(b"<") > MOST_TAGS:
        raise NotWordError("里面的内容太多，不像是年度报告")
    if b"<!DOCTYPE" in content or b"\0" in content:  # a NUL: an encoding that could hide one
        raise NotWordError("里面有 Word 不会写的内容（DTD 或别的编码），不能读")
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def heading_levels(styles: etree._Element | None) -> dict[str, int]:
    """The levels of the styles that are headings, by style id."""
    levels = {}
    for style in styles.iter(f"{W}style") if styles is not None else ():
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
    told = "、".join(dict.fromkeys(name.strip()[:30] for name in names if name and name.strip()))
    if told:
        yield whole(file).doubt(f"原件里记着作者的名字（{told[:60]}），没有读入；如要公开原件，请先清除")


def changes(body: etree._Element) -> Iterator[etree._Element]:
    yield from body.iter(*(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange")))


class DocxReader:
    def __init__(self, file: str, levels: dict[str, int]) -> None:
        self.file, self.levels = file, levels
        self.paragraphs = self.tables = 0
        self.left_out: dict[str, str] = {}
        self.numbered: list[Place] = []

    def doubts(self) -> Iterator[Problem]:
        for kind, first in self.left_out.items():
            yield whole(self.file).doubt(f"{kind}没有读入" + (f"，例如“{first[:30]}”" if first else "") + "；请对照原件")
        for place in self.numbered[:1]:
            yield place.doubt(f"用了 Word 自动编号（共 {len(self.numbered)} 段），编号不在文字里；请对照原件补上")

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        for element in parent:
            if element.tag == f"{W}p":
                yield from self.paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self.table(element)
            elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
                yield from self.blocks(element)
            elif element.tag in LEFT_OUT:
                self.leave_out(element)

    def paragraph(self, element: etree._Element) -> Iterator[Paragraph]:
        """A line break within a paragraph begins another one."""
        self.paragraphs += 1
        place = Place(self.file, f"第 {self.paragraphs} 段")
        style = element.find(f"{W}pPr/{W}pStyle")
        level = self.levels.get(style.get(f"{W}val", ""), 0) if style is not None else 0
        text = self.text(element)
        number = element.find(f"{W}pPr/{W}numPr/{W}numId")
        if text.strip() and number is not None and number.get(f"{W}val") != "0":
            self.numbered.append(place)
        for line in text.split("\n"):
            if line.strip():
                yield Paragraph(line.strip(), place, level)

    def text(self, element: etree._Element) -> str:
        return "".join(self.words(element))

    def words(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            if child.tag in LEFT_OUT:
                self.leave_out(child)
            elif child.tag in SILENT or (child.tag == f"{W}r" and self.hidden(child)):
                continue
            elif child.tag == f"{W}t":
                yield symbols(child.text or "", symbol_font(element))
            elif child.tag == f"{W}sym":
                yield symbol(child)
            elif child.tag in (f"{W}br", f"{W}cr"):
                yield "\n"
            elif child.tag == f"{W}tab":
                yield "\t"
            elif child.tag == f"{W}noBreakHyphen":
                yield "-"
            else:
                yield from self.words(child)

    def hidden(self, run: etree._Element) -> bool:
        mark = run.find(f"{W}rPr/{W}vanish")
        if mark is None or mark.get(f"{W}val") in ("0", "false"):
            return False
        self.left_out.setdefault("隐藏的文字", words_in(run))
        return True

    def leave_out(self, element: etree._Element) -> None:
        said = words_in(element)
        if said.strip() or element.tag.endswith("Reference"):
            self.left_out.setdefault(LEFT_OUT[element.tag], said.strip())

    def table(self, element: etree._Element) -> Iterator[Block]:
        """A table that holds other tables only lays them out: what stands in its cells is read in order."""
        rows = [row for row in children(element, "tr") if row.find(f"{W}trPr/{W}del") is None]
        if element.find(f".//{W}tc//{W}tbl") is not None:
            for row in rows:
                for cell in children(row, "tc"):
                    yield from self.blocks(cell)
            return
        self.tables += 1
        number = self.tables

        def at(row: int, cell: int, _: Typed) -> Place:
            return Place(self.file, f"第 {number} 个表第 {row} 行第 {cell} 格")

        yield laid_out(self.rows(rows), Place(self.file, f"第 {number} 个表"), at)

    def rows(self, rows: list[etree._Element]) -> list[list[Typed]]:
        """A cell that continues one above is no cell of its own; it makes that one taller."""
        found: list[list[Typed]] = []
        open: dict[int, tuple[int, int]] = {}  # by column: where the cell stands that the next row may continue
        for row in rows:
            column = number_of(row.find(f"{W}trPr/{W}gridBefore"), 0)
            found.append([])
            for cell in children(row, "tc"):
                width = number_of(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                continues = merge is not None and merge.get(f"{W}val", "continue") == "continue"
                if continues and column in open:
                    above, place = open[column]
                    found[above][place] = taller(found[above][place], len(found) - above)
                else:
                    found[-1].append(Typed(self.cell_text(cell), 1, width, column))
                    open[column] = (len(found) - 1, len(found[-1]) - 1)
                if merge is None:
                    open.pop(column, None)
                column += width
        return found

    def cell_text(self, cell: etree._Element) -> str:
        return "\n".join(self.text(paragraph) for paragraph in cell.iter(f"{W}p")).strip()


def taller(cell: Typed, height: int) -> Typed:
    return Typed(cell.text, height, cell.colspan, cell.column)


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those inside content controls and tracked insertions."""
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
            yield from children(child, name)


def number_of(element: etree._Element | None, otherwise: int) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return int(value) if value.isdecimal() else otherwise


def symbol_font(run: etree._Element) -> str:
    fonts = run.find(f"{W}rPr/{W}rFonts")
    return "" if fonts is None else fonts.get(f"{W}ascii", "")


def symbol(element: etree._Element) -> str:
    """A box or tick out of a symbol font; another drawing of such a font says nothing that can be read."""
    code = element.get(f"{W}char", "")
    letter = chr(int(code, 16) & 0xFF) if re.fullmatch("[0-9A-Fa-f]{4}", code) else ""
    drawn = symbols(letter, element.get(f"{W}font", ""))
    return drawn if drawn != letter else ""


def words_in(element: etree._Element) -> str:
    texts: Iterable[etree._Element] = element.iter(f"{W}t", f"{W}delText")
    return "".join(text.text or "" for text in texts)
