"""Reports laid out as no form prescribes: each table of the form drawn in another habit, by kind of table.

Every figure is another number, so that one in a wrong place shows. A case is right, or refused by name; a case that nobody
could read (a column that is not there) can only be refused.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from gongkai.statute.formats import Format, formats
from tests.imports.forms import Block, Cell, report

Made = list[list[Cell] | str]
Habit = Callable[[list[Cell], str], Made]


def value(*address: str) -> str:
    return str(random.Random("/".join(address)).randrange(1_000, 9_999_999))


def sparse(*address: str) -> str:
    """Noughts and blanks mostly, as small offices have them: a moved figure hides among them."""
    return random.Random("*".join(address)).choice(["0", "0", "0", "", "", "/", "1", "2"])


def kind_of(cells: list[Cell]) -> str:
    texts = {cell.text for cell in cells}
    return "stacked" if "信息内容" in texts else "across" if "行政复议" in texts else "down"


def height(cells: list[Cell]) -> int:
    return max(cell.row + cell.rowspan for cell in cells)


def width(cells: list[Cell]) -> int:
    return max(cell.column + cell.colspan for cell in cells)


def figures(cells: list[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell.row >= 3 and (kind_of(cells) == "across" or cell.column >= 3)]


def only(kind: str) -> Callable[[Callable[[list[Cell]], Made]], Habit]:
    def wrap(change: Callable[[list[Cell]], Made]) -> Habit:
        return lambda cells, found: change(cells) if found == kind else [cells]

    return wrap


def column_moved(cells: list[Cell], order: Mapping[int, int]) -> list[Cell]:
    return [replace(cell, column=order.get(cell.column, cell.column)) if cell.colspan == 1 else cell for cell in cells]


def with_column(cells: list[Cell], at: int, texts: Mapping[int, str], spans: Mapping[int, int] | None = None) -> list[Cell]:
    """A new column before `at`; cells that reach over it grow."""
    found = []
    for cell in cells:
        if cell.column >= at:
            found.append(replace(cell, column=cell.column + 1))
        elif cell.column + cell.colspan > at:
            found.append(replace(cell, colspan=cell.colspan + 1))
        else:
            found.append(cell)
    taken = {
        row for cell in found if cell.column < at < cell.column + cell.colspan for row in range(cell.row, cell.row + cell.rowspan)
    }
    return found + [Cell(text, row, at, (spans or {}).get(row, 1)) for row, text in texts.items() if row not in taken]


def without_column(cells: list[Cell], at: int) -> list[Cell]:
    found = []
    for cell in cells:
        covers = cell.column <= at < cell.column + cell.colspan
        if covers and cell.colspan == 1:
            continue
        found.append(replace(cell, colspan=cell.colspan - covers, column=cell.column - (cell.column > at)))
    return found


HABITS: dict[str, Habit] = {}


def habit(kind: str) -> Callable[[Callable[[list[Cell]], Made]], Habit]:
    def add(change: Callable[[list[Cell]], Made]) -> Habit:
        HABITS[change.__name__] = made = only(kind)(change)
        return made

    return add


def every(change: Habit) -> Habit:
    HABITS[change.__name__] = change
    return change


# Section 三


@habit("down")
def total_first(cells: list[Cell]) -> Made:
    """总计 before 自然人."""
    last = width(cells) - 1
    order = {last: 3, **{column: column + 1 for column in range(3, last)}}
    head = [c for c in cells if c.row < 3 and c.column >= 3]
    rest = [c for c in cells if c not in head]
    moved = []
    for c in head:
        if c.text == "总计":
            moved.append(replace(c, column=3))
        elif c.text == "申请人情况":
            moved.append(c)
        else:
            moved.append(replace(c, column=c.column + 1))
    return [[*moved, *column_moved(rest, order)]]


@habit("down")
def organisations_shuffled(cells: list[Cell]) -> Made:
    order = {4: 8, 5: 4, 6: 5, 7: 6, 8: 7}
    return [[replace(c, column=order[c.column]) if c.column in order and c.colspan == 1 and c.row >= 2 else c for c in cells]]


@habit("down")
def other_column_missing(cells: list[Cell]) -> Made:
    return [without_column(cells, 8)]


@habit("down")
def natural_person_missing(cells: list[Cell]) -> Made:
    return [without_column(cells, 3)]


@habit("down")
def subtotal_of_organisations(cells: list[Cell]) -> Made:
    rows = {row: str(700_000 + row) for row in range(3, height(cells))}
    return [with_column(cells, 9, {2: "小计", **rows})]


@habit("down")
def second_total(cells: list[Cell]) -> Made:
    rows = {row: str(800_000 + row) for row in range(3, height(cells))}
    return [with_column(cells, width(cells), {0: "合计", **rows}, {0: 3})]


@habit("down")
def last_year_beside(cells: list[Cell]) -> Made:
    rows = {row: str(810_000 + row) for row in range(3, height(cells))}
    return [with_column(cells, width(cells), {0: "上年同期", **rows}, {0: 3})]


@habit("down")
def remarks_column_blank(cells: list[Cell]) -> Made:
    return [with_column(cells, width(cells), {0: "备注", **dict.fromkeys(range(3, height(cells)), "")}, {0: 3})]


@habit("down")
def remarks_column_with_words(cells: list[Cell]) -> Made:
    return [with_column(cells, width(cells), {0: "备注", **dict.fromkeys(range(3, height(cells)), ""), 5: "已核"}, {0: 3})]


@habit("down")
def numbers_column(cells: list[Cell]) -> Made:
    """序号 at the left."""
    return [with_column(cells, 0, {0: "序号", **{row: str(row - 2) for row in range(3, height(cells))}}, {0: 3})]


@habit("down")
def numbers_column_after_labels(cells: list[Cell]) -> Made:
    return [with_column(cells, 3, {0: "行次", **{row: str(row - 2) for row in range(3, height(cells))}}, {0: 3})]


@habit("down")
def lettered_columns(cells: list[Cell]) -> Made:
    """甲 1 2 3 … below the header."""
    moved = [replace(c, row=c.row + 1) if c.row >= 3 else c for c in cells]
    return [[*moved, Cell("甲", 3, 0, 1, 3), *(Cell(str(n - 2), 3, n) for n in range(3, width(cells)))]]


@habit("down")
def units_row(cells: list[Cell]) -> Made:
    moved = [replace(c, row=c.row + 1) if c.row >= 3 else c for c in cells]
    return [[*moved, Cell("单位", 3, 0, 1, 3), *(Cell("件", 3, n) for n in range(3, width(cells)))]]


@habit("down")
def turned(cells: list[Cell]) -> Made:
    """Rows as columns: the whole table on its side."""
    return [[Cell(c.text, c.column, c.row, c.colspan, c.rowspan) for c in cells]]


@habit("down")
def halves_side_by_side(cells: list[Cell]) -> Made:
    """The lower half of the rows stands to the right of the upper half."""
    cut, wide = 15, width(cells)
    low = [c for c in cells if c.row >= cut]
    high = [c for c in cells if c.row < cut]
    high = [replace(c, rowspan=min(c.rowspan, cut - c.row)) for c in high]
    head = [replace(c, column=c.column + wide) for c in cells if c.row < 3]
    low = [replace(c, row=c.row - cut + 3, column=c.column + wide) for c in low]
    return [[*high, *head, *low]]


@habit("down")
def nought_over_the_row(cells: list[Cell]) -> Made:
    """One 0 for all seven columns."""
    return [[*(c for c in cells if not (c.row == 7 and c.column >= 3)), Cell("0", 7, 3, 1, 7)]]


@habit("down")
def nought_over_rows(cells: list[Cell]) -> Made:
    return [[*(c for c in cells if not (c.row in (7, 8) and c.column == 4)), Cell("0", 7, 4, 2, 1)]]


@habit("down")
def group_repeated(cells: list[Cell]) -> Made:
    """No cell is merged: the groups' labels stand in every row."""
    found = []
    for c in cells:
        found += [
            Cell(c.text, row, column)
            for row in range(c.row, c.row + c.rowspan)
            for column in range(c.column, c.column + c.colspan)
        ]
    return [found]


