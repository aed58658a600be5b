"""各格数据 as the reviewer gives it back: comments on its cells, figures that were typed over, and words beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.problems import one_line
from gongkai.review.figures_book import FILE_ROW, HEAD_ROWS, STUB
from gongkai.review.kept_figures import Kept, Whose, same
from gongkai.review.returned_book import Remark, ReturnedSheet
from gongkai.source.text import shortened

KEY = STUB[-1]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand in the sheet, whose lines and columns may have been moved: `head` is the row of the names, `key` the
    column of the addresses, `reports` those of the columns, `keys` those of the rows."""

    head: int
    key: int
    reports: Mapping[int, Whose]
    keys: Mapping[int, str]

    @property
    def first(self) -> int:
        return min(self.keys, default=self.head + HEAD_ROWS - 1)


def layout(sheet: ReturnedSheet, head: int) -> Layout:
    key = sheet.row(head).index(KEY)
    keys = {row: text for (row, column), text in sheet.texts.items() if column == key and row > head}
    first = min(keys, default=head + HEAD_ROWS - 1)
    reports = {}
    for column, agency in enumerate(sheet.row(head)):
        if column > key and agency:
            file = sheet.texts.get((head + FILE_ROW, column), "") if head + FILE_ROW < first else ""
            reports[column] = (agency, year_of(sheet.texts.get((head + 1, column), "")), file)
    return Layout(head, key, reports, keys)


def side_by_side(sheet: ReturnedSheet, head: int, kept: Kept) -> Iterator[Remark]:
    """In the order of the sheet."""
    at = layout(sheet, head)
    found = [(place, commented(sheet, place, text, at)) for place, text in sheet.comments.items()]
    if kept.texts:
        found += [*typed_over(sheet, at, kept), *beside(sheet, at, kept)]
    yield from (remark for _, remark in sorted(found, key=lambda one: one[0]))


Placed = tuple[tuple[int, int], Remark]


def commented(sheet: ReturnedSheet, place: tuple[int, int], text: str, at: Layout) -> Remark:
    """A comment on a figure is of that cell of that report; one on the head of a column, of the whole report."""
    row, column = place
    report, figure = at.reports.get(column), row >= at.first
    if report is None or row < at.head or (figure and row not in at.keys):
        return sheet.stray(row, column, text)
    key, was = (at.keys[row], sheet.texts.get(place, "")) if figure else ("", None)
    return Remark(*report, key, was, text, sheet.place(row, column))


def typed_over(sheet: ReturnedSheet, at: Layout, kept: Kept) -> Iterator[Placed]:
    """Every cell that says something else than when it was reviewed."""
    keys = kept.keys
    for column, report in at.reports.items():
        texts = kept.texts.get(report)
        for row, key in at.keys.items() if texts is not None else ():
            was, now = (texts or {}).get(key, ""), sheet.texts.get((row, column), "")
            if key in keys and not same(was, now):
                text = f"把 {one_line(was) or '空白'} 改成了 {one_line(now) or '空白'}"
                yield (row, column), Remark(*report, key, was, text, sheet.place(row, column))


def beside(sheet: ReturnedSheet, at: Layout, kept: Kept) -> Iterator[Placed]:
    """What was typed in lines or columns that are no report's, or no longer to be told as one: once for each line or column."""
    keys, said = kept.keys, dict[tuple[str, int], list[tuple[int, int]]]()
    for row, column in sorted(sheet.texts):
        if row >= at.first and at.keys.get(row) not in keys:
            said.setdefault(("行", row), []).append((row, column))
        elif row >= at.head and column > at.key and at.reports.get(column) not in kept.texts:
            said.setdefault(("列", column), []).append((row, column))
    for (line, _), places in said.items():
        words = shortened("　".join(sheet.texts[place] for place in places))
        yield places[0], sheet.stray(*places[0], f"这一{line}是另加的或改过名称：{words}")


def year_of(text: str) -> int:
    """0 where no year stands."""
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
