"""What somebody who opens the form may do in it, and what it shows."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.collection import Collection, load_collection
from gongkai.forms.form import form_in
from gongkai.forms.layout import table_sheets
from gongkai.forms.reading import read_form
from gongkai.forms.workbook import workbook
from gongkai.reports.reading import NOT_A_FIGURE
from gongkai.statute.formats import formats
from tests.checks.reading import written
from tests.forms.office import put

YEARS = {2016: "2014", 2020: "2019", 2023: "2021"}


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """A report of 2022, to stand beside the form of the next year."""
    data = tmp_path_factory.mktemp("county") / "data"
    written({"base": "2021"}, data)
    return load_collection(data)[0]


def content(collection: Collection, year: int) -> bytes:
    form = form_in(collection, collection.agencies["demo"], year)
    assert form
    return workbook(form)


def opened(collection: Collection, year: int) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content(collection, year)))


def cells(sheet: Worksheet) -> Iterator[Cell]:
    """Of merged cells the first."""
    return (cell for row in sheet.iter_rows() for cell in row if isinstance(cell, Cell))


@pytest.mark.parametrize("year", YEARS)
def test_only_what_is_to_be_filled_in_is_open_and_tinted(collection: Collection, year: int) -> None:
    book = opened(collection, year)
    assert book.security.lockStructure
    for layout in table_sheets(formats()[YEARS[year]], year):
        sheet = book[layout.name]
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        inside = {(each.area.row + 1, each.area.column + 1) for each in layout.inputs}
        assert {(cell.row, cell.column) for cell in cells(sheet) if not cell.protection.locked} == inside
        assert {(cell.row, cell.column) for cell in cells(sheet) if cell.fill.fgColor.rgb == "FFEAF2FB"} == inside


@pytest.mark.parametrize("year", YEARS)
def test_each_cell_to_fill_in_has_the_name_of_its_address(collection: Collection, year: int) -> None:
    book = opened(collection, year)
    wanted = {
        each.address.replace(".", "__"): (layout.name, each.area.row + 1, each.area.column + 1)
        for layout in table_sheets(formats()[YEARS[year]], year)
        for each in layout.inputs
    }
    assert book.defined_names.keys() == wanted.keys()
    for name, (sheet, row, column) in wanted.items():
        assert re.fullmatch(r"[a-z_][a-z0-9_]*", name)
        ((found, place),) = book.defined_names[name].destinations
        cell = book[found][place]
        assert (found, cell.row, cell.column) == (sheet, row, column)


@pytest.mark.parametrize("year", YEARS)
def test_every_figure_is_asked_for_and_nothing_else_may_be_typed(collection: Collection, year: int) -> None:
    book = opened(collection, year)
    format = formats()[YEARS[year]]
    asked = {each.address for sheet in table_sheets(format, year) for each in sheet.inputs}
    plain = [table for table in format.tables if not table.generic]
    assert {f"{t.id}.{row.id}.{column.id}" for t in plain for row in t.leaf_rows for column in t.leaf_columns} <= asked
    for layout in table_sheets(format, year):
        rules = {str(rule.sqref): rule for rule in book[layout.name].data_validations.dataValidation}
        for each in layout.inputs:
            at = book[layout.name].cell(each.area.row + 1, each.area.column + 1).coordinate
            if each.column:
                assert rules[at].type == "custom"
                assert all(f'{at}="{sign}"' in rules[at].formula1 for sign in NOT_A_FIGURE)
                assert len(rules[at].formula1) <= 255
                assert len(rules[at].error) <= 225
            elif each.choices:
                assert (rules[at].type, rules[at].formula1) == ("list", '"指标,分组"')


def test_last_year_stands_beside_in_grey_and_only_where_it_used_the_same_form(collection: Collection) -> None:
    sheet = opened(collection, 2023)["二、主动公开政府信息情况"]
    (head,) = {cell.value for cell in cells(sheet) if str(cell.value).startswith("上一年度")}
    assert head == "上一年度（2022年）"
    report = collection.report(2022, "demo")
    assert report
    documents = {address: cell.figure for address, cell in report.tables["documents"].addressed()}
    assert [[cell.value for cell in row] for row in sheet["F5:H6"]] == [
        [documents[f"documents.{row}.{column}"] for column in ("issued", "repealed", "in_force")]
        for row in ("administrative_rules", "normative_documents")
    ]
    assert sheet["F5"].font.color.rgb == "FF595959"
    assert [cell.value for cell in opened(collection, 2025)["二、主动公开政府信息情况"][5][5:8]] == [None] * 3


def test_what_a_check_judges_turns_red_with_it(collection: Collection) -> None:
    sheet = opened(collection, 2023)["三、收到和处理政府信息公开申请情况"]
    rules = {str(area.sqref): [rule.formula[0] for rule in area.rules] for area in sheet.conditional_formatting}
    total = rules["J6"][0]
    assert 'LEFT(L6,1)="差"' in total
    assert rules["L6"] == ['LEFT(L6,1)="差"']
    assert all("LEFT(" not in formula for formula in rules["D6"])
    assert 'LEFT(D36,1)="差"' in rules["D7"][0]  # last year's


def test_each_table_prints_on_one_page_and_its_head_stays_in_sight(collection: Collection) -> None:
    book = opened(collection, 2023)
    sheet = book["三、收到和处理政府信息公开申请情况"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == ("landscape", 9, None)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("D6", "$1:$5")
    assert book["封面"].page_setup.orientation == "portrait"


def test_the_same_form_has_the_same_bytes(collection: Collection) -> None:
    assert content(collection, 2023) == content(collection, 2023)


def test_a_county_s_own_words_cannot_run(tmp_path: Path) -> None:
    data = tmp_path / "data"
    written({"base": "2021", "agencies": {"云溪县人民政府": "=1+1人民政府"}}, data)
    book = opened(load_collection(data)[0], 2023)
    assert (book["封面"]["B4"].value, book["封面"]["B4"].data_type) == ("=1+1人民政府", "s")


def test_last_year_s_amounts_come_back_as_they_went_out(tmp_path: Path) -> None:
    """A spreadsheet keeps no 0 at the end of 12.50."""
    data = tmp_path / "data"
    written({"base": "2021", "cells": {"fees.administrative_fees.amount": "12.50"}}, data)
    collection = load_collection(data)[0]
    form, problems = read_form(put(content(collection, 2023), {"二!B9": 3}), "表.xlsx", collection)
    assert (problems, form and form.filled) == ([], 1)
