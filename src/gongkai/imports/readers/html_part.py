"""The part of a page that is the report, without the menus and footers around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from lxml import html

from gongkai.county.report_title import is_office, report_title
from gongkai.imports.document import Block, Grid, Paragraph
from gongkai.imports.headings import LONGEST_HEADING, TOP_NUMBER, stands_alone
from gongkai.reports.narrative import section_of
from gongkai.statute.formats import formats
from gongkai.statute.labels import fold, squeezed

END_OF_TITLE: re.Pattern[str] = re.compile(r"信息公开.{0,8}报告$")


@dataclass(frozen=True, slots=True)
class PagePiece:
    """A block and the element it was in, to find the part of the page that is the report."""

    block: Block
    element: html.HtmlElement


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
    return [*title_of(pieces[: pieces.index(within[0])]), *within]


def title_of(before: Sequence[PagePiece]) -> Sequence[PagePiece]:
    """The last title, and the office's name right above it where the title itself names nobody."""
    at = next((number for number in reversed(range(len(before))) if is_title(before[number].block)), None)
    if at is None:
        return ()
    title, above = before[at], before[at - 1] if at else None
    known = report_title(text_of(title.block))
    named = above and known and not known.owner and is_office(text_of(above.block))
    beside = above and above.element.getparent() is title.element.getparent()
    return before[at - 1 : at + 1] if named and beside else [title]


def text_of(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else ""


def is_mark(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return is_section(squeezed(block.text))
    return any(fold(cell.text) in statutory_words() for cell in block.cells)


@lru_cache(maxsize=4096)
def is_section(text: str) -> bool:
    """Whether any format has a section of that name."""
    return len(text) <= LONGEST_HEADING and any(section_of(text, format) for format in formats().values())


def is_numbered(block: Block) -> bool:
    text = squeezed(block.text) if isinstance(block, Paragraph) else ""
    return bool(TOP_NUMBER.match(text)) and stands_alone(text, LONGEST_HEADING)


@cache
def statutory_words() -> set[str]:
    tables = [table for format in formats().values() for table in format.tables]
    return {fold(line.label) for table in tables for line in (table.generic.telling if table.generic else table.leaf_columns)}


def is_title(block: Block) -> bool:
    return isinstance(block, Paragraph) and (bool(END_OF_TITLE.search(fold(block.text))) or report_title(block.text) is not None)


def smallest_common(elements: Sequence[html.HtmlElement]) -> html.HtmlElement:
    chains = [[*reversed(list(element.iterancestors())), element] for element in elements]
    common = chains[0][0]
    for steps in zip(*chains, strict=False):
        if any(step is not steps[0] for step in steps):
            break
        common = steps[0]
    return common
