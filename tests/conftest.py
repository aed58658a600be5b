"""The fictional county that tests share: tests/sites/demo, whole or with something else typed in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from examples.demo.generator.__main__ import main as generate
from gongkai.collection import Collection, load_collection
from gongkai.county.agencies import read_agencies
from gongkai.problems import Problem
from gongkai.reports.reading import read_report
from gongkai.reports.report import Report
from tests.audit_parts import pytest_collection_modifyitems  # noqa: F401  # pytest calls it
from tests.browser import browser, pytest_itemcollected  # noqa: F401 - one browser for all tests
from tests.site.kept import kept

# A test is never timed: on a busy machine an example may take as long as it takes.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

DEMO = Path(__file__).parent / "sites" / "demo" / "data"
Edits = Mapping[str, str]
Typed = Callable[..., tuple[Report | None, list[Problem]]]


@pytest.fixture(scope="session")
def demo() -> Collection:
    collection, problems = load_collection(DEMO)
    assert problems == []
    return collection


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    """A report of the county with other words typed: `typed({"issued: 2": "issued: 3O7"})`, of 2021 where nothing is said."""

    def make(edits: Edits, year: int = 2021, agency: str = "demo") -> tuple[Report | None, list[Problem]]:
        folder = tmp_path / str(year) / agency
        shutil.copytree(DEMO / "reports" / str(year) / agency, folder, dirs_exist_ok=True)
        for old, new in edits.items():
            replace_once(folder, old, new)
        return read_report(folder, read_agencies(DEMO)[0])

    return make


def replace_once(folder: Path, old: str, new: str) -> None:
    holding = [file for file in sorted(folder.glob("*.*")) if old in file.read_text("utf-8")]
    assert len(holding) == 1, f"{old!r} stands in {len(holding)} files"
    text = holding[0].read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
    holding[0].write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="session")
def county_data() -> Path:
    """The data of the large fictional county, as `make demo` generates it."""
    return kept("county-data", lambda folder: generate(folder / "data")) / "data"


@pytest.fixture(scope="session")
def county_collection(county_data: Path) -> Collection:
    collection, problems = load_collection(county_data)
    assert problems == []
    return collection
