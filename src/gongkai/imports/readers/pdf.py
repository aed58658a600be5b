"""PDF with a text layer: the paragraphs and tables of its pages, in order, as if no page had ended.

Page numbers, running heads and footnotes are no part of the report; what was left out is told. A scan has no text and is
not read: what a machine recognises in a picture would be a guess.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from gongkai.imports.document import Block, Document, DocumentPlace, Grid, Paragraph, doubt_about_people, whole
from gongkai.imports.readers.pdf_grid import (
    PdfTable,
    goes_on_below,
    joined_tables,
    straddling,
    table_of,
    with_doubtful_labels,
    with_hanging,
)
from gongkai.imports.readers.pdf_lines import FOOTNOTE, PdfLine, lines_of, without_margins
from gongkai.imports.readers.pdf_pages import Char, Page, pages_of
from gongkai.imports.readers.pdf_paragraphs import joined, measures, paragraphs_of
from gongkai.imports.readers.pdf_process import TOO_LARGE, UnreadablePdfError
from gongkai.imports.readers.spans import TooLargeError
from gongkai.problems import Problem
from gongkai.statute.formats import formats
from gongkai.statute.labels import AS_CHARACTERS, fold, squeezed

LARGEST = 50_000_000  # bytes
OVERHANGING = re.compile(r"[\d.,，]+")
SCAN = "这个 PDF 里没有读得出的文字（多半是扫描件）；请用 Word 原件，或文字识别后逐格核对过的文件导入"
LOST = "这里有认不出的字（字体没有附上编码），写成了“�”；请对照原件"
LOST_IN_TABLE = "表格里有认不出的字（字体没有附上编码），不能判断是什么数；请用 Word 原件导入"
SIDEWAYS = "横放或斜放的文字（如水印）没有读入；请对照原件"
TURNED = "这一页是横放的，转正以后读入"
RECOGNISED = "这一页是图片，文字是识别出来的，可能有错；请逐字对照原件"
PICTURE_ONLY = "这一页是图片，没有文字层，没有读入；请对照原件"
DANGER = "原文件里仍能读出被遮盖的内容：色块或图片只盖住了字，没有删去；没有读入。请清除后再公开原件"
UNSEEN = "这一页有页面上看不见的字（没有着色、颜色同底色、被裁去或在关着的图层里），没有读入；请对照原件"

NO_LINES = "没有找到画了框线的表格：PDF 里没有框线的表格不能逐格读出，请用 Word 原件导入"
# One glyph for two characters: browsers store the one of the lower number.
AS_WRITTEN = AS_CHARACTERS | {0x2215: "／", 0x2012: "–", 0x2329: "〈", 0x232A: "〉"}

Part = PdfLine | PdfTable


def read_pdf(raw: bytes, file: str, *, printed_here: bool = False) -> tuple[Document | None, list[Problem]]:
    """The document, or None and the reason why this PDF cannot be read. `printed_here`: by us, to prove another file."""
    if len(raw) > LARGEST:
        return None, [whole(file).problem(f"文件超过 {LARGEST // 1_000_000} MB，不像是年度报告")]
    try:
        pages = pages_of(raw, printed_here=printed_here)
        if not any(squeezed(char.text) for page in pages for char in page.chars):
            return None, [whole(file).problem(SCAN)]
        doubts = [doubt for page in pages for doubt in doubts_about(page, file)]
        blocks, more = blocks_of([readable(page) for page in pages], file)
    except UnreadablePdfError as error:
        return None, [whole(file).problem(str(error))]
    except TooLargeError:
        return None, [whole(file).problem(TOO_LARGE)]
    if names_tables_in_words(blocks):
        more.append(whole(file).doubt(NO_LINES))
    people = tuple(doubt_about_people(file, (name for page in pages for name in page.people)))
    private = bool(people) or any(char.unseen for page in pages for char in page.chars)
    return Document(file, tuple(blocks), (*doubts, *more, *people), private=private), []


# What cannot be read on a page


def names_tables_in_words(blocks: Sequence[Block]) -> bool:
    """The captions of statutory tables stand in the text, and no table was found."""
    captions = [fold(table.caption) for format in formats().values() for table in format.tables if table.caption]
    texts = [fold(block.text) for block in blocks if isinstance(block, Paragraph)]
    return len(texts) == len(blocks) and any(caption in text for caption in captions for text in texts)


def doubts_about(page: Page, file: str) -> Iterator[Problem]:
    """Doubts, and errors where a figure would be a guess."""
    place = DocumentPlace(file, f"第 {page.number} 页")
    lost = [char for char in page.chars if is_lost(char)]
    if any(box.holds(char.box) for char in lost for table in page.tables for box in table):
        yield place.problem(LOST_IN_TABLE)
    elif lost:
        yield place.doubt(LOST)
    if page.turned:
        yield place.doubt(TURNED)
    if any(not char.upright and squeezed(char.text) for char in page.chars):
        yield place.doubt(SIDEWAYS)
    if page.pictured:
        yield place.doubt(RECOGNISED if page.chars else PICTURE_ONLY)
    reasons = {char.unseen for char in page.chars if char.unseen and not char.struck}
    if "COVERED" in reasons:
        yield place.doubt(DANGER)
    if reasons - {"COVERED"}:
        yield place.doubt(UNSEEN)
    seen = replace(page, chars=visible(page))
    for number in (*straddling(seen), *(line.text for line in below_tables(seen))):
        yield place.problem(f"“{number}”越出了所在的单元格，不能判断属于哪一格")


def below_tables(page: Page) -> Iterator[PdfLine]:
    """Numbers that hang below a table: the end of one that its cell had no room for."""
    ends = [(max(box.bottom for box in table), table) for table in page.tables if len(table) > 1]
    for line in lines_of(outside_tables(page), page.number):
        for bottom, table in ends:
            beside = min(box.x0 for box in table) <= line.box.x0 <= max(box.x1 for box in table)
            if beside and OVERHANGING.fullmatch(squeezed(line.text)) and -line.size < line.box.top - bottom < 0.5 * line.size:
                yield line


def is_lost(char: Char) -> bool:
    return char.text.startswith("(cid:") or char.text in ("\0", "\ufffd")


def visible(page: Page) -> tuple[Char, ...]:
    """What is not seen on the page is not read; white and struck out words are, and refuse the figure they stand beside."""
    return tuple(char for char in page.chars if not char.unseen or char.struck)


def readable(page: Page) -> Page:
    """Only what stands upright on the page and is seen there; a frame around text is no table."""
    on_page = [char for char in visible(page) if 0 <= char.box.middle[0] <= page.width and 0 <= char.box.middle[1] <= page.height]
    chars = [replace(char, text="�" if is_lost(char) else char.text.translate(AS_WRITTEN)) for char in on_page if char.upright]
    return replace(page, chars=tuple(chars), tables=tuple(table for table in page.tables if len(table) > 1))


# The parts of the pages in order


def blocks_of(pages: Sequence[Page], file: str) -> tuple[list[Block], list[Problem]]:
    read = [tables_and_rest(page, file) for page in pages]
    lines = [lines_of(rest, page.number) for page, (_, rest) in zip(pages, read, strict=True)]
    lines, heads = without_margins(pages, lines)
    lines, notes = without_footnotes(lines)
    doubts = [place_of(line, file).doubt(f"页眉页脚“{line.text[:30]}”没有读入") for line in heads]
    doubts += [place_of(line, file).doubt(f"脚注“{line.text[:30]}”没有读入；请对照原件") for line in notes]
    parts = joined_parts(
        part for page, here, (tables, _) in zip(pages, lines, read, strict=True) for part in in_order(here, tables, page)
    )
    faults = [place.problem(message) for part in parts if isinstance(part, PdfTable) for place, message in part.faults]
    return list(as_blocks(parts, pages, file)), [*doubts, *faults]


def tables_and_rest(page: Page, file: str) -> tuple[list[tuple[float, PdfTable]], list[Char]]:
    """Each table with the height at which it begins, and the characters that stand in none."""
    tables, rest = tables_of(page, file), outside_tables(page)
    if tables:
        top, last = tables[-1]
        bottom = max(box.bottom for boxes in page.tables for box in boxes)
        table, taken = with_hanging(last, bottom, rest)
        tables[-1] = (top, table)
        rest = [char for char in rest if char not in taken]
    return tables, rest


def outside_tables(page: Page) -> list[Char]:
    boxes = [box for table in page.tables for box in table]
    return [char for char in page.chars if not any(box.holds(char.box) for box in boxes)]


def tables_of(page: Page, file: str) -> list[tuple[float, PdfTable]]:
    """Each with the height at which it begins."""
    ordered = sorted((min(box.top for box in boxes), boxes) for boxes in page.tables)
    return [(top, table_of(boxes, page, f"第 {n} 个表", file)) for n, (top, boxes) in enumerate(ordered, start=1)]


def in_order(lines: Iterable[PdfLine], tables: Iterable[tuple[float, PdfTable]], page: Page) -> list[tuple[int, Part]]:
    """Lines and tables of a page from top to bottom, each with the number of the page."""
    parts: list[tuple[float, Part]] = [*((line.box.middle[1], line) for line in lines), *tables]
    return [(page.number, part) for _, part in sorted(parts, key=lambda item: item[0])]


def joined_parts(parts: Iterable[tuple[int, Part]]) -> list[Part]:
    """A table that ends a page and goes on at the head of the next is one."""
    found: list[Part] = []
    last = 0
    for number, part in parts:
        above = found[-1] if found else None
        cut = isinstance(part, PdfTable) and isinstance(above, PdfTable) and number == last + 1
        if cut and isinstance(part, PdfTable) and isinstance(above, PdfTable) and goes_on_below(above, part):
            found[-1] = joined_tables(above, part)
        else:
            found.append(part)
        last = number
    return found


def without_footnotes(lines: Sequence[list[PdfLine]]) -> tuple[list[list[PdfLine]], list[PdfLine]]:
    """Small print at the foot of a page that begins with the mark of a note."""
    usual = usual_size(line for here in lines for line in here)
    kept, notes = [], []
    for here in lines:
        small = next((n for n in range(len(here)) if all(line.size < 0.85 * usual for line in here[n:])), len(here))
        first = next((n for n in range(small, len(here)) if FOOTNOTE.match(squeezed(here[n].text))), len(here))
        kept.append(here[:first])
        notes += here[first : first + 1]
    return kept, notes


def usual_size(lines: Iterable[PdfLine]) -> float:
    sizes = Counter(line.size for line in lines for _ in line.chars)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def as_blocks(parts: Sequence[Part], pages: Sequence[Page], file: str) -> Iterator[Block]:
    """A text that a table interrupts is two paragraphs."""
    by_page = measures([part for part in parts if isinstance(part, PdfLine)], pages)
    run: list[PdfLine] = []
    for part in [*parts, None]:
        if isinstance(part, PdfLine):
            run.append(part)
            continue
        for lines in paragraphs_of(run, by_page):
            yield Paragraph(joined(lines), place_of(lines[0], file))
        run = []
        if isinstance(part, PdfTable):
            yield Grid(with_doubtful_labels(part).cells, part.cells[0].place)


def place_of(line: PdfLine, file: str) -> DocumentPlace:
    return DocumentPlace(file, f"第 {line.page} 页")
