"""One sheet of a workbook: the places of its cells, its merged ranges, and what may hide or change what its cells show."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from lxml import etree

from gongkai.imports import looks
from gongkai.imports.readers.spans import TooLargeError
from gongkai.imports.readers.xlsx_looks import S

PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")
MOST_ROWS, WIDEST = 20_000, 100
HIDDEN_ROW, HIDDEN_COLUMN = "这一行是隐藏的，照样读入；请对照原件", "这一列是隐藏的，照样读入；请对照原件"
CONDITIONAL = "这里用了条件格式，看到的可能不同；请对照原件"
UNSEEN_ROW, UNSEEN_COLUMN = 3.0, 0.5  # points and letters: less shows nothing
ON = ("1", "true")
VIEWS = ("showFormulas", "rightToLeft")
HARMLESS = frozenset(
    (
        *(
            "sheetPr",
            "dimension",
            "sheetViews",
            "sheetFormatPr",
            "cols",
            "sheetData",
            "sheetCalcPr",
            "sheetProtection",
            "sortState",
        ),
        *("protectedRanges", "autoFilter", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks"),
        *("printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "ignoredErrors", "drawing"),
        *(
            "legacyDrawing",
            "legacyDrawingHF",
            "tableParts",
            "extLst",
            "cellWatches",
            "smartTags",
            "scenarios",
            "customProperties",
        ),
    )
)
"""What a sheet holds beside its cells that leaves them as they are, or is looked at by itself."""
IN_CELL = (f"{S}v", f"{S}is", f"{S}f")
OF_CELL = frozenset(("r", "s", "t", "ph"))
LINE = 8.0  # points that a line of a cell needs at least
PLAIN_TABLE = re.compile(r"(TableStyle(Light|Medium|Dark)\d+)?")
SHOWN_NOTE = re.compile(r"visibility\s*:\s*visible|<x:Visible|ObjectType=\"(?!Note)")
Merges = dict[tuple[int, int], tuple[int, int]]
Area = tuple[int, int, int, int]
"""First and last row, first and last column, from 0."""

MOST_AREAS = 200  # of which a cell is looked for; with more of them every cell is taken to lie in one
EVERYWHERE: Area = (0, MOST_ROWS, 0, WIDEST)


class SheetLooks:
    """What a sheet says of whole rows, columns and ranges."""

    def __init__(self, sheet: etree._Element) -> None:
        self.sheet = sheet
        self.widths = [
            (number(column, "min", 1) - 1, number(column, "max", 1) - 1, number(column, "width", 9))
            for column in sheet.iterfind(f"{S}cols/{S}col")
        ]
        form = sheet.find(f"{S}sheetFormatPr")
        self.usual = number(form, "defaultColWidth", 9) if form is not None else 9.0
        self.height = number(form, "defaultRowHeight", 15) if form is not None else 15.0
        self.gone = form is not None and form.get("zeroHeight") in ON
        self.columns = [
            (number(column, "min", 1) - 1, number(column, "max", 1) - 1)
            for column in sheet.iterfind(f"{S}cols/{S}col")
            if column.get("hidden") in ON or number(column, "width", 9) < UNSEEN_COLUMN
        ]
        rules = sheet.iter(f"{S}conditionalFormatting")
        found = list(itertools.islice((area for rule in rules for area in areas(rule.get("sqref", ""))), MOST_AREAS + 1))
        self.conditional = found if len(found) <= MOST_AREAS else [EVERYWHERE]

    def doubts(self) -> Iterator[str]:
        """About the sheet as a whole."""
        for view in self.sheet.iter(f"{S}sheetView"):
            yield from (looks.unknown(name) for name in VIEWS if view.get(name) in ON)
            if view.get("showZeros", "1") not in ON:
                yield looks.unknown("showZeros")
        if self.sheet.find(f"{S}drawing") is not None:
            yield looks.COVERED
        for part in self.sheet:
            name = str(part.tag).removeprefix(S) if isinstance(part.tag, str) else ""
            if name and name not in HARMLESS:
                yield looks.unknown(name.rpartition("}")[2])
        for part in self.sheet.iterfind(f"{S}extLst//*"):
            name = str(part.tag).rpartition("}")[2]
            if name == "conditionalFormattings":
                yield CONDITIONAL
            elif name == "sparklineGroups":
                yield looks.UNREAD

    def about(self, row: etree._Element, at: tuple[int, int]) -> Iterator[str]:
        """About the cell at this row and column."""
        if row.get("hidden", "1" if self.gone else "0") in ON or number(row, "ht", self.height) < UNSEEN_ROW:
            yield HIDDEN_ROW
        if any(first <= at[1] <= last for first, last in self.columns):
            yield HIDDEN_COLUMN
        if any(top <= at[0] <= bottom and left <= at[1] <= right for top, bottom, left, right in self.conditional):
            yield CONDITIONAL

    def about_room(self, row: etree._Element, at: tuple[int, int], width: int, value: str, *, figure: bool) -> Iterator[str]:
        """Of a number that its column is too narrow for, Excel shows ####; of lines that a low row has no room for, nothing."""
        room = sum(self.width_of(column) for column in range(at[1], at[1] + width))
        if (figure and len(value) > room + 1) or room < UNSEEN_COLUMN:
            yield looks.HIDDEN
        if "ht" in row.attrib and (value.count("\n") + 1) * LINE > number(row, "ht", 15) and value.count("\n"):
            yield looks.HIDDEN

    def width_of(self, column: int) -> float:
        return next((width for first, last, width in self.widths if first <= column <= last), self.usual)


def about_markup(cell: etree._Element, row: etree._Element) -> Iterator[str]:
    """About what a cell holds that is not known to leave its value as it is."""
    yield from (looks.unknown(str(name)) for name in cell.attrib if name not in OF_CELL and str(name)[:1] != "{")
    yield from (looks.unknown(str(part.tag).rpartition("}")[2]) for part in cell if part.tag not in IN_CELL)
    if cell.getparent() is not row:
        yield looks.unknown("AlternateContent")
    if cell.get("t") in ("b", "d"):
        yield looks.unknown(f"t={cell.get('t')}")


def number(element: etree._Element, name: str, otherwise: float) -> float:
    try:
        return float(element.get(name, otherwise))
    except ValueError:
        return 0


def areas(ranges: str) -> Iterator[Area]:
    for text in ranges.split():
        first, _, last = text.replace("$", "").partition(":")
        start, end = position(first), position(last or first)
        if start and end:
            yield start[0], end[0], start[1], end[1]
        else:
            yield EVERYWHERE


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
