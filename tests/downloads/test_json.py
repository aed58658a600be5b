"""report.json says what report.yml says, and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from gongkai.checks.rules import check_report
from gongkai.downloads import json_file
from gongkai.downloads.json_schema import report_schema
from gongkai.problems import Position, Problem, Severity
from gongkai.reports.reading import NOT_A_FIGURE, TableReader
from gongkai.reports.report import Cell, Report
from gongkai.source.nodes import Table
from gongkai.source.reference import parse_yaml
from tests.downloads.generic import generic_report

EXPECTED = Path(__file__).parent / "expected"
HERE = Position("report.yml", 1, 1)


def read(report: Report, *findings: Problem) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(json_file.content(report, findings), parse_float=Decimal)
    return content


@pytest.mark.parametrize(("year", "agency"), [(2020, "demo"), (2021, "demo"), (2021, "finance")])
def test_the_whole_file(demo, year, agency):
    expected = EXPECTED / f"{year}-{agency}.json"
    assert json_file.content(demo.report(year, agency)) == expected.read_text("utf-8")


def test_keys_stand_in_the_order_of_the_form(demo):
    content = read(demo.report(2021, "demo"), *check_report(demo.report(2021, "demo"), demo))
    assert list(content) == [
        *("year", "agency", "agency_name", "format", "title", "document_number", "tables", "units", "remarks", "figures"),
        *("introduction", "sections", "revisions", "notes", "findings"),
    ]
    assert list(content["tables"]["requests"])[-3:] == ["other_handling", "handled_total", "carried_out"]


AFTER = """\
restates:
  - {cell: licensing.administrative_licensing.decisions, year: 2020, was: 1, now: 2, why: 重复计算, by: 示例县财政局}
withdrawn: {date: 2022-05-11, why: 误将征求意见稿公布, by: 示例县财政局}
"""


def test_the_published_schema_knows_what_came_after_publication(typed):
    report, problems = typed({"scope: this_organ\n": f"scope: this_organ\n{AFTER}"}, agency="finance")
    assert problems == []
    content = json.loads(json_file.content(report))
    assert {"restates", "withdrawn"} <= set(content)
    assert [error.message for error in Draft202012Validator(json.loads(report_schema())).iter_errors(content)] == []


def test_what_is_empty_is_absent_but_the_form_itself(demo):
    content = read(demo.report(2021, "finance"))
    assert set(content) & {"remarks", "revisions", "findings"} == set()
    assert content["document_number"] is None
    assert content["units"] == {}


def test_blank_nought_stroke_and_not_applicable_are_four_things(typed):
    report, _ = typed({"repealed: 2": "repealed: 0", "decisions: 77": "decisions: 不适用"})
    tables = read(report)["tables"]
    assert tables["documents"]["normative_documents"]["repealed"] == 0
    assert tables["enforcement"] == {
        "administrative_penalty": {"decisions": "不适用"},
        "administrative_compulsion": {"decisions": None},
    }
    assert tables["documents"]["administrative_rules"] == {"issued": "/", "repealed": "/", "in_force": "/"}


def test_an_amount_is_exact_and_its_unit_stands_by_its_address(demo):
    text = json_file.content(demo.report(2020, "demo"))
    assert '"amount": 22961.413\n' in text
    assert json.loads(text)["units"] == {"procurement.government_procurement.amount": "万元"}


def test_a_unit_that_the_column_prescribes_is_not_repeated(typed):
    assert read(typed({"amount: 4068.208": "amount: 4068.208万元"})[0])["units"] == {}
    content = read(typed({"amount: 4068.208": "amount: 40682080元"})[0])
    assert content["units"] == {"fees.administrative_fees.amount": "元"}


def test_a_remark_stands_by_its_address(demo):
    content = read(demo.report(2021, "demo"))
    assert content["tables"]["documents"]["normative_documents"]["in_force"] == 22
    assert content["remarks"] == {"documents.normative_documents.in_force": "（其中修订16件）"}


def test_named_figures_keep_their_digits(demo):
    assert '"value": 1.40,' in json_file.content(demo.report(2021, "demo"))
    figures = read(demo.report(2021, "demo"))["figures"]
    assert figures["opinions"] == {"value": 100, "unit": "条", "label": "征集意见", "approximate": True}
    assert "approximate" not in figures["news"]


def test_a_finding_says_no_place_in_a_file(demo):
    found = Problem(HERE, "balance", "两边应当相等", Severity.ACCEPTED, "requests.received.total", (HERE,), "原件如此")
    finding = {"rule": "balance", "severity": "accepted", "subject": "requests.received.total", "message": "两边应当相等"}
    assert read(demo.report(2021, "demo"), found)["findings"] == [{**finding, "reason": "原件如此"}]


def test_a_table_of_lines_is_a_list(tmp_path):
    assert read(generic_report(tmp_path))["tables"]["statistics"] == [
        {"label": "一、主动公开情况"},
        {"label": "（一）主动公开政府信息数", "unit": "条", "figure": 2874},
        {"label": "2.支出", "unit": "万元", "figure": Decimal("1.50")},
        {"label": "=其他", "unit": "元", "figure": None},
        {"label": "（三）未统计", "unit": "次", "figure": "/"},
    ]


def test_written_beside_the_others(demo, tmp_path):
    file = json_file.write(demo.report(2021, "demo"), tmp_path)
    assert file == tmp_path / "report.json"
    assert file.read_bytes() == json_file.content(demo.report(2021, "demo")).encode("utf-8")


WHOLE = st.integers(min_value=0, max_value=10**15 - 1)
AMOUNT = st.decimals(min_value=0, max_value=10**9, places=4)
ELSE = st.sampled_from(NOT_A_FIGURE)


@given(number=st.one_of(WHOLE, AMOUNT, ELSE, st.none()))
def test_a_figure_goes_to_json_and_comes_back(demo, number):
    report = with_amount(demo.report(2020, "demo"), number)
    back = read(report)["tables"]["procurement"]["government_procurement"]["amount"]
    assert (back, type(back)) == (number, type(number))
    assert reread(back) == (number if not isinstance(number, str) else None)


def with_amount(report: Report, number: int | Decimal | str | None) -> Report:
    """The report with that in the cell of 采购总金额."""
    figure = None if isinstance(number, str) else number
    cell = Cell(figure, "" if number is None else str(number), HERE)
    table = report.tables["procurement"]
    rows = {"government_procurement": {**table.cells["government_procurement"], "amount": cell}}
    return replace(report, tables={**report.tables, "procurement": replace(table, cells=rows)})


def reread(value: object) -> int | Decimal | None:
    """What our reader makes of the value when somebody types it into report.yml."""
    node, problems = parse_yaml(f"amount: {'null' if value is None else repr(value) if value in NOT_A_FIGURE else value}", "f")
    assert isinstance(node, Table)
    assert problems == []
    from gongkai.statute.formats import formats

    format = formats()["2019"]
    reader = TableReader(format)
    column = format.table("procurement").line("amount")
    cell = reader.cell(column, node.entries["amount"], "采购总金额", "procurement.government_procurement.amount")
    assert reader.problems == []
    return cell.figure
