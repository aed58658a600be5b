"""Excel workbooks: each sheet a title and a grid of texts, with its merged cells. Formulas are not worked out, and not kept."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from lxml import etree

from gongkai.imports import looks
from gongkai.imports.checkboxes import symbols
from gongkai.imports.document import MANY, Block, Document, DocumentPlace, Paragraph, whole
from gongkai.imports.readers.office_package import DAMAGED, OLD_WORD, NotWordError, Package
from gongkai.imports.readers.spans import TooLargeError, Typed, laid_out
from gongkai.imports.readers.xlsx_looks import CellLooks, S
from gongkai.imports.readers.xlsx_sheet import (
    MOST_ROWS,
    PLAIN_TABLE,
    SHOWN_NOTE,
    WIDEST,
    SheetLooks,
    about_markup,
    column_letters,
    merged,
    position,
)
from gongkai.problems import Problem

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
BOOKS = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "application/vnd.ms-excel.template.macroEnabled.main+xml",
)
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
WHOLE_FLOAT = re.compile(r"(-?[0-9]+)\.0+\Z")
FIRST_DAY, FIRST_DAY_OF_1904 = date(1899, 12, 30), date(1904, 1, 1)


def read_xlsx(raw: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """The sheets in order, or None and the reason why this is no workbook that can be read. Hidden sheets are left out, told."""
    if raw.startswith(OLD_WORD):
        return None, [whole(file).problem("这是旧版 Excel（.xls）文件或加了密码的文件；请在 Excel 里另存为 .xlsx 再导入")]
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return BookReader(Package(archive), file).document(), []
    except NotWordError as error:
        return None, [whole(file).problem(str(error).replace("Word", "Excel"))]
    except DAMAGED:
        return None, [whole(file).problem("不是 Excel 文件，或文件已经损坏")]
    except TooLargeError:
        return None, [whole(file).problem("里面的表格太大；请按领域分成几个文件再导入")]


class BookReader:
    """Reads the parts of a workbook. `doubted` are the cells of which a reader may see something else, each with the reason."""

    def __init__(self, package: Package, file: str) -> None:
        self.package, self.file = package, file
        self.book = package.main(*BOOKS)
        strings, styles, theme = (self.part(kind) for kind in ("sharedStrings", "styles", "theme"))
        self.strings = list(strings) if strings is not None else []
        self.looks = CellLooks(styles, theme)
        about = self.package.tree(self.book).find(f"{S}workbookPr")
        since_1904 = about is not None and about.get("date1904") in ("1", "true")
        self.first_day = FIRST_DAY_OF_1904 if since_1904 else FIRST_DAY
        self.doubted: list[tuple[DocumentPlace, str]] = []

    def part(self, kind: str) -> etree._Element | None:
        part = self.package.present(self.book, kind)
        return self.package.tree(part) if part else None

    def document(self) -> Document:
        blocks: list[Block] = []
        doubts: list[Problem] = []
        for title, target, hidden in self.sheets():
            if hidden:
                doubts.append(whole(self.file).doubt(f"工作表“{title}”是隐藏的，没有读入"))
                continue
            place = DocumentPlace(self.file, f"工作表“{title}”")
            self.doubted += [(place, doubt) for doubt in self.about_parts(target)]
            blocks += [Paragraph(title, place, 1), self.grid(self.package.tree(target), place)]
        return Document(self.file, tuple(blocks), (*doubts, *told(self.doubted)))

    def sheets(self) -> Iterator[tuple[str, str, bool]]:
        """Name, part and whether it is hidden."""
        parts = {link.id: link.part for link in self.package.links(self.book) if link.kind == "worksheet"}
        for sheet in self.package.tree(self.book).iter(f"{S}sheet"):
            if target := parts.get(sheet.get(f"{R}id", "")):
                yield sheet.get("name", ""), target, sheet.get("state", "visible") != "visible"

    def about_parts(self, sheet: str) -> Iterator[str]:
        """About what other parts draw on a sheet: tables of a style of the workbook's own, notes that are always shown."""
        for link in self.package.links(sheet):
            if link.part not in self.package:
                continue
            if link.kind == "table":
                style = self.package.tree(link.part).find(f"{S}tableStyleInfo")
                name = style.get("name", "") if style is not None else ""
                yield from () if PLAIN_TABLE.fullmatch(name) else (looks.unknown(name),)
            elif link.kind == "vmlDrawing" and SHOWN_NOTE.search(self.package.content(link.part).decode("utf-8", "replace")):
                yield looks.COVERED

    def grid(self, sheet: etree._Element, place: DocumentPlace) -> Block:
        merges, covered = merged(sheet)
        around = SheetLooks(sheet)
        self.doubted += [(place, doubt) for doubt in around.doubts()]
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
                    found = [*self.about(cell), *about_markup(cell, row), *around.about(row, at)]
                    found += around.about_room(row, at, width, text, figure=cell.get("t", "n") == "n")
                    if any(other.column == at[1] for other in rows[number - 1]):
                        found.append(looks.OVERPRINTED)
                    doubt = "；".join(dict.fromkeys(found))
                    rows[number - 1].append(Typed(text, height, width, at[1], number, doubt))

        def here(row: int, _: int, typed: Typed) -> DocumentPlace:
            return DocumentPlace(self.file, f"{place.words}{column_letters(typed.column or 0)}{row}")

        grid = laid_out(rows, place, here)
        self.doubted += [(cell.place, cell.doubt) for cell in grid.cells if cell.doubt]
        return grid

    def text(self, cell: etree._Element) -> str:
        kind, value = cell.get("t", "n"), cell.findtext(f"{S}v") or ""
        if kind in ("s", "inlineStr"):
            words = self.words(cell)
            return rich_text(words) if words is not None else ""
        if kind == "n":
            return (
                day_text(value, self.first_day) if self.looks.shows_a_day(cell.get("s", "0")) else WHOLE_FLOAT.sub(r"\1", value)
            )
        return cleaned({"1": "是", "0": "否"}.get(value, value) if kind == "b" else value)

    def words(self, cell: etree._Element) -> etree._Element | None:
        """The string that the cell shows, with its fonts."""
        if cell.get("t") == "inlineStr":
            return cell.find(f"{S}is")
        return self.strings[int(cell.findtext(f"{S}v") or "")]

    def about(self, cell: etree._Element) -> Iterator[str]:
        """Why a reader may see something else in this cell."""
        style, kind = cell.get("s", "0"), cell.get("t", "n")
        yield from self.looks.doubts(style, kind, cell.findtext(f"{S}v") or "")
        if cell.find(f"{S}f") is not None:
            yield looks.COMPUTED
        words = self.words(cell) if kind in ("s", "inlineStr") else None
        for run in words.iter(f"{S}r") if words is not None else ():
            if (run.findtext(f"{S}t") or "").strip() and not is_symbol(run):
                yield from self.looks.about_letters(style, run.find(f"{S}rPr"))


def told(doubted: Sequence[tuple[DocumentPlace, str]]) -> Iterator[Problem]:
    """Each doubt at its cell; one that many cells share is told once, at the first of them."""
    by_doubt: dict[str, list[DocumentPlace]] = {}
    for place, doubt in doubted:
        by_doubt.setdefault(doubt, []).append(place)
    for doubt, places in by_doubt.items():
        if len(places) >= MANY:
            yield places[0].doubt(f"有 {len(places)} 格（这是第一格）：{doubt}")
        else:
            yield from (place.doubt(doubt) for place in places)


def is_symbol(run: etree._Element) -> bool:
    """Whether the run is of boxes and ticks that are read as what is drawn."""
    font, text = run.find(f"{S}rPr/{S}rFont"), run.findtext(f"{S}t") or ""
    return font is not None and symbols(text, font.get("val", "")) != text


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


def day_text(value: str, first: date = FIRST_DAY) -> str:
    """
    >>> day_text("46030"), day_text("abc")
    ('2026-01-08', 'abc')
    """
    try:
        return (first + timedelta(days=int(float(value)))).isoformat()
    except (ValueError, OverflowError):
        return value
