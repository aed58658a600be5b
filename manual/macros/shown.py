"""How typed and printed text stands on a page of the manual."""

from __future__ import annotations

WHOLE = 150  # a line up to this length is shown whole
BEFORE, AFTER = 30, 90


def code(text: str) -> str:
    """A block of Markdown that shows the text as it is."""
    return f"```text\n{text}\n```"


def near(line: str, column: int) -> str:
    """The line without its margin; of a long one the part around the column, which counts from 1.

    >>> near("  made: 3", 9)
    'made: 3'
    >>> near("一" * 200, 100).count("一")
    120
    """
    if len(line.strip()) <= WHOLE:
        return line.strip()
    start, end = max(column - 1 - BEFORE, 0), column - 1 + AFTER
    return ("…" if start else "") + line[start:end].strip() + ("…" if end < len(line) else "")
