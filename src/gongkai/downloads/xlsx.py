"""report.xlsx: the statutory tables laid out as the official form, numbers as numbers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gongkai.downloads.spreadsheets import FORBIDDEN
from gongkai.downloads.workbook import Sheet, Workbook
from gongkai.downloads.workbook_parts import BORDER, FONT, GREY, HEAD_FONT, NO_BORDER, NO_FILL, TITLE_FONT, Look
from gongkai.downloads.zip_parts import NO_DAY
from gongkai.html.pages.report import document_bar
from gongkai.problems import Position
from gongkai.reports.corrections import Correction, below_table, corrections
from gongkai.reports.notes import Note, at_foot, beside
from gongkai.reports.report import Cell, Report, ReportTable
from gongkai.reports.workbook_marks import IDENTITY, SCOPE
from gongkai.tables.figure_text import number_format, with_notes
from gongkai.tables.grid import Area
from gongkai.tables.layout import table_grid
from gongkai.tables.printed_form import PrintedCell, PrintedForm, sheet_form

NAME = "report.xlsx"
SCOPES = {"whole_government": "本级政府（汇总）", "this_organ": "本机关"}
WRAPPED = 'vertical="center" wrapText="1"'
CENTRED = 'horizontal="center" vertical="center"'
RIGHT = 'horizontal="right" vertical="center"'
TITLE = Look(TITLE_FONT, NO_FILL, NO_BORDER, CENTRED)
HEAD = Look(HEAD_FONT, GREY, BORDER, f'{CENTRED} wrapText="1"')
LABEL = Look(FONT, NO_FILL, BORDER, WRAPPED)
TEXT = Look(FONT, NO_FILL, BORDER, RIGHT)
BELOW = Look(FONT, NO_FILL, NO_BORDER, WRAPPED)
Marks = Mapping[str, tuple[Note | Correction, ...]]
"""What stands beside a figure, by its address."""


def write(report: Report, folder: Path) -> Path:
    target = folder / NAME
    target.write_bytes(content(report))
    return target


def content(report: Report) -> bytes:
    """The day that the file says it was made is that of the report, never that of the export."""
    book = Workbook(report.envelope.title, report.envelope.written or NO_DAY)
    add_identity(book, report)
    for table in report.tables.values():
        add_table(book, report, table)
    add_figures(book, report)
    return book.content()


def add_sheet(book: Workbook, name: str, title: str, widths: list[float], *, head: int = 0, stub: int = 0) -> Sheet:
    """A sheet under a title; its first rows and columns stay in sight, `head` of them besides the title."""
    frozen, titles = ((head + 1, stub), head + 1) if head else ((0, 0), 0)
    sheet = book.sheet(FORBIDDEN.sub(" ", name)[:31], widths, frozen, titles)
    sheet.merged(Area(0, 0, columns=len(widths)), title, TITLE)
    return sheet


def add_identity(book: Workbook, report: Report) -> None:
    sheet = add_sheet(book, IDENTITY, report.envelope.title, [18, 70])
    facts = [("年度", str(report.year)), (SCOPE, SCOPES[report.envelope.scope])]
    facts += [(item["label"], item["text"]) for item in document_bar(report, {})]
    for row, (label, text) in enumerate(facts, start=1):
        sheet.put(row, 0, label, HEAD)
        sheet.put(row, 1, text, LABEL)


def add_table(book: Workbook, report: Report, table: ReportTable) -> None:
    form, notes, corrected = sheet_form(table_grid(report, table)), beside(report), corrections(report)
    addresses = [cell.data.address for cell in form.cells if cell.data]
    marks: Marks = {address: (*notes.get(address, ()), *corrected.get(address, ())) for address in addresses}
    title = table.format.title
    wide = with_room(widths(form, generic=bool(table.generic)), form, marks)
    sheet = add_sheet(book, title, f"{report.year}年　{title}", wide, head=form.head, stub=form.stub)
    for cell in form.cells:
        add_cell(sheet, cell, form, marks[cell.data.address] if cell.data else ())
    below = (*form.below, *at_foot(report, table.format.id), *below_table(report, table.format.id))
    for number, text in enumerate(below, start=form.height + 1):
        sheet.merged(Area(number, 0, columns=form.width), text, BELOW)


def add_cell(sheet: Sheet, placed: PrintedCell, form: PrintedForm, notes: tuple[Note | Correction, ...] = ()) -> None:
    """Below the title, which has the first row."""
    area = placed.area.below(1)
    if placed.data is None:
        sheet.merged(area, placed.text, HEAD if placed.area.row < form.head else LABEL)
    elif placed.data.cell is None:
        sheet.put(area.row, area.column, placed.text, TEXT)
    else:
        add_figure(sheet, area.row, area.column, placed.data.cell, notes)


def add_figure(sheet: Sheet, row: int, column: int, cell: Cell, notes: tuple[Note | Correction, ...] = ()) -> None:
    """A number is a number, shown with the unit and the remark that the document prints in the cell, and with its marks."""
    shown = number_format(cell, notes)
    if cell.figure is None or shown is None:
        sheet.put(row, column, with_notes(cell.text, notes), TEXT)
    else:
        sheet.number(row, column, cell.figure, TEXT._replace(number=shown))


def add_figures(book: Workbook, report: Report) -> None:
    """The figures that the prose cites."""
    sheet = add_sheet(book, "正文所列数", "正文所列数", [24, 40, 16, 10, 10], head=1, stub=1)
    for column, name in enumerate(("代号", "名称", "数", "单位", "约数")):
        sheet.put(1, column, name, HEAD)
    for row, (id, figure) in enumerate(report.envelope.figures.items(), start=2):
        typed = Cell(figure.value, str(figure.value), Position(report.source.name))
        sheet.put(row, 0, id, LABEL)
        sheet.put(row, 1, figure.label, LABEL)
        add_figure(sheet, row, 2, typed)
        sheet.put(row, 3, figure.unit, LABEL)
        sheet.put(row, 4, "约" if figure.approximate else "", LABEL)


def widths(form: PrintedForm, *, generic: bool) -> list[float]:
    """Column widths in characters: the labels' own column is broad, the groups before it narrow."""
    if generic:
        return [60, 12, 18]
    stub = [*[16.0] * (form.stub - 1), 44.0][: form.stub]
    return [*stub, *[11.0 if form.width > 5 else 20.0] * (form.width - form.stub)]


def with_room(wide: list[float], form: PrintedForm, marks: Marks) -> list[float]:
    """Wide enough for every figure with its marks; a spreadsheet shows only ### of a number that its column cannot hold."""
    room = [*wide]
    for cell in form.cells:
        if cell.data and marks[cell.data.address] and cell.area.columns == 1:
            column = cell.area.column
            room[column] = max(room[column], across(with_notes(cell.text, marks[cell.data.address])) + 2)
    return room


def across(text: str) -> float:
    """In characters; a Chinese one is as wide as two.

    >>> across("12〔校注1〕")
    11.0
    """
    return float(sum(1 if ord(letter) < 0x2E80 else 2 for letter in text))
