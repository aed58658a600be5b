"""Reads the tables of a case as typed, and says what was placed where."""

from __future__ import annotations

from typing import Any

from gongkai.imports.document import Grid
from gongkai.imports.placing.reading import results_of
from gongkai.imports.placing.table_fragments import fragments_of
from gongkai.imports.readers.html import read_html
from gongkai.imports.readers.txt import read_txt
from gongkai.statute.formats import formats


def placed(case: dict[str, Any]) -> tuple[dict[str, list[str]], dict[str, str], list[str]]:
    """Each row's cells in the order of the format's columns, printed labels by address, and what was refused."""
    rows: dict[str, list[str]] = {}
    labels: dict[str, str] = {}
    refused: list[str] = []
    format = formats()[case.get("format", "2019")]
    above = None
    for grid in grids(case):
        results = results_of(fragments_of(grid, format), above)
        for _, found in results:
            above = found
            if found is None:
                refused.append("不是法定表格")
                continue
            refused += [problem.message for problem in found.problems]
            labels |= {address: cell.text for address, cell in found.labels.items()}
            for row in dict.fromkeys(row for row, _ in found.cells):
                columns = [column.id for column in found.table.leaf_columns if (row, column.id) in found.cells]
                rows[f"{found.table.id}.{row}"] = [found.cells[row, column].text for column in columns]
    return rows, labels, refused


def grids(case: dict[str, Any]) -> list[Grid]:
    """`text`: rows as the office's text has them, a cell after each ┃; `html`: a table as a page has it."""
    if "text" in case:
        rows = [row.strip().removeprefix("┃").split("┃") for row in case["text"].splitlines() if row.strip()]
        raw = "\n".join("".join(f"\t{cell.strip()}\n" for cell in row) for row in rows).encode()
        document, problems = read_txt(raw, "case.txt")
    else:
        document, problems = read_html(f"<p>一、总体情况</p>{case['html']}<p>六、其他需要报告的事项</p>".encode(), "case.html")
    assert document is not None, problems
    return [block for block in document.blocks if isinstance(block, Grid)]
