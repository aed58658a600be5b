"""各格数据: every cell of every report side by side, by agency and year, whatever is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongkai.downloads.spreadsheets import FORBIDDEN
from gongkai.downloads.workbook import Sheet, Workbook
from gongkai.downloads.workbook_parts import BORDER, FONT, GREY, NO_FILL, Look
from gongkai.downloads.zip_parts import NO_DAY
from gongkai.reports.report import Cell
from gongkai.review.cells import KeyedCell, keyed_cells
from gongkai.review.file_names import short_names
from gongkai.review.findings import Finding
from gongkai.review.kept_figures import add_kept
from gongkai.review.package import Package, Reviewed
from gongkai.review.writing import HEAD, TEXT, TITLE, clean
from gongkai.tables.figure_text import number_format
from gongkai.tables.grid import Area

BOOK = "各格数据.xlsx"
STUB = ("表", "行", "列", "地址")
STUB_WIDTHS = (18.0, 44.0, 18.0, 30.0)
HEAD_ROWS, FILE_ROW = 4, 2  # title, agency, year, file; that of the file from the row of the names
RIGHT = 'horizontal="right" vertical="center" wrapText="1"'
FIGURE = Look(FONT, NO_FILL, BORDER, RIGHT)
MARKED = Look(FONT, GREY, BORDER, RIGHT)


def figures_book(county: str, package: Package, found: Sequence[Finding]) -> bytes:
    """A sheet for each form. A cell that a finding is about is grey; a remark is written as a comment on the cell."""
    book = Workbook(f"{county}各格数据", NO_DAY)
    marked = {(finding.file, finding.address) for finding in found}
    forms = sorted({each.report.format.id for each in package.reviewed}, reverse=True)
    for form in forms:
        add_form(book, county, form, package, marked)
    for form in forms:
        keep(book, form, package)
    if not forms:
        book.sheet("各格数据", [40]).put(0, 0, "没有读到一份年度报告", TEXT)
    return book.content()


def add_form(book: Workbook, county: str, form: str, package: Package, marked: set[tuple[str, str]]) -> None:
    reviewed = [each for each in package.reviewed if each.report.format.id == form]
    columns = [(each, {cell.key: cell for cell in keyed_cells(each.report)}) for each in reviewed]
    files = short_names(each.name for each in package.reviewed)
    lines: dict[str, KeyedCell] = {}
    for _, cells in columns:
        lines |= {key: cell for key, cell in cells.items() if key not in lines}
    widths = [*STUB_WIDTHS, *[14.0] * len(columns)]
    sheet = book.sheet(FORBIDDEN.sub(" ", f"{form}年格式"), widths, (HEAD_ROWS, len(STUB)), HEAD_ROWS)
    title = f"{county}各格数据（{form}年格式；灰底的格有审核发现，意见请在格上加批注，或直接改格里的数）"
    sheet.merged(Area(0, 0, columns=len(widths)), clean(title), TITLE)
    for number, name in enumerate(STUB):
        sheet.merged(Area(1, number, rows=HEAD_ROWS - 1), name, HEAD)
    for number, (each, _) in enumerate(columns, start=len(STUB)):
        sheet.put(1, number, clean(each.report.agency_name), HEAD)
        sheet.number(2, number, each.report.year, HEAD)
        sheet.put(3, number, clean(files[each.name]), HEAD)
    for at, line in enumerate(lines.values(), start=HEAD_ROWS):
        add_line(sheet, at, line, columns, marked)


def add_line(
    sheet: Sheet,
    at: int,
    line: KeyedCell,
    columns: Sequence[tuple[Reviewed, Mapping[str, KeyedCell]]],
    marked: set[tuple[str, str]],
) -> None:
    for number, text in enumerate((line.table, line.row, line.column, line.key)):
        sheet.put(at, number, text, TEXT)
    for number, (each, cells) in enumerate(columns, start=len(STUB)):
        found = cells.get(line.key)
        look = MARKED if found and (each.name, found.address) in marked else FIGURE
        shown = number_format(found.cell) if found else None
        if found is None or found.cell.figure is None or shown is None:
            sheet.put(at, number, found.cell.text if found else "", look)
        else:
            sheet.number(at, number, found.cell.figure, look._replace(number=shown))


def keep(book: Workbook, form: str, package: Package) -> None:
    """The same cells once more, hidden."""
    files = short_names(each.name for each in package.reviewed)
    reviewed = [each for each in package.reviewed if each.report.format.id == form]
    columns = [{cell.key: as_shown(cell.cell) for cell in keyed_cells(each.report)} for each in reviewed]
    keys = dict.fromkeys(key for texts in columns for key in texts)
    heads = [(clean(each.report.agency_name), each.report.year, clean(files[each.name])) for each in reviewed]
    add_kept(book, form, heads, {key: [texts.get(key) for texts in columns] for key in keys})


def as_shown(cell: Cell) -> str:
    """The text that a spreadsheet has for the cell."""
    return cell.text if cell.figure is None or number_format(cell) is None else f"{cell.figure:.16G}"
