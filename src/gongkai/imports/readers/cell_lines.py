"""Tables of which only the words are left, a cell a line from the left edge, as a page's text is copied or saved.

A statutory table is known by its own labels in their order; a row is its labels and then the lines of figures that follow. How
many there are is compared with the header where the rows are placed; every cell says that it was read so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.imports.document import PAGE_NUMBER, Block, Grid, GridCell, Paragraph
from gongkai.imports.label_matching import header_of, named
from gongkai.reports.reading import NOT_A_FIGURE
from gongkai.statute.formats import FormatTable, Line, formats
from gongkai.statute.labels import fold, squeezed

FIGURE = re.compile(
    r"(?:[-+负]|增加?|减少?)?[\d.,]+[^\d\W]{0,3}(?:\(.{1,20}\))?"
)  # of a folded text: 减4, 12件, 1.5万元, 3(含1件)
A_CELL_A_LINE = "表格里一格占一行，合并的格和空白的格看不出来，按名称和数的先后读入；请对照原件"
LONGEST = 1_000  # lines of a table
MOST_STARTS = 200  # lines that could begin a table; a report has some ten

Lines = Sequence[Paragraph]


def with_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with a grid in place of the lines that are a statutory table's. Page numbers are no lines of it."""
    blocks = [block for block in blocks if isinstance(block, Grid) or not PAGE_NUMBER.fullmatch(squeezed(block.text))]
    found: list[Block] = []
    at = starts = 0
    while at < len(blocks):
        starts += begins_a_table(blocks[at])
        rows = longest_table(blocks, at) if starts <= MOST_STARTS and begins_a_table(blocks[at]) else []
        if rows:
            found.append(grid_of(rows))
            at += sum(map(len, rows))
        else:
            found.append(blocks[at])
            at += 1
    return found


def begins_a_table(block: Block) -> bool:
    return isinstance(block, Paragraph) and any(is_first(table, block.text) for table in known_tables())


def known_tables() -> list[FormatTable]:
    return [table for format in formats().values() for table in format.tables if not table.generic]


def is_first(table: FormatTable, text: str) -> bool:
    """Its corner, or where it has none the first label of its header."""
    corner = table.stub or table.note
    return fold(text) == fold(corner) if corner else named(header_of(table)[0], text)


def longest_table(blocks: Sequence[Block], at: int) -> list[Lines]:
    """The rows of the table that begins here; none where no form's labels follow in their order."""
    found = [rows for table in known_tables() if (rows := rows_of(table, blocks, at))]
    return max(found, key=lambda rows: sum(map(len, rows)), default=[])


def rows_of(table: FormatTable, blocks: Sequence[Block], at: int) -> list[Lines]:
    lines = list(texts_from(blocks, at))
    header = header_rows(table, lines) if lines and is_first(table, lines[0].text) else []
    rest = lines[sum(map(len, header)) :]
    data = data_rows(table, rest) if header else []
    return [*header, *data] if data else []


def texts_from(blocks: Sequence[Block], at: int) -> Iterator[Paragraph]:
    for block in blocks[at : at + LONGEST]:
        if not isinstance(block, Paragraph):
            return
        yield block


def header_rows(table: FormatTable, lines: Lines) -> list[Lines]:
    """One row for each level of the header's labels, the corner in the first; none where one is missing."""
    corner = bool(table.stub or table.note)
    levels = [Counter(fold(line.label) for line in level) for level in levels_of(header_of(table))]
    rows: list[list[Paragraph]] = [[lines[0]] if corner else []]
    depth = 0
    for line in lines[1 if corner else 0 :]:
        if not any(levels[depth].values()):
            depth += 1
            rows.append([])
        if depth == len(levels):
            return [row for row in rows if row]
        label = next((name for name, left in levels[depth].items() if left and is_named(table, name, line.text)), None)
        if label is None:
            return []
        levels[depth][label] -= 1
        rows[depth].append(line)
    return []


def levels_of(lines: Sequence[Line]) -> Iterator[list[Line]]:
    level = list(lines)
    while level:
        yield level
        level = [member for line in level for member in line.members]


def is_named(table: FormatTable, name: str, text: str) -> bool:
    every = (line for top in header_of(table) for line in top.everything())
    return any(fold(line.label) == name and named(line, text) for line in every)


def data_rows(table: FormatTable, lines: Lines) -> list[Lines]:
    """Labels of the table and then figures; in a table printed across a row of figures alone."""
    rows: list[list[Paragraph]] = []
    labels = [line for top in table.rows for line in top.everything()]
    for line in lines:
        label = not table.across and any(named(each, line.text) for each in labels)
        figure = not label and is_figure(line.text)
        if figure and (rows or table.across):
            rows = rows or [[]]
            rows[-1].append(line)
        elif label:
            if rows and not is_figure(rows[-1][-1].text):
                rows[-1].append(line)
            else:
                rows.append([line])
        else:
            break
    while rows and not is_figure(rows[-1][-1].text):  # a heading that is called as a row is
        rows.pop()
    return list(rows)


def is_figure(text: str) -> bool:
    said = squeezed(text)
    return said in NOT_A_FIGURE or bool(FIGURE.fullmatch(fold(text)))


def grid_of(rows: Sequence[Lines]) -> Grid:
    cells = [
        GridCell(line.text, row, column, line.place, placing=A_CELL_A_LINE)
        for row, lines in enumerate(rows)
        for column, line in enumerate(lines)
    ]
    return Grid(tuple(cells), replace(cells[0].place), ragged=True)
