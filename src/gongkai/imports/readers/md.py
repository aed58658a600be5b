"""Markdown and plain prose: headings, paragraphs, tables drawn with bars, and HTML tables among them.

A table with bars has a row a line, `| 规章 | 0 | 0 | 20 |`; which of its cells were merged is lost, so such a grid is ragged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape

from gongkai.imports.document import Block, Document, DocumentPlace, Grid, GridCell, Paragraph, whole
from gongkai.imports.label_matching import is_label
from gongkai.imports.readers.html import read_html, words_of_fragment
from gongkai.imports.readers.spans import marked
from gongkai.imports.readers.txt import decoded
from gongkai.problems import Problem
from gongkai.statute.labels import squeezed

HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?=[ \t\u3000])(?P<text>.*)")
UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
DASHES = re.compile(r":?-+:?")
RULE_LINE = re.compile(r" {0,3}([-*_])[ \t]*(\1[ \t]*){2,}")
FENCE = re.compile(r" {0,3}(```+|~~~+)")
QUOTE = re.compile(r"^ {0,3}>[ \t]?")
BAR = re.compile(r"(?<!\\)((?:\\\\)*)\|")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1")
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
SPAN_TAG = re.compile(r"</?(?:span|font|b|strong|u|i|em|sup|sub|a)(?:\s[^<>]*)?>", re.IGNORECASE)
TAG = re.compile(r"<[A-Za-z/!]")
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
OPENS, CLOSES = re.compile(r"<table\b", re.IGNORECASE), re.compile(r"</table\s*>", re.IGNORECASE)

MOST_ROWS = 500  # of a table without a frame

Lines = Sequence[tuple[int, str]]
"""Lines with their numbers."""


def read_md(raw: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """The document, or None and the reason why this is not text."""
    text, doubts = decoded(raw, file)
    if text is None:
        return None, [whole(file).problem("不是文本文件")]
    reader = MdReader(file)
    found = tuple(reader.blocks(numbered(text)))
    if reader.problems:
        return None, reader.problems
    return Document(file, found, tuple(doubts)), []


def numbered(text: str) -> Lines:
    """Without comments; the lines keep their numbers."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), plain)
    return list(enumerate(plain.split("\n"), start=1))


class MdReader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.tables = 0
        self.problems: list[Problem] = []

    def place(self, line: int) -> DocumentPlace:
        return DocumentPlace(self.file, f"第 {line} 行", line)

    def blocks(self, lines: Lines) -> Iterator[Block]:
        at = 0
        while at < len(lines):
            end = end_of_html_table(lines, at) or end_of_bars(lines, at)
            if not end:
                end = end_of_prose(lines, at)
                yield from self.prose(lines[at:end])
            elif OPENS.search(lines[at][1]):
                yield from self.html(lines[at:end])
            else:
                yield self.bars(lines[at:end])
            at = end

    def prose(self, lines: Lines) -> Iterator[Paragraph]:
        """Lines up to a blank one are a paragraph each, as an office types them; a heading has its level."""
        for (number, line), (_, following) in zip(lines, [*lines[1:], (0, "")], strict=True):
            text = QUOTE.sub("", line)
            heading = HEADING.fullmatch(text)
            said = unmarked(heading["text"].strip(" \t\u3000").rstrip("#") if heading else text)
            if not squeezed(said) or FENCE.match(text) or RULE_LINE.fullmatch(text) or text.strip("=") == "":
                continue
            under = UNDERLINE.fullmatch(following)
            level = len(heading["marks"]) if heading else 0
            if under and not heading:
                level = 1 if "=" in following else 2
            yield Paragraph(said, self.place(number), level)

    def bars(self, lines: Lines) -> Grid:
        """A row with fewer cells than the others stays short: what is missing is not for us to say."""
        self.tables += 1
        between = widened if unframed(lines) else cells_between_bars
        rows = [(number, between(line)) for number, line in lines if not is_delimiter(line)]
        cells = tuple(
            marked(GridCell(text, row, column, self.cell_place(number, row, column)), doubt=doubt)
            for row, (number, texts) in enumerate(rows)
            for column, (text, doubt) in enumerate(texts)
        )
        return Grid(cells, self.place(lines[0][0]), ragged=True)

    def cell_place(self, number: int, row: int, column: int) -> DocumentPlace:
        return DocumentPlace(self.file, f"第 {number} 行（第 {self.tables} 个表第 {row + 1} 行第 {column + 1} 格）", number)

    def html(self, lines: Lines) -> Iterator[Block]:
        """Read as a web page is; line numbers are those of this file."""
        before = lines[0][0] - 1
        document, problems = read_html("\n".join(line for _, line in lines).encode(), self.file)
        self.problems += problems
        for block in document.blocks if document else ():
            self.tables += isinstance(block, Grid)
            yield moved(block, before)


