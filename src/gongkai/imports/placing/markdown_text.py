"""What a document says as the Markdown of a text.md: paragraphs, headings and tables, every sign shown as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gongkai.imports.document import Grid, Paragraph
from gongkai.imports.headings import SUB_NUMBER
from gongkai.problems import Problem
from gongkai.statute.labels import squeezed

SENTENCE = re.compile(r"[。；！？]")
PART = re.compile(r"(?:第[一二三四五六七八九十百]+[章节]|[一二三四五六七八九十]+、)")
LONGEST_HEADING = 40
MARKDOWN = re.compile(r"([\\`*_\[\]])")
AS_LIST = re.compile(r"(\s{0,3})(\d+)([.)])(?=\s|$)|(\s{0,3})([-+])(?=\s|$)")
AS_HEADING = re.compile(r"\s{0,3}(#+)(?=\s|$)")


def markdown(blocks: Iterable[Paragraph | Grid], doubts: list[Problem]) -> str:
    """Of all of them, a blank line between; empty for none."""
    text = "\n\n".join(part for block in blocks for part in markdown_of(block, doubts))
    return f"{text}\n" if text else ""


def markdown_of(block: Paragraph | Grid, doubts: list[Problem]) -> Iterator[str]:
    if isinstance(block, Grid):
        yield from table_of(block, doubts)
        return
    words = escaped(" ".join(block.text.split()))
    said = squeezed(block.text)
    short = len(said) <= LONGEST_HEADING and not SENTENCE.search(said)
    if block.level or (short and PART.match(said)):
        yield f"## {words}"
    elif short and SUB_NUMBER.match(said):
        yield f"### {words}"
    else:
        yield words


def escaped(text: str) -> str:
    r"""Text that Markdown shows as it stands.

    >>> escaped("1. 甲*乙*"), escaped("# 号"), escaped("- 39")
    ('1\\. 甲\\*乙\\*', '\\# 号', '\\- 39')
    """
    plain = MARKDOWN.sub(r"\\\1", text)
    if found := AS_LIST.match(plain):
        at = found.start(3) if found[3] else found.start(5)
        return f"{plain[:at]}\\{plain[at:]}"
    return f"\\{plain.lstrip()}" if AS_HEADING.match(plain) else plain


def table_of(grid: Grid, doubts: list[Problem]) -> Iterator[str]:
    """With a head, which is its first row; a cell that covers several places says the same in each, and that is told."""
    rows = [row for row in filled(grid) if any(row)]
    if not rows:
        return
    if not grid.spanless or grid.ragged:
        doubts.append(grid.place.doubt("表格有合并的格，正文里每个位置都写出同样的内容；请对照原件"))
    width = max(map(len, rows))
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
    yield "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])


def filled(grid: Grid) -> list[list[str]]:
    places: dict[tuple[int, int], str] = {}
    for cell in grid.cells:
        words = escaped(" ".join(cell.text.split())).replace("|", "\\|")
        places |= {(row, column): words for row in cell.rows for column in cell.columns}
    height = max((row for row, _ in places), default=-1) + 1
    width = max((column for _, column in places), default=-1) + 1
    return [[places.get((row, column), "") for column in range(width)] for row in range(height)]
