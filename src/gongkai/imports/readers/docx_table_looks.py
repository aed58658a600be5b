"""What a Word table says of its cells: grounds, widths, heights, directions; and what of it may hide or move a figure."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Sequence
from functools import reduce
from typing import NamedTuple

from lxml import etree

from gongkai.imports import looks
from gongkai.imports.readers.docx_colors import Colors, UnknownColorError
from gongkai.imports.readers.docx_looks import Ground, LooksReader, ParagraphLooks
from gongkai.imports.readers.docx_names import W, is_on, number_in, value_of
from gongkai.imports.readers.docx_rules import CELL, LEAST_WIDTH, ROW, TABLE, TWIPS, doubts_about
from gongkai.imports.readers.docx_styles import NOTHING, Given, Properties, laid_over, properties_in
from gongkai.imports.readers.spans import WIDEST

PAGE_WIDTH = 11_906  # twips, A4
SLIGHT = 200  # twips by which a row may stand aside
LEAST_ROW = 200  # twips: less shows no line of text
CELL_MARGINS = 216  # twips, both sides, where nobody says another
FLAGS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200, "noVBand": 0x400}
BANDS = {"band1Horz": "noHBand", "band2Horz": "noHBand", "band1Vert": "noVBand", "band2Vert": "noVBand"}
EDGES = {"firstRow": "firstRow", "lastRow": "lastRow", "firstCol": "firstColumn", "lastCol": "lastColumn"}
CORNERS = {
    "nwCell": ("firstRow", "firstCol"),
    "neCell": ("firstRow", "lastCol"),
    "swCell": ("lastRow", "firstCol"),
    "seCell": ("lastRow", "lastCol"),
}
ORDER = (*BANDS, *EDGES, *CORNERS)
Line = tuple[ParagraphLooks, str, float]
"""A paragraph of a cell, what it says, and the size of its largest letters in half points."""


class Place(NamedTuple):
    """Where a cell begins, from the table's left edge, and how wide it is, in twips; a width of 0 is not known.

    `column` is the first of the grid's columns that it takes.
    """

    begin: int
    width: int
    column: int


class TableLooks:
    """One table, its rows in order."""

    def __init__(self, document: LooksReader, table: etree._Element, rows: Sequence[etree._Element], page: int) -> None:
        self.document, self.rows, self.page = document, rows, page
        found = [child for child in table if child.tag == f"{W}tblPr"]
        self.properties = properties_in(found[0]) if found else NOTHING
        self.twice = len(found) > 1
        style = self.properties.get("tblStyle")
        self.style = value_of(style) if style is not None else None
        self.given = document.styles.of(self.style, "table")
        self.conditions = document.styles.conditions(self.style)
        self.flags = flags_in(self.properties.get("tblLook"))
        self.heads = heads_of(rows)
        self.grounds: dict[tuple[object, ...], tuple[Ground, ...]] = {}
        self.row_doubts: dict[etree._Element, tuple[str, ...]] = {}
        self.columns = [number_in(column, "w") or 0 for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        self.usual: tuple[str, int] | None = None
        self.begins: dict[int, float] = {}
        self.by_row: dict[etree._Element, dict[etree._Element, Place]] = {}

    def doubts(self) -> Iterator[str]:
        """About the table as a whole."""
        if self.twice:
            yield looks.unknown("tblPr")
        if not self.document.styles.is_sure(self.style, "table"):
            yield looks.unknown("tblStyle")
        yield from doubts_about(laid_over(self.given.table, self.properties), TABLE)

    def about_row(self, row: etree._Element) -> tuple[str, ...]:
        if row not in self.row_doubts:
            own = [child for child in row if child.tag in (f"{W}trPr", f"{W}tblPrEx")]
            doubts: list[str] = []
            for child in own:
                rules = ROW if child.tag == f"{W}trPr" else TABLE
                doubts += doubts_about(properties_in(child), rules)
            doubts += doubts_about(self.given.row, ROW)
            for given in self.conditions.values():
                doubts += doubts_about(given.row, ROW)
            if len({child.tag for child in own}) < len(own):
                doubts.append(looks.unknown("trPr"))
            if self.is_aside(row):
                doubts.append(looks.MOVED)
            self.row_doubts[row] = tuple(dict.fromkeys(doubts))
        return self.row_doubts[row]

    def is_aside(self, row: etree._Element) -> bool:
        """Whether the row stands aside, so that its cells are drawn below other heads than theirs."""
        self.usual = self.usual or statistics.mode(map(self.alignment, self.rows))
        usual, (side, indent) = self.usual, self.alignment(row)
        if side != usual[0] or abs(indent - usual[1]) > SLIGHT:
            return True
        begins = self.usual_begins()
        return any(
            abs(place.begin - begins[place.column]) > place.width / 2 for place in self.places(row).values() if place.width
        )

    def alignment(self, row: etree._Element) -> tuple[str, int]:
        """To which side the row stands, and how far in, in twips."""
        sides = (row.find(f"{W}tblPrEx/{W}jc"), row.find(f"{W}trPr/{W}jc"), self.properties.get("jc"))
        indents = (row.find(f"{W}tblPrEx/{W}tblInd"), self.properties.get("tblInd"))
        side = next((value_of(element) for element in sides if element is not None), "left")
        indent = next((number_in(element, "w") or 0 for element in indents if element is not None), 0)
        return side, indent

    def usual_begins(self) -> dict[int, float]:
        """Where the cells of each column begin in most rows."""
        if not self.begins:
            found: dict[int, list[int]] = {}
            for place in (place for row in self.rows for place in self.places(row).values()):
                found.setdefault(place.column, []).append(place.begin)
            self.begins = {column: statistics.median_low(places) for column, places in found.items()}
        return self.begins

    def around(self, row: etree._Element, cell: etree._Element) -> tuple[Ground, ...]:
        """What may lie behind the cell's letters and be said of them, one for each way that Word may take the table's style."""
        own = self.of_cell(cell).get("shd")
        names = tuple(self.conditions_at(row, cell)) if self.conditions else ()
        exception = row.find(f"{W}tblPrEx/{W}shd")
        key = (names, *(etree.tostring(element) if element is not None else b"" for element in (own, exception)))
        if key not in self.grounds:
            parts = [self.conditions[name] for name in names]
            ways = [self.given, *(self.given.under(part) for part in parts)]
            if len(parts) > 1:
                ways.append(reduce(Given.under, parts, self.given))
            self.grounds[key] = tuple(Ground(given, self.colors(own, exception, given)) for given in ways)
        return self.grounds[key]

    def colors(self, own: etree._Element | None, exception: etree._Element | None, given: Given) -> Colors:
        """The cell's own; where that is transparent or not there, every colour that the table may have."""
        palette = self.document.palette
        try:
            if found := palette.ground(own):
                return found
            below = (given.cell.get("shd"), exception, self.properties.get("shd"), given.table.get("shd"))
            filled = [color for shading in below for color in palette.ground(shading)]
        except UnknownColorError:
            return ()
        return (*filled, *(() if given.cell.get("shd") is not None and filled and own is None else self.document.paper))

    def of_cell(self, cell: etree._Element) -> Properties:
        return properties_in(cell.find(f"{W}tcPr"))

    def conditions_at(self, row: etree._Element, cell: etree._Element) -> Iterator[str]:
        """Which parts of the style may be meant for this cell."""
        beside = list(self.places(row))
        here = {
            "firstRow": row in self.heads,
            "lastRow": row is self.rows[-1] or cell.find(f"{W}tcPr/{W}vMerge") is not None,
            "firstCol": cell is beside[0],
            "lastCol": cell is beside[-1],
        }
        for name in ORDER:
            edges = CORNERS.get(name, (name,) if name in EDGES else ())
            on = all(here[edge] and self.flags.get(EDGES[edge], True) for edge in edges)
            if name in self.conditions and on and not (name in BANDS and self.flags.get(BANDS[name], False)):
                yield name
        yield from (name for name in self.conditions if name not in ORDER)

    def about_cell(self, row: etree._Element, cell: etree._Element, lines: Sequence[Line]) -> Iterator[str]:
        """About the cell, in its row and its table."""
        own = [child for child in cell if child.tag == f"{W}tcPr"]
        properties = self.of_cell(cell)
        if len(own) > 1:
            yield looks.unknown("tcPr")
        for ground in self.around(row, cell):
            if not ground.colors:
                yield looks.unknown("shd")
            yield from doubts_about(laid_over(ground.given.cell, properties), CELL)
            yield from doubts_about(ground.given.table, TABLE)
        yield from self.about_row(row)
        if any(text for _, text, _ in lines):
            yield from self.about_room(row, cell, lines)

    def about_height(self, row: etree._Element) -> Iterator[str]:
        """About a height of which nobody knows whether what stands in the row fits into it: other tables."""
        height = row.find(f"{W}trPr/{W}trHeight")
        if height is not None and height.get(f"{W}hRule") == "exact":
            yield looks.MOVED

    def about_room(self, row: etree._Element, cell: etree._Element, lines: Sequence[Line]) -> Iterator[str]:
        """Whether the words fit into the height that the row has been given, and stand on the page."""
        begin, width, _ = self.place_of(row, cell)
        if begin >= self.page or 0 < width < LEAST_WIDTH:
            yield looks.MOVED
        height = row.find(f"{W}trPr/{W}trHeight")
        merged = cell.find(f"{W}tcPr/{W}vMerge") is not None  # over several rows: there is more room than in this one
        if height is None or height.get(f"{W}hRule") != "exact" or (merged and (number_in(height) or 0) >= LEAST_ROW):
            return
        if sum(needed(line, width) for line in lines) > (number_in(height) or 0) + TWIPS:
            yield looks.MOVED

    def place_of(self, row: etree._Element, cell: etree._Element) -> Place:
        return self.places(row).get(cell, Place(0, 0, 0))

    def places(self, row: etree._Element) -> dict[etree._Element, Place]:
        """The cells of a row in order, each with where it stands."""
        if row in self.by_row:
            return self.by_row[row]
        found: dict[etree._Element, Place] = {}
        column = number_in(before) or 0 if (before := row.find(f"{W}trPr/{W}gridBefore")) is not None else 0
        kept = row.find(f"{W}trPr/{W}wBefore")
        begin = number_in(kept, "w") or 0 if kept is not None and kept.get(f"{W}type") == "dxa" else sum(self.columns[:column])
        for cell in row.iter(f"{W}tc"):
            if next(cell.iterancestors(f"{W}tr"), None) is not row:
                continue
            spans, said = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}tcW")
            span = max(1, min(number_in(spans) or 1, WIDEST)) if spans is not None else 1
            by_grid = sum(self.columns[column : column + span])
            own = number_in(said, "w") or 0 if said is not None and said.get(f"{W}type", "dxa") == "dxa" else 0
            found[cell] = Place(begin, min(filter(None, (own, by_grid)), default=0), column)
            begin += own or by_grid
            column += span
        self.by_row[row] = found
        return found


