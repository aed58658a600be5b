"""Plain text: a paragraph a line, and tables in one of the two ways in which programs write them.

Either a cell a line that begins with a tab, a blank line after each row, a blank cell a lone tab; or a row a line with
tabs between its cells, at least two such lines together. Which cells were merged is lost, so the grids are ragged.
A text without either may have a cell a line from the left edge (cell_lines.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.imports.document import PAGE_NUMBER, Block, Document, DocumentPlace, Grid, GridCell, Paragraph, whole
from gongkai.imports.label_matching import is_label
from gongkai.imports.readers.cell_lines import A_CELL_A_LINE, with_tables
from gongkai.problems import Problem
from gongkai.statute.labels import squeezed

CONTROL = frozenset(range(32)) - {9, 10, 12, 13}

LONGEST_LABEL, SOME = 60, 3  # so many labels alone on their lines are a table of which only words are left
NO_TABLE = "没有认出表格；文本里能读的排法是：格之间用制表符或竖线，或一格占一行、法定名称齐全；最好导入 Word、PDF 或网页原件"


def read_txt(raw: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """The document, or None and the reason why this is not text."""
    text, doubts = decoded(raw, file)
    if text is None:
        return None, [whole(file).problem("不是文本文件")]
    found = list(blocks(text, file))
    if not any(isinstance(block, Grid) for block in found):
        found = with_tables(found)
        grids = [block for block in found if isinstance(block, Grid)]
        labelled = sum(
            is_label(block.text) for block in found if isinstance(block, Paragraph) and len(block.text) < LONGEST_LABEL
        )
        if grids:
            doubts.append(grids[0].place.doubt(A_CELL_A_LINE))
        elif labelled >= SOME:
            doubts.append(whole(file).doubt(NO_TABLE))
    return Document(file, tuple(found), tuple(doubts)), []


def decoded(raw: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """UTF-8, UTF-16 with its mark, or else GB18030, which an old editor wrote; None for a file that is not text."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace"), []
    if CONTROL.intersection(raw):
        return None, []
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("gb18030"), [whole(file).doubt("不是 UTF-8 编码，按 GB18030 读入；请看文字是否正常")]
    except UnicodeDecodeError:
        return None, []


def blocks(text: str, file: str) -> Iterator[Block]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places = [DocumentPlace(file, f"第 {number} 行", number) for number in range(1, len(lines) + 1)]
    rows: list[list[GridCell]] = [[]]
    tabbed: list[tuple[str, DocumentPlace]] = []
    for line, place in zip(lines, places, strict=True):
        if is_row(line) or (tabbed and line.startswith("\t")):
            yield from grid(rows)
            rows = [[]]
            tabbed.append((line, place))
            continue
        if tabbed and is_page_number(line):
            continue
        yield from rows_of_lines(tabbed)
        tabbed = []
        if line.startswith("\t"):
            rows[-1].append(GridCell(line[1:].strip(), len(rows) - 1, len(rows[-1]), place))
        elif not line.strip():
            rows += [[]] if rows[-1] else []
        else:
            yield from grid(rows)
            rows = [[]]
            yield Paragraph(line.strip(), place)
    yield from rows_of_lines(tabbed)
    yield from grid(rows)


def is_page_number(line: str) -> bool:
    return bool(PAGE_NUMBER.fullmatch(squeezed(line)))


def is_row(line: str) -> bool:
    """Tabs between cells, not only before one."""
    return "\t" in line.lstrip("\t") or (line.startswith("\t\t") and not line.strip())


def rows_of_lines(lines: list[tuple[str, DocumentPlace]]) -> Iterator[Block]:
    """One line alone is no table, but words at the left and at the right (发文字号, 签发人), unless it begins with a label."""
    if len(lines) == 1 and not is_label(lines[0][0].strip().partition("\t")[0].strip()):
        yield Paragraph(lines[0][0].strip(), lines[0][1])
    elif lines:
        yield from grid([cells_of(line, number, place) for number, (line, place) in enumerate(lines)])


def cells_of(line: str, row: int, place: DocumentPlace) -> list[GridCell]:
    return [GridCell(text.strip(), row, column, place) for column, text in enumerate(line.split("\t"))]


def grid(rows: list[list[GridCell]]) -> Iterator[Grid]:
    cells = tuple(cell for row in rows for cell in row)
    if cells:
        yield Grid(cells, cells[0].place, ragged=True)
