"""report.xlsx: the statutory tables laid out as the official form, numbers as numbers."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from gongkai.downloads.spreadsheets import FORBIDDEN, NO_DAY
from gongkai.html.pages.report import document_bar
from gongkai.reports.report import Cell, Report, ReportTable
from gongkai.tables.figure_text import number_format
from gongkai.tables.grid import Area
from gongkai.tables.layout import table_grid
from gongkai.tables.printed_form import PrintedCell, PrintedForm, sheet_form

NAME = "report.xlsx"
SCOPES = {"whole_government": "本级政府（汇总）", "this_organ": "本机关"}
A4 = 9
PLAIN = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}


def write(report: Report, folder: Path) -> Path:
    target = folder / NAME
    target.write_bytes(content(report))
    return target


def content(report: Report) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, PLAIN) as book:
        book.set_properties({"title": report.envelope.title, "created": created(report)})
        writer = Writer(book)
        writer.identity(report)
        for table in report.tables.values():
            writer.table(report, table)
        writer.figures(report)
    return data.getvalue()


def created(report: Report) -> datetime:
    """The day the report was written, never the day of the export: the same data make the same file."""
    return datetime.combine(report.envelope.written or NO_DAY, time())


@dataclass(frozen=True, slots=True)
class Look:
    """The formats of a book, made once."""

    title: Format
    head: Format
    label: Format
    text: Format
    below: Format


class Writer:
    """Fills a book sheet by sheet."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.numbers: dict[str, Format] = {}
        self.look = Look(
            title=self.format(bold=True, font_size=16, align="center"),
            head=self.format(border=1, bold=True, align="center", text_wrap=True, bg_color="#F2F2F2"),
            label=self.format(border=1, text_wrap=True),
            text=self.format(border=1, align="right"),
            below=self.format(text_wrap=True),
        )

    def format(self, **wanted: object) -> Format:
        return self.book.add_format({"font_name": "宋体", "font_size": 11, "valign": "vcenter", **wanted})

    def sheet(self, name: str, title: str, widths: list[float]) -> Worksheet:
        """A sheet that prints on A4 across, as wide as the page, under a title."""
        sheet = self.book.add_worksheet(FORBIDDEN.sub(" ", name)[:31])
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
        sheet.center_horizontally()
        sheet.set_footer("&C— &P —")
        sheet.hide_gridlines(2)
        for number, width in enumerate(widths):
            sheet.set_column(number, number, width)
        sheet.set_row(0, 28)
        merged(sheet, Area(0, 0, columns=len(widths)), title, self.look.title)
        return sheet

    def identity(self, report: Report) -> None:
        sheet = self.sheet("报告信息", report.envelope.title, [18, 70])
        facts = [("年度", str(report.year)), ("统计范围", SCOPES[report.envelope.scope])]
        facts += [(item["label"], item["text"]) for item in document_bar(report, {})]
        for row, (label, text) in enumerate(facts, start=1):
            sheet.write_string(row, 0, label, self.look.head)
            sheet.write_string(row, 1, text, self.look.label)

    def table(self, report: Report, table: ReportTable) -> None:
        form = sheet_form(table_grid(report, table))
        title = table.format.title
        sheet = self.sheet(title, f"{report.year}年　{title}", widths(form, generic=bool(table.generic)))
        for cell in form.cells:
            self.place(sheet, cell, form)
        sheet.repeat_rows(0, form.head)
        sheet.freeze_panes(form.head + 1, form.stub)
        for number, text in enumerate(form.below, start=form.height + 1):
            merged(sheet, Area(number, 0, columns=form.width), text, self.look.below)

    def place(self, sheet: Worksheet, placed: PrintedCell, form: PrintedForm) -> None:
        """Below the title, which has the first row."""
        area = placed.area.below(1)
        if placed.data is None:
            merged(sheet, area, placed.text, self.look.head if placed.area.row < form.head else self.look.label)
        elif placed.data.cell is None:
            put(sheet, area.row, area.column, placed.text, self.look.text)
        else:
            self.figure(sheet, area.row, area.column, placed.data.cell)

    def figure(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        """A number is a number, shown with the unit and the remark that the document prints in the cell."""
        shown = number_format(cell)
        if cell.figure is None or shown is None:
            put(sheet, row, column, cell.text, self.look.text)
        else:
            if shown not in self.numbers:
                self.numbers[shown] = self.format(border=1, align="right", num_format=shown)
            sheet.write_number(row, column, cell.figure, self.numbers[shown])

    def figures(self, report: Report) -> None:
        """The figures that the prose cites."""
        sheet = self.sheet("正文所列数", "正文所列数", [24, 40, 16, 10, 10])
        for column, name in enumerate(("代号", "名称", "数", "单位", "约数")):
            sheet.write_string(1, column, name, self.look.head)
        for row, (id, figure) in enumerate(report.envelope.figures.items(), start=2):
            typed = Cell(figure.value, str(figure.value), report.position("figures", id, "value"))
            sheet.write_string(row, 0, id, self.look.label)
            sheet.write_string(row, 1, figure.label, self.look.label)
            self.figure(sheet, row, 2, typed)
            sheet.write_string(row, 3, figure.unit, self.look.label)
            put(sheet, row, 4, "约" if figure.approximate else "", self.look.label)
        sheet.repeat_rows(0, 1)
        sheet.freeze_panes(2, 1)


def put(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """Text as it is; where there is none, a cell that is blank and not one that holds an empty text."""
    if text:
        sheet.write_string(row, column, text, look)
    else:
        sheet.write_blank(row, column, None, look)


def merged(sheet: Worksheet, area: Area, text: str, look: Format) -> None:
    if area.rows == area.columns == 1:
        put(sheet, area.row, area.column, text, look)
        return
    sheet.merge_range(area.row, area.column, area.row + area.rows - 1, area.column + area.columns - 1, "", look)
    sheet.write_string(area.row, area.column, text, look)


def widths(form: PrintedForm, *, generic: bool) -> list[float]:
    """Column widths in characters: the labels' own column is broad, the groups before it narrow."""
    if generic:
        return [60, 12, 18]
    stub = [*[16.0] * (form.stub - 1), 44.0][: form.stub]
    return [*stub, *[11.0 if form.width > 5 else 20.0] * (form.width - form.stub)]
