"""Figures that were not placed by labels of their own: the import says so, and the record does at every one of them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.imports import import_file, looks
from gongkai.imports.document import MANY, DocumentPlace
from gongkai.imports.placing.reading_result import Found
from gongkai.problems import Problem, Severity
from gongkai.statute.formats import formats
from tests.imports.forms import Block, Cell, as_docx, as_html, report

BY_ORDER = "表头的合并单元格不完整，按各名称的先后读入；请对照原件"
WITHOUT_HEADER = "这里没有表头，按前面同一张表的表头读入；请对照原件"
HEADER = 3  # rows


def lost_rowspan(cells: list[Cell]) -> list[list[Cell]]:
    """自然人 no longer reaches into the last row of the header, whose labels have moved to the left."""
    short = [replace(cell, rowspan=1) if cell.text == "自然人" else cell for cell in cells]
    return [[replace(cell, column=cell.column - 1) if cell.row == HEADER - 1 else cell for cell in short]]


def cut_in_two(cells: list[Cell]) -> list[list[Cell]]:
    """The last row stands in a table of its own, as below a page break."""
    last = max(cell.row for cell in cells)
    above = [replace(cell, rowspan=min(cell.rowspan, last - cell.row)) for cell in cells if cell.row < last]
    return [above, [replace(cell, row=0) for cell in cells if cell.row == last]]


def cut_in_two_unmerged(cells: list[Cell]) -> list[list[Cell]]:
    """And the label in it reaches over one column only, so that its figures no longer stand below their heads."""
    above, below = cut_in_two(cells)
    return [above, [replace(cell, column=number, colspan=1) for number, cell in enumerate(below)]]


def cut_below_the_header(cells: list[Cell]) -> list[list[Cell]]:
    """Of a table printed across, only the figures stand on the next page."""
    return [[cell for cell in cells if cell.row < HEADER], [replace(cell, row=0) for cell in cells if cell.row == HEADER]]


def untouched(cells: list[Cell]) -> list[list[Cell]]:
    return [cells]


HABITS: dict[str, tuple[Callable[[list[Cell]], list[list[Cell]]], str, str, str]] = {
    # what was done, to the table that holds this label, which figures are in doubt, and what the record says of them
    "nothing": (untouched, "申请人情况", "none", ""),
    "the header lost a merged cell": (lost_rowspan, "申请人情况", "requests.", BY_ORDER),
    "a page break before the last row": (cut_in_two, "申请人情况", "requests.carried_out.", WITHOUT_HEADER),
    "a page break, and a label that is merged no more": (
        *(cut_in_two_unmerged, "申请人情况"),
        *("requests.carried_out.", WITHOUT_HEADER),
    ),
    "a page break below the header": (cut_below_the_header, "行政复议", "review_litigation.", WITHOUT_HEADER),
}


def document(habit: str) -> list[Block]:
    change, label, *_ = HABITS[habit]
    blocks: list[Block] = []
    for block in report(formats()["2021"], lambda *_: "3"):
        changed = isinstance(block, list) and any(cell.text == label for cell in block)
        blocks += change(block) if changed and isinstance(block, list) else [block]
    return blocks


def imported(raw: bytes, file: Path) -> tuple[list[Problem], dict[str, str]]:
    """The problems, and for each figure by its address how sure the record is."""
    file.write_bytes(raw)
    problems = import_file(file, file.parent / "demo", None, None)
    rows = csv.reader((file.parent / "demo" / "import-record.csv").read_text("utf-8-sig").splitlines())
    return problems, {row[0]: row[5] for row in rows if row[0].count(".") == 2}


@pytest.mark.parametrize("kind", ["html", "docx"])
@pytest.mark.parametrize("habit", HABITS)
def test_the_record_says_at_each_figure_how_it_was_placed(habit: str, kind: str, tmp_path: Path) -> None:
    _, _, doubtful, doubt = HABITS[habit]
    write = {"html": as_html, "docx": as_docx}[kind]
    problems, sure = imported(write(document(habit)), tmp_path / f"a.{kind}")
    assert {address: said for address, said in sure.items() if address.startswith(doubtful)} == {
        address: f"存疑：{doubt}" for address in sure if address.startswith(doubtful)
    }
    assert {said for address, said in sure.items() if not address.startswith(doubtful)} == {"确定"}
    doubts = [problem.message.rpartition("：")[2] for problem in problems if problem.severity is Severity.WARNING]
    assert doubts == ([doubt] if doubt else [])


def test_a_doubt_about_the_figure_stands_before_the_one_about_its_place(tmp_path: Path) -> None:
    blocks = document("the header lost a merged cell")
    blocks = [[replace(c, text="１２") if c.text == "3" else c for c in b] if isinstance(b, list) else b for b in blocks]
    _, sure = imported(as_html(blocks), tmp_path / "a.html")
    assert sure["requests.received.total"] == f"存疑：“１２”读作 12；{BY_ORDER}"
    assert sure["review_litigation.reconsideration.total"] == "存疑：“１２”读作 12"


def test_a_doubt_that_many_cells_share_is_told_once():
    found = Found()
    for number in range(MANY):
        found.note(f"t.r.c{number}", f"第{number}项", "1", "1", DocumentPlace("a.docx", f"第 {number} 格"), doubt=looks.GLYPHS)
    found.note("t.r.x", "另一项", "2", "2", DocumentPlace("a.docx", "另一格"), doubt=looks.STRUCK)
    assert [problem.message for problem in found.told()] == [
        f"另一格：另一项：{looks.STRUCK}",
        f"第 0 格：有 {MANY} 格（第一格是第0项）：{looks.GLYPHS}",
    ]
    assert [bool(entry.doubt) for entry in found.entries] == [True] * (MANY + 1)
