"""The words of a file as a reader meets them, whatever kind of file it is: to lay two files side by side."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath

from gongkai.imports.document import Document, Paragraph
from gongkai.imports.readers.docx import read_docx
from gongkai.imports.readers.pdf import read_pdf
from gongkai.imports.readers.xlsx import read_xlsx

Reader = Callable[[bytes, str], tuple[Document | None, object]]
READERS: Mapping[str, Reader] = {".docx": read_docx, ".pdf": read_pdf, ".xlsx": read_xlsx}
READ_AS_TEXT = (".csv", ".json", ".html")


def words_of(content: bytes, name: str) -> list[str]:
    """Its lines, or its paragraphs and cells, in their order; none where nothing can be read."""
    kind = PurePath(name).suffix
    if kind in READ_AS_TEXT:
        lines = content.decode("utf-8-sig", errors="replace").splitlines()
        return [cell for row in csv.reader(lines) for cell in row] if kind == ".csv" else lines
    document = READERS[kind](content, name)[0] if kind in READERS else None
    return [*words_in(document)] if document else []


def words_in(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for cell in block.cells)
