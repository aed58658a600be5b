"""Whose report it is and of which year, however an office prints its title; and what is no title."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.county.report_title import ReportTitle, report_title

CASES = yaml.safe_load((Path(__file__).parent / "report_titles.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_a_title_says_whose_report_it_is_and_of_which_year(case: dict[str, Any]) -> None:
    assert report_title(case["title"]) == (None if "none" in case else ReportTitle(case["owner"], case["year"]))
