"""The catalogue as a workbook in the official two-row layout, a sheet for each field."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from itertools import groupby

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gongkai.catalogue import Entry, Field
from gongkai.outputs.catalogue_sheet import SheetColumn, sheet_columns
from gongkai.outputs.xlsx import A4, FORBIDDEN, NO_DAY, PLAIN

NAME = "catalogue.xlsx"
HEAD_ROWS = 2


def content(fields: Sequence[Field], county: str = "") -> bytes:
    """The same bytes for the same catalogue. Every cell is text: nothing in it can be run as a formula."""
    data = io.BytesIO()
    newest = max((field.updated for field in fields if field.updated), default=NO_DAY)
    with xlsxwriter.Workbook(data, PLAIN) as book:
        book.set_properties({"title": f"{county}基层政务公开标准目录", "created": datetime.combine(newest, time())})
        head = book.add_format({**LOOK, "bold": True, "align": "center", "bg_color": "#F2F2F2"})
        title = book.add_format({"font_name": "宋体", "font_size": 16, "bold": True, "align": "center", "valign": "vcenter"})
        text, centred = book.add_format(LOOK), book.add_format({**LOOK, "align": "center"})
        for name, field in zip(sheet_names(fields), fields, strict=True):
            columns = sheet_columns(field)
            sheet = book.add_worksheet(name)
            set_up(sheet, columns)
            across(sheet, 0, len(columns), f"{county}{field.title}领域基层政务公开标准目录", title)
            header(sheet, columns, head)
            rows(sheet, columns, field.entries, text, centred)
    return data.getvalue()


LOOK = {"font_name": "宋体", "font_size": 10, "border": 1, "text_wrap": True, "valign": "vcenter"}


def sheet_names(fields: Sequence[Field]) -> Iterator[str]:
    """Titles as Excel allows them, each once."""
    used: set[str] = set()
    for field in fields:
        name = FORBIDDEN.sub(" ", field.title)[:31].strip() or field.id[:31]
        if name.lower() in used:
            name = f"{name[:20]} {field.id[:10]}"
        used.add(name.lower())
        yield name


def set_up(sheet: Worksheet, columns: Sequence[SheetColumn]) -> None:
    """Prints on A4 across, as wide as the page, the header on every page."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C— &P —")
    sheet.set_row(0, 28)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
    sheet.repeat_rows(0, HEAD_ROWS)
    sheet.freeze_panes(HEAD_ROWS + 1, 3)


def across(sheet: Worksheet, row: int, width: int, text: str, look: Format) -> None:
    sheet.merge_range(row, 0, row, width - 1, "", look)
    sheet.write_string(row, 0, text, look)


def header(sheet: Worksheet, columns: Sequence[SheetColumn], look: Format) -> None:
    """A group's label above its columns; a column without a group is two rows tall."""
    for group, found in groupby(enumerate(columns), key=lambda pair: pair[1].group or pair[0]):
        members = list(found)
        first, last = members[0][0], members[-1][0]
        if isinstance(group, int):
            sheet.merge_range(1, first, 2, first, "", look)
            sheet.write_string(1, first, members[0][1].label, look)
            continue
        if last > first:
            sheet.merge_range(1, first, 1, last, "", look)
        sheet.write_string(1, first, group, look)
        for number, column in members:
            sheet.write_string(2, number, column.label, look)


def rows(sheet: Worksheet, columns: Sequence[SheetColumn], entries: Sequence[Entry], text: Format, centred: Format) -> None:
    """A row an entry; 一级事项 that follow each other and are alike are one cell."""
    top = HEAD_ROWS + 1
    for row, entry in enumerate(entries, start=top):
        for number, column in enumerate(columns):
            if said := column.say(entry):
                sheet.write_string(row, number, said, centred if column.width <= 6 else text)
            else:
                sheet.write_blank(row, number, None, text)
    for matter, found in groupby(enumerate(entries, start=top), key=lambda pair: pair[1].matter):
        numbers = [row for row, _ in found]
        if matter and len(numbers) > 1:
            sheet.merge_range(numbers[0], 1, numbers[-1], 1, "", text)
            sheet.write_string(numbers[0], 1, matter, text)
