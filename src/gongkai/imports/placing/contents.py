"""The list of contents at the head of a report, which names its sections before they begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongkai.imports.document import Block, Paragraph
from gongkai.imports.headings import SUB_NUMBER, is_section_head
from gongkai.reports.narrative import section_of
from gongkai.statute.formats import Format
from gongkai.statute.labels import plain, squeezed

LEADER = re.compile(r"[.．…·•\s]{0,200}[（(—-]{0,3}\d{0,3}[)）—-]{0,3}\s{0,9}\Z")
LONGEST = 300  # characters of a line with its leader of dots
FEWEST = 3  # sections running, with nothing between them, that come again below
HEAD = ("目录", "目次")


def without_contents(blocks: Sequence[Block], format: Format) -> tuple[tuple[Block, ...], Paragraph | None]:
    """The blocks without a list of contents, and its first line; None when there is no such list."""
    known = [section_in(block, format) for block in blocks]
    start = 0
    while start < len(blocks):
        end = start
        while end < len(blocks) and (known[end] or (end > start and is_below(blocks[end]))):
            end += 1
        named = {section for section in known[start:end] if section}
        if len(named) >= FEWEST and named <= set(known[end:]):
            first = start - 1 if start and squeezed(text_of(blocks[start - 1])) in HEAD else start
            head = blocks[first]
            return (*blocks[:first], *blocks[end:]), head if isinstance(head, Paragraph) else None
        start = end + 1
    return tuple(blocks), None


def section_in(block: Block, format: Format) -> str:
    """The statutory section that the line names, alone or before the number of a page; empty for any other block."""
    if not isinstance(block, Paragraph) or len(block.text) > LONGEST:
        return ""
    line = replace(block, text=LEADER.sub("", block.text))
    section = section_of(squeezed(line.text), format) if is_section_head(line, format) else None
    return section.id if section else ""


def is_below(block: Block) -> bool:
    """A line of the list for a part of a section."""
    return bool(SUB_NUMBER.match(plain(squeezed(text_of(block))))) and bool(re.search(r"\d$", text_of(block)))


def text_of(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else ""
