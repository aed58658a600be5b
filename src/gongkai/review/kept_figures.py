"""What each cell said when it was reviewed, kept in a hidden sheet: by it a figure is seen that the reviewer typed over."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal, InvalidOperation
from typing import Any

from gongkai.downloads.workbook import Workbook
from gongkai.problems import one_line
from gongkai.review.returned_book import ReturnedSheet
from gongkai.review.writing import TEXT, clean
from gongkai.statute.labels import squeezed

NAME = "{}年格式（审核时）"
NOTE = "审核时各格的数，带回意见时用来看出哪些格改过；请不要删去这一张表"
MOST = 100  # reports in one cell, which can hold 32,767 characters
DIGITS = Context(prec=15)  # of a number in a spreadsheet
Whose = tuple[str, int, str]
"""Agency, year and file of a report, as they head its column."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The texts by report and key; a key is missing where the report has no such row."""

    texts: Mapping[Whose, Mapping[str, str]] = field(default_factory=dict)

    @property
    def keys(self) -> set[str]:
        return {key for texts in self.texts.values() for key in texts}


def add_kept(book: Workbook, form: str, reports: Sequence[Whose], lines: Mapping[str, Sequence[str | None]]) -> None:
    """A line for each key, with the texts of all reports, None where one has no such row."""
    parts = range(0, max(len(reports), 1), MOST)
    sheet = book.sheet(NAME.format(form), [30.0] * (len(parts) + 1), hidden=True)
    sheet.put(0, 0, NOTE, TEXT)
    for row, (key, values) in enumerate((("", reports), *lines.items()), start=1):
        sheet.put(row, 0, key, TEXT)
        for column, begin in enumerate(parts, start=1):
            sheet.put(row, column, clean(json.dumps(values[begin : begin + MOST], ensure_ascii=False)), TEXT)


def kept_in(sheets: Iterable[ReturnedSheet]) -> Kept:
    """What the sheets of that kind hold; nothing where somebody deleted or changed them."""
    texts: dict[Whose, dict[str, str]] = {}
    try:
        for sheet in filter(keeps, sheets):
            reports = [(agency, year, file) for agency, year, file in values(sheet, 1)]
            texts |= {report: {} for report in reports}
            for row in range(2, sheet.rows):
                for report, text in zip(reports, values(sheet, row), strict=True):
                    if text is not None:
                        texts[report][sheet.texts.get((row, 0), "")] = text
    except (ValueError, TypeError):
        return Kept()
    return Kept(texts)


def keeps(sheet: ReturnedSheet) -> bool:
    return sheet.texts.get((0, 0)) == NOTE


def values(sheet: ReturnedSheet, row: int) -> Iterator[Any]:
    for column in range(1, len(sheet.row(row))):
        yield from json.loads(sheet.texts.get((row, column), "[]"))


def same(one: str, other: str) -> bool:
    """Whether two texts of a cell are the same to a spreadsheet, which keeps fifteen digits of a number.

    >>> same("4068.2080000000001", "4068.208"), same("1 036", "1036"), same("", "0")
    (True, True, False)
    """
    one, other = squeezed(one_line(one)), squeezed(one_line(other))
    if one == other:
        return True
    try:
        return DIGITS.plus(Decimal(one)) == DIGITS.plus(Decimal(other))
    except InvalidOperation:
        return False