@habit("down")
def labels_in_one_column(cells: list[Cell]) -> Made:
    """三、…, （三）… and 1.… one below the other, the groups with blank figures."""
    made = [replace(c, column=max(c.column - 2, 0), colspan=1 if c.column == 0 else c.colspan) for c in cells if c.row < 3]
    row = 3
    at_row = {}
    labels = sorted((c for c in cells if c.row >= 3 and c.column < 3), key=lambda c: (c.row, c.column))
    for c in labels:
        leaf = c.column + c.colspan == 3
        made.append(Cell(c.text, row, 0))
        if leaf:
            at_row[c.row] = row
        else:
            made += [Cell("", row, column) for column in range(1, 8)]
        row += 1
    made += [replace(c, row=at_row[c.row], column=c.column - 2) for c in figures(cells)]
    return [made]


@habit("down")
def group_totals(cells: list[Cell]) -> Made:
    """A row 小计 under （三）不予公开."""
    first = next(c for c in cells if c.text == "（三）不予公开")
    at = first.row
    moved = [
        replace(c, row=c.row + 1) if c.row >= at and c is not first else replace(c, rowspan=c.rowspan + 1) if c is first else
        replace(c, rowspan=c.rowspan + 1) if c.row < at < c.row + c.rowspan else c
        for c in cells
    ]  # fmt: skip
    return [[*moved, Cell("小计", at, 2), *(Cell(str(900_000 + n), at, n) for n in range(3, 10))]]


