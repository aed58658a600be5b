"""A report that was public with a mistake is shown as it was printed, everywhere with a mark, and nowhere altered."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from openpyxl import load_workbook

from gongkai.archive import Order, seal_year, verify_seals
from gongkai.build.project import project_in
from gongkai.build.site import build_site
from gongkai.cli import main
from gongkai.collection import load_collection
from gongkai.downloads.json_schema import report_schema
from gongkai.downloads.province_figures import records
from gongkai.html.pages.totals import totals_page
from gongkai.imports import import_file
from gongkai.problems import errors
from gongkai.reports.county_record import CountyRecord, CountyYear
from gongkai.reports.history import stated
from gongkai.reports.reading import read_report
from gongkai.reports.seals import read_seals
from gongkai.reports.submission import Status
from gongkai.reports.totals import year_totals
from gongkai.statute.concepts import concepts
from tests.printed.conftest import CASES, DOCUMENT, Printed, county_with

EVERY = pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
FIGURES = [case for case in CASES if case["printed"]]
EVERY_FIGURE = pytest.mark.parametrize("case", FIGURES, ids=[case["name"] for case in FIGURES])


def first(case: dict[str, Any]) -> dict[str, str]:
    accepted = case["accepted"]
    return accepted[0] if isinstance(accepted, list) else accepted


class Words(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def words(html: str) -> str:
    return "".join(Words(html).found)


def test_there_are_thirteen_kinds_and_more() -> None:
    assert len(CASES) >= 13


@EVERY
def test_the_page_says_what_is_wrong_below_the_table_and_in_the_notes(case: dict[str, Any], printed: Printed) -> None:
    html = (printed.page(case["name"]) / "index.html").read_text("utf-8")
    (listed,) = re.findall(r'<li id="note-1">(.*?)</li>', html)
    assert case["says"] in words(listed)
    assert "原件如此，照录未改：原件已于当年印发" in words(listed)
    assert "示例县人民政府办公室，2026年3月1日" in words(listed)
    feet = "".join(map(words, re.findall(r"<figcaption.*?</figcaption>", html, re.DOTALL)))
    assert ("校注1：" in feet and case["says"] in feet) or case["name"] == "a whole table is missing"


@EVERY_FIGURE
def test_the_page_shows_the_figure_with_its_mark(case: dict[str, Any], printed: Printed) -> None:
    html = (printed.page(case["name"]) / "index.html").read_text("utf-8")
    assert f'>{case["printed"]}<a class="gk-ref" href="#note-1">校注1</a></td>' in html


@EVERY_FIGURE
def test_word_and_pdf_show_the_figure_with_its_mark(case: dict[str, Any], printed: Printed) -> None:
    folder = printed.page(case["name"])
    text = words(zipfile.ZipFile(folder / "report.docx").read("word/document.xml").decode())
    assert f"{case['printed']}〔校注1〕" in text
    assert case["says"] in text
    with pdfplumber.open(folder / "report.pdf") as document:
        drawn = "".join(char["text"] for page in document.pages for char in page.chars)
    assert f"{case['printed']}〔校注1〕" in re.sub(r"\s", "", drawn)


@EVERY_FIGURE
def test_the_sheet_shows_the_figure_with_its_mark(case: dict[str, Any], printed: Printed) -> None:
    book = load_workbook(printed.page(case["name"]) / "report.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    marked = [cell for cell in cells if "〔校注1〕" in f"{cell.number_format}{cell.value}"]
    plain = case["printed"].replace("−", "-")
    assert [str(cell.value).removesuffix("〔校注1〕") for cell in marked] == [plain]
    assert any(str(cell.value).startswith("校注1：") and case["says"] in cell.value for cell in cells)


@EVERY_FIGURE
def test_csv_holds_the_figure_and_says_what_is_wrong(case: dict[str, Any], printed: Printed) -> None:
    table, row, column = first(case)["subject"].split(".")
    text = (printed.page(case["name"]) / "tables" / f"{table}.csv").read_text("utf-8-sig")
    (found,) = (r for r in csv.DictReader(io.StringIO(text)) if (r["行代号"], r["列代号"]) == (row, column))
    assert found["原文"] == case["printed"].replace("−", "-")
    assert found["附注"].startswith("校注1：")
    assert case["says"] in found["附注"]


@EVERY
def test_json_holds_the_note_and_keeps_to_its_schema(case: dict[str, Any], printed: Printed) -> None:
    record = json.loads((printed.page(case["name"]) / "report.json").read_text("utf-8"))
    note = record["notes"][0]
    assert (note["subject"], note["as_printed"], note["date"]) == (first(case)["subject"], True, "2026-03-01")
    assert case["says"].split("：", 1)[-1] in note["text"]
    assert [error.message for error in Draft202012Validator(json.loads(report_schema())).iter_errors(record)] == []


@pytest.mark.parametrize("way", ["report.docx", "report.pdf", "index.html"])
def test_what_was_printed_comes_back(way: str, printed: Printed, tmp_path: Path) -> None:
    """The mark is no part of the figure. A row and a table that the document lacks, and no figure, cannot be imported."""
    sums = [case for case in CASES if first(case)["rule"] in ("balance", "year-continuity")]
    for case in sums[:1] if way == "report.pdf" else sums:  # a PDF takes as long to read as all others together
        year, agency = printed.places[case["name"]]
        into = tmp_path / agency
        problems = import_file(printed.page(case["name"]) / way, into, agency, year)
        assert errors(problems) == [], case["name"]
        again, before = read_report(into, {})[0], printed.collection.report(year, agency)
        assert again is not None
        assert before is not None
        assert figures(again) == figures(before), case["name"]


def figures(report: Any) -> dict[str, str]:
    return {address: cell.text for table in report.tables.values() for address, cell in table.addressed()}


def test_it_is_sealed_as_printed_and_verified(printed: Printed, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(printed.data, data)
    sealed, problems = seal_year(load_collection(data)[0], 2020, Order(date(2026, 4, 1), "示例县人民政府办公室", ("pdf",)))
    assert (sealed is not None, problems) == (True, [])
    seals, unread = read_seals(data)
    assert [*unread, *verify_seals(seals)] == []
    _, agency = printed.places["the total of reconsideration"]
    with zipfile.ZipFile(data.parent / "archive/2020" / f"2020-{agency}-1.zip") as bag:
        kept = bag.read(f"2020-{agency}-1/data/report.yml")
        findings = json.loads(bag.read(f"2020-{agency}-1/data/findings.json"))
    assert kept == (printed.data / "reports/2020" / agency / "report.yml").read_bytes()
    assert [each["rule"] for each in findings["accepted"] if each["severity"] == "accepted"] == ["balance"]


def test_history_and_totals_take_the_printed_figure_and_say_so(printed: Printed) -> None:
    site = printed.folder / "site"
    _, agency = printed.places["the total of a row of the application table"]
    name = printed.collection.agencies[agency].name
    pages = [page for page in site.rglob("index.html") if f"{name}2020年度报告的“" in page.read_text("utf-8")]
    assert pages, "no page of figures names the report"
    assert all("照原件所印，有误而未改" in page.read_text("utf-8") for page in pages)


def test_totals_over_agencies_take_the_printed_figure_and_name_the_reports(tmp_path: Path) -> None:
    organ = {"scope: whole_government": "scope: this_organ"}
    cases = [{**case, "edit": {**case.get("edit", {}), **organ}} for case in (CASES[0], CASES[4])]
    county_with(cases, tmp_path)
    collection, problems = load_collection(tmp_path / "data")
    assert problems == []
    assert collection.site
    found = year_totals(collection, 2020)
    assert found
    granted = next(cell for cell in found.cells if (cell.row.id, cell.column.id) == ("granted", "total"))
    assert granted.total == 14 + 13
    page = words(totals_page(collection, collection.site, found).html)
    assert "有误而未改，这里按所印的数计：示例县第1局（1 格）、示例县第2局（1 格），见各报告的校注。" in page


def test_a_province_s_file_says_so_of_the_figure(printed: Printed) -> None:
    year, agency = printed.places["the total of reconsideration"]
    report = printed.collection.report(year, agency)
    assert report
    points = {concept.id: stated(concept, report) for concept in concepts().all}
    told = {id for id, point in points.items() if point.printed}
    assert told == {"reconsideration"}
    own = CountyYear(year, Status.UNKNOWN_TIME, "", "", "2019", 1, 1, 0, points)
    rows = [*records([CountyRecord("east", "东县", years=(own,))])]
    assert {row[5] for row in rows if "照原件所印，有误而未改" in row[-1]} == told


# ---- What is refused


def office(case: dict[str, Any], folder: Path) -> Path:
    """A county with that one report; the report's folder."""
    places = county_with([case], folder)
    year, agency = places[case["name"]]
    return folder / "data" / "reports" / str(year) / agency


