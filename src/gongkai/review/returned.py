"""A workbook of the review as the reviewer gives it back: what was written in its column, and the comments on its cells."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from gongkai.imports.document import DocumentPlace, Grid
from gongkai.imports.readers.docx import DAMAGED, NotWordError, parsed
from gongkai.imports.readers.spans import TooLargeError
from gongkai.imports.readers.xlsx import RELATION, BookReader, S, column_letters, position
from gongkai.problems import Position, Problem, one_line, shown
from gongkai.review.figures_book import HEAD_ROWS, STUB
from gongkai.review.opinion import ADDRESS, AGENCY, COLUMNS, REMARK, WORDS, YEAR
from gongkai.review.sources import RULE
from gongkai.source.text import reason

LARGEST = 50_000_000  # bytes
THREADED = re.compile(r"\A\[[^\]]*\].*?(?:Comment|Commentaire|批注|注释|评论)[:：]\s*", re.DOTALL)
"""What Excel writes before a comment of its newer kind, for programs that know the older kind only."""
KEY = STUB[-1]
NOWHERE = DocumentPlace("", "")
Texts = Mapping[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class Remark:
    """`key` is the cell's or section's address; empty when it is of the report as a whole.

    `was` are the words that the reviewer saw there, None where the workbook does not show them. `where` is the remark's place.
    """

    agency: str
    year: int
    key: str
    was: str | None
    text: str
    where: str


@dataclass(frozen=True, slots=True)
class ReturnedSheet:
    name: str
    texts: Texts
    comments: Texts

    @property
    def rows(self) -> int:
        return max((row for row, _ in (*self.texts, *self.comments)), default=-1) + 1

    def row(self, number: int) -> list[str]:
        wide = max((column for row, column in self.texts if row == number), default=-1) + 1
        return [self.texts.get((number, column), "") for column in range(wide)]


Reader = Callable[[ReturnedSheet, str], Iterator[Remark]]


class NotReturnedError(Exception):
    """The message says why this is no workbook of a review."""


def remarks(file: Path) -> tuple[list[Remark], list[Problem]]:
    """Every remark of the workbook in its order; and why there is none where it is no workbook of a review."""
    name = shown(file)
    try:
        readers = [(sheet, reader) for sheet in opened(file, name) if (reader := reader_of(sheet))]
        if not readers:
            raise NotReturnedError(f"不是审核写出的表：没有“{REMARK}”一列，也没有各格的“{KEY}”一列")
    except NotReturnedError as error:
        return [], [Problem(Position(name), RULE, str(error))]
    return [remark for sheet, reader in readers for remark in reader(sheet, name)], []


def opened(file: Path, name: str) -> list[ReturnedSheet]:
    try:
        if not file.is_file():
            raise NotReturnedError("找不到这个文件")
        if file.stat().st_size > LARGEST:
            raise NotReturnedError(f"文件超过 {LARGEST // 1_000_000} MB，不像是审核意见")
        return list(sheets_of(file.read_bytes(), name))
    except PermissionError as error:
        raise NotReturnedError(f"读不了这个文件：{reason(error)}") from error
    except NotWordError as error:
        raise NotReturnedError(str(error).replace("Word", "Excel")) from error
    except (*DAMAGED, TooLargeError) as error:
        raise NotReturnedError("不是 Excel 文件，或文件已经损坏") from error


def sheets_of(raw: bytes, file: str) -> Iterator[ReturnedSheet]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        reader = BookReader(archive, file)
        for name, target, _ in reader.sheets():
            grid = reader.grid(parsed(archive, target), NOWHERE)
            texts = {(cell.row, cell.column): cell.text for cell in grid.cells} if isinstance(grid, Grid) else {}
            yield ReturnedSheet(name, texts, comments_of(archive, target))


def comments_of(archive: zipfile.ZipFile, sheet: str) -> Texts:
    """The words of the comments by row and column; the names of those who wrote them are left out."""
    folder, name = posixpath.split(sheet)
    links = f"{folder}/_rels/{name}.rels"
    names = set(archive.namelist())
    found: dict[tuple[int, int], str] = {}
    for link in parsed(archive, links).iter(RELATION) if links in names else ():
        part = posixpath.normpath(posixpath.join(folder, link.get("Target", ""))).removeprefix("/")
        if link.get("Type", "").endswith("/comments") and part in names:
            for comment in parsed(archive, part).iter(f"{S}comment"):
                at, text = position(comment.get("ref", "")), words_of(comment)
                if at and text:
                    found[at] = text
    return found


def words_of(comment: etree._Element) -> str:
    """Excel begins a comment with its author's name and a colon, in a run of its own."""
    runs = ["".join(map(str, run.itertext(f"{S}t"))) for run in comment.iter(f"{S}r")]
    if len(runs) > 1 and runs[0].strip().endswith((":", "：")):
        runs = runs[1:]
    text = "".join(runs) or "".join(map(str, comment.itertext(f"{S}t")))
    return one_line(" ".join(THREADED.sub("", text).split()))


# ---- What each kind of sheet says


def reader_of(sheet: ReturnedSheet) -> Reader | None:
    """How the sheet is read, by the names that head its columns, which may stand a few rows down; None for others."""
    for number in range(min(sheet.rows, 6)):
        row = sheet.row(number)
        if {AGENCY, YEAR, ADDRESS, REMARK} <= set(row):
            return lambda sheet, file: listed(sheet, file, number)
        if set(STUB) <= set(row):
            return lambda sheet, file: side_by_side(sheet, file, number)
    return None


def listed(sheet: ReturnedSheet, file: str, head: int) -> Iterator[Remark]:
    """A remark is what stands in its column, and any comment on the line; the columns may have been moved."""
    names = sheet.row(head)
    column = {name: names.index(name) for name in (*(c.name for c in COLUMNS), WORDS) if name in names}
    for number in range(head + 1, sheet.rows):
        row = {name: sheet.texts.get((number, at), "") for name, at in column.items()}
        said = [row[REMARK], *(text for (at, _), text in sorted(sheet.comments.items()) if at == number)]
        for text in filter(None, map(one_line, said)):
            where = f"{file}工作表“{sheet.name}”第 {number + 1} 行"
            yield Remark(row[AGENCY], year_of(row[YEAR]), row[ADDRESS], row.get(WORDS), text, where)


def side_by_side(sheet: ReturnedSheet, file: str, head: int) -> Iterator[Remark]:
    """A comment on a figure is of that cell of that agency and year; one on the head of a column, of the whole report."""
    key = sheet.row(head).index(KEY)
    for (row, column), text in sorted(sheet.comments.items()):
        agency, year = sheet.texts.get((head, column), ""), year_of(sheet.texts.get((head + 1, column), ""))
        if column > key and row >= head:
            figure = row >= head + HEAD_ROWS - 1
            address = sheet.texts.get((row, key), "") if figure else ""
            was = sheet.texts.get((row, column), "") if figure else None
            where = f"{file}工作表“{sheet.name}”{column_letters(column)}{row + 1}"
            yield Remark(agency, year, address, was, text, where)


def year_of(text: str) -> int:
    """0 where no year stands."""
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
