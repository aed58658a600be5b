"""The workbook that we write ourselves, as another program reads it."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from lxml import etree

from gongkai.downloads.workbook import Workbook
from gongkai.downloads.workbook_parts import BORDER, FONT, NO_FILL, Look
from gongkai.tables.grid import Area

PLAIN = Look(FONT, NO_FILL, BORDER, 'vertical="center"')
ODD = ["a<b>&\"'", " 前后　", "=1+1", "_x0041_", "甲\n乙", "@SUM(A1)", "<r>甲</r>", "007", "😀", "https://x"]


def sheet_with(*texts):
    book = Workbook("标题", date(2021, 3, 2))
    sheet = book.sheet("表", [10] * len(texts))
    for column, text in enumerate(texts):
        sheet.put(0, column, text, PLAIN)
    return book


def opened(book):
    return openpyxl.load_workbook(io.BytesIO(book.content()))


@pytest.mark.parametrize("text", ODD)
def test_a_cell_holds_any_words_as_a_text(text):
    cell = opened(sheet_with(text))["表"]["A1"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_what_no_file_can_hold_is_written_out_and_what_is_too_long_is_cut():
    control, long = opened(sheet_with("甲\x01乙", "长" * 40_000))["表"][1]
    assert control.value == "甲_x0001_乙"
    assert (len(long.value), long.value[-2:]) == (32_767, "长…")


def test_a_title_may_be_any_words():
    for text in (text for text in ODD if "\n" not in text):
        assert opened(titled(text)).properties.title == text


def titled(text):
    book = Workbook(text, date(2021, 3, 2))
    book.sheet("表", [10]).put(0, 0, "甲", PLAIN)
    return book


def test_a_number_is_a_number_and_a_blank_is_none():
    book = Workbook("标题", date(2021, 3, 2))
    sheet = book.sheet("表", [10] * 4)
    sheet.number(0, 0, -39, PLAIN._replace(number="0"))
    sheet.number(0, 1, Decimal("22961.413"), PLAIN._replace(number='0.000"万元"'))
    sheet.number(0, 2, 0, PLAIN._replace(number="0"))
    sheet.put(0, 3, "", PLAIN)
    cells = opened(book)["表"][1]
    assert [(cell.value, cell.number_format) for cell in cells] == [
        (-39, "0"),
        (22961.413, '0.000"万元"'),
        (0, "0"),
        (None, "General"),
    ]


def test_merged_cells_rows_that_stay_and_rows_that_come_again():
    book = Workbook("标题", date(2021, 3, 2))
    for name in ("甲、乙", "丙"):
        sheet = book.sheet(name, [10, 20, 20], frozen=(2, 1), titles=2)
        sheet.merged(Area(0, 0, columns=3), "题", PLAIN)
        sheet.merged(Area(1, 1, rows=2), "", PLAIN)
        sheet.merged(Area(1, 0), "单", PLAIN)
    for sheet in opened(book).worksheets:
        assert sorted(map(str, sheet.merged_cells.ranges)) == ["A1:C1", "B2:B3"]
        assert (sheet["A1"].value, sheet["A2"].value) == ("题", "单")
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("B3", "$1:$2")
        assert [round(sheet.column_dimensions[letter].width) for letter in "AB"] == [11, 21]


def test_a_text_that_stands_twice_is_stored_once():
    strings = etree.fromstring(part(sheet_with("甲", "乙", "甲"), "xl/sharedStrings.xml").encode())
    assert (strings.get("count"), strings.get("uniqueCount"), len(strings)) == ("3", "2", 2)


def part(book, name):
    with zipfile.ZipFile(io.BytesIO(book.content())) as archive:
        return archive.read(name).decode()


def test_blanks_at_the_ends_of_a_text_are_kept():
    strings = part(sheet_with("甲", " 乙", "丙\n"), "xl/sharedStrings.xml")
    assert '<t>甲</t></si><si><t xml:space="preserve"> 乙</t></si><si><t xml:space="preserve">丙\n</t>' in strings


def test_the_name_of_a_sheet_stands_in_quotes_where_a_reference_needs_them():
    book = Workbook("标题", date(2021, 3, 2))
    for name in ("甲、乙", "丙", "2021年"):
        book.sheet(name, [10], titles=1).put(0, 0, "甲", PLAIN)
    book_xml = part(book, "xl/workbook.xml")
    assert [f">{name}!$1:$1<" in book_xml for name in ("'甲、乙'", "丙", "'2021年'")] == [True] * 3


def test_every_part_is_xml_and_is_declared():
    with zipfile.ZipFile(io.BytesIO(sheet_with("甲").content())) as archive:
        for name in archive.namelist():
            etree.fromstring(archive.read(name))
        types = etree.fromstring(archive.read("[Content_Types].xml"))
        declared = {each.get("PartName").removeprefix("/") for each in types if each.get("PartName")}
        assert declared == {name for name in archive.namelist() if not name.endswith((".rels", "[Content_Types].xml"))}
