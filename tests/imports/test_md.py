"""Markdown and prose with tables: every cell right, or refused by name."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.imports import import_file
from gongkai.imports.document import Paragraph
from gongkai.imports.readers.md import read_md
from gongkai.problems import Severity
from gongkai.reports.reading import read_report
from gongkai.statute.formats import formats
from tests.imports.forms import as_md, cells_of, report, wanted

CASES = yaml.safe_load((Path(__file__).parent / "expected" / "md.yml").read_text("utf-8"))


def numbers(table: str, row: str, column: str) -> str:
    return random.Random(f"{table}.{row}.{column}").choice(["", "0", "7", "/", "12345"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_blocks(case: dict[str, Any]) -> None:
    document, problems = read_md(case["text"].encode(), "a.md")
    assert document, problems
    found: list[Any] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append([block.level, block.text])
        else:
            found.append([[cell.text for cell in row] for row in block.rows()])
    assert found == case["blocks"]


@pytest.mark.parametrize("bars", [True, False])
@pytest.mark.parametrize("format", formats())
def test_every_cell_lies_where_its_labels_say(format: str, bars: bool, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(as_md(report(formats()[format], numbers), bars=bars), "utf-8")
    problems = import_file(tmp_path / "a.md", tmp_path / "demo", None, None)
    assert not [problem for problem in problems if problem.severity is Severity.ERROR], problems
    found, _ = read_report(tmp_path / "demo", {})
    assert found is not None
    cells = {address: cell.text for address, cell in cells_of(found).items()}
    assert cells == {address: numbers(*address.split(".")) for address in wanted(found.format)}
    assert [section.id for section in found.narrative.sections if section.known] == [
        section.id for section in found.format.sections
    ]


def test_a_row_that_lost_a_cell_is_refused(tmp_path: Path) -> None:
    text = as_md(report(formats()["2021"], lambda *_: "0"), bars=True)
    row = next(line for line in text.splitlines() if "属于国家秘密" in line)
    (tmp_path / "a.md").write_text(text.replace(row, row.removesuffix(" 0 |")), "utf-8")
    problems = import_file(tmp_path / "a.md", tmp_path / "demo", None, None)
    messages = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert len(messages) == 1
    assert "属于国家秘密" in messages[0].message
    assert messages[0].position.line == text.splitlines().index(row) + 1


def test_what_is_no_text() -> None:
    document, problems = read_md(b"\x00\x01", "a.md")
    assert document is None
    assert [problem.message for problem in problems] == ["不是文本文件"]
