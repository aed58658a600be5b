"""How tables lose their shape in documents: cut, shifted, merged otherwise, with rows and cells too many or too few."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from tests.imports.forms import Cell

Shape = Callable[[list[Cell], str], list[list[Cell] | str]]
"""A table becomes these blocks; the second word says which of the three kinds of table it is."""


def rows_in(cells: list[Cell]) -> int:
    return max(cell.row + cell.rowspan for cell in cells)


def moved(cells: Iterable[Cell], down: int) -> list[Cell]:
    return [replace(cell, row=cell.row + down) for cell in cells]


def kept_rows(cells: list[Cell], first: int, last: int) -> list[Cell]:
    """The rows from `first` to before `last` as a table of their own; a cell that reaches in from above is lost."""
    kept = []
    for cell in cells:
        if first <= cell.row < last:
            kept.append(replace(cell, row=cell.row - first, rowspan=min(cell.rowspan, last - cell.row)))
        elif cell.row < first < cell.row + cell.rowspan:
            kept.append(replace(cell, text="", row=0, rowspan=min(cell.row + cell.rowspan, last) - first))
    return kept


def without_row(cells: list[Cell], row: int) -> list[Cell]:
    found = []
    for cell in cells:
        height = cell.rowspan - 1 if cell.row <= row < cell.row + cell.rowspan else cell.rowspan
        if height:
            found.append(replace(cell, row=cell.row - 1 if cell.row > row else cell.row, rowspan=height))
    return found


def with_row(cells: list[Cell], row: int, texts: list[tuple[int, int, str]]) -> list[Cell]:
    """A new row before `row`: its column, width and text; cells that reach over it grow."""
    found = []
    for cell in cells:
        if cell.row >= row:
            found.append(replace(cell, row=cell.row + 1))
        elif cell.row + cell.rowspan > row:
            found.append(replace(cell, rowspan=cell.rowspan + 1))
        else:
            found.append(cell)
    taken = {
        column
        for cell in found
        if cell.row < row < cell.row + cell.rowspan
        for column in range(cell.column, cell.column + cell.colspan)
    }
    return found + [Cell(text, row, column, 1, width) for column, width, text in texts if column not in taken]


def cut_of(cells: list[Cell], kind: str) -> int:
    """Where the page ends: in the middle of the rows, or between the header of a block and its figures."""
    blocks = [cell.row for cell in cells if cell.text.startswith("第二十条")]
    return blocks[1] + 2 if kind == "stacked" else rows_in(cells) // 2


def page_break(head: Shape, between: str = "") -> Shape:
    """The table goes on in another one, below what `head` makes of the table."""

    def shape(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
        if kind == "across":
            return [cells]
        cut = cut_of(cells, kind)
        (above,) = head(cells, kind)
        assert isinstance(above, list)
        height = rows_in(above) if above else 0
        rest = above + moved(kept_rows(cells, cut, rows_in(cells)), height)
        return [kept_rows(cells, 0, cut), *([between] if between else []), rest]

    return shape


def same_header(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    if kind == "down":
        return [kept_rows(cells, 0, 3)]
    return [moved(kept_rows(cells, cut_of(cells, kind) - 2, cut_of(cells, kind)), 0)]


def no_header(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    return [[]]


def false_header(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    """Only the last row of the header is printed again."""
    last = 3 if kind == "down" else cut_of(cells, kind)
    return [kept_rows(cells, last - 1, last)]


def page_break_group_gone(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    """The cells that reach over the page break are not drawn on the second page; what stood beside them moves to the left."""
    if kind != "down":
        return [cells]
    cut = cut_of(cells, kind)
    reaching = [cell for cell in cells if cell.row < cut < cell.row + cell.rowspan]
    shift = {row: sum(c.colspan for c in reaching if row < c.row + c.rowspan) for row in range(cut, rows_in(cells))}
    rest = [replace(c, row=c.row - cut, column=c.column - shift[c.row]) for c in cells if c.row >= cut]
    return [kept_rows(cells, 0, cut), rest]


def footnote_row(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    width = max(cell.column + cell.colspan for cell in cells)
    row = rows_in(cells) if kind == "across" else rows_in(cells) - 1
    return [with_row(cells, row, [(0, width, "注：本表按年末数填写。")])]


def also_met_row(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    if kind != "stacked":
        return [cells]
    model = in_row(cells, 3)
    texts = [(cell.column, cell.colspan, "8" if number else "其他主动公开文件") for number, cell in enumerate(model)]
    return [with_row(cells, 4, texts)]


def corner_without_rowspan(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    """The corner forgets that it reaches over three header rows; the rows below it move to the left."""
    if kind != "down":
        return [cells]
    corner = next(cell for cell in cells if cell.row == cell.column == 0)
    found = [replace(cell, rowspan=1) if cell is corner else cell for cell in cells]
    return [[replace(c, column=c.column - corner.colspan) if c.row in (1, 2) else c for c in found]]


def repeated_header(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    """Word's one table, the header printed again in its middle as a converter does."""
    if kind != "down":
        return [cells]
    cut, head = rows_in(cells) // 2, 3
    top, rest = kept_rows(cells, 0, cut), kept_rows(cells, cut, rows_in(cells))
    return [top + moved(kept_rows(cells, 0, head), cut) + moved(rest, cut + head)]


