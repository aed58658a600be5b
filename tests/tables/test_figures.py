"""A figure as it is published, in each kind of file: its sign, and a blank that is never a nought."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import yaml
from docx.oxml.ns import qn
from lxml import html

from gongkai.downloads import csv_tables, xlsx
from gongkai.downloads import docx as word
from gongkai.html.pages.report import report_page
from gongkai.reports.report import Report
from gongkai.statute.formats import FigureKind
from tests.tables.samples import SAMPLE, TITLE, with_sample, with_sentence

CASES = yaml.safe_load(Path(__file__).with_name("figures.yml").read_text("utf-8"))
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case["typed"] or "blank")


def page(report: Report) -> html.HtmlElement:
    return html.fromstring(f"<main>{report_page(report, []).html}</main>")


@each_case
def test_on_the_page(case: dict[str, Any], report: Report) -> None:
    (cell,) = page(with_sample(report, 1, 1, figure=case["typed"])).xpath(f"//*[@id='table-{SAMPLE}']//tbody//td")
    assert cell.text_content() == case["page"]


@each_case
def test_in_word(case: dict[str, Any], report: Report) -> None:
    tables = docx.Document(io.BytesIO(word.content(with_sample(report, 1, 1, figure=case["typed"])))).tables
    (table,) = (t for t in tables if t._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == TITLE)
    assert table.cell(1, 1).text == case["word"]


@each_case
def test_in_excel(case: dict[str, Any], report: Report) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.content(with_sample(report, 1, 1, figure=case["typed"]))))[TITLE]
    shown = sheet.cell(3, 2).value
    assert (shown, type(shown)) == (case["excel"], type(case["excel"]))


@each_case
def test_in_csv(case: dict[str, Any], report: Report) -> None:
    made = with_sample(report, 1, 1, figure=case["typed"])
    (record,) = csv.DictReader(io.StringIO(csv_tables.content(made, made.tables[SAMPLE]).removeprefix("\ufeff")))
    assert record["数"] == case["csv"]


@pytest.mark.parametrize(("kind", "says"), [("count", "many"), ("change", "change")])
@each_case
def test_in_a_sentence(case: dict[str, Any], kind: FigureKind, says: str, report: Report) -> None:
    made = with_sentence(with_sample(report, 1, 1, figure=case["typed"]), "本年{sample.row_ab.column_ab}。", kind)
    assert f"本年{case[says]}。" in page(made).text_content()
