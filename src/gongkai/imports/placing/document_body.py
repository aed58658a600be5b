"""A document's title, number, day and text, out of the file in which the office has it; the text as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.imports.document import PAGE_NUMBER, Document, Grid, Paragraph
from gongkai.problems import Problem
from gongkai.statute.labels import squeezed

NUMBER = re.compile(r"[\u4e00-\u9fff（）()]{1,20}[〔\[（(]\d{4}[〕\])）]\s*第?\d+号")
RED_HEAD = re.compile(r"(?:文件|公告|通告|令)\Z")
SIGNER = re.compile(r"签发人[:：]")
SENTENCE = re.compile(r"[。；！？]")
SIGNED = re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日\Z")
PART = re.compile(r"(?:第[一二三四五六七八九十百]+[章节]|[一二三四五六七八九十]+、)")
SMALLER_PART = re.compile(r"[（(][一二三四五六七八九十]+[)）]")
LONGEST_TITLE, LONGEST_HEADING = 100, 40
HEAD_LINES = 8  # in which a title stands
MARKDOWN = re.compile(r"([\\`*_\[\]])")
AS_LIST = re.compile(r"(\s{0,3})(\d+)([.)])(?=\s|$)|(\s{0,3})([-+])(?=\s|$)")
AS_HEADING = re.compile(r"\s{0,3}(#+)(?=\s|$)")


@dataclass(frozen=True, slots=True)
class DocumentBody:
    """Empty, or None, where the file does not say it."""

    title: str
    document_number: str
    written: date | None
    text: str


def body_of(document: Document) -> tuple[DocumentBody, list[Problem]]:
    """What the file says, and the readings that a person should compare with it."""
    blocks = [block for block in document.blocks if not (isinstance(block, Paragraph) and is_nothing(block.text))]
    head, rest = apart(blocks)
    lines = [" ".join(block.text.split()) for block in head]
    numbers = [line for line in lines if NUMBER.fullmatch(squeezed(line)) or (SIGNER.search(line) and NUMBER.search(line))]
    title = "".join(line for line in lines if line not in numbers and not SIGNER.search(line))
    doubts: list[Problem] = [*document.doubts]
    found = NUMBER.search(squeezed("".join(numbers)))
    return DocumentBody(title, found[0] if found else "", signed_in(rest), markdown(rest, doubts)), doubts


def is_nothing(text: str) -> bool:
    said = squeezed(text)
    return not said or bool(PAGE_NUMBER.fullmatch(said))


def apart(blocks: Sequence[Paragraph | Grid]) -> tuple[list[Paragraph], list[Paragraph | Grid]]:
    """The lines of the head (who issues it, its number, its title), and what follows; no head where none can be told."""
    head: list[Paragraph] = []
    for place, block in enumerate(blocks[:HEAD_LINES]):
        if isinstance(block, Grid) or SENTENCE.search(block.text) or block.text.rstrip().endswith(("：", ":")):
            break
        said = squeezed(block.text)
        if PART.match(said) or SIGNED.search(said) or len(said) > LONGEST_TITLE:
            break
        if RED_HEAD.search(said) and not head and "关于" not in said and place == 0 and len(blocks) > 1:
            continue  # the red head names who issues it
        if block.level > 1 and head:
            break
        head.append(block)
    kept = {id(block) for block in head}
    last = max((place for place, block in enumerate(blocks) if id(block) in kept), default=-1)
    return head, [*blocks[last + 1 :]]


def signed_in(blocks: Sequence[Paragraph | Grid]) -> date | None:
    """The day below the text; the last that stands on a line of its own."""
    for block in reversed(blocks):
        if isinstance(block, Paragraph) and (found := SIGNED.match(squeezed(block.text))):
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                return None
    return None


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
    elif short and SMALLER_PART.match(said):
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
