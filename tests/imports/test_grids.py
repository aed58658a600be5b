"""Tables as offices type them, placed or refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.reports.report import same_label, statutory_label
from gongkai.statute.formats import formats
from gongkai.statute.labels import squeezed
from tests.imports.grids import placed

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "grids.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    rows, labels, refused = placed(case)
    format = formats()[case.get("format", "2019")]
    odd = {a: squeezed(text) for a, text in labels.items() if not same_label(text, statutory_label(format, a) or text)}
    assert refused == case.get("refused", [])
    assert case.get("refused") or rows == {row: [str(value) for value in values] for row, values in case["cells"].items()}
    assert odd == case.get("labels", {})
