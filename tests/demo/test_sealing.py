"""`make demo` seals two years of the fictional county, as first published and as corrected: a whole chain, in the order of days."""

from __future__ import annotations

from pathlib import Path

import pytest

from examples.demo.generator.sealing import AGAIN, FIRST, main
from gongkai.cli import main as gongkai
from gongkai.reports.seals import read_seals


def test_the_years_are_sealed_and_corrected_in_the_order_of_their_days(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(tmp_path / "data", without=("pdf",))  # which takes most of the time
    seals, problems = read_seals(tmp_path / "data")
    assert problems == []
    days = sorted([*FIRST.values(), *AGAIN.values()])
    assert [entry.day for entry in seals.chain.entries] == days
    assert {len(versions) for seal in seals.years.values() for versions in seal.reports.values()} == {1, 2}
    assert gongkai(["verify", "--data", str(tmp_path / "data")]) == 0, capsys.readouterr()
