"""Tables of a PDF on both sides of a page break: joined where they are one, and never two rows made one that are two."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.imports.document import GridCell
from gongkai.imports.readers.pdf import joined_parts
from gongkai.imports.readers.pdf_grid import PdfTable
from tests.imports.grids import grids

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "page_breaks.yml").read_text("utf-8"))
SIDES = (0.0, 100.0)


def drawn(rows: str, left: float, right: float) -> PdfTable:
    """The table with its columns of one width between these sides."""
    cells = grids({"html": f"<table>{rows}</table>"})[0].cells
    columns = max(cell.column + cell.colspan for cell in cells)
    return PdfTable(cells, tuple(left + (right - left) * number / columns for number in range(columns + 1)), ())


def row_texts(cells: tuple[GridCell, ...]) -> list[str]:
    """A line for each row, with the cells that begin in it; one that goes on below says over how many rows it reaches."""
    last = max(cell.rows[-1] for cell in cells)
    rows = [sorted((cell for cell in cells if cell.row == row), key=lambda cell: cell.column) for row in range(last + 1)]
    return [" | ".join(said(cell) for cell in row) for row in rows]


def said(cell: GridCell) -> str:
    text = " ".join(cell.text.split())
    return text if cell.rowspan == 1 else f"{text} ({cell.rowspan} rows)"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    first, second = case.get("pages", [1, 2])
    parts = [(first, drawn(case["above"], *SIDES)), (second, drawn(case["below"], *case.get("sides", SIDES)))]
    tables = [part for part in joined_parts(parts) if isinstance(part, PdfTable)]
    assert [row_texts(table.cells) for table in tables] == case["tables"]