def moved(block: Block, lines: int) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, place=lower(block.place, lines))
    cells = tuple(replace(cell, place=lower(cell.place, lines)) for cell in block.cells)
    return replace(block, place=lower(block.place, lines), cells=cells)


def lower(place: DocumentPlace, lines: int) -> DocumentPlace:
    number = place.line + lines
    return DocumentPlace(place.file, f"第 {number} 行", number) if place.line else place


# Where each part ends


def end_of_html_table(lines: Lines, at: int) -> int:
    """Behind the line that closes the table that opens here; 0 when none opens. One that never closes ends the file."""
    if not OPENS.search(lines[at][1]):
        return 0
    depth = 0
    for end in range(at, len(lines)):
        depth += len(OPENS.findall(lines[end][1])) - len(CLOSES.findall(lines[end][1]))
        if depth <= 0:
            return end + 1
    return len(lines)


def end_of_bars(lines: Lines, at: int) -> int:
    """Behind the last row of the table that begins here; 0 when none does. Only one row needs no line of dashes."""
    end = at
    while end < len(lines) and is_row(lines[end][1]):
        end += 1
    framed = all(QUOTE.sub("", line).strip().startswith("|") for _, line in lines[at:end])
    ruled = any(is_delimiter(line) for _, line in lines[at:end])
    return end if end > at and (framed or ruled or unframed(lines[at:end])) else 0


def unframed(lines: Lines) -> bool:
    """` | ` between the cells and no bar before the first, as programs leave them that turn a page into text; with a label."""
    apart = any(not QUOTE.sub("", line).lstrip().startswith("|") for _, line in lines)
    if not apart or not 1 < len(lines) <= MOST_ROWS or any(is_delimiter(line) for _, line in lines):
        return False
    return any(is_label(unmarked(cell)) for _, line in lines for cell in cells_of_unframed(line))


def end_of_prose(lines: Lines, at: int) -> int:
    end = at + 1
    while end < len(lines) and not OPENS.search(lines[end][1]) and not end_of_bars(lines, end):
        end += 1
    return end


def is_row(line: str) -> bool:
    return bool(BAR.search(line))


def is_delimiter(line: str) -> bool:
    if "-" not in line or "|" not in line:
        return False
    return all(DASHES.fullmatch(part.strip()) for part in QUOTE.sub("", line).strip().strip("|").split("|"))


def cells_between_bars(line: str) -> list[tuple[str, str]]:
    """The words of each cell with marks, and why they may be drawn otherwise."""
    text = QUOTE.sub("", line).strip()
    parts = [""]
    for piece in re.split(r"(\\.|\|)", text):
        parts = [*parts, ""] if piece == "|" else [*parts[:-1], parts[-1] + piece]
    inner = parts[1 if text.startswith("|") else 0 :]
    if len(inner) > 1 and not inner[-1].strip():
        inner = inner[:-1]
    return [cell_words(part) for part in inner]


def cells_of_unframed(line: str) -> list[str]:
    """A row that begins with a bar has a blank cell before it."""
    return [part.strip() for part in BAR.split(QUOTE.sub("", line))[::2]]


def widened(line: str) -> list[tuple[str, str]]:
    """The words of each cell; a bar at the end has no cell behind it."""
    cells = cells_of_unframed(line)
    return [cell_words(cell) for cell in (cells[:-1] if len(cells) > 1 and not cells[-1] else cells)]


def unmarked(text: str) -> str:
    """The words without the marks of Markdown around them."""
    return unescape(unstressed(SPAN_TAG.sub("", BREAK.sub("\n", text)))).strip()


def unstressed(text: str) -> str:
    return ESCAPED.sub(r"\1", EMPHASIS.sub(r"\2", text))


def cell_words(text: str) -> tuple[str, str]:
    """The words of a cell with marks, and why they may be drawn otherwise: tags in it are read as a web page's are."""
    if not TAG.search(text):
        return unmarked(text), ""
    words, doubt = words_of_fragment(text)
    return unstressed(words), doubt
