"""A fair sample of damaged documents; `python -m tests.imports.fuzz` damages many more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.imports.corpus_files import KINDS
from tests.imports.fuzz import CONVERTED, FUZZED, run, tried

SAMPLE, SLOW_SAMPLE = 24, {"pdf": 5, "doc": 1, "xls": 1}  # fewer of what needs a process of its own


@pytest.mark.parametrize("kind", FUZZED)
def test_a_damaged_document_ends_in_a_draft_or_in_one_clear_line(kind: str, tmp_path: Path) -> None:
    fallen = {}
    for seed in range(SLOW_SAMPLE.get(kind, SAMPLE)):
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


@pytest.mark.audit
@pytest.mark.parametrize("kind", [kind for kind in CONVERTED if kind in FUZZED])
def test_two_hundred_damaged_documents_that_libreoffice_reads(kind: str) -> None:
    *fallen, _ = run(kind, 200, 0)
    assert fallen == []
