"""What a workbook shows of a cell: where it may be another than what the cell holds, the cell is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Side
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.table import Table, TableStyleInfo

from gongkai.imports import looks
from gongkai.imports.document import Grid
from gongkai.imports.readers.xlsx import read_xlsx
from gongkai.imports.readers.xlsx_sheet import CONDITIONAL, HIDDEN_COLUMN, HIDDEN_ROW

Change = Callable[[Any], object]
FORMATS_THAT_SHOW = ("General", "0", "#,##0", "@", "0.00", "yyyy-mm-dd", 'yyyy"年"m"月"d"日"')
FORMATS_THAT_HIDE = (
    *(
        ";;;",
        '"5"0',
        "0%",
        "0.00%",
        "#,##0,",
        "0,,",
        "0.0E+00",
        '0"0"',
        "[White]0",
        "[=572]9;0",
        "# ?/?",
        "0;0;0;0",
        "00000",
        "*0",
    ),
    *('"九"', "0_)0", "yyyy", "d", '[>5]"多";0', "0.0,", "[DBNum1]General", "h:mm"),
)


def workbook(change: Change, value: object = 572) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["名称", "数"])
    sheet.append(["规章", value])
    change(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def said(raw: bytes) -> list[str]:
    document, problems = read_xlsx(raw, "a.xlsx")
    return [problem.message for problem in (*problems, *(document.doubts if document else ()))]


def cells(raw: bytes) -> dict[str, str]:
    document, _ = read_xlsx(raw, "a.xlsx")
    assert document is not None
    return {c.place.words: c.doubt for block in document.blocks if isinstance(block, Grid) for c in block.cells if c.doubt}


def shown_as(form: str) -> Change:
    def change(sheet: Any) -> None:
        sheet["B2"].number_format = form

    return change


@pytest.mark.parametrize("form", FORMATS_THAT_SHOW)
def test_a_number_that_is_shown_as_it_is(form: str) -> None:
    assert said(workbook(shown_as(form), 45_000 if "y" in form else 572)) == []


@pytest.mark.parametrize("form", FORMATS_THAT_HIDE)
def test_a_number_that_is_shown_as_another(form: str) -> None:
    raw = workbook(shown_as(form))
    assert list(cells(raw)) == ["工作表“Sheet”B2"]
    (line,) = said(raw)
    assert line.startswith("工作表“Sheet”B2：单元格的数字格式是“")


def test_a_number_that_its_format_rounds() -> None:
    assert len(said(workbook(shown_as("0"), 571.6))) == 1
    assert len(said(workbook(shown_as("0.0"), 571.66))) == 1
    assert said(workbook(shown_as("0.00"), 571.66)) == []
    assert len(said(workbook(shown_as("General"), 123_456_789_012))) == 1


def with_font(**about: object) -> Change:
    def change(sheet: Any) -> None:
        sheet["B2"].font = Font(**about)

    return change


def filled(fill: str, letters: str) -> Change:
    def change(sheet: Any) -> None:
        sheet["B2"].fill = PatternFill("solid", fgColor=fill)
        sheet["B2"].font = Font(color=letters)

    return change


def conditional(sheet: Any) -> None:
    sheet.conditional_formatting.add("B1:B9", CellIsRule(operator="greaterThan", formula=["1"], font=Font(color="FFFFFF")))


def hidden_row(sheet: Any) -> None:
    sheet.row_dimensions[2].hidden = True


def hidden_column(sheet: Any) -> None:
    sheet.column_dimensions["B"].hidden = True


def no_height(sheet: Any) -> None:
    sheet.row_dimensions[2].height = 0.5


def turned(sheet: Any) -> None:
    sheet["B2"].alignment = Alignment(textRotation=90)


def formula(sheet: Any) -> None:
    sheet["B2"] = "=500+72"


def aligned(**about: object) -> Change:
    def change(sheet: Any) -> None:
        sheet["B2"].alignment = Alignment(**about)

    return change


def narrow(sheet: Any) -> None:
    sheet.column_dimensions["B"].width = 1


def crossed(sheet: Any) -> None:
    sheet["B2"].border = Border(diagonal=Side("thick"), diagonalUp=True)


def low_row(sheet: Any) -> None:
    sheet["B2"] = "9999\n572"
    sheet.row_dimensions[2].height = 14


def usual_rows_hidden(sheet: Any) -> None:
    sheet.sheet_format.zeroHeight = True


LOOKS: dict[str, tuple[Change, list[str]]] = {
    "white": (with_font(color="FFFFFF"), [looks.FAINT]),
    "near white": (with_font(color="FFFEFEFE"), [looks.FAINT]),
    "white of the theme": (with_font(color=Color(theme=0)), [looks.FAINT]),
    "black made white": (with_font(color=Color(theme=1, tint=0.98)), [looks.FAINT]),
    "black": (with_font(color="000000"), []),
    "red": (with_font(color="FFFF0000"), []),
    "black on black": (filled("000000", "000000"), [looks.FAINT]),
    "white on blue": (filled("1F497D", "FFFFFF"), []),
    "struck": (with_font(strike=True), [looks.STRUCK]),
    "tiny": (with_font(sz=1), [looks.TINY]),
    "Wingdings": (with_font(name="Wingdings"), [looks.GLYPHS]),
    "raised": (with_font(vertAlign="superscript"), [looks.MOVED]),
    "conditional": (conditional, [CONDITIONAL]),
    "turned": (turned, [looks.TURNED]),
    "said again to fill the cell": (aligned(horizontal="fill"), [looks.MOVED]),
    "over the cells beside": (aligned(horizontal="centerContinuous"), [looks.MOVED]),
    "moved out of its cell": (aligned(indent=60), [looks.MOVED]),
    "in the middle": (aligned(horizontal="center", vertical="center", wrap_text=True, indent=1), []),
    "letters that are symbols": (with_font(name="Arial", charset=2), [looks.GLYPHS]),
    "####": (narrow, [looks.HIDDEN]),
    "crossed out by its border": (crossed, [looks.UNREAD]),
    "a line without room": (low_row, [looks.HIDDEN]),
    "rows that are hidden as a rule": (usual_rows_hidden, [HIDDEN_ROW]),
    "hidden column": (hidden_column, [HIDDEN_COLUMN]),
}


@pytest.mark.parametrize("name", LOOKS)
def test_how_a_cell_looks(name: str) -> None:
    change, doubts = LOOKS[name]
    found = cells(workbook(change))
    assert [found[place] for place in found if place.endswith("B2")] == doubts


PLAIN = "<v>572</v>"
MARKUP: dict[str, tuple[str, list[str]]] = {
    "a value of its own kind": ('t="b"><v>1</v>', [looks.unknown("t=b")]),
    "two cells at one place": ('><v>572</v></c><c r="B2"><v>999</v>', [looks.OVERPRINTED]),
    "a value that stands for another": ('vm="1"><v>572</v>', [looks.unknown("vm")]),
    "an addition that nobody knows": ("><v>572</v><extLst/>", [looks.unknown("extLst")]),
}


@pytest.mark.parametrize("name", MARKUP)
def test_what_a_cell_holds_besides(name: str) -> None:
    markup, doubts = MARKUP[name]
    found = cells(replaced(workbook(lambda _: None), f't="n">{PLAIN}', markup))
    assert list(found.values()) == doubts


def test_a_sheet_that_holds_what_nobody_knows() -> None:
    raw = replaced(workbook(lambda _: None), "</worksheet>", "<controls/></worksheet>")
    assert said(raw) == [f"工作表“Sheet”：{looks.unknown('controls')}"]


def test_a_table_of_the_workbooks_own_style() -> None:
    def named(style: str) -> Change:
        def change(sheet: Any) -> None:
            table = Table(displayName="T", ref="A1:B2")
            table.tableStyleInfo = TableStyleInfo(name=style)
            sheet.add_table(table)

        return change

    assert said(workbook(named("TableStyleMedium9"))) == []
    assert said(workbook(named("我的样式"))) == [f"工作表“Sheet”：{looks.unknown('我的样式')}"]


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    def old_days(sheet: Any) -> None:
        sheet.parent.epoch = CALENDAR_MAC_1904
        shown_as("yyyy-mm-dd")(sheet)

    texts = []
    for change in (shown_as("yyyy-mm-dd"), old_days):
        document, _ = read_xlsx(workbook(change, 45_000), "a.xlsx")
        assert document is not None
        texts += [
            c.text for block in document.blocks if isinstance(block, Grid) for c in block.cells if c.place.words.endswith("B2")
        ]
    assert texts == ["2023-03-15", "2027-03-16"]


def test_hidden_rows_are_read_and_told() -> None:
    for change in (hidden_row, no_height):
        assert said(workbook(change)) == [f"工作表“Sheet”{place}：{HIDDEN_ROW}" for place in ("A2", "B2")]


def test_what_many_cells_share_is_told_once() -> None:
    def many(sheet: Any) -> None:
        for row in range(2, 40):
            sheet.cell(row, 2, 5).number_format = ";;;"

    (line,) = said(workbook(many))
    assert line.startswith("工作表“Sheet”B2：有 38 格（这是第一格）：单元格的数字格式是“;;;”")


def test_a_formula_is_told() -> None:
    raw = workbook(formula)
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        assert b"<f>500+72</f>" in package.read("xl/worksheets/sheet1.xml")
    assert cells(replaced(raw, "<v></v>", "<v>999</v>")) == {"工作表“Sheet”B2": looks.COMPUTED}


def replaced(raw: bytes, before: str, after: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode("utf-8")
            new.writestr(name, text.replace(before, after).replace("<v />", after) if "sheet1" in name else text)
    return out.getvalue()


def test_zeros_that_are_not_shown_and_what_lies_over_the_sheet() -> None:
    def no_zeros(sheet: Any) -> None:
        sheet.sheet_view.showZeros = False

    assert said(workbook(no_zeros)) == [f"工作表“Sheet”：{looks.unknown('showZeros')}"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_sheets_of_one_name_in_the_package_are_refused() -> None:
    raw = workbook(lambda _: None)
    with zipfile.ZipFile(io.BytesIO(raw)) as old:
        sheet = old.read("xl/worksheets/sheet1.xml")
    out = io.BytesIO(raw)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("xl/Worksheets/sheet1.xml", sheet.replace(b"572", b"111"))
    (line,) = said(out.getvalue())
    assert line.startswith("压缩包里有两个“xl/Worksheets/sheet1.xml”")
