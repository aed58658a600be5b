"""A figure that was corrected after publication says so wherever it is downloaded, with what was published first."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import openpyxl
import pytest

from gongkai.downloads import csv_tables, xlsx
from gongkai.reports.envelope import Revision
from gongkai.reports.report import Report

PLACE = "licensing.administrative_licensing.decisions"


@pytest.fixture
def corrected(demo) -> Report:
    """Put right twice: 40, then 41, then what it is now; and a sentence."""
    report = demo.report(2020, "demo")
    entries = [
        Revision(date="2021-03-01", cell=PLACE, was=40, now=41, why="漏记一件", by="示例县政府办"),
        Revision(date="2021-03-02", section="overview", was="甲", now="乙", why="错字", by="示例县政府办"),
        Revision(date="2021-04-01", cell=PLACE, was=41, now=8122, why="又漏记", by="示例县政府办"),
    ]
    return replace(report, envelope=report.envelope.model_copy(update={"revisions": tuple(entries)}))


def test_the_csv_names_what_was_published_first(corrected):
    lines = csv.DictReader(io.StringIO(csv_tables.content(corrected, corrected.tables["licensing"]).removeprefix("\ufeff")))
    said = {f"{line['表代号']}.{line['行代号']}.{line['列代号']}": line["附注"] for line in lines if line["附注"]}
    assert said == {PLACE: "更正，原为40"}


def test_the_sheet_marks_the_figure_and_says_below_the_table_what_it_was(corrected):
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.content(corrected)))["行政许可和其他对外管理服务事项"]
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == 8122]
    assert cell.number_format == '0"〔更正1〕〔更正3〕"'
    assert sheet.column_dimensions[cell.column_letter].width >= len("8122") + 2 * len(
        "更正〔〕0更正"
    )  # or it would be shown as ###
    assert [cell.value for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("更正")] == [
        "更正1：行政许可 › 处理决定数量由“40”改为“41”。漏记一件。（示例县政府办，2021年3月1日）",
        "更正3：行政许可 › 处理决定数量由“41”改为“8122”。又漏记。（示例县政府办，2021年4月1日）",
    ]