@habit("down")
def header_lost(cells: list[Cell]) -> Made:
    return [[replace(c, row=c.row - 3) for c in cells if c.row >= 3]]


@habit("down")
def last_header_row_lost(cells: list[Cell]) -> Made:
    kept = [replace(c, rowspan=min(c.rowspan, 2 - c.row)) for c in cells if c.row < 2]
    return [[*kept, *(replace(c, row=c.row - 1) for c in cells if c.row >= 3)]]


@habit("down")
def cut_across_columns(cells: list[Cell]) -> Made:
    """Too wide for the page: the last columns follow below, without labels."""
    left = [replace(c, colspan=min(c.colspan, 6 - c.column)) for c in cells if c.column < 6]
    right = [
        replace(c, column=max(c.column - 6, 0), colspan=c.column + c.colspan - 6 if c.column < 6 else c.colspan)
        for c in cells
        if c.column + c.colspan > 6
    ]
    return [left, right]


@habit("down")
def cut_across_columns_with_labels(cells: list[Cell]) -> Made:
    left = [replace(c, colspan=min(c.colspan, 6 - c.column)) for c in cells if c.column < 6]
    right = [c if c.column < 3 else replace(c, column=max(c.column - 3, 3)) for c in cells if c.column < 3 or c.column >= 6]
    return [left, right]


@habit("down")
def numbers_left_out(cells: list[Cell]) -> Made:
    """1.属于国家秘密 as 属于国家秘密, and no group's label."""
    return [[replace(c, text=re.sub(r"^(\d\.|（.）|.、)", "", c.text)) if c.row >= 3 and c.column < 3 else c for c in cells]]


@habit("down")
def last_years_table_too(cells: list[Cell]) -> Made:
    """The table of the year before, for comparison."""
    old = [replace(c, text=str(400_000 + n)) if c in figures(cells) else c for n, c in enumerate(cells)]
    return ["去年的情况如下：", old, "今年的情况如下：", cells]


@habit("down")
def same_table_twice(cells: list[Cell]) -> Made:
    return [cells, "（见上表）", cells]


