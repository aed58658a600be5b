"""Web pages: the report's own paragraphs and tables, without the menus and footers around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree, html

from gongkai.imports.document import Document, DocumentPlace, Grid, Paragraph, doubt_about_people, whole
from gongkai.imports.looks import RAISED, STRUCK, TURNED
from gongkai.imports.marks import BEGIN, END, OBJECT, SEAM, without_marks
from gongkai.imports.readers.css_visibility import CssVisibility
from gongkai.imports.readers.html_marks import is_program, sheet_links
from gongkai.imports.readers.html_part import PagePiece, report_part
from gongkai.imports.readers.html_source import built_otherwise, merge, source_of
from gongkai.imports.readers.html_table import (
    groups_of,
    inside,
    is_own_note,
    lays_out,
    span,
    told_to_figures,
    unseen,
    with_bodies,
)
from gongkai.imports.readers.spans import TooLargeError, Typed, laid_out, refuse_more_than_a_report_has
from gongkai.problems import Problem
from gongkai.statute.labels import squeezed

AUTHOR = re.compile(r"<o:(?:Last)?Author>([^<]*)</o:")
CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# Shown, but not as text that the page holds.
DRAWN = frozenset(("img", "input", "select", "textarea", "button", "svg", "canvas", "object", "embed", "iframe", "script"))
ASIDE = frozenset(("sup", "sub", "s", "strike", "del", "bdo"))
INLINE = frozenset(
    ("a", "abbr", "b", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "o:p")
) | {
    *("q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var"),
    *("acronym", "bdi", "bdo", "data", "nobr", "output", "ruby", "rb", "time", "wbr"),
}
APART = frozenset((STRUCK, RAISED, TURNED))
# What may differ between two digits that a word processor wrote as one figure.
HARMLESS = re.compile(
    r"(mso|-\w+)-.*|font(-family|-weight|-style|-kerning|-variant|-stretch)?|letter-spacing|word-.*|line-height|text-align|text-autospace"
    r"|background.*|layout-.*|white-space|tab-.*|border.*|padding.*|margin.*|text-justify|color|lang"
)
TELLING = ("a", "big", "small", "label", "abbr", "acronym")
ELSEWHERE = "网页另有样式文件或程序，导入时读不到它们怎样改变页面；请在浏览器里对照原网页"
HEADINGS = {f"h{level}": level for level in range(1, 7)}
SPACES = re.compile(r"[ \t\r\n\f]+")
EAST_ASIAN = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff65\u3000-\u303f\u201c\u201d]"
WRAPPED = re.compile(rf"(?<={EAST_ASIAN})[ \t]*[\r\n]+[ \t]*(?={EAST_ASIAN})")


def read_html(raw: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """The report's part of the page, or None and the reason why there is none."""
    text, doubts = decoded(raw, file)
    if text is None:
        return None, [whole(file).problem("不是网页文件")]
    source = source_of(DECLARATION.sub("", text))
    try:
        root = html.document_fromstring(source.text, parser=html.HTMLParser(huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None, [whole(file).problem("不是网页文件，里面没有内容")]
    try:
        merge(root, source)
        otherwise = built_otherwise(root, source)
        with_bodies(root)
        reader = PageReader(file, CssVisibility(root, otherwise))
        pieces = list(reader.pieces(root))
        doubts += reader.doubts()
    except TooLargeError as error:
        return None, [whole(file).problem(str(error) or "里面的表格太大，不像是年度报告")]
    except RecursionError:
        return None, [whole(file).problem("网页的层次太深，不像是年度报告")]
    if not pieces:
        return None, [whole(file).problem("网页里没有文字")]
    people = tuple(doubt_about_people(file, authors(root)))
    return Document(file, tuple(piece.block for piece in report_part(pieces)), (*doubts, *people), private=bool(people)), []


def authors(root: html.HtmlElement) -> Iterator[str]:
    """Word and other programs write into the head who saved the page."""
    yield from (meta.get("content", "") for meta in root.iter("meta") if meta.get("name", "").lower() == "author")
    for comment in root.iter(etree.Comment):
        yield from AUTHOR.findall(comment.text or "")


def decoded(raw: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """UTF-8, GB18030 or Big5: by the byte order mark, by what the page declares, by what the bytes are."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace"), []
    if b"\0" in raw or b"<" not in raw:
        return None, []
    said = CHARSET.search(raw[:4096])
    declared = said[1].decode("ascii").lower() if said else ""
    order = ("gb18030", "utf-8-sig") if declared.startswith("gb") else ("utf-8-sig", "gb18030")
    if declared.startswith("big5"):  # a mirror for readers elsewhere
        order = ("utf-8-sig", "big5hkscs")
    for encoding in order:
        try:
            return raw.decode(encoding), []
        except UnicodeDecodeError:
            continue
    return raw.decode(order[0], "replace"), [whole(file).doubt("有些字读不出来，写成了“�”；请对照原件")]


class PageReader:
    """Walks a page in the order in which it is read aloud."""

    def __init__(self, file: str, visibility: CssVisibility) -> None:
        self.file, self.visibility = file, visibility
        self.tables = 0
        self.in_cells = 0
        self.look: tuple[str, ...] = ()  # of the words read last in a cell
        self.numbered: list[DocumentPlace] = []

    def doubts(self) -> Iterator[Problem]:
        if self.tables and (
            sheet_links(root := self.visibility.root)
            or any(map(is_program, root.iter("script")))
            or self.visibility.sheets.imports
        ):
            yield whole(self.file).doubt(ELSEWHERE)
        for place in self.numbered[:1]:
            yield place.doubt(f"网页里有自动编号的列表（共 {len(self.numbered)} 条），编号不在文字里；请对照原件补上")

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
            for caption in element.findall("caption"):
                yield from () if unseen(caption) else self.pieces(caption)
            yield PagePiece(self.grid(element), element)
        else:
            yield from self.pieces(element)

    def events(self, element: html.HtmlElement, look: tuple[str, ...] = ()) -> Iterator[tuple[str, str | html.HtmlElement]]:
        """("text", words), ("break", …) and ("block", element) in order, inline elements opened up."""
        if element.text:
            yield "text", self.seen_as(element.text, look)
        for child in element:
            if isinstance(child.tag, str) and not self.unseen(child):
                yield from self.events_of(child, look)
            if child.tail:
                yield "text", self.seen_as(child.tail, look)

    def seen_as(self, words: str, look: tuple[str, ...]) -> str:
        """In a cell, with a mark where the words begin to look otherwise than those before."""
        changed = self.in_cells > 0 and look != self.look
        self.look = look
        return SEAM + words if changed else words

    def events_of(self, child: html.HtmlElement, look: tuple[str, ...]) -> Iterator[tuple[str, str | html.HtmlElement]]:
        if child.tag == "br":
            yield "break", child
        elif child.tag in DRAWN:
            yield "text", OBJECT if child.get("type", "").lower() != "hidden" else ""
        elif self.is_aside(child):
            yield "text", BEGIN
            yield from self.events(child, look) if child.tag in INLINE | ASIDE else [("block", child)]
            yield "text", END
        elif child.tag in INLINE:
            own = (*look_of(child), *(self.visibility.doubts_of_element(child) if self.in_cells else ()))
            yield from self.events(child, (*look, *own))
        else:
            yield "block", child

    def unseen(self, element: html.HtmlElement) -> bool:
        """In a cell, only what a browser certainly does not draw; around the tables also what is no part of a report."""
        if not self.in_cells:
            return unseen(element)
        return is_own_note(element) or self.visibility.hides(element)

    def is_aside(self, element: html.HtmlElement) -> bool:
        """Raised, lowered, struck out or turned; in a cell also what a number or a program may show otherwise."""
        if element.tag in ASIDE:
            return True
        parent = element.getparent()
        if element.tag == "li" and parent is not None and parent.tag == "ol":
            self.numbered += [] if self.in_cells else [self.place(element)]
            return self.in_cells > 0
        if not self.in_cells:
            return False
        closed = element.tag == "details" and element.get("open") is None
        return closed or not APART.isdisjoint(self.visibility.doubts_of_element(element))

    def paragraphs(self, run: Sequence[str], element: html.HtmlElement) -> Iterator[PagePiece]:
        text = tidy("".join(run) if self.in_cells else without_marks("".join(run)))
        if squeezed(text.replace(SEAM, "")):
            level = next((HEADINGS[e.tag] for e in (element, *element.iterancestors()) if e.tag in HEADINGS), 0)
            yield PagePiece(Paragraph(text, self.place(element), level), element)

    def place(self, element: html.HtmlElement) -> DocumentPlace:
        line = element.sourceline or 0
        return DocumentPlace(self.file, f"第 {line} 行", line) if 0 < line < 65535 else whole(self.file)

    def grid(self, table: html.HtmlElement) -> Grid:
        refuse_more_than_a_report_has(table.iter("td", "th"))
        self.tables += 1
        self.in_cells += 1
        rows = [self.row(row, left) for group in groups_of(table) for row, left in self.seen_rows(group)]
        self.in_cells -= 1
        words = f"第 {self.tables} 个表"

        def at(row: int, cell: int, typed: Typed) -> DocumentPlace:
            return DocumentPlace(self.file, f"{words}第 {row} 行第 {cell} 格", typed.line)

        return told_to_figures(laid_out(rows, DocumentPlace(self.file, words, self.place(table).line), at))

    def seen_rows(self, group: Sequence[html.HtmlElement]) -> Iterator[tuple[html.HtmlElement, int]]:
        """Each row with how many are left of its group from it on: no cell reaches further."""
        seen = [row for row in group if not self.visibility.hides(row)]
        yield from ((row, len(seen) - number) for number, row in enumerate(seen))

    def row(self, row: html.HtmlElement, rows_left: int) -> list[Typed]:
        return [self.cell(cell, rows_left) for cell in inside(row, "td", "th") if not self.visibility.hides(cell)]

    def cell(self, cell: html.HtmlElement, rows_left: int) -> Typed:
        """`rowspan="0"` reaches to the end of the rows' group."""
        down = span(cell, "rowspan")
        height, doubt = min(down or rows_left, rows_left), self.visibility.doubt_of_cell(cell)
        return Typed(self.words_of(cell), height, span(cell, "colspan"), line=self.place(cell).line, doubt=doubt)

    def words_of(self, cell: html.HtmlElement) -> str:
        """Paragraphs and breaks are lines."""
        return "\n".join(piece.block.text for piece in self.pieces(cell) if isinstance(piece.block, Paragraph))


def look_of(element: html.HtmlElement) -> tuple[str, ...]:
    """What about an element may make its digits look otherwise than those beside it; empty for most."""
    styles = (part.strip().lower() for part in element.get("style", "").split(";"))
    telling = sorted(part for part in styles if part and not HARMLESS.fullmatch(part.partition(":")[0].strip()))
    marks = [str(element.tag)] if element.tag in TELLING else []
    marks += [f"{name}={value}" for name in ("size", "aria-hidden") if (value := element.get(name))]
    return (*marks, *sorted(element.get("class", "").lower().split()), *telling)


def words_of_fragment(text: str) -> tuple[str, str]:
    """What a cell of a table says that holds this piece of a page, with marks, and why it may be drawn otherwise."""
    cell = html.fragment_fromstring(text, create_parent="td")
    reader = PageReader("", CssVisibility(cell))
    reader.in_cells += 1
    return reader.words_of(cell), reader.visibility.doubt_of_cell(cell)


def tidy(text: str) -> str:
    """White space as a browser shows it; a line wrapped between two Chinese characters leaves no gap."""
    return SPACES.sub(" ", WRAPPED.sub("", text)).strip("\u3000\xa0 ")
