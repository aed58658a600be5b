"""A workbook of the review as the reviewer gives it back: every remark in it, whatever place it has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gongkai.problems import Position, Problem, one_line, shown
from gongkai.review.figures_book import STUB
from gongkai.review.kept_figures import Kept, kept_in
from gongkai.review.opinion import ADDRESS, AGENCY, COLUMNS, FILE, REMARK, WORDS, YEAR
from gongkai.review.returned_book import NotReturnedError, Remark, ReturnedSheet, opened
from gongkai.review.returned_figures import KEY, side_by_side, year_of
from gongkai.review.sources import RULE

COMMENT = -1
NOT_KEPT = "里面没有审核时的数（隐藏的那张表不在了），看不出哪些格改过；批注照样带回"


def remarks(file: Path) -> tuple[list[Remark], list[Problem]]:
    """Every remark of the workbook in its order; and why there is none, where it is no workbook of a review, or not every one."""
    name = shown(file)
    try:
        sheets = opened(file, name)
        if all(head_of(sheet) is None for sheet in sheets):
            raise NotReturnedError(f"不是审核写出的表：没有“{REMARK}”一列，也没有各格的“{KEY}”一列")
    except NotReturnedError as error:
        return [], [Problem(Position(name), RULE, str(error))]
    kept = kept_in(sheets)
    figures = any(holds_figures(sheet) for sheet in sheets) and not kept.texts
    problems = [Problem(Position(name), RULE, NOT_KEPT)] if figures else []
    return [remark for sheet in sheets for remark in said_in(sheet, kept)], problems


def holds_figures(sheet: ReturnedSheet) -> bool:
    head = head_of(sheet)
    return head is not None and REMARK not in sheet.row(head)


def said_in(sheet: ReturnedSheet, kept: Kept) -> Iterator[Remark]:
    head = head_of(sheet)
    if head is None:
        yield from (sheet.stray(row, column, text) for (row, column), text in sorted(sheet.comments.items()))
    elif REMARK in sheet.row(head):
        yield from listed(sheet, head)
    else:
        yield from side_by_side(sheet, head, kept)


def head_of(sheet: ReturnedSheet) -> int | None:
    """The row of the columns' names, which may stand a few rows down; None for other sheets."""
    for number in range(min(sheet.rows, 6)):
        row = set(sheet.row(number))
        if {AGENCY, YEAR, ADDRESS, REMARK} <= row or set(STUB) <= row:
            return number
    return None


def listed(sheet: ReturnedSheet, head: int) -> Iterator[Remark]:
    """A remark is what stands in its column or in one that was added, and any comment on the line; the columns may have been
    moved."""
    names = sheet.row(head)
    column = {name: names.index(name) for name in (one.name for one in COLUMNS) if name in names}
    before = ((row, at, text) for (row, at), text in sorted(sheet.comments.items()) if row <= head)
    yield from (sheet.stray(*one) for one in before)
    ours = {at for name, at in column.items() if name != REMARK}
    lines = words_by_line(sheet, head)
    for number in sorted(lines):
        row = {name: sheet.texts.get((number, at), "") for name, at in column.items()}
        where = f"{sheet.file}工作表“{sheet.name}”第 {number + 1} 行"
        year = year_of(row[YEAR])
        whose = (row[AGENCY], year, row.get(FILE, "")) if year else ("", 0, "")
        for text in (text for at, text in lines[number] if not year or at not in ours):
            yield Remark(*whose, row[ADDRESS], row.get(WORDS), text, where, printed=True)


def words_by_line(sheet: ReturnedSheet, head: int) -> dict[int, list[tuple[int, str]]]:
    """The texts below the head by their lines, each with its column, and the comments (COMMENT)."""
    lines: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in sorted(sheet.texts.items()):
        lines.setdefault(row, []).append((column, one_line(text)))
    for (row, _), text in sorted(sheet.comments.items()):
        lines.setdefault(row, []).append((COMMENT, text))
    return {row: words for row, words in lines.items() if row > head}
