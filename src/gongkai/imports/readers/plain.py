"""A text file: as text with tabs or a cell a line, or where bars stand between its cells as Markdown has them."""

from __future__ import annotations

from gongkai.imports.document import Document, Grid
from gongkai.imports.readers.md import read_md
from gongkai.imports.readers.txt import read_txt
from gongkai.problems import Problem


def read_plain(raw: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """The document, or None and the reason why this is not text."""
    document, problems = read_txt(raw, file)
    if document and not has_table(document) and b"|" in raw:
        with_bars, _ = read_md(raw, file)
        document = with_bars if with_bars and has_table(with_bars) else document
    return document, problems


def has_table(document: Document) -> bool:
    return any(isinstance(block, Grid) for block in document.blocks)
