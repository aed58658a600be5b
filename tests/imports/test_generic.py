"""A statistics table as offices print it: every row right, or refused by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.county.agencies import read_agencies
from gongkai.imports import import_file, new_report
from gongkai.problems import Severity, errors
from gongkai.reports.reading import read_report

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "generic.yml").read_text("utf-8"))
TITLE = "云溪县2016年政府信息公开工作年度报告"


def file_of(case: dict[str, Any], folder: Path) -> Path:
    """`text`: a cell after each ┃ but the first of a row; `html`: tables as a page has them."""
    rows = case.get("text", "").replace("┃", "\t")
    html = f"<html><body><h1>{TITLE}</h1><p>一、统计</p>{case.get('html')}</body></html>"
    file = folder / ("年报.txt" if rows else "年报.html")
    file.write_text(f"{TITLE}\n{rows}" if rows else html, "utf-8")
    return file


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    problems = import_file(file_of(case, tmp_path), tmp_path / "demo", None, None)
    assert [problem.message for problem in errors(problems)] == case.get("refused", [])
    if "refused" in case:
        assert not (tmp_path / "demo").exists()
        return
    assert [problem.message for problem in problems if problem.severity is Severity.WARNING] == case.get("doubts", [])
    report, wrong = read_report(tmp_path / "demo", {})
    assert report is not None
    assert wrong == []
    rows = report.tables["statistics"].generic
    assert [[row.label, row.unit, row.cell.text] if row.cell else [row.label] for row in rows] == case["rows"]
    assert {address: label.text for address, label in report.labels.items()} == case.get("labels", {})
    assert [block.text for block in report.narrative.paragraphs()] == case.get("prose", [])


def test_a_blank_report_of_an_old_year_begins_with_what_is_known(tmp_path: Path) -> None:
    (tmp_path / "agencies.yml").write_text("demo: {name: 云溪县人民政府, short: 云溪县, kind: government}\n", "utf-8")
    assert new_report(tmp_path, 2016, "demo") == []
    report, problems = read_report(tmp_path / "reports" / "2016" / "demo", read_agencies(tmp_path)[0])
    assert report is not None
    assert problems == []
    rows = report.tables["statistics"].generic
    assert [(row.label, row.unit, row.cell and row.cell.figure) for row in rows][:3] == [
        ("一、主动公开情况", "", None),
        ("主动公开政府信息数", "条", None),
        ("其中：主动公开规范性文件数", "条", None),
    ]
    assert len([row for row in rows if row.cell is None]) == 9


def test_the_record_says_in_which_group_a_repeated_label_stands(tmp_path: Path) -> None:
    text = "统计指标\t单位\t统计数\n一、行政复议数量\t件\t3\n（一）其他情形数\t件\t1\n二、行政诉讼数量\t件\t4\n（一）其他情形数\t件\t2\n"
    import_file(file_of({"text": text}, tmp_path), tmp_path / "demo", None, None)
    record = (tmp_path / "demo" / "import-record.csv").read_text("utf-8-sig")
    assert "statistics.2.figure,一、行政复议数量 › （一）其他情形数,1,1,第 4 行,确定" in record
    assert "statistics.4.figure,二、行政诉讼数量 › （一）其他情形数,2,2,第 6 行,确定" in record
