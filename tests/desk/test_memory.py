"""What the desk holds in memory while somebody works at it: bounded, and no more for working longer."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from benchmarks.desk_memory import measured
from tests.conftest import DEMO

MOST = 400  # MiB


@pytest.mark.audit
@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is read as Linux tells it")
def test_a_spell_of_work_leaves_the_desk_small(tmp_path: Path) -> None:
    """The hour itself, in the demo county, is measured by `python -m benchmarks.desk_memory`."""
    shutil.copytree(DEMO, tmp_path / "data")
    held = measured(tmp_path / "data", 300)
    print(held)
    assert held.requests >= 300
    assert held.most <= MOST
    assert held.tenths[-1] - held.tenths[4] <= 20  # what is read anew takes the place of what was read before
