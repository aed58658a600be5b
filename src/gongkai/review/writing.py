"""Lists of findings as Word and as Excel have them: the same columns, the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.downloads.docx_layout import CELL_SMALL, MAIN, TEXT_WIDTH, style_id
from gongkai.downloads.docx_package import package
from gongkai.downloads.docx_table import CANNOT_SPLIT, HEADER, properties
from gongkai.downloads.docx_xml import UNKNOWN, paragraph, run
from gongkai.downloads.workbook import Sheet, Workbook
from gongkai.downloads.workbook_parts import BORDER, FONT, GREY, HEAD_FONT, NO_BORDER, NO_FILL, TITLE_FONT, Look
from gongkai.downloads.zip_parts import NO_DAY
from gongkai.tables.grid import Area

WRAPPED = 'vertical="center" wrapText="1"'
CENTRED = 'horizontal="center" vertical="center" wrapText="1"'
TITLE = Look(TITLE_FONT, NO_FILL, NO_BORDER, 'horizontal="left" vertical="center"')
HEAD = Look(HEAD_FONT, GREY, BORDER, CENTRED)
TEXT = Look(FONT, NO_FILL, BORDER, WRAPPED)
MIDDLE = Look(FONT, NO_FILL, BORDER, CENTRED)
BELOW = Look(FONT, NO_FILL, NO_BORDER, WRAPPED)
MARGINS = ('w:w="40"', 'w:w="85"')  # words want more room at their sides than figures
LEFT = '<w:jc w:val="left"/>'
WIDTH = TEXT_WIDTH.twips


@dataclass(frozen=True, slots=True)
class Column:
    """`wide` is the width in characters of a sheet, `share` the part of the page's width in Word; 0 where Word leaves it out."""

    name: str
    wide: float
    share: int = 0
    middle: bool = False


Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with words and a table below it; without rows, the words alone."""

    heading: str
    words: Sequence[str]
    rows: Sequence[Row] = ()


# ---- Word


def word_file(title: str, words: Sequence[str], columns: Sequence[Column], parts: Sequence[Part]) -> bytes:
    """The document: what is said of all, then each part with its table."""
    body = [line("Title", title), *(line(MAIN, text) for text in words)]
    for part in parts:
        body.append(line("Heading 1", part.heading))
        body += [line(MAIN, text) for text in part.words]
        if part.rows:
            body += [table(part.heading, columns, part.rows), paragraph(style_id(CELL_SMALL))]
    return package(clean(title), clean(title), NO_DAY, "".join(body))


def line(style: str, text: str) -> str:
    return paragraph(style_id(style), run(clean(text)))


def clean(text: str) -> str:
    """Without what XML cannot hold: a document may have it in its words."""
    return UNKNOWN.sub("�", text)


def table(title: str, columns: Sequence[Column], rows: Sequence[Row]) -> str:
    """The columns that Word has, the head again on each page."""
    shown = [number for number, column in enumerate(columns) if column.share]
    widths = [WIDTH * columns[number].share // sum(columns[at].share for at in shown) for number in shown]
    sizes = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = row_xml([columns[n].name for n in shown], widths, [True] * len(shown), HEADER)
    body = (row_xml([row[n] for n in shown], widths, [columns[n].middle for n in shown], "") for row in rows)
    about = properties(clean(title), sum(widths)).replace(*MARGINS)
    return f"<w:tbl>{about}<w:tblGrid>{sizes}</w:tblGrid>{head}{''.join(body)}</w:tbl>"


def row_xml(texts: Sequence[str], widths: Sequence[int], middle: Sequence[bool], head: str) -> str:
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph(style_id(CELL_SMALL), run(clean(text)), '' if centred else LEFT)}</w:tc>"
        for text, width, centred in zip(texts, widths, middle, strict=True)
    )
    return f"<w:tr><w:trPr>{CANNOT_SPLIT}{head}</w:trPr>{''.join(cells)}</w:tr>"


# ---- Excel


def add_list(book: Workbook, name: str, title: str, columns: Sequence[Column], rows: Sequence[Row]) -> Sheet:
    """A sheet with the title in its first row, the names of the columns in the second, both of which stay in sight."""
    sheet = book.sheet(name, [column.wide for column in columns], (2, 0), 2)
    sheet.merged(Area(0, 0, columns=len(columns)), clean(title), TITLE)
    for number, column in enumerate(columns):
        sheet.put(1, number, column.name, HEAD)
    for at, row in enumerate(rows, start=2):
        for number, (column, text) in enumerate(zip(columns, row, strict=True)):
            put(sheet, at, number, text, MIDDLE if column.middle else TEXT)
    return sheet


def put(sheet: Sheet, row: int, column: int, text: str, look: Look) -> None:
    """A whole number is a number; everything else stays a text, which no spreadsheet runs as a formula."""
    if text.isascii() and text.isdigit() and len(text) < 10 and (text == "0" or text[0] != "0"):
        sheet.number(row, column, int(text), look)
    else:
        sheet.put(row, column, text, look)


def numbered(rows: Sequence[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        yield (str(number), *row)
