"""A report as an office types it: what is read from it, and what it is told."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gongkai.collection import load_collection
from gongkai.reports.reading import TableReader, amount
from gongkai.reports.report import Cell, Report, full_label, statutory_label
from gongkai.source.nodes import Scalar, Table
from gongkai.source.reference import MOST_DIGITS, parse_yaml
from gongkai.statute.formats import FigureKind, Line, formats
from tests.checks.reading import BASE, written

FOLDER = Path(__file__).parent
CASES = [(file.stem, case) for file in sorted(FOLDER.glob("*.yml")) for case in yaml.safe_load(file.read_text("utf-8"))]


def made(case: dict[str, Any], data: Path) -> Path:
    """The report of a case: the consistent base changed as it says, or what it types as a whole; `moved` to another folder."""
    folder = data / "reports" / "2016" / "demo"
    if "report" in case:
        folder.mkdir(parents=True)
        for name in ("site.yml", "agencies.yml"):
            shutil.copy(BASE / name, data / name)
        (folder / "report.yml").write_text(case["report"], "utf-8")
        (folder / "narrative.md").write_text(case.get("narrative", ""), "utf-8")
    else:
        folder = written(case, data)
    for name in case.get("without", ()):
        (folder / name).unlink()
    if "moved" in case:
        target = data / "reports" / case["moved"]
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = folder.rename(target)
    return folder


def seen(cell: Cell | None) -> object:
    """`[figure, what was written, unit, remark]`, an amount as text that says what it is."""
    if cell is None:
        return "no such cell"
    figure = f"Decimal {cell.figure}" if isinstance(cell.figure, Decimal) else cell.figure
    return [figure, cell.text, cell.unit, cell.remark]


def read(report: Report, address: str) -> object:
    """A cell by its address; a line of a generic table by its number."""
    parts = address.split(".")
    if len(parts) == 3:
        return seen(report.cell(parts[0], parts[1], parts[2]))
    row = report.tables[parts[0]].generic[int(parts[1])]
    return [row.label, row.unit, seen(row.cell) if row.cell else None]


def outcome(case: dict[str, Any], data: Path) -> tuple[list[Report], list[str]]:
    folder = made(case, data)
    collection, problems = load_collection(folder if case.get("alone") else data)
    lines = [re.sub(rf"^.*?/data/({folder.relative_to(data)}/)?", "", str(problem)) for problem in problems]
    return list(collection.reports), lines


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{file}: {case['name']}") for file, case in CASES])
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    reports, findings = outcome(case, tmp_path / "data")
    assert findings == case["findings"]
    assert bool(reports) == case.get("kept", True)
    assert {address: read(reports[0], address) for address in case.get("read", {})} == case.get("read", {})


@pytest.mark.parametrize("base", ["2019", "2021"])
def test_the_base_of_the_cases_is_read_whole(base: str, tmp_path: Path) -> None:
    reports, findings = outcome({"base": base}, tmp_path / "data")
    assert findings == []
    expected = sum(len(table.leaf_rows) * len(table.leaf_columns) for table in formats()[base].tables)
    assert sum(1 for table in reports[0].tables.values() for _ in table.addressed()) == expected


def cell_of(typed: str, kind: FigureKind) -> tuple[Cell, list[str]]:
    node, problems = parse_yaml(f"row: {{cell: {typed}}}", "report.yml")
    assert not problems
    assert isinstance(node, Table)
    row = node.entries["row"]
    assert isinstance(row, Table)
    reader = TableReader(formats()["2021"])
    cell = reader.cell(Line("cell", "数", unit="件", kind=kind), row.entries["cell"], "数", "table.row.cell")
    return cell, [str(problem) for problem in reader.problems]


LARGEST = 10**MOST_DIGITS - 1


@given(st.integers(0, LARGEST))
def test_any_count_comes_back(number: int) -> None:
    cell, problems = cell_of(str(number), "count")
    assert (cell.figure, cell.text, cell.unit, cell.remark, problems) == (number, str(number), "件", "", [])


@given(st.integers(-LARGEST, LARGEST))
def test_any_change_comes_back(number: int) -> None:
    cell, problems = cell_of(f"{number:+d}" if number else "0", "change")
    assert (cell.figure, problems) == (number, [])


@given(st.decimals(0, 10**9, places=3), st.sampled_from(["", "元", "万元", "亿元"]))
def test_any_amount_comes_back_with_its_unit(number: Decimal, unit: str) -> None:
    number = abs(number)
    cell, problems = cell_of(f"{number:f}{unit}", "money")
    assert (cell.figure, cell.text, cell.unit, problems) == (number, f"{number:f}{unit}", unit or "件", [])


@given(st.integers(max_value=-1, min_value=-LARGEST), st.sampled_from(["count", "money"]))
def test_nothing_negative_is_taken_where_none_can_be(number: int, kind: FigureKind) -> None:
    cell, problems = cell_of(str(number), kind)
    assert cell.figure is None
    assert problems == [f"report.yml:1:13: 数 “{number}”不能是负数 [figure]"]


@given(st.text(alphabet="0123456789.-+元万亿（）其中修订件/ O", max_size=12), st.sampled_from(["count", "change", "money"]))
def test_what_is_typed_is_kept_and_never_raises(text: str, kind: FigureKind) -> None:
    scalar = Scalar(text, text, parse_yaml("a", "report.yml")[0].position)  # type: ignore[union-attr]
    reader = TableReader(formats()["2019"])
    cell = reader.cell(Line("cell", "数", kind=kind), scalar, "数", "table.row.cell")
    assert cell.text == text
    assert len(reader.problems) <= 1
    assert cell.figure is None or (not reader.problems and amount(scalar)[0] == cell.figure)


def test_a_label_is_the_one_printed_or_the_statutory_one(tmp_path: Path) -> None:
    labels = "labels:\n  requests.total: 总结\n  review_litigation.total: 合计\n  review_litigation.reconsideration.total: 总结\n"
    reports, findings = outcome({"base": "2021", "add": labels}, tmp_path / "data")
    assert findings == []
    report, format = reports[0], formats()["2021"]
    across, requests = format.table("review_litigation"), format.table("requests")
    assert across
    assert requests
    total, reconsideration, direct = (across.line(id) for id in ("total", "reconsideration", "litigation_direct"))
    assert total
    other = requests.line("other")
    assert other
    assert report.label(across, total, reconsideration) == "总结"
    assert report.label(across, total, direct) == "合计"
    assert report.label(requests, other) == "其他"
    assert full_label(requests, other) == "申请人情况 › 法人或其他组织 › 其他"


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("requests.total", "总计"),
        ("requests.results", "三、本年度办理结果"),
        ("documents.caption", "第二十条第（一）项"),
        ("requests.caption", None),
        ("requests", None),
        ("requests.", None),
        ("nothing.total", None),
        ("requests.received.total", None),
        ("review_litigation.reconsideration.total", "总计"),
        ("review_litigation.litigation.total", None),
        ("review_litigation.reconsideration.litigation_direct", None),
        ("review_litigation.reconsideration.total.x", None),
    ],
)
def test_the_label_prescribed_at_an_address(address: str, label: str | None) -> None:
    assert statutory_label(formats()["2021"], address) == label
