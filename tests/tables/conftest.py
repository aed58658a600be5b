"""The report whose tables are drawn."""

from __future__ import annotations

import pytest

from gongkai.collection import Collection
from gongkai.reports.report import Report


@pytest.fixture
def report(demo: Collection) -> Report:
    found = demo.report(2021, "demo")
    assert found is not None
    return found