@habit("down")
def row_twice(cells: list[Cell]) -> Made:
    row = [c for c in cells if c.row == 3]
    return [
        [
            *row,
            *(
                replace(c, row=c.row + 1, text=c.text + "1" if c.column >= 3 and c.row == 3 else c.text) if c.row >= 3 else c
                for c in cells
            ),
            *(c for c in cells if c.row < 3),
        ]
    ]


@habit("down")
def figures_one_row_lower(cells: list[Cell]) -> Made:
    """A blank line slipped between the labels and the figures of a row."""
    last = height(cells)
    return [
        [replace(c, row=c.row + 1) if c in figures(cells) else c for c in cells]
        + [Cell("", 3, n) for n in range(3, 10)]
        + [Cell("", last, 0, 1, 3)]
    ]


# Section 四


@habit("across")
def outcomes_down(cells: list[Cell]) -> Made:
    """The five outcomes as rows, the three kinds as columns."""
    return [[Cell(c.text, c.column, c.row, c.colspan, c.rowspan) for c in cells]]


@habit("across")
def three_rows(cells: list[Cell]) -> Made:
    """行政复议 and the two of 行政诉讼 as rows, the five outcomes as columns."""
    line = sorted(figures(cells), key=lambda c: c.column)
    made = [
        Cell("", 0, 0),
        *(Cell(text, 0, 1 + n) for n, text in enumerate(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"])),
    ]
    for row, label in enumerate(["行政复议", "未经复议直接起诉", "复议后起诉"], start=1):
        made.append(Cell(label, row, 0))
        made += [Cell(c.text, row, 1 + n) for n, c in enumerate(line[5 * (row - 1) : 5 * row])]
    return [made]


@habit("across")
def review_and_litigation_apart(cells: list[Cell]) -> Made:
    left = [c for c in cells if c.column < 5]
    right = [replace(c, column=c.column - 5) for c in cells if c.column >= 5]
    return [left, right]


@habit("across")
def litigation_below_review(cells: list[Cell]) -> Made:
    left = [c for c in cells if c.column < 5]
    right = [replace(c, column=c.column - 5, row=c.row + height(cells)) for c in cells if c.column >= 5]
    return [[*left, *right]]


@habit("across")
def litigation_first(cells: list[Cell]) -> Made:
    return [[replace(c, column=c.column + 10 if c.column < 5 else c.column - 5) for c in cells]]


@habit("across")
def total_before_outcomes(cells: list[Cell]) -> Made:
    bottom = [c for c in cells if c.row >= 1 and c.colspan == 1]
    moved = [replace(c, column=c.column - 4 if c.column % 5 == 4 else c.column + 1) for c in bottom]
    return [[*(c for c in cells if c not in bottom), *moved]]


@habit("across")
def outcome_missing(cells: list[Cell]) -> Made:
    return [without_column(cells, 2)]


@habit("across")
def grand_total(cells: list[Cell]) -> Made:
    return [with_column(cells, 15, {0: "合计", 3: "99999"}, {0: 3})]


@habit("across")
def label_cell_before_figures(cells: list[Cell]) -> Made:
    return [with_column(cells, 0, {0: "项目", 3: "数量"}, {0: 3})]


@habit("across")
def middle_header_row_lost(cells: list[Cell]) -> Made:
    """The row with 未经复议直接起诉 and 复议后起诉 is gone."""
    kept = [c for c in cells if c.row == 0]
    return [[*kept, *(replace(c, row=c.row - 1) for c in cells if c.row >= 2)]]


# Section 二


@habit("stacked")
def blocks_apart(cells: list[Cell]) -> Made:
    """Each block is a table of its own, its caption a paragraph above."""
    starts = sorted(c.row for c in cells if c.text.startswith("第二十条"))
    out: list[list[Cell] | str] = []
    for start, end in zip(starts, [*starts[1:], height(cells)], strict=True):
        out.append(next(c.text for c in cells if c.row == start))
        out.append([replace(c, row=c.row - start - 1) for c in cells if start < c.row < end])
    return out


@habit("stacked")
def captions_lost(cells: list[Cell]) -> Made:
    starts = sorted(c.row for c in cells if c.text.startswith("第二十条"))
    out: list[list[Cell] | str] = []
    for start, end in zip(starts, [*starts[1:], height(cells)], strict=True):
        out.append([replace(c, row=c.row - start - 1) for c in cells if start < c.row < end])
    return out


@habit("stacked")
def captions_lost_in_one_table(cells: list[Cell]) -> Made:
    starts = sorted(c.row for c in cells if c.text.startswith("第二十条"))
    return [[replace(c, row=c.row - sum(s < c.row for s in starts)) for c in cells if c.row not in starts]]


@habit("stacked")
def stub_is_blank(cells: list[Cell]) -> Made:
    return [[replace(c, text="" if c.text == "信息内容" else c.text) for c in cells]]


@habit("stacked")
def captions_swapped(cells: list[Cell]) -> Made:
    """第（五）项 stands over the decisions of 第（六）项 and the other way round."""
    swap = {"第二十条第（五）项": "第二十条第（六）项", "第二十条第（六）项": "第二十条第（五）项"}
    return [[replace(c, text=swap.get(c.text, c.text)) for c in cells]]


@habit("stacked")
def columns_of_documents_shuffled(cells: list[Cell]) -> Made:
    order = {1: 3, 2: 1, 3: 2}
    return [[replace(c, column=order[c.column]) if c.row in (1, 2, 3) and c.column in order else c for c in cells]]


@habit("stacked")
def blocks_side_by_side(cells: list[Cell]) -> Made:
    """The first block left, the second right."""
    starts = sorted(c.row for c in cells if c.text.startswith("第二十条"))
    moved = [replace(c, row=c.row - starts[1], column=c.column + 4) if starts[1] <= c.row < starts[2] else c for c in cells]
    return [[c if c.row < starts[2] else replace(c, row=c.row - starts[2] + starts[1]) for c in moved]]


@habit("stacked")
def one_header_for_two_blocks(cells: list[Cell]) -> Made:
    """The second block of decisions has no header of its own."""
    six = next(c.row for c in cells if c.text == "第二十条第（六）项")
    return [[replace(c, row=c.row - (c.row > six + 1)) for c in cells if c.row != six + 1]]


@habit("stacked")
def articles_as_first_column(cells: list[Cell]) -> Made:
    """第二十条第（X）项 at the left of its block instead of above it."""
    starts = sorted(c.row for c in cells if c.text.startswith("第二十条"))
    made = []
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], height(cells)], strict=True)):
        caption = next(c for c in cells if c.row == start)
        made.append(Cell(caption.text, start - number, 0, end - start - 1))
        made += [replace(c, row=c.row - number - 1, column=c.column + 1) for c in cells if start < c.row < end]
    return [made]


