"""Every rule, case by case: what an editor would type, laid over a complete report that is consistent, and the lines it gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.checks.catalogue_rules import CATALOGUE_RULES
from gongkai.checks.rules import RULES, explain
from tests.checks.reading import findings

FOLDER = Path(__file__).parent
CASES = [(file.stem, case) for file in sorted(FOLDER.glob("*.yml")) for case in yaml.safe_load(file.read_text("utf-8"))]


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{rule}: {case['name']}") for rule, case in CASES])
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    assert findings(case, tmp_path / "data") == case["problems"]


@pytest.mark.parametrize("base", ["2019", "2021"])
def test_the_base_of_the_cases_is_consistent(base: str, tmp_path: Path) -> None:
    assert findings({"base": base}, tmp_path / "data") == []


def test_every_rule_has_a_case_that_finds_and_one_that_stays_silent() -> None:
    names = {rule.__name__.rsplit(".", 1)[1] for rule in (*RULES, *CATALOGUE_RULES)} | {
        "site_identity",
        "guide_contact",
        "acceptance",
    }  # type: ignore[attr-defined]
    for name in names:
        cases = [case for rule, case in CASES if rule == name]
        assert any(case["problems"] for case in cases), f"{name}: no case that finds something"
        assert any(not case["problems"] for case in cases), f"{name}: no case that stays silent"


def test_every_rule_says_what_it_asks_and_on_what_ground() -> None:
    assert all(rule.title and rule.basis for rule in explain().values())
