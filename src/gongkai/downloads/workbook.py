"""A workbook of a few sheets with numbers, texts, merged cells and a header that stays; the same bytes for the same cells.

Written part by part without a library, which would take three times as long. What no cell changes is packed once a process.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby

from gongkai.downloads.sheet_rules import LOCK, Condition, Validation, conditions, question
from gongkai.downloads.spreadsheet_xml import MAIN, RELATIONS, XML, column_letters, escaped, in_xml
from gongkai.downloads.workbook_parts import (
    APPLICATION,
    BOOK,
    CORE,
    RELATIONS_OF_ALL,
    RELATIONS_OF_BOOK,
    STRINGS,
    STYLES,
    THEME,
    TYPES,
    Look,
    core_properties,
    parts_around,
    quoted,
    strings,
    styles,
)
from gongkai.downloads.zip_parts import USUAL_LEVEL, EntryFacts, joined, packed
from gongkai.tables.grid import Area

ENTRIES = EntryFacts(0, 3, 0o600 << 16)


class Sheet:
    """Cells by row and column, from 0. The first `titles` rows come again on each page of paper.

    `heights` are those of rows, in points, where they are not the usual one. A sheet to be filled in is `locked` but for the
    cells whose look says otherwise; `one_page`: it is printed on one page, `upright` or across.
    """

    def __init__(
        self, book: Workbook, name: str, widths: Sequence[float], frozen: tuple[int, int], titles: int, *, hidden: bool
    ) -> None:
        self.hidden = hidden
        self.book, self.name, self.widths, self.frozen, self.titles = book, name, widths, frozen, titles
        self.rows: list[list[str]] = []
        self.merges: list[str] = []
        self.questions: list[str] = []
        self.heights: dict[int, float] = {0: 27.75}
        self.conditions: list[Condition] = []
        self.locked = self.one_page = self.upright = False

    def put(self, row: int, column: int, text: str, look: Look) -> None:
        """Text as it is; where there is none, a cell that is blank and not one that holds an empty text."""
        self.set(row, column, f' t="s"><v>{self.book.string(text)}</v></c>' if text else "/>", look)

    def number(self, row: int, column: int, value: int | Decimal, look: Look) -> None:
        self.set(row, column, f"><v>{value:.16G}</v></c>", look)

    def formula(self, row: int, column: int, formula: str, look: Look) -> None:
        """Worked out by whoever opens the workbook."""
        self.set(row, column, f' t="str"><f>{in_xml(formula)}</f></c>', look)

    def merged(self, area: Area, text: str, look: Look) -> None:
        if area.rows == area.columns == 1:
            self.put(area.row, area.column, text, look)
            return
        self.spread(area, look)
        self.set(area.row, area.column, f' t="s"><v>{self.book.string(text)}</v></c>', look)

    def spread(self, area: Area, look: Look) -> None:
        """One cell over the whole area, blank still."""
        if area.rows == area.columns == 1:
            return
        last_row, last_column = area.row + area.rows - 1, area.column + area.columns - 1
        self.merges.append(f"{place(area.row, area.column)}:{place(last_row, last_column)}")
        for row in range(area.row, last_row + 1):
            for column in range(area.column, last_column + 1):
                self.set(row, column, "/>", look)

    def ask(self, area: Area, note: str, choices: str = "") -> None:
        """Cells that show a note when somebody stands in them; `choices` are cells whose texts can be picked, no others."""
        kind = ' type="list" errorStyle="warning" showErrorMessage="1"' if choices else ""
        first, last = place(area.row, area.column), place(area.row + area.rows - 1, area.column + area.columns - 1)
        said = f'allowBlank="1" showInputMessage="1" prompt="{escaped(note)}" sqref="{first}:{last}"'
        formula = f"<formula1>{escaped(choices)}</formula1>" if choices else ""
        self.questions.append(f"<dataValidation{kind} {said}>{formula}</dataValidation>")

    def allow(self, validation: Validation) -> None:
        """Nothing else can be typed there."""
        self.questions.append(question(validation))

    def set(self, row: int, column: int, rest: str, look: Look) -> None:
        while row >= len(self.rows):
            self.rows.append([""] * len(self.widths))
        self.rows[row][column] = f'<c r="{place(row, column)}" s="{self.book.look(look)}"{rest}'

    def xml(self, *, first: bool) -> Iterator[str]:
        width = len(self.widths)
        yield f'{XML}<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        yield f'<dimension ref="A1:{place(len(self.rows) - 1, width - 1)}"/>'
        yield f'<sheetViews>{view(*self.frozen, first=first)}</sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        yield f"<cols>{columns(tuple(self.widths))}</cols><sheetData>"
        for number, cells in enumerate(self.rows, start=1):
            height = self.heights.get(number - 1)
            tall = f' ht="{height:g}" customHeight="1"' if height else ""
            yield f'<row r="{number}" spans="1:{width}"{tall}>{"".join(cells)}</row>'
        merges = "".join(f'<mergeCell ref="{merge}"/>' for merge in self.merges)
        yield f"</sheetData>{LOCK if self.locked else ''}"
        yield f'<mergeCells count="{len(self.merges)}">{merges}</mergeCells>' if merges else ""
        yield from conditions(self.conditions)
        asked = "".join(self.questions)
        yield f'<dataValidations count="{len(self.questions)}">{asked}</dataValidations>' if asked else ""
        yield paper(one_page=self.one_page, upright=self.upright)


class Workbook:
    """Sheets in their order. Texts and looks are numbered in the order in which they come."""

    def __init__(self, title: str, day: date) -> None:
        self.title, self.day = title, day
        self.sheets: list[Sheet] = []
        self.strings: dict[str, int] = {}
        self.used = 0
        self.looks: dict[Look, int] = {}
        self.names: list[tuple[str, str]] = []

    def sheet(
        self, name: str, widths: Sequence[float], frozen: tuple[int, int] = (0, 0), titles: int = 0, *, hidden: bool = False
    ) -> Sheet:
        """`frozen`: so many rows and columns stay in sight."""
        self.sheets.append(Sheet(self, name, widths, frozen, titles, hidden=hidden))
        return self.sheets[-1]

    def name(self, name: str, sheet: Sheet, row: int, column: int) -> None:
        """A name by which formulas and programs may call the cell."""
        self.names.append((name, f"{quoted(sheet.name)}!${column_letters(column)}${row + 1}"))

    def string(self, text: str) -> int:
        self.used += 1
        return self.strings.setdefault(text, len(self.strings))

    def look(self, look: Look) -> int:
        return self.looks.setdefault(look, len(self.looks) + 1)

    def content(self) -> bytes:
        sheets = {
            f"xl/worksheets/sheet{number}.xml": packed(sheet.xml(first=number == 1), USUAL_LEVEL)
            for number, sheet in enumerate(self.sheets, start=1)
        }
        own = {
            STRINGS: packed(strings(self.strings, self.used), USUAL_LEVEL),
            STYLES: styles(tuple(self.looks), red=any(sheet.conditions for sheet in self.sheets)),
            CORE: packed((core_properties(self.title, self.day),), USUAL_LEVEL),
        }
        locked = any(sheet.locked for sheet in self.sheets)
        listed = tuple((sheet.name, sheet.titles, sheet.hidden) for sheet in self.sheets)
        around = parts_around(listed, tuple(self.names), locked=locked)
        made = {**around, **sheets, **own}
        order = (TYPES, RELATIONS_OF_ALL, RELATIONS_OF_BOOK, *sheets, BOOK, STRINGS, STYLES, THEME, CORE, APPLICATION)
        return joined([(name, made[name]) for name in order], ENTRIES)


def place(row: int, column: int) -> str:
    return f"{column_letters(column)}{row + 1}"


# ---- A sheet: prints on A4 across, as wide as the page, without a grid of its own


def paper(*, one_page: bool, upright: bool) -> str:
    height, turned = "" if one_page else ' fitToHeight="0"', "portrait" if upright else "landscape"
    return (
        '<printOptions horizontalCentered="1"/>'
        '<pageMargins left="0.6" right="0.6" top="0.8" bottom="0.8" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9"{height} orientation="{turned}"/>'
        "<headerFooter><oddFooter>&amp;C— &amp;P —</oddFooter></headerFooter></worksheet>"
    )


@cache
def view(rows: int, columns: int, *, first: bool) -> str:
    start = f'<sheetView showGridLines="0"{" tabSelected=" + chr(34) + "1" + chr(34) if first else ""} workbookViewId="0"'
    if not rows:
        return f"{start}/>"
    top, cell = place(rows, 0), place(rows, columns)
    if not columns:
        pane = f'<pane ySplit="{rows}" topLeftCell="{top}" activePane="bottomLeft" state="frozen"/>'
        return f'{start}>{pane}<selection pane="bottomLeft"/></sheetView>'
    right = place(0, columns)
    return (
        f'{start}><pane xSplit="{columns}" ySplit="{rows}" topLeftCell="{cell}" activePane="bottomRight" state="frozen"/>'
        f'<selection pane="topRight" activeCell="{right}" sqref="{right}"/>'
        f'<selection pane="bottomLeft" activeCell="{top}" sqref="{top}"/><selection pane="bottomRight"/></sheetView>'
    )


@cache
def columns(widths: tuple[float, ...]) -> str:
    """Neighbours of one width are columns together. A width in characters has a little room at its sides."""
    columns = ""
    for width, found in groupby(enumerate(widths, start=1), key=lambda pair: pair[1]):
        numbers = [number for number, _ in found]
        wide = (int(width * 7 + 5) * 256 // 7) / 256
        columns += f'<col min="{numbers[0]}" max="{numbers[-1]}" width="{wide:.16g}" customWidth="1"/>'
    return columns
