"""What a reviewer is told of a report: each finding at its place in the document before them, with the words there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.downloads import pdf
from gongkai.reports.reading import read_report
from gongkai.review.findings import Finding, findings
from gongkai.review.package import read_package
from gongkai.review.sources import sources
from gongkai.statute.formats import formats
from tests.checks.reading import written
from tests.imports.forms import as_html, report
from tests.review.handed_in import contents, two_years, word

CASES = yaml.safe_load((Path(__file__).parent / "findings.yml").read_text("utf-8"))


def found_in(*paths: Path) -> list[Finding]:
    with sources(paths) as handed_in:
        package = read_package(handed_in)
    assert package.unread == ()
    return list(findings(package))


def line(finding: Finding) -> str:
    return " · ".join((finding.kind, finding.place, finding.label, finding.words, finding.message))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_word_file_is_told_at_its_places(case: dict[str, Any], tmp_path: Path) -> None:
    found = found_in(word(case, tmp_path / "年报.docx"))
    expected = case["findings"]
    assert [line(one)[: len(begin)] for one, begin in zip(found, expected, strict=False)] == expected
    assert len(found) == len(expected), found
    assert all(finding.file == (tmp_path / "年报.docx").as_posix() for finding in found)


def test_a_pdf_file_is_told_by_page_table_row_and_column(tmp_path: Path) -> None:
    case = {"base": "2021", "cells": {"requests.received.total": 30}}
    report, _ = read_report(written(case, tmp_path / "data"), {})
    assert report
    (tmp_path / "年报.pdf").write_bytes(pdf.content(report))
    found, *_ = found_in(tmp_path / "年报.pdf")
    assert (found.place, found.words) == ("第 4 页第 1 个表第 4 行第 10 列", "30")
    assert found.address == "requests.received.total"


def test_the_places_of_a_table_that_stands_twice_are_those_of_its_document(tmp_path: Path) -> None:
    blocks, others = (report(formats()["2021"], lambda *_, said=said: said) for said in "01")
    (tmp_path / "年报.html").write_bytes(as_html([*blocks, *(block for block in others if not isinstance(block, str))]))
    said = [finding.message for finding in found_in(tmp_path / "年报.html") if finding.message.startswith("“行政处罚和行政强制”")]
    row = next(cell.row for block in blocks if not isinstance(block, str) for cell in block if cell.text == "行政处罚") + 1
    places = f"第 1 个表第 {row} 行第 2 格写的是“0”，第 4 个表第 {row} 行第 2 格写的是“1”"
    assert said == [f"“行政处罚和行政强制”表出现了两次，有 2 格不同（{places}），不能判断用哪一份；请留下一份再导入"]


def test_data_is_told_by_file_line_and_column_and_is_not_touched(tmp_path: Path) -> None:
    written({"base": "2021", "cells": {"licensing.administrative_licensing.decisions": "8I22"}}, tmp_path / "县/data")
    before = contents(tmp_path)
    found = found_in(tmp_path / "县")
    where, _, said = str(found[0]).rpartition("县/data/reports/2022/demo/report.yml:")
    assert (where, said) == (f"{tmp_path.as_posix()}/", "27:43: 错误：行政许可 › 本年处理决定数量：“8I22”不是整数 [figure]")
    assert contents(tmp_path) == before


def test_a_jump_against_the_year_before(tmp_path: Path) -> None:
    jumps = [str(finding).partition("data/")[2] for finding in found_in(two_years(tmp_path)) if finding.kind == "跳变"]
    assert jumps == [
        "reports/2022/demo/report.yml:29:41: 跳变：行政处罚 › 本年处理决定数量："
        "2021 年是 20，2022 年是 77，是上年的 3.9 倍，请核实并说明原因 [jump]"
    ]


def test_two_word_files_of_one_agency_are_two_years(tmp_path: Path) -> None:
    """The jump, and what the year before carries over, are told at the place in this year's file; nothing says which is which."""
    word({"year": 2021, "cells": {"enforcement.administrative_penalty.decisions": 20}}, tmp_path / "甲.docx")
    word({"cells": {"enforcement.administrative_penalty.decisions": 77}}, tmp_path / "乙.docx")
    found = found_in(tmp_path / "甲.docx", tmp_path / "乙.docx")
    assert [line(finding) for finding in found if finding.kind == "跳变"] == [
        "跳变 · 第 3 个表第 3 行第 2 格 · 行政处罚 › 本年处理决定数量 · 77 · "
        "2021 年是 20，2022 年是 77，是上年的 3.9 倍，请核实并说明原因"
    ]


def test_what_the_year_before_carries_over_is_told_with_both_places(tmp_path: Path) -> None:
    """The place in the other year's file too: a line of the office's data means nothing to a reviewer."""
    word({"year": 2021, "cells": {"documents.normative_documents.in_force": 21}}, tmp_path / "甲.docx")
    word({}, tmp_path / "乙.docx")
    said = [line(finding) for finding in found_in(tmp_path) if finding.rule == "year-continuity"]
    assert [" · ".join(one.split(" · ")[:4]) for one in said] == [
        "提醒 · 第 1 个表第 4 行第 4 格 · 行政规范性文件 › 现行有效件数 · 20"
    ]
    assert said[0].split(" · ")[4].startswith("2021 年 现行有效件数 21")  # the row is named beside it, and not again
    assert "（见第 1 个表第 4 行第 4 格）" in said[0] or "2021 年报告第 1 个表第 4 行第 4 格" in said[0]


def test_a_report_that_came_twice_is_told(tmp_path: Path) -> None:
    word({}, tmp_path / "甲.docx")
    word({}, tmp_path / "乙.docx")
    said = [finding.message for finding in found_in(tmp_path)]
    assert said == [f"云溪县 2022 年度还有别的报告：{other}.docx；请确认以哪一份为准" for other in "甲乙"]