def page_number(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    if kind == "across":
        return [cells]
    width = max(cell.column + cell.colspan for cell in cells)
    return [with_row(cells, rows_in(cells) - 1, [(0, width, "— 4 —")])]


def group_label_lost(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    lost = ("三、本年度办理结果", "（三）不予公开", "行政诉讼")
    return [[replace(cell, text="" if cell.text in lost else cell.text) for cell in cells]]


def figure_rows(cells: list[Cell], kind: str) -> list[int]:
    """Rows with figures only one of which could be lost: the last rows of a table."""
    return {"stacked": [2, 3], "down": [3, 4, 5, 6, rows_in(cells) - 1], "across": [rows_in(cells) - 1]}[kind]


def in_row(cells: list[Cell], row: int) -> list[Cell]:
    return sorted((cell for cell in cells if cell.row == row), key=lambda cell: cell.column)


def blanks_dropped(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    """Blank figures go and what stands after them moves to the left."""
    rows = set(figure_rows(cells, kind))
    found = [cell for cell in cells if cell.row not in rows]
    for row in rows:
        shift = 0
        for cell in in_row(cells, row):
            if cell.text == "" and cell.rowspan == 1:
                shift += cell.colspan
            else:
                found.append(replace(cell, column=cell.column - shift))
    return [found]


def one_cell_dropped(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    row = figure_rows(cells, kind)[-1]
    gone = in_row(cells, row)[-2]
    return [
        [
            replace(c, column=c.column - gone.colspan) if c.row == row and c.column > gone.column else c
            for c in cells
            if c is not gone
        ]
    ]


def one_cell_more(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    row = figure_rows(cells, kind)[-1]
    last = in_row(cells, row)[-1]
    return [[*cells, replace(last, column=last.column + last.colspan, colspan=1, text="7")]]


def row_dropped(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    return [without_row(cells, figure_rows(cells, kind)[-1])]


def repeats_dropped(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    """A converter that drops lines equal to the one above: figure rows whose figures all are those of the row above."""
    found = cells
    for row in reversed(figure_rows(cells, kind)[1:]):
        texts = [[cell.text for cell in in_row(found, number)][1:] for number in (row - 1, row)]
        if texts[0] == texts[1]:
            found = [cell for cell in found if cell.row != row or cell in in_row(found, row)[:1]]
    return [found]


def unknown_row(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    if kind == "across":
        return [cells]
    model = in_row(cells, 3 if kind == "stacked" else 4)
    texts = [(cell.column, cell.colspan, "8" if number else "政府信息公开专栏") for number, cell in enumerate(model)]
    return [with_row(cells, model[0].row, texts)]


def rows_swapped(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    if kind == "across":
        return [cells]
    first = 2 if kind == "stacked" else 3
    swap = {first: first + 1, first + 1: first}
    return [[replace(cell, row=swap.get(cell.row, cell.row)) for cell in cells]]


def columns_swapped(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    """自然人 and 总计 change places with all that stands below them; in a stacked table the first two columns of the first block."""
    if kind == "across":
        order = {0: 4, 4: 0}
        return [[replace(cell, column=order.get(cell.column, cell.column)) if cell.row else cell for cell in cells]]
    if kind == "stacked":
        last = next(cell.row for cell in cells if cell.row > 1 and cell.text.startswith("第二十条"))
        order = {1: 2, 2: 1}
        return [[replace(c, column=order.get(c.column, c.column)) if 1 <= c.row < last else c for c in cells]]
    first = min(cell.column for cell in cells if cell.text == "自然人")
    final = max(cell.column for cell in cells)
    order = {first: final, final: first}
    return [[replace(c, column=order.get(c.column, c.column)) if c.row >= 1 and c.colspan == 1 else c for c in cells]]


def twenty_three_rows(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    found = cells
    for start in ("1.申请人无正当理由", "2.申请人逾期"):
        row = next((cell.row for cell in found if cell.text.startswith(start)), None)
        if row is None:
            return [cells]
        group = next(cell for cell in found if cell.text == "（六）其他处理")
        if group.row == row:  # the group's own cell goes on below
            below = replace(group, row=row, rowspan=group.rowspan - 1)
            found = [*without_row([cell for cell in found if cell is not group], row), below]
        else:
            found = without_row(found, row)
    return [found]


def metadata_before(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    about = [Cell("索引号", 0, 0), Cell("0001/2023-00008", 0, 1), Cell("名称", 1, 0), Cell("年度报告", 1, 1)]
    return [about, "信息公开", cells] if kind == "stacked" else [cells]


def total_in_third_row(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    """The second header row has a blank where 总计 belongs, the third prints it."""
    total = next((c for c in cells if c.text == "总计" and c.rowspan == 2 and c.row == 1), None)
    if total is None or kind != "down":
        return [cells]
    two = [replace(total, text="", rowspan=1), replace(total, row=2, rowspan=1)]
    return [[*(cell for cell in cells if cell is not total), *two]]


def header_without_rowspan(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    """自然人 forgets that it reaches over two header rows; the rest of the row below moves to the left."""
    person = next((c for c in cells if c.text == "自然人"), None)
    if person is None or kind != "down":
        return [cells]
    found = [replace(c, rowspan=1) if c is person else c for c in cells]
    return [[replace(c, column=c.column - 1) if c.row == 2 and c.column > person.column else c for c in found]]


SHAPE_HAZARDS: dict[str, Shape] = {
    "page_break_header_repeated": page_break(same_header, "— 4 —"),
    "page_break_without_header": page_break(no_header),
    "page_break_page_number": page_break(no_header, "- 4 -"),
    "page_break_continued": page_break(no_header, "（续表）"),
    "page_break_false_header": page_break(false_header),
    **{
        made.__name__: made
        for made in (
            *(repeated_header, page_number, group_label_lost, blanks_dropped, one_cell_dropped, one_cell_more, row_dropped),
            *(repeats_dropped, unknown_row, rows_swapped, columns_swapped, twenty_three_rows, metadata_before),
            *(total_in_third_row, header_without_rowspan, corner_without_rowspan),
            *(page_break_group_gone, footnote_row, also_met_row),
        )
    },
}