# Any


@every
def blank_rows_between(cells: list[Cell], _: str) -> Made:
    """A blank row below every row, as spreadsheets leave them."""
    wide = width(cells)
    spread = [replace(c, row=2 * c.row, rowspan=2 * c.rowspan - 1) for c in cells]
    taken = {
        (row, column)
        for c in spread
        for row in range(c.row, c.row + c.rowspan)
        for column in range(c.column, c.column + c.colspan)
    }
    blank = [Cell("", row, column) for row in range(1, height(spread), 2) for column in range(wide) if (row, column) not in taken]
    return [[*spread, *blank]]


@every
def blank_column_at_the_left(cells: list[Cell], _: str) -> Made:
    return [[replace(c, column=c.column + 1) for c in cells] + [Cell("", 0, 0, height(cells))]]


@every
def title_row_inside(cells: list[Cell], _: str) -> Made:
    return [[Cell("（单位：件）", 0, 0, 1, width(cells)), *(replace(c, row=c.row + 1) for c in cells)]]


@every
def signature_row_inside(cells: list[Cell], _: str) -> Made:
    return [[*cells, Cell("填表人：张三　审核人：李四", height(cells), 0, 1, width(cells))]]


@every
def every_text_doubled_by_lines(cells: list[Cell], _: str) -> Made:
    return [[replace(c, text=c.text[:2] + "\n" + c.text[2:]) if len(c.text) > 2 and not c.text.isdigit() else c for c in cells]]


