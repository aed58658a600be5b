"""A workbook of the review as it comes back: every text and every comment of each sheet, and what a remark is."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from lxml import etree

from gongkai.imports.marks import without_marks
from gongkai.imports.readers.office_package import DAMAGED, NotWordError, Package
from gongkai.imports.readers.spans import TooLargeError
from gongkai.imports.readers.xlsx import BookReader
from gongkai.imports.readers.xlsx_looks import S
from gongkai.imports.readers.xlsx_sheet import column_letters, position
from gongkai.problems import one_line
from gongkai.source.text import reason

LARGEST = 50_000_000  # bytes
MOST_CELLS = 1_000_000  # of a sheet; 38 agencies with ten years have some 80,000
THREADED = re.compile(r"\A\[[^\]]*\].*?(?:Comment|Commentaire|批注|注释|评论)[:：]\s*", re.DOTALL)
"""What Excel writes before a comment of its newer kind, for programs that know the older kind only."""
Texts = Mapping[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class Remark:
    """`key` is the cell's or section's address; empty when it is of the report as a whole. `file` is the report's, empty where
    the workbook does not say it. A remark that stands at no report has no `agency`.

    `was` is what the reviewer saw there, None where the workbook does not show it: the words of the document where `printed`,
    else the value that was read. `where` is the remark's place.
    """

    agency: str
    year: int
    file: str
    key: str
    was: str | None
    text: str
    where: str
    printed: bool = False


@dataclass(frozen=True, slots=True)
class ReturnedSheet:
    """`file` is that of the workbook, as the reviewer knows it."""

    file: str
    name: str
    texts: Texts
    comments: Texts

    @property
    def rows(self) -> int:
        return max((row for row, _ in (*self.texts, *self.comments)), default=-1) + 1

    def row(self, number: int) -> list[str]:
        wide = max((column for row, column in self.texts if row == number), default=-1) + 1
        return [self.texts.get((number, column), "") for column in range(wide)]

    def place(self, row: int, column: int) -> str:
        return f"{self.file}工作表“{self.name}”{column_letters(column)}{row + 1}"

    def stray(self, row: int, column: int, text: str) -> Remark:
        """A remark that stands where no report is."""
        return Remark("", 0, "", "", None, text, self.place(row, column))


class NotReturnedError(Exception):
    """The message says why this is no workbook of a review."""


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
        package = Package(archive)
        reader = BookReader(package, file)
        for name, target, _ in reader.sheets():
            yield ReturnedSheet(file, name, texts_of(reader, package.tree(target)), comments_of(package, target))


def texts_of(reader: BookReader, sheet: etree._Element) -> Texts:
    """By row and column, however wide: a county's reports of many years stand side by side."""
    cells = list(islice(sheet.iter(f"{S}c"), MOST_CELLS + 1))
    if len(cells) > MOST_CELLS:
        raise TooLargeError
    placed = ((position(cell.get("r", "")), cell) for cell in cells)
    texts = {at: without_marks(reader.text(cell)).strip() for at, cell in placed if at}
    return {at: text for at, text in texts.items() if text}


def comments_of(package: Package, sheet: str) -> Texts:
    """The words of the comments by row and column; the names of those who wrote them are left out."""
    found: dict[tuple[int, int], str] = {}
    for link in package.links(sheet):
        if link.kind == "comments" and link.part in package:
            for comment in package.tree(link.part).iter(f"{S}comment"):
                at, text = position(comment.get("ref", "").partition(":")[0]), words_of(comment)
                if text:
                    found[at or (0, 0)] = text
    return found


def words_of(comment: etree._Element) -> str:
    """Excel begins a comment with its author's name and a colon, in a run of its own."""
    runs = ["".join(map(str, run.itertext(f"{S}t"))) for run in comment.iter(f"{S}r")]
    if len(runs) > 1 and runs[0].strip().endswith((":", "：")):
        runs = runs[1:]
    text = "".join(runs) or "".join(map(str, comment.itertext(f"{S}t")))
    return one_line(" ".join(THREADED.sub("", text).split()))