def found_in(report: Path, change: Any, capsys: pytest.CaptureFixture[str]) -> str:
    file = report / "report.yml"
    file.write_text(change(file.read_text("utf-8")), "utf-8")
    capsys.readouterr()
    assert main(["check", str(report.parents[2])]) == 1
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda text: re.sub(r"  as_printed: true\n", "", text), "是错误，不能用说明代替；原件早已公布、就是这样印的，才能照录"),
        (lambda text: re.sub(r"  date: 2026-03-01\n", "", text), "照原件保留，却没有写作说明的日期（date）"),
        (lambda text: re.sub(r"source_digest: .*\n", "", text), "却没有写原件的摘要（source_digest）"),
        (lambda text: re.sub(r"source_document: .*\n", "", text), "却没有写原件（source_document）"),
        (lambda text: re.sub(r"source_digest: ..", "source_digest: 00", text), "却与摘要（source_digest）不符；原件不能改动"),
        (lambda text: re.sub(r"  reason: .*\n", "", text), "缺少“reason”"),
        (lambda text: re.sub(r"  by: .*\n", "", text), "缺少“by”"),
    ],
)
def test_without_the_proof_or_the_reason_it_is_refused(
    change: Any, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = office(CASES[4], tmp_path)
    assert main(["check", str(tmp_path / "data")]) == 0
    assert says in found_in(report, change, capsys)


def test_without_the_document_it_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = office(CASES[0], tmp_path)
    (report / "source" / DOCUMENT).unlink()
    assert main(["check", str(tmp_path / "data")]) == 1
    assert f"原件 source/{DOCUMENT} 却不在" in capsys.readouterr().out


def test_a_build_sees_that_the_document_was_touched(tmp_path: Path) -> None:
    report = office(CASES[0], tmp_path)
    assert errors(build_site(project_in(tmp_path), jobs=1).problems) == []
    (report / "source" / DOCUMENT).write_bytes("改过".encode())
    assert [problem.rule for problem in errors(build_site(project_in(tmp_path), jobs=1).problems)] == ["acceptance"]


@EVERY
def test_an_acceptance_that_matches_nothing_is_told(
    case: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The mistake mended, the entry stays behind."""
    sound = {key: value for key, value in case.items() if key not in ("cells", "edit", "earlier")}
    office(sound, tmp_path)
    assert main(["check", str(tmp_path / "data")]) == 0
    assert "这一条错误；这一条说明可以删去" in capsys.readouterr().out