@every
def labels_with_colons(cells: list[Cell], _: str) -> Made:
    return [[replace(c, text=c.text + "：") if c.text and not c.text.isdigit() else c for c in cells]]


@every
def zero_rows_dropped(cells: list[Cell], kind: str) -> Made:
    """A converter left out rows that looked like the one before."""
    if kind != "down":
        return [cells]
    return [
        [
            replace(c, row=c.row - (c.row > 9), rowspan=c.rowspan - 1 if c.row < 9 < c.row + c.rowspan else c.rowspan)
            for c in cells
            if not (c.row == 9 and c.rowspan == 1)
        ]
    ]


@every
def first_figure_column_shifted(cells: list[Cell], kind: str) -> Made:
    """The figures of one row begin one column late, the last hangs over."""
    if kind != "down":
        return [cells]
    return [[replace(c, column=c.column + 1) if c.row == 6 and c.column >= 3 else c for c in cells] + [Cell("", 6, 3)]]


def untouched(cells: list[Cell], kind: str) -> Made:
    return [cells]


def blocks_of(format: Format, name: str, of: Callable[..., str]) -> list[Block]:
    change = HABITS.get(name, untouched)
    return [
        made for block in report(format, of) for made in (change(block, kind_of(block)) if isinstance(block, list) else [block])
    ]


# Whole documents


def two_reports(format: Format, of: Callable[..., str]) -> list[Block]:
    other = report(format, lambda *address: of("other", *address), title="青石县2022年政府信息公开工作年度报告")
    return [*report(format, of), *other]


def other_report_first(format: Format, of: Callable[..., str]) -> list[Block]:
    other = report(format, lambda *address: of("other", *address), title="青石县2022年政府信息公开工作年度报告")
    return [*other, *report(format, of)]


def headings_lost(format: Format, of: Callable[..., str]) -> list[Block]:
    heads = [section.label for section in format.sections]
    return [block for block in report(format, of) if block not in heads]


def tables_at_the_end(format: Format, of: Callable[..., str]) -> list[Block]:
    blocks = report(format, of)
    return [*(b for b in blocks if isinstance(b, str)), "附件：统计表", *(b for b in blocks if isinstance(b, list))]


def tables_before_the_title(format: Format, of: Callable[..., str]) -> list[Block]:
    blocks = report(format, of)
    return [*(b for b in blocks if isinstance(b, list)), *(b for b in blocks if isinstance(b, str))]


def tables_without_text_between(format: Format, of: Callable[..., str]) -> list[Block]:
    blocks = report(format, of)
    texts = [b for b in blocks if isinstance(b, str)]
    return [*texts[:4], *(b for b in blocks if isinstance(b, list)), *texts[4:]]


def all_in_one_table(format: Format, of: Callable[..., str]) -> list[Block]:
    """The three tables drawn as one, below each other."""
    blocks = report(format, of)
    down = 0
    cells: list[Cell] = []
    for block in blocks:
        if isinstance(block, list):
            cells += [replace(c, row=c.row + down) for c in block]
            down += height(block)
    texts = [b for b in blocks if isinstance(b, str)]
    return [*texts[:6], cells, *texts[6:]]


def other_formats_table(format: Format, of: Callable[..., str]) -> list[Block]:
    """Section 二 of the other form."""
    other = formats()["2019" if format.id == "2021" else "2021"]
    first = next(b for b in report(other, of) if isinstance(b, list))
    blocks = report(format, of)
    at = next(n for n, b in enumerate(blocks) if isinstance(b, list))
    return [*blocks[:at], first, *blocks[at + 1 :]]


WHOLE = {
    made.__name__: made
    for made in (
        *(two_reports, other_report_first, headings_lost, tables_at_the_end, tables_before_the_title),
        *(tables_without_text_between, all_in_one_table, other_formats_table),
    )
}
