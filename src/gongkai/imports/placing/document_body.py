"""A document's title, number, day and text, out of the file in which the office has it; the text as Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.imports.document import PAGE_NUMBER, Document, Grid, Paragraph
from gongkai.imports.placing.markdown_text import PART, SENTENCE, markdown
from gongkai.problems import Problem
from gongkai.statute.labels import squeezed

NUMBER = re.compile(r"[\u4e00-\u9fff（）()]{1,20}[〔\[（(]\d{4}[〕\])）]\s*第?\d+号")
RED_HEAD = re.compile(r"(?:文件|公告|通告|令)\Z")
SIGNER = re.compile(r"签发人[:：]")
SIGNED = re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日\Z")
LONGEST_TITLE = 100
HEAD_LINES = 8  # in which a title stands


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
