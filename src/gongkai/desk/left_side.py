"""A document beside what is typed: what is shown of it, and where the place that is spoken of stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gongkai.desk.documents import ShownDocument, UnreadableError, shown_document
from gongkai.imports.readers.pdf_places import PageCell


@dataclass(frozen=True, slots=True)
class Left:
    """The document beside the line. `why` says why there is none. `page` is that of a PDF, `mark` the cell's place on it."""

    document: ShownDocument | None = None
    why: str = ""
    page: int = 0
    mark: PageCell | None = None


def left_side(file: Path, where: str, page_asked: str) -> Left:
    """The document in that file with the place `where` (in its own words) marked; `page_asked`: of a PDF, another page."""
    try:
        document = shown_document(file)
    except UnreadableError as error:
        return Left(why=str(error))
    if not document.pages:
        return Left(document)
    mark = document.cells.get(where)
    number = int(page_asked) if page_asked.isdecimal() else mark.page if mark else page_said(where)
    return Left(document, page=min(max(number, 1), len(document.pages)), mark=mark if mark and mark.page == number else None)


def page_said(where: str) -> int:
    """
    >>> page_said("第 3 页"), page_said("")
    (3, 1)
    """
    said = where.removeprefix("第 ").partition(" 页")[0]
    return int(said) if said.isdecimal() else 1
