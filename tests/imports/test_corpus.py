"""Whatever a document does to its figures, labels and tables: every cell is right, or the document is refused by name."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.imports.corpus import FORMATS, HAZARDS, NOT_IN_A_SHEET, Case, cases, fate
from tests.imports.corpus_figures import FIGURES
from tests.imports.corpus_files import KINDS

# What no reader could tell: a figure, a row or its label that is not there, or one too many.
MAY_BE_REFUSED = ("blanks_dropped", "one_cell_dropped", "one_cell_more", "row_dropped", "repeats_dropped", "unknown_row")
BROKEN_IN_PDF = ("full_width", "ascii_remark", "header_split", "repeated_header")

# A cell a line: a blank one leaves nothing, and neither does a table that goes on below a page break or whose labels are others.
NO_LINE = ("blanks", "blank_totals")
BROKEN_IN_LINES = (
    *("total_in_third_row", "page_break_false_header", "page_break_continued", "group_label_lost", "footnote_row"),
    *("worded_minus", "header_split"),
)

# Rows below words that cut a sheet's table, whose last column is blank in each: nothing says how wide they are.
BELOW_WORDS = ("page_number", "page_break_page_number", "page_break_continued", "footnote_row")


def may_be_refused(case: Case) -> bool:
    """In a narrow cell of a PDF a line may end within a number of full-width digits, and two lines may also be two numbers; a row
    that remarks have made tall may go over the end of a page, where half of it is a row of its own to the eye of a program."""
    broken = (case.kind, case.figures) == ("pdf", "remarks") and case.hazard in BROKEN_IN_PDF
    lines = case.kind == "cell_lines" and (
        case.figures in NO_LINE or case.hazard in BROKEN_IN_LINES or case.hazard.startswith("typo_（本列）")
    )
    below = (case.kind, case.figures) == ("xlsx", "blank_totals") and case.hazard in BELOW_WORDS
    return case.hazard in MAY_BE_REFUSED or broken or lines or below


# Hazards of each kind that is slow (a PDF needs a process of its own) or that only spells another one otherwise.
FEWER = {"pdf": 10, "pipes": 20, "cell_lines": 24, "mht": 10, "xlsx": 24, "html_gb": 10, "html_plain": 24}


def sample() -> list[Case]:
    """Each hazard in each kind of file once, with figures and a format drawn for it; of some kinds only some hazards."""
    drawn = random.Random(6)
    some = {kind: drawn.sample(HAZARDS, count) for kind, count in FEWER.items()}
    pairs = [
        (kind, hazard)
        for hazard in HAZARDS
        for kind in KINDS
        if hazard in some.get(kind, HAZARDS) and (kind != "xlsx" or hazard not in NOT_IN_A_SHEET)
    ]
    return [Case(drawn.choice(FORMATS), drawn.choice(list(FIGURES)), *pair) for pair in pairs]


@pytest.mark.parametrize("case", sample(), ids=str)
def test_no_cell_is_silently_wrong(case: Case, tmp_path: Path) -> None:
    end, said = fate(case, tmp_path)
    assert end in ("right", "refused"), said
    assert end == "right" or may_be_refused(case), said


@pytest.mark.audit
@pytest.mark.parametrize("hazard", HAZARDS)
def test_no_cell_is_silently_wrong_anywhere(hazard: str, tmp_path: Path) -> None:
    for number, case in enumerate(case for case in cases() if case.hazard == hazard):
        folder = tmp_path / str(number)
        folder.mkdir()
        end, said = fate(case, folder)
        assert end in ("right", "refused"), f"{case}: {said}"
        assert end == "right" or may_be_refused(case), f"{case}: {said}"
