"""Documents that offices published, whose figures were written down by eye: the file where it is at hand, the figures always.

The files are not ours to give away. `GONGKAI_SAMPLES=folder pytest tests/imports/test_published.py` reads them; without the
folder the same figures are drawn in the project's own documents.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.imports import import_file
from gongkai.problems import errors
from gongkai.reports.reading import read_report
from gongkai.reports.report import Report
from gongkai.statute.formats import formats
from tests.imports.corpus_files import KINDS
from tests.imports.forms import report

PUBLISHED = yaml.safe_load((Path(__file__).parent / "expected" / "published.yml").read_text("utf-8"))
SAMPLES = os.environ.get("GONGKAI_SAMPLES", "")
# The blank form of 2021, counted in a picture of its pages: 2 + 1 + 2 + 1 rows, 25 rows of 7 cells, one row of 15.
BLANK_FORM, BLANK_ROWS, BLANK_CELLS = "blank-form-2021.docx", (2, 1, 2, 1, 25, 3), 6 + 1 + 2 + 1 + 25 * 7 + 15


def imported(file: Path, into: Path, year: int | None = None) -> tuple[Report, list[str]]:
    problems = import_file(file, into, None, year)
    assert errors(problems) == []
    found, wrong = read_report(into, {})
    assert found is not None
    assert wrong == []
    return found, [problem.message for problem in problems]


def figures(found: Report) -> dict[str, list[list[str]]]:
    return {
        table.id: [[cell.text for column in table.leaf_columns if (cell := found.cell(table.id, row.id, column.id))]
                   for row in table.leaf_rows]
        for table in found.format.tables
    }  # fmt: skip


def by_eye(case: dict[str, Any]) -> dict[str, list[list[str]]]:
    return {table: [[str(figure) for figure in row] for row in rows] for table, rows in case["tables"].items()}


@pytest.mark.skipif(not SAMPLES, reason="GONGKAI_SAMPLES does not say where the published files are")
@pytest.mark.parametrize("case", PUBLISHED, ids=lambda case: case["file"])
def test_a_published_file_gives_the_figures_that_a_person_saw(case: dict[str, Any], tmp_path: Path) -> None:
    found, said = imported(Path(SAMPLES) / case["file"], tmp_path / "demo")
    assert figures(found) == by_eye(case)
    assert (found.format.id, found.year, found.envelope.title) == (case["format"], case["year"], case["title"])
    assert f"{found.envelope.period.start} — {found.envelope.period.end}" == case["period"]
    assert [section.title for section in found.narrative.sections] == case["sections"]
    assert [label.text for label in found.labels.values()] == case["labels"]
    assert said == [f"原件里记着作者的名字（{case['author']}），没有读入；如要公开原件，请先清除"]


@pytest.mark.skipif(not SAMPLES, reason="GONGKAI_SAMPLES does not say where the published files are")
def test_the_blank_form_gives_an_empty_draft_with_every_row(tmp_path: Path) -> None:
    found, _ = imported(Path(SAMPLES) / BLANK_FORM, tmp_path / "demo", 2021)
    rows = figures(found)
    assert tuple(len(table) for table in rows.values()) == BLANK_ROWS
    assert [text for table in rows.values() for row in table for text in row] == [""] * BLANK_CELLS
    assert [section.id for section in found.narrative.sections] == [section.id for section in found.format.sections]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "pdf"])
@pytest.mark.parametrize("case", PUBLISHED, ids=lambda case: case["file"])
def test_its_figures_are_read_from_every_kind_of_file(case: dict[str, Any], kind: str, tmp_path: Path) -> None:
    format, seen = formats()[case["format"]], by_eye(case)

    def value(table: str, row: str, column: str) -> str:
        form = format.table(table)
        assert form is not None
        rows, columns = ([line.id for line in lines] for lines in (form.leaf_rows, form.leaf_columns))
        return seen[table][rows.index(row)][columns.index(column)]

    suffix, write = KINDS[kind]
    (tmp_path / f"a.{suffix}").write_bytes(write(report(format, value, case["title"])))
    found, _ = imported(tmp_path / f"a.{suffix}", tmp_path / "demo")
    assert figures(found) == seen
