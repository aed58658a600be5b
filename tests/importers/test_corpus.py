"""Whatever a document does to its figures, labels and tables: every cell is right, or the document is refused by name."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.importers.corpus import FIGURES, FORMATS, HAZARDS, KINDS, Case, cases, fate

MUST_BE_READ = (
    *("none", "full_width", "thousands", "with_unit", "spaced", "worded_minus", "ascii_remark", "kangxi", "radicals_supplement"),
    *("traditional", "spaces_in_words", "ascii_brackets", "straight_quotes", "header_split", "slash_lost", "metadata_before"),
    *("repeated_header", "page_break_header_repeated", "page_number", "rows_swapped", "columns_swapped"),
)


def sample() -> list[Case]:
    """Each hazard in each kind of file once, with figures and a format drawn for it."""
    drawn = random.Random(6)
    draw = [(drawn.choice(FORMATS), drawn.choice(list(FIGURES))) for _ in range(len(KINDS) * len(HAZARDS))]
    pairs = [(kind, hazard) for hazard in HAZARDS for kind in KINDS]
    return [Case(*choice, *pair) for choice, pair in zip(draw, pairs, strict=True)]


@pytest.mark.parametrize("case", sample(), ids=str)
def test_no_cell_is_silently_wrong(case: Case, tmp_path: Path) -> None:
    end, said = fate(case, tmp_path)
    assert end in ("right", "refused"), said
    assert end == "right" or case.hazard not in MUST_BE_READ, said


@pytest.mark.audit
@pytest.mark.parametrize("hazard", HAZARDS)
def test_no_cell_is_silently_wrong_anywhere(hazard: str, tmp_path: Path) -> None:
    for number, case in enumerate(case for case in cases() if case.hazard == hazard):
        folder = tmp_path / str(number)
        folder.mkdir()
        end, said = fate(case, folder)
        assert end in ("right", "refused"), f"{case}: {said}"
