"""Web pages: the report's own paragraphs and tables, without the menus and footers around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from lxml import etree, html

from gongkai.formats import formats
from gongkai.importers.document import Block, Document, Grid, Paragraph, Place, whole
from gongkai.importers.headings import LONGEST_HEADING, TOP_NUMBER, stands_alone
from gongkai.importers.spans import TooLargeError, Typed, laid_out
from gongkai.labels import fold, squeezed
from gongkai.narrative import section_of
from gongkai.problems import Problem

CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
UNSEEN = frozenset(
    ("script", "style", "head", "noscript", "template", "iframe", "select", "button", "textarea", "nav", "footer", "svg")
)
INLINE = frozenset(
    ("a", "abbr", "b", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "o:p")
) | {
    *("q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var"),
    *("acronym", "bdi", "bdo", "data", "nobr", "output", "time", "wbr"),
}
# What our own report page adds around the report: metadata, contents, key figures, notes, corrections, downloads.
OWN_ADDITIONS = frozenset(
    (
        *("gk-bar", "gk-contents", "gk-key", "gk-figures", "gk-ref", "gk-notes", "gk-corrections", "gk-downloads"),
        *("gk-changes", "gk-sealed"),
    )
) | {"gk-table__summary", "gk-table__hint"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide", re.IGNORECASE)
SPACES = re.compile(r"[ \t\r\n\f]+")
EAST_ASIAN = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff65\u3000-\u303f\u201c\u201d]"
WRAPPED = re.compile(rf"(?<={EAST_ASIAN})[ \t]*[\r\n]+[ \t]*(?={EAST_ASIAN})")


def read_html(raw: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """The report's part of the page, or None and the reason why there is none."""
    text, doubts = decoded(raw, file)
    if text is None:
        return None, [whole(file).problem("不是网页文件")]
    try:
        root = html.document_fromstring(DECLARATION.sub("", text), parser=html.HTMLParser(huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None, [whole(file).problem("不是网页文件，里面没有内容")]
    try:
        pieces = list(PageReader(file).pieces(root))
    except TooLargeError:
        return None, [whole(file).problem("里面的表格太大，不像是年度报告")]
    except RecursionError:
        return None, [whole(file).problem("网页的层次太深，不像是年度报告")]
    if not pieces:
        return None, [whole(file).problem("网页里没有文字")]
    return Document(file, tuple(piece.block for piece in report_part(pieces)), tuple(doubts)), []


def decoded(raw: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """UTF-8 or GB18030: by the byte order mark, by what the page declares, by what the bytes are."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace"), []
    if b"\0" in raw or b"<" not in raw:
        return None, []
    said = CHARSET.search(raw[:4096])
    declared = said[1].decode("ascii").lower() if said else ""
    order = ("gb18030", "utf-8-sig") if declared.startswith("gb") else ("utf-8-sig", "gb18030")
    for encoding in order:
        try:
            return raw.decode(encoding), []
        except UnicodeDecodeError:
            continue
    return raw.decode(order[0], "replace"), [whole(file).doubt("有些字读不出来，写成了“�”；请对照原件")]


@dataclass(frozen=True, slots=True)
class PagePiece:
    """A block and the element it was in, to find the part of the page that is the report."""

    block: Block
    element: html.HtmlElement


class PageReader:
    """Walks a page in the order in which it is read aloud."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.tables = 0

    def pieces(self, element: html.HtmlElement) -> Iterator[PagePiece]:
        """Text that runs on through inline elements is one paragraph; a line break begins another."""
        run: list[str] = []
        for kind, content in self.events(element):
            if kind == "text":
                run.append(str(content))
                continue
            yield from self.paragraphs(run, element)
            run = []
            if kind == "block" and isinstance(content, html.HtmlElement):
                yield from self.pieces_of_block(content)
        yield from self.paragraphs(run, element)

    def pieces_of_block(self, element: html.HtmlElement) -> Iterator[PagePiece]:
        if element.tag == "table" and not lays_out(element):
            yield PagePiece(self.grid(element), element)
        else:
            yield from self.pieces(element)

    def events(self, element: html.HtmlElement) -> Iterator[tuple[str, str | html.HtmlElement]]:
        """("text", words), ("break", …) and ("block", element) in order, inline elements opened up."""
        if element.text:
            yield "text", element.text
        for child in element:
            if not isinstance(child.tag, str) or unseen(child):
                pass
            elif child.tag == "br":
                yield "break", child
            elif child.tag in INLINE:
                yield from self.events(child)
            else:
                yield "block", child
            if child.tail:
                yield "text", child.tail

    def paragraphs(self, run: Sequence[str], element: html.HtmlElement) -> Iterator[PagePiece]:
        text = tidy("".join(run))
        if squeezed(text):
            level = next((HEADINGS[e.tag] for e in (element, *element.iterancestors()) if e.tag in HEADINGS), 0)
            yield PagePiece(Paragraph(text, self.place(element), level), element)

    def place(self, element: html.HtmlElement) -> Place:
        line = element.sourceline or 0
        return Place(self.file, f"第 {line} 行", line) if 0 < line < 65535 else whole(self.file)

    def grid(self, table: html.HtmlElement) -> Grid:
        self.tables += 1
        rows = [
            [self.cell(cell, len(all_rows) - number) for cell in row if cell.tag in ("td", "th") and not unseen(cell)]
            for all_rows in [list(rows_of(table))]
            for number, row in enumerate(all_rows)
        ]
        words = f"第 {self.tables} 个表"

        def at(row: int, cell: int, typed: Typed) -> Place:
            return Place(self.file, f"{words}第 {row} 行第 {cell} 格", typed.line)

        return laid_out(rows, Place(self.file, words, self.place(table).line), at)

    def cell(self, cell: html.HtmlElement, rows_left: int) -> Typed:
        """`rowspan="0"` reaches to the end of the table."""
        text = "\n".join(piece.block.text for piece in self.pieces(cell) if isinstance(piece.block, Paragraph))
        down = span(cell, "rowspan")
        return Typed(text, rows_left if down == 0 else down, span(cell, "colspan"), line=self.place(cell).line)


def unseen(element: html.HtmlElement) -> bool:
    if element.tag in UNSEEN or element.get("hidden") is not None or HIDDEN.search(element.get("style", "")):
        return True
    return bool(OWN_ADDITIONS.intersection(classes(element))) or below_own_table(element)


def classes(element: html.HtmlElement) -> list[str]:
    names: str = element.get("class", "")
    return names.split()


def below_own_table(element: html.HtmlElement) -> bool:
    """The rule and the units, which our own page prints below a table."""
    parent = element.getparent()
    return element.tag == "figcaption" and parent is not None and "gk-table" in classes(parent)


def lays_out(table: html.HtmlElement) -> bool:
    """A table that holds other tables, or is a single cell, only lays out what is in it."""
    if table.find(".//table") is not None:
        return True
    return len(table.xpath("(.//td | .//th)[position() < 3]")) < 2


def rows_of(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for child in table:
        if child.tag == "tr" and not unseen(child):
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from rows_of(child)


def span(cell: html.HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return int(value) if value.isdecimal() and len(value) < 6 else 1


def tidy(text: str) -> str:
    """White space as a browser shows it; a line wrapped between two Chinese characters leaves no gap."""
    return SPACES.sub(" ", WRAPPED.sub("", text)).strip("\u3000\xa0 ")


# The report's part of the page


def report_part(pieces: Sequence[PagePiece]) -> list[PagePiece]:
    """The smallest part of the page that holds all section headings and statutory tables, and the title before it."""
    marks = [piece for piece in pieces if is_mark(piece.block)]
    if not marks:
        return list(pieces)
    if all(isinstance(piece.block, Grid) for piece in marks):  # a format without sections: its own heads, or its title
        titled = [piece for piece in pieces[: pieces.index(marks[0])] if is_title(piece.block)]
        marks += [piece for piece in pieces if is_numbered(piece.block)] or titled[-1:]
    inside = smallest_common([piece.element for piece in marks])
    within = [piece for piece in pieces if piece.element is inside or inside in piece.element.iterancestors()]
    before = pieces[: pieces.index(within[0])]
    titles = [piece for piece in before if is_title(piece.block)]
    return [*titles[-1:], *within]


def is_mark(block: Block) -> bool:
    if isinstance(block, Paragraph):
        text = squeezed(block.text)
        return len(text) <= LONGEST_HEADING and any(section_of(text, format) for format in formats().values())
    return any(fold(cell.text) in statutory_words() for cell in block.cells)


def is_numbered(block: Block) -> bool:
    text = squeezed(block.text) if isinstance(block, Paragraph) else ""
    return bool(TOP_NUMBER.match(text)) and stands_alone(text, LONGEST_HEADING)


@cache
def statutory_words() -> set[str]:
    tables = [table for format in formats().values() for table in format.tables]
    return {fold(line.label) for table in tables for line in (table.generic.telling if table.generic else table.leaf_columns)}


def is_title(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(re.search(r"信息公开.{0,8}报告$", fold(block.text)))


def smallest_common(elements: Sequence[html.HtmlElement]) -> html.HtmlElement:
    chains = [[*reversed(list(element.iterancestors())), element] for element in elements]
    common = chains[0][0]
    for steps in zip(*chains, strict=False):
        if any(step is not steps[0] for step in steps):
            break
        common = steps[0]
    return common
