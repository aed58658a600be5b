"""tables/<table>.csv: opens in Excel as it is meant, and reads as tidy data."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.downloads import csv_tables, spreadsheets
from tests.downloads.generic import generic_report

EXPECTED = Path(__file__).parent / "expected"


def rows(report, table):
    text = csv_tables.content(report, report.tables[table]).removeprefix(spreadsheets.BOM)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def cell(report, table, row, column):
    (found,) = (record for record in rows(report, table) if (record["行代号"], record["列代号"]) == (row, column))
    return {key: found[key] for key in ("数", "单位", "原文", "附注")}


def test_the_whole_file(demo):
    report = demo.report(2021, "demo")
    assert csv_tables.content(report, report.tables["documents"]).encode("utf-8") == (EXPECTED / "documents.csv").read_bytes()


def test_excel_finds_a_mark_and_its_own_line_ends(demo, tmp_path):
    folder = csv_tables.write(demo.report(2021, "demo"), tmp_path)
    raw = (folder / "requests.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf\xe5\xb9\xb4\xe5\xba\xa6,")
    assert raw.count(b"\n") == raw.count(b"\r\n") == 25 * 7 + 1
    assert sorted(file.name for file in folder.iterdir()) == sorted(f"{id}.csv" for id in demo.report(2021, "demo").tables)


def test_a_line_for_each_cell_under_its_full_label(demo):
    found = rows(demo.report(2020, "demo"), "requests")
    assert len(found) == 23 * 7
    assert found[4 * 7 + 2] == {
        "年度": "2020",
        "机构代号": "demo",
        "机构": "示例县人民政府",
        "格式": "2019",
        "表代号": "requests",
        "表": "收到和处理政府信息公开申请情况",
        "行代号": "refused_state_secret",
        "行": "三、本年度办理结果 › （三）不予公开 › 1.属于国家秘密",
        "列代号": "research_institution",
        "列": "申请人情况 › 法人或其他组织 › 科研机构",
        "数": "0",
        "单位": "件",
        "原文": "0",
        "附注": "",
    }


def test_the_column_of_figures_holds_only_figures(demo):
    for report in demo.reports:
        for table in report.tables:
            assert all(not record["数"] or Decimal(record["数"]).is_finite() for record in rows(report, table))


@pytest.mark.parametrize(
    ("year", "address", "expected"),
    [
        (2020, "licensing.administrative_licensing.items_change", ("-39", "项", "-39", "")),
        (2020, "procurement.government_procurement.amount", ("22961.413", "万元", "22961.413万元", "")),
        (2021, "documents.normative_documents.in_force", ("22", "件", "22（其中修订16件）", "（其中修订16件）")),
        (2021, "documents.administrative_rules.issued", ("", "件", "/", "")),
        (2021, "enforcement.administrative_compulsion.decisions", ("", "件", "", "")),
        (2021, "requests.refused_state_secret.total", ("0", "件", "0", "")),
    ],
)
def test_what_a_cell_becomes(demo, year, address, expected):
    assert tuple(cell(demo.report(year, "demo"), *address.split(".")).values()) == expected


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠x", "-", "--"]
)
def test_what_a_spreadsheet_would_run_is_only_read(text):
    assert spreadsheets.safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-39", "+39", "-0.5", "420", "/", "／", "—", "不适用", "", "1.属于国家秘密", "a=b"])
def test_what_is_harmless_stays(text):
    assert spreadsheets.safe(text) == text


def test_a_name_that_looks_like_a_formula_is_harmless(typed):
    report, problems = typed({"decisions: 77": 'decisions: "-"'})
    assert problems == []
    assert cell(report, "enforcement", "administrative_penalty", "decisions") == {
        "数": "",
        "单位": "件",
        "原文": "'-",
        "附注": "",
    }


def test_a_table_of_lines(tmp_path):
    found = rows(generic_report(tmp_path), "statistics")
    assert [tuple(record[key] for key in ("行代号", "行", "数", "单位", "原文")) for record in found] == [
        ("1", "一、主动公开情况", "", "", ""),
        ("2", "一、主动公开情况 › （一）主动公开政府信息数", "2874", "条", "2874"),
        ("3", "一、主动公开情况 › （一）主动公开政府信息数 › 2.支出", "1.50", "万元", "1.50"),
        ("4", "一、主动公开情况 › （一）主动公开政府信息数 › =其他", "", "元", ""),
        ("5", "一、主动公开情况 › （三）未统计", "", "次", "/"),
    ]