def needed(line: Line, width: int) -> float:
    """The height of a paragraph in twips: as many lines as its words fill, and what is kept free above it."""
    paragraph, text, size = line
    letter = size / 2 * TWIPS
    room = max(width - CELL_MARGINS, letter)
    wide = [sum(letter * (0.5 if sign.isascii() else 1) for sign in part) for part in text.split("\n")]
    count = sum(max(1, math.ceil(part / room - 0.1)) if width else 1 for part in wide)
    spacing = paragraph.whole(paragraph.grounds[0]).get("spacing")
    above = number_in(spacing, "before") or 0 if spacing is not None else 0
    return count * paragraph.line(size) + above


def heads_of(rows: Sequence[etree._Element]) -> set[etree._Element]:
    """The first row, and those that follow it as heads that each page repeats."""
    found = set(rows[:1])
    for row in rows:
        if not is_on(row.find(f"{W}trPr/{W}tblHeader")):
            break
        found.add(row)
    return found


def flags_in(look: etree._Element | None) -> dict[str, bool]:
    """Which parts of its style a table uses, where that is sure."""
    if look is None:
        return {}
    number = look.get(f"{W}val", "")
    found: dict[str, bool] = {}
    for name, bit in FLAGS.items():
        said = {look.get(f"{W}{name}") in ("1", "true", "on")} if look.get(f"{W}{name}") is not None else set()
        try:
            said |= {bool(int(number, 16) & bit)} if number else set()
        except ValueError:
            said |= {True, False}
        if len(said) == 1:
            found[name] = said.pop()
    return found
