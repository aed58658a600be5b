"""Tables of a PDF as grids: rows and columns from the rectangles between ruling lines, joined across page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.imports import looks
from gongkai.imports.document import DocumentPlace, GridCell
from gongkai.imports.label_matching import all_labels, is_label
from gongkai.imports.marks import BESIDE, OBJECT
from gongkai.imports.readers.pdf_lines import PdfLine, lines_of
from gongkai.imports.readers.pdf_pages import Box, Char, Page
from gongkai.imports.readers.spans import MOST_CELLS, TooLargeError, marked
from gongkai.statute.labels import fold, squeezed

SNAP = 3.0  # points within which two ruling lines are the same
SAME_TABLE = 8.0  # points by which the sides of a table may move over a page break
WORD_GAP = 0.2  # of the size of the letters
FIGURE = re.compile(r"[\d.,，]")
FIGURES = re.compile(r"[-+−]?\d")
STACKED = re.compile(r"[\d.,，]+(\s+[\d.,，]+)+")
BROKEN = "数在格里断成了几行，按一个数读入；请对照原件"
STRANGE = {"LAYERED": "可选的图层", "OUTLINED": "空心字", "FORM": "XFA 表单"}
PADDING = 14.0  # points: more than word processors leave free at both sides of a cell


@dataclass(frozen=True, slots=True)
class PdfTable:
    """The cells of a table on one page, or of the parts that were joined. `faults`: cells whose text is not certain."""

    cells: tuple[GridCell, ...]
    edges: tuple[float, ...]
    faults: tuple[tuple[DocumentPlace, str], ...]

    @property
    def height(self) -> int:
        return max(cell.row + cell.rowspan for cell in self.cells)


def table_of(boxes: Sequence[Box], page: Page, words: str, file: str) -> PdfTable:
    """The table between these boxes, and what cannot be read for certain."""
    lefts = clustered(x for box in boxes for x in (box.x0, box.x1))
    tops = clustered(y for box in boxes for y in (box.top, box.bottom))
    if len(lefts) * len(tops) > MOST_CELLS:
        raise TooLargeError
    inside = chars_by_box(boxes, page.chars)
    cells, faults = [], []
    for box in reading_order(boxes):
        row, column = nearest(tops, box.top), nearest(lefts, box.x0)
        place = DocumentPlace(file, f"第 {page.number} 页{words}第 {row + 1} 行第 {column + 1} 列")
        lines = lines_of(inside.get(box, ()), page.number)
        text, doubt = cell_text(lines, box)
        faults += [(place, message) for message in faults_of(lines, text)]
        drawn = OBJECT if any(is_inside(picture, box) for picture in page.drawn) else ""
        down, right = nearest(tops, box.bottom) - row, nearest(lefts, box.x1) - column
        cell = GridCell(text + drawn, row, column, place, max(down, 1), max(right, 1))
        seen = page.doubts.get(box)
        doubts = "；".join(filter(None, (doubt, *(sentence(reason) for reason in (seen.reasons if seen else ())))))
        cells.append(replace(marked(cell, doubt=doubts), picture=seen.picture if seen else b""))
    return PdfTable(tuple(cells), tuple(lefts), tuple(faults))


def reading_order(boxes: Iterable[Box]) -> list[Box]:
    """From top to bottom, each row from left to right; the order of a table's cells."""
    return sorted(boxes, key=lambda box: (box.top, box.x0))


def sentence(reason: str) -> str:
    """What the picture proof has against a cell, in the clerk's words."""
    return looks.unknown(STRANGE[reason]) if reason in STRANGE else str(getattr(looks, reason))


def cell_text(lines: Sequence[PdfLine], box: Box) -> tuple[str, str]:
    """The lines of a cell, and a doubt where they are one number for which the cell had no room."""
    text = "\n".join(line.text for line in lines)
    if STACKED.fullmatch(text) and wrapped(lines, box):
        return text.replace("\n", ""), BROKEN
    return text, ""


