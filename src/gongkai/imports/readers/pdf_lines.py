"""Characters of a PDF page put into lines, and lines into paragraphs as they were typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.imports.readers.pdf_pages import Box, Char, Page
from gongkai.statute.labels import squeezed

PAGE_NUMBER = re.compile(r"[-—–－·•]*\d{1,3}[-—–－·•]*|第\d+页(/?[共总]\d+页)?|\d+/\d+")
FOOTNOTE = re.compile(r"[①-⑳*＊※]|[\[［【]?\d{1,2}[\]］】]?\D")
MARGIN = 0.13  # of the page's height: where page numbers and running heads stand
WIDE_GAP, NARROW_GAP = 1.0, 0.25  # of the size of the letters: between Chinese characters, within Latin words and numbers


@dataclass(frozen=True, slots=True)
class PdfLine:
    text: str
    chars: tuple[Char, ...]
    page: int

    @property
    def box(self) -> Box:
        boxes = [char.box for char in self.chars]
        return Box(min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes))

    @property
    def size(self) -> float:
        return Counter(round(char.size, 1) for char in self.chars).most_common(1)[0][0]

    @property
    def look(self) -> tuple[str, float]:
        """The typeface and size of its Chinese characters."""
        chinese = [char for char in self.chars if char.text > "⺀"] or self.chars
        return Counter((char.font, round(char.size)) for char in chinese).most_common(1)[0][0]


def lines_of(chars: Iterable[Char], page: int) -> list[PdfLine]:
    """From top to bottom, each from left to right."""
    rows: list[list[Char]] = []
    for char in sorted((c for c in chars if c.upright), key=lambda c: c.box.middle[1]):
        if rows and char.box.middle[1] - rows[-1][0].box.middle[1] <= 0.5 * max(char.size, rows[-1][0].size):
            rows[-1].append(char)
        else:
            rows.append([char])
    ordered = [tuple(sorted(row, key=lambda char: char.box.x0)) for row in rows]
    found = [PdfLine(spaced(row), trimmed(row), page) for row in ordered]
    return [line for line in found if squeezed(line.text)]


def trimmed(row: Sequence[Char]) -> tuple[Char, ...]:
    """White space at the ends of a line says nothing about where it stands."""
    return tuple(char for char in row if squeezed(char.text)) or tuple(row)


def spaced(row: Sequence[Char]) -> str:
    """A gap is a space where the file did not write one: between words, never the air around a number in Chinese text."""
    text = ""
    for char, before in zip(row, [None, *row], strict=False):
        if before and char.box.x0 - before.box.x1 > widest_gap(before, char):
            text += " "
        text += char.text
    return text.strip()


def widest_gap(before: Char, char: Char) -> float:
    latin = before.text.isascii() and char.text.isascii()
    return (NARROW_GAP if latin else WIDE_GAP) * max(before.size, char.size)


# What is printed around the text of each page


def without_margins(pages: Sequence[Page], lines: Sequence[list[PdfLine]]) -> tuple[list[list[PdfLine]], list[PdfLine]]:
    """The lines of each page without page numbers and running heads, and the first of each head that was left out."""
    found: list[list[PdfLine]] = []
    left_out: dict[str, PdfLine] = {}
    repeated = running_heads(pages, lines)
    for page, here in zip(pages, lines, strict=True):
        kept = []
        for line in here:
            said = squeezed(line.text)
            if in_margin(line, page) and without_number(said, page.number) in repeated:
                left_out.setdefault(without_number(said, page.number), line)
            elif not (in_margin(line, page) and PAGE_NUMBER.fullmatch(said)):
                kept.append(line)
        found.append(kept)
    return found, list(left_out.values())


def running_heads(pages: Sequence[Page], lines: Sequence[list[PdfLine]]) -> set[str]:
    """What stands first or last on most of the pages."""
    ends = [
        {without_number(squeezed(line.text), page.number) for line in (*here[:1], *here[-2:]) if in_margin(line, page)}
        for page, here in zip(pages, lines, strict=True)
    ]
    counts = Counter(text for texts in ends for text in texts if not PAGE_NUMBER.fullmatch(text))
    return {text for text, count in counts.items() if count > max(1, len(pages) / 2)}


def without_number(said: str, page: int) -> str:
    """A running head, whatever page it stands on: browsers print the address of a page and, at its end, 1/3.

    >>> without_number("http://www.example/2023.html1/3", 1), without_number("2/3", 1)
    ('http://www.example/2023.html#/3', '2/3')
    """
    return re.sub(rf"^{page}(?!\d)|(?<![\d/]){page}(?=(?:/\d+|页)?$)", "#", said)


def in_margin(line: PdfLine, page: Page) -> bool:
    middle = line.box.middle[1]
    return middle < MARGIN * page.height or middle > (1 - MARGIN) * page.height
