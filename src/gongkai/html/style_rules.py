"""What a style sheet consists of: rules, each with what stands before its brace and inside, and lists of selectors."""

from __future__ import annotations

import re
from collections.abc import Iterator

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def without_comments(sheet: str) -> str:
    return COMMENT.sub("", sheet)


def blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """What stands before each brace, and what stands inside it."""
    start = 0
    while (opening := sheet.find("{", start)) >= 0:
        end = closing(sheet, opening)
        yield sheet[start:opening].strip(), sheet[opening + 1 : end]
        start = end + 1


def closing(sheet: str, opening: int) -> int:
    """Where the bracket that opens there is closed. Sheets of components hold no bracket in a text."""
    pair = {"{": "{}", "(": "()"}[sheet[opening]]
    depth = 0
    for at in range(opening, len(sheet)):
        depth += {pair[0]: 1, pair[1]: -1}.get(sheet[at], 0)
        if depth == 0:
            return at
    raise ValueError(f"a bracket is not closed: {sheet[opening : opening + 60]}")


def listed(text: str, between: str = ",") -> Iterator[str]:
    """The parts of a list; what is between them inside brackets belongs to one of them."""
    depth, start = 0, 0
    for at, sign in enumerate(text):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(sign, 0)
        if sign == between and depth == 0:
            yield text[start:at].strip()
            start = at + 1
    yield text[start:].strip()
