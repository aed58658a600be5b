"""Kinds of file that only an office program reads (.doc, .wps, .rtf, .odt, .xls, .et): LibreOffice gives them the form we read.

Under such a name there may be something else: offices' systems save pages as .doc and .xls. It is read as what it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Protocol

from gongkai.drawn.browser import NoToolsError
from gongkai.drawn.office import UnconvertedError, converted
from gongkai.imports.document import Block, Document, Grid, whole
from gongkai.imports.readers.docx import read_docx
from gongkai.imports.readers.html import read_html
from gongkai.imports.readers.mht import is_mht, read_mht
from gongkai.problems import Problem


class Read(Protocol):
    def __call__(self, raw: bytes, file: str, /) -> tuple[Document | None, list[Problem]]: ...


FORMS = {".doc": "docx", ".wps": "docx", ".rtf": "docx", ".odt": "docx", ".xls": "xlsx", ".et": "xlsx", ".ods": "xlsx"}
OPENED_BY = {"docx": "Word 或 WPS", "xlsx": "Excel 或 WPS"}
ZIP, OLE, RICH = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
FILTERS = {
    (OLE, "docx"): "MS Word 97",
    (OLE, "xlsx"): "MS Excel 97",
    (RICH, "docx"): "Rich Text Format",
    (ZIP, "docx"): "writer8",
    (ZIP, "xlsx"): "calc8",
}
"""How LibreOffice is to read what begins so: never as the plain text for which it takes anything else."""
OPEN_DOCUMENT = (".odt", ".ods")  # zip files, too


def office_readers(book: Read) -> Mapping[str, Read]:
    """A reader for each kind. `book`: how a workbook is read once it is one."""
    readers: dict[str, Read] = {"docx": read_docx, "xlsx": book}
    return {suffix: partial(read_office, suffix, readers[form]) for suffix, form in FORMS.items()}


def read_office(suffix: str, read: Read, raw: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """The document, or None and the reason why it cannot be read, with the way out."""
    if raw.startswith(ZIP) and suffix not in OPEN_DOCUMENT:
        return read(raw, file)
    if is_mht(raw):
        return read_mht(raw, file)
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"<table" in raw.lower():
        return read_html(raw, file)
    filter = next((found for (begin, form), found in FILTERS.items() if raw.startswith(begin) and form == FORMS[suffix]), "")
    if not filter:
        return None, [whole(file).problem(way_out(suffix))]
    try:
        document, problems = read(converted(raw, suffix, FORMS[suffix], filter), file)
    except (NoToolsError, UnconvertedError) as error:
        return None, [whole(file).problem(way_out(suffix, str(error)))]
    return (told(document, suffix) if document else None), problems


def way_out(suffix: str, why: str = "") -> str:
    form = FORMS[suffix]
    return f"读不了 {suffix} 文件{why and f'：{why}'}；请在 {OPENED_BY[form]} 里另存为 .{form} 再导入"


def told(document: Document, suffix: str) -> Document:
    """With the doubt at each cell: nobody looked whether the other program took everything over."""
    doubt = f"{suffix} 文件由 LibreOffice 转换后读入，转换可能有出入；请对照原件"
    blocks = tuple(with_doubt(block, doubt) for block in document.blocks)
    return replace(document, blocks=blocks, doubts=(*document.doubts, whole(document.file).doubt(doubt)))


def with_doubt(block: Block, doubt: str) -> Block:
    if not isinstance(block, Grid):
        return block
    cells = (replace(cell, placing="；".join(filter(None, (cell.placing, doubt)))) for cell in block.cells)
    return replace(block, cells=tuple(cells))
