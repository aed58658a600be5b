"""A form that came back, opened: every cell of every sheet as it was saved, and what no form may bring along."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from gongkai.imports.document import DocumentPlace, whole
from gongkai.imports.readers.office_package import DAMAGED, OLD_WORD, NotWordError, Package
from gongkai.imports.readers.spans import TooLargeError
from gongkai.imports.readers.xlsx import BOOKS, BookReader
from gongkai.imports.readers.xlsx_looks import S
from gongkai.imports.readers.xlsx_sheet import ON, column_letters, position
from gongkai.problems import Problem

LARGEST = 20_000_000  # bytes; a form has some 40,000
MOST_CELLS = 200_000  # of a sheet; a form has some 2,000
PLAIN_BOOK = BOOKS[0]
ENDING = "只收 .xlsx：{} 文件请在 Excel、WPS 里打开，另存为“Excel 工作簿（*.xlsx）”再导入"
MACROS = "里面有宏，不收；请另存为不带宏的“Excel 工作簿（*.xlsx）”再导入"
LINKED = "里面有引用别的文件的公式（外部链接），不收；请把引来的数作为数填入，在“数据—编辑链接”里断开以后再导入"
NO_FILE = "不是 Excel 文件，或文件已经损坏"


@dataclass(frozen=True, slots=True)
class SavedCell:
    """`kind` is the spreadsheet's: n a number, s words, b true or false, e an error, d a day; `text` is what is stored."""

    kind: str
    text: str
    computed: bool = False


@dataclass(frozen=True, slots=True)
class SavedSheet:
    """`cells` that hold something, by row and column from 0. `unseen` are the hidden rows and columns, in words."""

    name: str
    hidden: bool
    cells: Mapping[tuple[int, int], SavedCell]
    unseen: tuple[str, ...]


class NotAFormError(Exception):
    """The message says why the file cannot be taken."""


def opened(raw: bytes, file: str) -> tuple[tuple[SavedSheet, ...], list[Problem]]:
    """The sheets in their order; none, with the reason, where this is no workbook that is taken."""
    try:
        return tuple(sheets(raw, file)), []
    except NotAFormError as error:
        return (), [whole(file).problem(str(error))]
    except NotWordError as error:
        return (), [whole(file).problem(str(error).replace("Word", "Excel"))]
    except (*DAMAGED, TooLargeError):
        return (), [whole(file).problem(NO_FILE)]


def sheets(raw: bytes, file: str) -> Iterator[SavedSheet]:
    refuse_by_name(raw, file)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        package = Package(archive)
        book = package.main(*BOOKS)
        kinds = {link.kind for link in package.links(book)}
        if package.type_of(book) != PLAIN_BOOK or any("vbaproject" in name for name in package.entries):
            raise NotAFormError(MACROS)
        if "externalLink" in kinds:
            raise NotAFormError(LINKED)
        reader = BookReader(package, file)
        for name, part, hidden in reader.sheets():
            tree = package.tree(part)
            yield SavedSheet(name, hidden, dict(cells(reader, tree)), tuple(unseen(tree)))


def refuse_by_name(raw: bytes, file: str) -> None:
    ending = file.rpartition(".")[2].lower()
    if ending == "xlsm":
        raise NotAFormError(MACROS)
    if ending != "xlsx":
        raise NotAFormError(ENDING.format(f".{ending}"))
    if raw.startswith(OLD_WORD):
        raise NotAFormError("这是旧版 Excel（.xls）文件或加了密码的文件；请去掉密码，另存为 .xlsx 再导入")
    if len(raw) > LARGEST:
        raise NotAFormError(f"文件超过 {LARGEST // 1_000_000} MB，不像是填报表")
    if not raw.strip():
        raise NotAFormError("文件是空的")


def cells(reader: BookReader, sheet: etree._Element) -> Iterator[tuple[tuple[int, int], SavedCell]]:
    found = list(islice(sheet.iter(f"{S}c"), MOST_CELLS + 1))
    if len(found) > MOST_CELLS:
        raise TooLargeError
    for cell in found:
        at = position(cell.get("r", ""))
        if at is None:
            continue
        computed, kind = cell.find(f"{S}f") is not None, cell.get("t", "n")
        words = kind in ("s", "inlineStr", "str")
        if kind == "n" and reader.looks.shows_a_day(cell.get("s", "0")):
            kind = "d"  # 3-1 typed into a cell is the first of March, and a number of five digits
        text = reader.text(cell) if words or kind == "d" else (cell.findtext(f"{S}v") or "").strip()
        if text or computed:
            yield at, SavedCell("s" if words else kind, text, computed)


def unseen(sheet: etree._Element) -> Iterator[str]:
    for row in sheet.iter(f"{S}row"):
        if row.get("hidden") in ON:
            yield f"第 {row.get('r', '?')} 行"
    for column in sheet.iterfind(f"{S}cols/{S}col"):
        first = column.get("min", "")
        if column.get("hidden") in ON and first.isdigit() and int(first) <= MOST_COLUMNS:
            yield f"{column_letters(int(first) - 1)} 列"


MOST_COLUMNS = 60  # beyond every form; some programs hide all columns behind the last one that is used


def place(file: str, sheet: str, row: int, column: int) -> DocumentPlace:
    return DocumentPlace(file, f"工作表“{sheet}”{column_letters(column)}{row + 1}")
