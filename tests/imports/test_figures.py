"""What an office writes into a cell, read, doubted or refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.imports.placing.figures import read_figure
from gongkai.statute.formats import Line

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "figures.yml").read_text("utf-8"))
UNITS = {"count": "件", "change": "项", "money": None}


@pytest.mark.parametrize("case", CASES, ids=[f"{case['cell']} {case['kind']}" for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    reading = read_figure(case["cell"], Line("column", "列", kind=case["kind"], unit=UNITS[case["kind"]]))
    assert (reading.value, reading.doubt, reading.fault) == (case.get("value"), case.get("doubt", ""), case.get("fault", ""))
