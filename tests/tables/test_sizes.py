"""From which size on a table is wide, tall, small or short, as a reader sees it: on the page, in Word, in the PDF, in Excel.

Each threshold has a table on either side of it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
import openpyxl
import pdfplumber
import pytest
from docx.oxml.ns import qn
from docx.table import Table
from lxml import html

from gongkai.collection import Collection
from gongkai.downloads import docx as word
from gongkai.downloads import pdf, xlsx
from gongkai.html.content import PageContent
from gongkai.html.pages.history import agency_page
from gongkai.html.pages.open_data import dictionary_page
from gongkai.html.pages.report import report_page
from gongkai.reports.report import Report
from tests.tables.samples import SAMPLE, TITLE, with_sample

# ---- On the page


def drawn(report: Report) -> html.HtmlElement:
    """The table with what stands around it."""
    (found,) = html.fromstring(f"<main>{report_page(report, []).html}</main>").xpath(f"//*[@id='table-{SAMPLE}']")
    return found


def has_class(element: html.HtmlElement, name: str) -> bool:
    return name in element.get("class", "").split()


@pytest.mark.parametrize(
    ("columns", "rows", "across", "wide"),
    [
        (5, 3, False, False),
        (6, 3, False, True),
        (1, 5, True, False),  # printed across: its rows stand side by side
        (1, 6, True, True),
        (2, 3, True, True),
        (5, 1, True, False),
    ],
)
def test_a_table_of_more_than_five_figures_in_a_row_can_be_slid(
    columns: int, rows: int, across: bool, wide: bool, report: Report
) -> None:
    figure = drawn(with_sample(report, columns, rows, across=across))
    assert has_class(figure, "gk-table--wide") is wide
    assert ("可左右滑动" in figure.text_content()) is wide


@pytest.mark.parametrize(("rows", "across", "tall"), [(10, False, False), (11, False, True), (11, True, False)])
def test_a_table_of_more_than_ten_rows_is_printed_on_a_turned_page(rows: int, across: bool, tall: bool, report: Report) -> None:
    assert has_class(drawn(with_sample(report, 2, rows, across=across)), "gk-table--tall") is tall


ALL_ZERO = "本表共 {} 个数，全部为 0。"


@pytest.mark.parametrize(
    ("rows", "written", "said"),
    [
        (6, {}, ""),
        (7, {}, ALL_ZERO.format(7)),
        (8, {}, ALL_ZERO.format(8)),
        (7, {7: "1"}, ""),
        (7, {1: "-1"}, ""),
        (7, {4: ""}, ""),  # a blank is no nought
        (7, {4: "/"}, ""),
        (7, dict.fromkeys(range(1, 8), ""), ""),
        (7, {4: "0.00"}, ALL_ZERO.format(7)),
    ],
)
def test_more_than_six_noughts_are_said_in_one_sentence(rows: int, written: dict[int, str], said: str, report: Report) -> None:
    text = drawn(with_sample(report, 1, rows, figure="0", written=written)).text_content()
    assert (said in text) if said else ("全部为 0" not in text)


def compared(page: PageContent, name: str) -> set[tuple[int, bool]]:
    """Of each table of comparison: how many columns it has beside its labels, and whether it is of that class."""
    tables = html.fromstring(f"<main>{page.html}</main>").find_class("gk-cross")
    return {(len(table.findall(".//thead//th")) - 1, has_class(table, name)) for table in tables}


def test_one_column_of_figures_keeps_a_fixed_place(demo: Collection) -> None:
    found = compared(agency_page(demo, demo.site, demo.agencies["demo"]), "gk-cross--single")
    assert found == {(1, True), (2, False), (4, False)}
    assert (1, True) not in compared(dictionary_page(demo.site, demo), "gk-cross--single"), "there are words in it"


def test_a_comparison_of_more_than_three_columns_can_be_slid(demo: Collection) -> None:
    pages = (dictionary_page(demo.site, demo), agency_page(demo, demo.site, demo.agencies["demo"]))
    slid = set().union(*(compared(page, "gk-table--wide") for page in pages))
    assert slid >= {(3, False), (4, True)}
    assert {wide for columns, wide in slid if columns <= 3} == {False}
    assert {wide for columns, wide in slid if columns > 3} == {True}


# ---- In Word


def word_table(report: Report) -> tuple[docx.document.Document, Table]:
    document = docx.Document(io.BytesIO(word.content(report)))
    (found,) = (t for t in document.tables if t._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == TITLE)
    return document, found


@pytest.mark.parametrize(("columns", "points"), [(5, 12), (6, 9)])
def test_more_than_five_columns_of_figures_are_set_small(columns: int, points: int, report: Report) -> None:
    _, table = word_table(with_sample(report, columns, 3))
    assert {p.style.font.size.pt for row in table.rows for c in row.cells for p in c.paragraphs} == {points}


@pytest.mark.parametrize(("columns", "label", "figure"), [(1, 6444, 2400), (2, 4044, 2400), (5, 3319, 1105), (6, 4590, 709)])
def test_figures_are_as_narrow_as_they_may_be_and_the_labels_have_the_rest(
    columns: int, label: int, figure: int, report: Report
) -> None:
    _, table = word_table(with_sample(report, columns, 3))
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    assert widths == [label, *[figure] * columns]


@pytest.mark.parametrize(("rows", "together"), [(9, True), (10, False)])
def test_ten_rows_with_their_head_stay_on_one_page(rows: int, together: bool, report: Report) -> None:
    _, table = word_table(with_sample(report, 2, rows))
    kept = [all(p.paragraph_format.keep_with_next for c in row.cells for p in c.paragraphs) for row in table.rows]
    assert kept == [*[together] * rows, False]  # the last row may be followed by another page


@pytest.mark.parametrize("rows", [9, 10, 40])
def test_the_head_comes_again_on_every_page(rows: int, report: Report) -> None:
    _, table = word_table(with_sample(report, 2, rows))
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, *[False] * rows]


# ---- In the PDF


def pages_with_the_table(report: Report, label: str) -> Iterator[tuple[Any, float]]:
    """Each page on which the label stands alone, and how large it is set."""
    with pdfplumber.open(io.BytesIO(pdf.content(report))) as document:
        for page in document.pages:
            yield from ((page, word["size"]) for word in page.extract_words(extra_attrs=["size"]) if word["text"] == label)


@pytest.mark.parametrize(("rows", "turned"), [(10, False), (11, True)])
def test_more_than_ten_rows_lie_on_a_turned_page_of_the_pdf(rows: int, turned: bool, report: Report) -> None:
    ((page, _),) = pages_with_the_table(with_sample(report, 2, rows), f"行{rows}")
    assert (page.width > page.height) is turned


@pytest.mark.parametrize(("columns", "points"), [(5, 12), (6, 9)])
def test_more_than_five_columns_are_set_small_in_the_pdf(columns: int, points: int, report: Report) -> None:
    ((_, size),) = pages_with_the_table(with_sample(report, columns, 3), "行3")
    assert size == pytest.approx(points)


# ---- In Excel


@pytest.mark.parametrize(("columns", "characters"), [(4, 20), (5, 11)])
def test_columns_are_narrow_where_there_are_more_than_five_with_the_labels(columns: int, characters: int, report: Report) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.content(with_sample(report, columns, 3))))[TITLE]
    assert [round(sheet.column_dimensions[name].width) for name in ("A", "B")] == [45, characters + 1]
