"""Excel workbooks: each sheet a title and a grid of texts, with its merged cells. Formulas are not worked out, and not kept."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta

from lxml import etree

from gongkai.imports.checkboxes import symbols
from gongkai.imports.document import Block, Document, DocumentPlace, Paragraph, whole
from gongkai.imports.readers.docx import DAMAGED, OLD_WORD, NotWordError, parsed
from gongkai.imports.readers.spans import TooLargeError, Typed, laid_out
from gongkai.problems import Problem

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
WHOLE_FLOAT = re.compile(r"(-?[0-9]+)\.0+\Z")
DAYS = frozenset(range(14, 18)) | frozenset(range(27, 32)) | frozenset(range(50, 59))  # number formats that show a day
SHOWS_A_DAY = re.compile(r"[yd]", re.IGNORECASE)
FIRST_DAY = date(1899, 12, 30)
MOST_ROWS, WIDEST = 20_000, 100
Merges = dict[tuple[int, int], tuple[int, int]]


def read_xlsx(raw: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """The sheets in order, or None and the reason why this is no workbook that can be read. Hidden sheets are left out, told."""
    if raw.startswith(OLD_WORD):
        return None, [whole(file).problem("这是旧版 Excel（.xls）文件或加了密码的文件；请在 Excel 里另存为 .xlsx 再导入")]
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return BookReader(archive, file).document(), []
    except NotWordError as error:
        return None, [whole(file).problem(str(error).replace("Word", "Excel"))]
    except DAMAGED:
        return None, [whole(file).problem("不是 Excel 文件，或文件已经损坏")]
    except TooLargeError:
        return None, [whole(file).problem("里面的表格太大；请按领域分成几个文件再导入")]


class BookReader:
    """Reads the parts of a workbook."""

    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        self.archive, self.file = archive, file
        self.names = set(archive.namelist())
        self.strings = [rich_text(entry) for entry in self.part("xl/sharedStrings.xml")]
        self.days = day_styles(self.part("xl/styles.xml"))

    def part(self, name: str) -> etree._Element | list[etree._Element]:
        return parsed(self.archive, name) if name in self.names else []

    def document(self) -> Document:
        blocks: list[Block] = []
        doubts: list[Problem] = []
        for title, target, hidden in self.sheets():
            if hidden:
                doubts.append(whole(self.file).doubt(f"工作表“{title}”是隐藏的，没有读入"))
                continue
            place = DocumentPlace(self.file, f"工作表“{title}”")
            blocks += [Paragraph(title, place, 1), self.grid(parsed(self.archive, target), place)]
        return Document(self.file, tuple(blocks), tuple(doubts))

    def sheets(self) -> Iterator[tuple[str, str, bool]]:
        """Name, part and whether it is hidden."""
        book = parsed(self.archive, "xl/workbook.xml")
        parts = {
            link.get("Id"): link.get("Target", "") for link in parsed(self.archive, "xl/_rels/workbook.xml.rels").iter(RELATION)
        }
        for sheet in book.iter(f"{S}sheet"):
            target = parts.get(sheet.get(f"{R}id"), "")
            if "worksheets/" in target:
                yield sheet.get("name", ""), f"xl/{target.removeprefix('/xl/')}", sheet.get("state", "visible") != "visible"

    def grid(self, sheet: etree._Element, place: DocumentPlace) -> Block:
        merges, covered = merged(sheet)
        rows: list[list[Typed]] = []
        for row in sheet.iter(f"{S}row"):
            number = int(row.get("r", len(rows) + 1))
            if number > MOST_ROWS:
                raise TooLargeError
            rows += [[] for _ in range(number - len(rows))]
            for cell in row.iter(f"{S}c"):
                at = position(cell.get("r", ""))
                if at is None or at[1] >= WIDEST or at in covered:
                    continue
                height, width = merges.get(at, (1, 1))
                if text := self.text(cell):
                    rows[number - 1].append(Typed(text, height, width, at[1], number))

        def here(row: int, _: int, typed: Typed) -> DocumentPlace:
            return DocumentPlace(self.file, f"{place.words}{column_letters(typed.column or 0)}{row}")

        return laid_out(rows, place, here)

    def text(self, cell: etree._Element) -> str:
        kind, value = cell.get("t", "n"), cell.findtext(f"{S}v") or ""
        if kind == "s":
            return self.strings[int(value)]
        if kind == "inlineStr":
            inline = cell.find(f"{S}is")
            return rich_text(inline) if inline is not None else ""
        if kind == "n":
            return day_text(value) if cell.get("s", "0") in self.days else WHOLE_FLOAT.sub(r"\1", value)
        return cleaned({"1": "是", "0": "否"}.get(value, value) if kind == "b" else value)


def rich_text(entry: etree._Element) -> str:
    """The text of a string; letters that a symbol font draws as boxes are the boxes. Phonetic readings are no part of it."""
    found = [cleaned(entry.findtext(f"{S}t") or "")]
    for run in entry.iter(f"{S}r"):
        font = run.find(f"{S}rPr/{S}rFont")
        text = cleaned(run.findtext(f"{S}t") or "")
        found.append(symbols(text, font.get("val", "")) if font is not None else text)
    return "".join(found).strip()


def cleaned(text: str) -> str:
    """
    >>> cleaned("a_x000D_\\nb_x005F_x0041_")
    'a\\nb_x0041_'
    """
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n").strip()


def merged(sheet: etree._Element) -> tuple[Merges, set[tuple[int, int]]]:
    """Height and width by the first place of each merged range, and the places that it covers."""
    merges: Merges = {}
    covered: set[tuple[int, int]] = set()
    for merge in sheet.iter(f"{S}mergeCell"):
        first, _, last = merge.get("ref", "").partition(":")
        start, end = position(first), position(last)
        if start is None or end is None or end[1] >= WIDEST:
            continue
        if end[0] > MOST_ROWS or len(covered) > MOST_ROWS * 10:
            raise TooLargeError
        merges[start] = (end[0] - start[0] + 1, end[1] - start[1] + 1)
        covered |= {(row, column) for row in range(start[0], end[0] + 1) for column in range(start[1], end[1] + 1)} - {start}
    return merges, covered


def position(name: str) -> tuple[int, int] | None:
    """Row and column from 0.

    >>> position("AB12")
    (11, 27)
    """
    found = PLACE.match(name)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def column_letters(number: int) -> str:
    """
    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    before, last = divmod(number, 26)
    return (column_letters(before - 1) if before else "") + chr(65 + last)


def day_styles(styles: etree._Element | list[etree._Element]) -> set[str]:
    """The numbers of the styles that show a number as a day."""
    if isinstance(styles, list):
        return set()
    own = {form.get("numFmtId"): form.get("formatCode", "") for form in styles.iter(f"{S}numFmt")}
    used = [xf.get("numFmtId", "0") for cells in styles.iter(f"{S}cellXfs") for xf in cells.iter(f"{S}xf")]
    return {str(number) for number, form in enumerate(used) if shows_a_day(form, own)}


def shows_a_day(form: str, own: dict[str | None, str]) -> bool:
    code = re.sub(r'"[^"]*"|\[[^\]]*\]', "", own.get(form, ""))
    return (form.isdecimal() and int(form) in DAYS) or bool(SHOWS_A_DAY.search(code))


def day_text(value: str) -> str:
    """
    >>> day_text("46030"), day_text("abc")
    ('2026-01-08', 'abc')
    """
    try:
        return (FIRST_DAY + timedelta(days=int(float(value)))).isoformat()
    except (ValueError, OverflowError):
        return value
