"""Word documents: the paragraphs and tables of the body, in order, with their merged cells.

Headers, footers, comments, text boxes and deleted text are no part of the report; what was left out is told.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from gongkai.imports import looks
from gongkai.imports.document import Block, Document, DocumentPlace, Grid, Paragraph, doubt_about_people, whole
from gongkai.imports.marks import BESIDE, aside, without_marks
from gongkai.imports.readers import docx_pages
from gongkai.imports.readers.docx_alternatives import taken
from gongkai.imports.readers.docx_colors import Palette
from gongkai.imports.readers.docx_fields import BoundData, OpenFields, doubts_about_control
from gongkai.imports.readers.docx_floating import Floating
from gongkai.imports.readers.docx_fonts import Fonts
from gongkai.imports.readers.docx_looks import LooksReader
from gongkai.imports.readers.docx_names import COMPATIBILITY, OFF, W, short_name
from gongkai.imports.readers.docx_styles import Styles, styles_in
from gongkai.imports.readers.docx_table_looks import Line, TableLooks
from gongkai.imports.readers.docx_words import AROUND, CONTROL, LEFT_OUT, SILENT, WordsReader, words_in
from gongkai.imports.readers.office_package import DAMAGED, OLD_WORD, NotWordError, Package
from gongkai.imports.readers.spans import WIDEST, TooLargeError, Typed, laid_out, refuse_more_than_a_report_has
from gongkai.problems import Problem

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
TYPES = (
    *(f"{WORD}{kind}.main+xml" for kind in ("document", "template")),
    *(f"application/vnd.ms-word.{kind}.macroEnabledTemplate.main+xml" for kind in ("template",)),
    "application/vnd.ms-word.document.macroEnabled.main+xml",
)
PEOPLE = {
    "{http://purl.org/dc/elements/1.1/}creator",
    "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy",
}
EMBEDDED = {f"{W}altChunk": "嵌入的另一个文件", f"{W}subDoc": "连着的另一个文件"}
REVISED = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"))
ABOUT, SPAN, ACROSS, DOWN = (f"{W}{name}" for name in ("tcPr", "gridSpan", "hMerge", "vMerge"))
REACH_OUT = (looks.MOVED, looks.TINY)  # what may lie over the cells around as well
REVISION = "这一格有修订，按修订之后的读入；请对照原件"
# What stands beside the rows of a table, the cells of a row and the paragraphs of a cell, and says nothing of their words.
IN_TABLE = {"tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "body", "document", "sectPr", "background", "del", "moveFrom"}


def read_docx(raw: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """The document, or None and the reason why this is not a Word file that can be read."""
    if raw.startswith(OLD_WORD):
        return None, [whole(file).problem("这是旧版 Word（.doc）文件或加了密码的文件；请在 Word 里另存为 .docx 再导入")]
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = Parts(Package(archive))
        reader = DocxReader(file, parts)
        blocks = tuple(reader.blocks(parts.body))
        people = tuple(about_people(file, parts))
    except DAMAGED:
        return None, [whole(file).problem("不是 Word 文件，或文件已经损坏")]
    except NotWordError as error:
        return None, [whole(file).problem(str(error))]
    except TooLargeError:
        return None, [whole(file).problem("里面的表格太大，不像是年度报告")]
    return Document(file, blocks, (*reader.doubts(), *people), private=bool(people)), []


NOTES = (f"{W}footnoteReference", f"{W}endnoteReference")  # draw a raised number, which may be taken for a digit


class Parts:
    """The parts of a Word file that say what is printed, and who wrote it."""

    def __init__(self, package: Package) -> None:
        main = package.main(*TYPES)
        document = package.tree(main)
        bodies = document.findall(f"{W}body")
        if len(bodies) != 1:
            raise NotWordError("不是 Word 文件（里面没有正文）" if not bodies else "不是 Word 文件（里面有两份正文）")
        body = bodies[0]
        taken(document)
        styles = package.linked(main, "styles")
        theme, settings, fonts, self.comments = (
            package.tree(part) if (part := package.present(main, kind)) else None
            for kind in ("theme", "settings", "fontTable", "comments")
        )
        core = package.present("", "core")
        self.body = body
        self.properties = package.tree(core) if core else None
        self.styles = styles_in(package.content(styles)) if styles else Styles(None)
        self.data = BoundData(package, main)
        palette = Palette(theme, settings)
        paper = docx_pages.paper(document, settings, palette)
        self.looks = LooksReader(self.styles, palette, Fonts(fonts, palette), paper)
        self.page_width = docx_pages.width(body)
        self.page_doubts = tuple(dict.fromkeys(docx_pages.doubts(package, main, document, settings)))


def about_people(file: str, parts: Parts) -> Iterator[Problem]:
    """What the file holds besides its words, and whose names; none of it comes into the draft."""
    body, comments, properties = parts.body, parts.comments, parts.properties
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

    def __init__(self, file: str, parts: Parts) -> None:
        body = parts.body
        self.file, self.parts, self.levels = file, parts, parts.styles.levels
        self.words = WordsReader(parts.looks, parts.data, controls=next(body.iter(CONTROL), None) is not None)
        self.revised = next(body.iter(*REVISED), None) is not None
        self.numbers = next(body.iter(f"{W}numPr"), None) is not None
        self.floating, self.open_fields = Floating(body, parts.styles), OpenFields(body)
        self.paragraphs = self.tables = 0
        self.numbered: list[DocumentPlace] = []
        self.above: tuple[str, ...] = ()  # what the cell around the table in hand says of it
        self.about_tables: dict[str, list[DocumentPlace]] = {}

    def doubts(self) -> Iterator[Problem]:
        for kind, first in self.words.left_out.items():
            yield whole(self.file).doubt(f"{kind}没有读入" + (f"，例如“{first[:30]}”" if first else "") + "；请对照原件")
        for doubt, places in self.about_tables.items():
            yield places[0].doubt(doubt) if len(places) == 1 else whole(self.file).doubt(f"有 {len(places)} 个表：{doubt}")
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
            elif element.tag in EMBEDDED:
                self.words.left_out.setdefault(EMBEDDED[element.tag], "")
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
        table = TableLooks(self.parts.looks, element, rows, self.parts.page_width)
        about = tuple(dict.fromkeys((*self.above, *self.about_table(element, table))))
        if element.find(f".//{W}tc//{W}tbl") is not None:
            yield from self.tables_within(rows, table, about)
            return
        self.tables += 1
        number = self.tables

        def at(row: int, cell: int, _: Typed) -> DocumentPlace:
            return DocumentPlace(self.file, f"第 {number} 个表第 {row} 行第 {cell} 格")

        self.words.asked()
        grid = laid_out(self.rows(rows, table), DocumentPlace(self.file, f"第 {number} 个表"), at)
        yield self.in_doubt(grid, about)

    def tables_within(self, rows: list[etree._Element], table: TableLooks, about: tuple[str, ...]) -> Iterator[Block]:
        """What stands in the cells of a table that only lays out others, with what it says of them."""
        document, outside = self.parts.looks, self.above
        paper = document.paper
        for row in rows:
            for cell in children(row, "tc"):
                self.above = tuple(dict.fromkeys((*about, *table.about_cell(row, cell, ()), *table.about_height(row))))
                document.paper = tuple(dict.fromkeys(color for ground in table.around(row, cell) for color in ground.colors))
                yield from self.blocks(cell)
                document.paper = paper
        self.above = outside

    def about_table(self, element: etree._Element, table: TableLooks) -> Iterator[str]:
        """What may hide or change the figures of a whole table, within it and above it in the file."""
        yield from self.parts.page_doubts
        yield from table.doubts()
        if element in self.floating.covered:
            yield looks.COVERED
        if any(row.find(f"{W}trPr/{W}hidden") is not None and row_is_hidden(row) for row in element.iter(f"{W}tr")):
            yield looks.HIDDEN
        for parent in element.iterancestors():
            name = short_name(parent)
            if name not in AROUND and name not in IN_TABLE:
                yield looks.unknown(name)
        for control in (*element.iterancestors(CONTROL), *(part for part in element.iter(CONTROL) if holds_cells(part))):
            yield from doubts_about_control(control, words_in(control), self.parts.data)
        for part in element.iter(f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}sdtContent", f"{COMPATIBILITY}AlternateContent"):
            for child in (part, *part):
                name = short_name(child)
                if name not in AROUND and name not in IN_TABLE and child.tag not in SILENT:
                    yield looks.unknown(name)

    def in_doubt(self, grid: Grid, about: tuple[str, ...]) -> Grid:
        """With what is doubtful about the whole table, and what is about one of its labels, at each of its cells.

        A label that is hidden or covered may have been the head of any figure, and what is moved may lie over any other.
        """
        labels = (cell.doubt for cell in grid.cells if cell.doubt and is_label(cell.text) and not is_usual(cell.doubt))
        moved = (doubt for cell in grid.cells for doubt in REACH_OUT if doubt in cell.doubt)
        found = tuple(dict.fromkeys((*about, *labels, *moved)))
        for doubt in found:
            self.about_tables.setdefault(doubt, []).append(grid.place)
        said = "；".join(found)
        return replace(grid, cells=tuple(replace(cell, placing=said) for cell in grid.cells)) if said else grid

    def rows(self, rows: list[etree._Element], table: TableLooks) -> list[list[Typed]]:
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
                    found[-1].append(self.typed(cell, row, table, Typed("", 1, width, column)))
                    open = {at: whose for at, whose in open.items() if at not in range(column, column + width)}
                    open[column] = (len(found) - 1, len(found[-1]) - 1)
                if DOWN not in about:
                    open.pop(column, None)
                column += width
        return found

    def typed(self, cell: etree._Element, row: etree._Element, table: TableLooks, empty: Typed) -> Typed:
        """The cell with its words, and whatever may make them look otherwise."""
        self.parts.looks.grounds = table.around(row, cell)
        texts, lines = [], []
        for paragraph in children(cell, "p"):
            texts.append(self.words_in_cell(paragraph))
            lines.append(self.line(texts[-1], paragraph))
        noted = next(cell.iter(*NOTES), None) is not None and not is_label(without_marks("".join(texts)))
        doubts = [
            *self.words.asked(),
            *((looks.RAISED,) if noted else ()),
            *table.about_cell(row, cell, lines),
            *self.about_controls(cell),
        ]
        self.parts.looks.grounds = self.parts.looks.outside
        if self.revised and next(cell.iter(*REVISED), None) is not None:
            doubts.insert(0, REVISION)
        return replace(empty, text="\n".join(texts), doubt="；".join(dict.fromkeys(doubts)))

    def about_controls(self, cell: etree._Element) -> Iterator[str]:
        """About the controls that hold whole paragraphs of the cell."""
        for control in cell.iter(CONTROL) if self.words.controls else ():
            if next(control.iter(f"{W}p"), None) is not None:
                yield from doubts_about_control(control, words_in(control), self.parts.data)

    def line(self, text: str, paragraph: etree._Element) -> Line:
        """What the paragraph says; what is doubtful about its place is kept with the other doubts where it says something."""
        about = self.words.of_paragraph
        size = self.words.largest or about.size()
        if without_marks(text).strip():
            self.words.doubts += about.doubts(size)
            if paragraph in self.open_fields.around:
                self.words.doubts.append(looks.COMPUTED)
        if self.words.fields:  # one that begins here and does not end
            self.words.doubts.append(looks.COMPUTED)
        return about, without_marks(text), size

    def words_in_cell(self, paragraph: etree._Element) -> str:
        """With marks; a number that Word sets by itself stands before the text and not in it."""
        text = self.words.text(paragraph)
        return (aside("") if self.words.of_paragraph.is_numbered() else "") + text


def is_label(text: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in text) and not any(sign.isdigit() for sign in text[:1])


def is_usual(doubt: str) -> bool:
    """What a label may have without any danger that a figure stands under the wrong one."""
    return doubt in (REVISION, BESIDE)


def holds_cells(control: etree._Element) -> bool:
    return next(control.iter(f"{W}tc"), None) is not None


def is_numbered(paragraph: etree._Element) -> bool:
    number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    return number is not None and number.get(f"{W}val") != "0"


def is_shown(row: etree._Element) -> bool:
    """Neither deleted in a revision nor hidden."""
    return row.find(f"{W}trPr/{W}del") is None and not row_is_hidden(row)


def row_is_hidden(row: etree._Element) -> bool:
    hidden = row.find(f"{W}trPr/{W}hidden")
    return hidden is not None and hidden.get(f"{W}val", "1") not in OFF


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
