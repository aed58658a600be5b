"""A fair sample of damaged documents; `python tests/importers/fuzz.py --count 2000` damages many more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers.corpus import KINDS
from tests.importers.fuzz import run, tried

SAMPLE = 60


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_document_ends_in_a_draft_or_in_one_clear_line(kind: str, tmp_path: Path) -> None:
    fallen = {}
    for seed in range(SAMPLE):
        folder = tmp_path / str(seed)
        folder.mkdir()
        if fault := tried(kind, seed, folder).fault:
            fallen[seed] = fault
    assert fallen == {}


@pytest.mark.audit
@pytest.mark.parametrize("kind", KINDS)
def test_two_thousand_damaged_documents(kind: str) -> None:
    *fallen, _ = run(kind, 2000, 0)
    assert fallen == []