def faults_of(lines: Sequence[PdfLine], text: str) -> Iterator[str]:
    if STACKED.fullmatch(text):
        yield f"一格里有两个数“{text}”，不能判断是哪一个".replace("\n", " ")
    if FIGURES.match(text) and any(char.struck for line in lines for char in line.chars):
        yield f"“{text}”里有划去的或白色的字，不能判断哪些字是数".replace("\n", " ")
    if any(raised(a, b) for line in lines for a, b in zip(line.chars, line.chars[1:], strict=False)):
        yield f"“{text}”里的数字大小不一，可能带着脚注号，不能判断是多少"


def is_inside(picture: Box, box: Box) -> bool:
    """A picture or a field of that cell, not one that lies behind the table."""
    return box.holds(picture) and picture.area < 1.5 * box.area


def clustered(values: Iterable[float]) -> list[float]:
    """The places of ruling lines, those that lie within a hair's breadth as one."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= SNAP:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def nearest(lines: Sequence[float], value: float) -> int:
    return min(range(len(lines)), key=lambda number: abs(lines[number] - value))


def chars_by_box(boxes: Sequence[Box], chars: Iterable[Char]) -> dict[Box, list[Char]]:
    """Each character in the smallest box that holds its middle."""
    found: dict[Box, list[Char]] = {}
    for char in chars:
        if box := box_of(char, boxes):
            found.setdefault(box, []).append(char)
    return found


def box_of(char: Char, boxes: Iterable[Box]) -> Box | None:
    return min((box for box in boxes if box.holds(char.box)), key=lambda box: box.area, default=None)


def wrapped(lines: Sequence[PdfLine], box: Box) -> bool:
    """Whether this can be one number, broken because its cell had no room for another digit."""
    lengths = [len(line.text) for line in lines]
    digit = lines[0].chars[0].box
    room = (box.x1 - box.x0) - (lines[0].box.x1 - lines[0].box.x0)
    alike = len({*lengths[:-1]}) == 1 and lengths[-1] <= lengths[0]
    return len(lines) > 1 and " " not in lines[0].text and alike and room < digit.x1 - digit.x0 + PADDING


def raised(before: Char, char: Char) -> bool:
    """Two digits of different size: the second may be the mark of a footnote."""
    return before.text.isdigit() and char.text.isdigit() and abs(before.size - char.size) > 0.15 * max(before.size, char.size)


def straddling(page: Page) -> Iterator[str]:
    """Numbers whose digits lie in two cells, or half outside the table: they ran over the edge of their own cell."""
    boxes = [box for table in page.tables for box in table]
    word: list[tuple[Char, Box | None]] = []
    for char in (*page.chars, None):
        if char and word and next_in_word(word[-1][0], char):
            word.append((char, box_of(char, boxes)))
            continue
        if len({box for _, box in word}) > 1:
            yield "".join(char.text for char, _ in word)
        word = [(char, box_of(char, boxes))] if char and FIGURE.fullmatch(char.text) else []


def next_in_word(before: Char, char: Char) -> bool:
    level = abs(before.box.middle[1] - char.box.middle[1]) < 0.5 * before.size
    return bool(FIGURE.fullmatch(char.text)) and level and abs(char.box.x0 - before.box.x1) < WORD_GAP * before.size


# Labels that are in doubt


def with_doubtful_labels(table: PdfTable) -> PdfTable:
    """A label that is not drawn as it was read is a doubt about every figure of its rows and columns."""
    odd = [
        cell for cell in table.cells if cell.doubt not in ("", BESIDE) and not FIGURES.match(cell.text) and squeezed(cell.text)
    ]
    return replace(table, cells=tuple(beside(cell, odd) for cell in table.cells)) if odd else table


def beside(cell: GridCell, labels: Sequence[GridCell]) -> GridCell:
    """`labels` are in doubt."""
    own = [
        label
        for label in labels
        if (label.column < cell.column and set(label.rows) & set(cell.rows))
        or (label.row < cell.row and set(label.columns) & set(cell.columns))
    ]
    if not own or looks.BY_LABEL in cell.doubt:
        return cell
    doubt = "；".join(filter(None, (cell.doubt, looks.BY_LABEL)))
    return replace(cell, doubt=doubt, picture=cell.picture or own[0].picture)


# Over page breaks


def with_hanging(table: PdfTable, bottom: float, outside: Sequence[Char]) -> tuple[PdfTable, frozenset[Char]]:
    """The table with the ends of labels for which a cell cut by the page break had no room, and those characters."""
    hanging: dict[GridCell, list[Char]] = {}
    near = [char for char in outside if -char.size < char.box.middle[1] - bottom < char.size and squeezed(char.text)]
    for char in near:
        for cell in last_row(table):
            right = table.edges[min(cell.column + cell.colspan, len(table.edges) - 1)]
            if table.edges[cell.column] <= char.box.middle[0] < right:
                hanging.setdefault(cell, []).append(char)
    longer_texts = {cell: f"{cell.text}\n{spoken(chars)}" for cell, chars in hanging.items()}
    if sum(map(len, hanging.values())) != len(near) or not all(begins_label(text) for text in longer_texts.values()):
        return table, frozenset()
    cells = tuple(replace(cell, text=longer_texts.get(cell, cell.text)) for cell in table.cells)
    return replace(table, cells=cells), frozenset(near)


def spoken(chars: Sequence[Char]) -> str:
    return "".join(char.text for char in sorted(chars, key=lambda char: char.box.x0))


def begins_label(text: str) -> bool:
    said = fold(text)
    return any(label.startswith(said) for label in all_labels())


def goes_on_below(above: PdfTable, below: PdfTable) -> bool:
    """Whether a table at the head of a page has the sides of the one at the foot of the page before."""
    return all(abs(above.edges[end] - below.edges[end]) <= SAME_TABLE for end in (0, -1))


def joined_tables(above: PdfTable, below: PdfTable) -> PdfTable:
    """One table. A label that the page break cut is one cell again; so is a row whose own label was cut."""
    edges = clustered((*above.edges, *below.edges))
    first, second = onto(above, edges), onto(below, edges)
    pairs = cut_cells(first, second)
    split_row = is_split_row(first, second, pairs)
    if split_row:
        pairs = {a: b for a in last_row(first) for b in first_row(second) if a.columns == b.columns}
    move = first.height - (1 if split_row else 0)
    kept = [longer(cell, pairs[cell], split_row=split_row) if cell in pairs else cell for cell in first.cells]
    gone = set(pairs.values())
    moved = [replace(cell, row=cell.row + move) for cell in second.cells if cell not in gone]
    return PdfTable((*kept, *moved), tuple(edges), (*first.faults, *second.faults))


def onto(table: PdfTable, edges: Sequence[float]) -> PdfTable:
    """The same cells, counted in the columns of the joined table."""
    cells = []
    for cell in table.cells:
        start = nearest(edges, table.edges[cell.column])
        end = nearest(edges, table.edges[min(cell.column + cell.colspan, len(table.edges) - 1)])
        cells.append(replace(cell, column=start, colspan=max(end - start, 1)))
    return PdfTable(tuple(cells), tuple(edges), table.faults)


def last_row(table: PdfTable) -> list[GridCell]:
    return [cell for cell in table.cells if cell.row + cell.rowspan == table.height]


def first_row(table: PdfTable) -> list[GridCell]:
    return [cell for cell in table.cells if cell.row == 0]


def cut_cells(first: PdfTable, second: PdfTable) -> dict[GridCell, GridCell]:
    """Cells on both sides of the break that only together say a statutory label."""
    return {
        a: b
        for a in last_row(first)
        for b in first_row(second)
        if a.columns == b.columns and is_label(a.text + b.text) and squeezed(a.text) and squeezed(b.text)
        if not is_label(a.text) or not is_label(b.text)
    }


def is_split_row(first: PdfTable, second: PdfTable, pairs: dict[GridCell, GridCell]) -> bool:
    """The break went through a row: the label of the row itself was cut, and every cell has its other half."""
    own = [a for a, b in pairs.items() if a.rowspan == b.rowspan == 1]
    return bool(own) and fits(last_row(first), first_row(second))


def fits(above: Sequence[GridCell], below: Sequence[GridCell]) -> bool:
    return {(cell.column, cell.colspan) for cell in above} == {(cell.column, cell.colspan) for cell in below}


def longer(cell: GridCell, rest: GridCell, *, split_row: bool) -> GridCell:
    text = "\n".join(part for part in (cell.text, rest.text) if part)
    return replace(cell, text=text, rowspan=cell.rowspan + rest.rowspan - (1 if split_row else 0))
