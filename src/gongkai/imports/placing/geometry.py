"""Cells placed by where they stand: each value column has a path of headers, each row a path of labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gongkai.imports.document import DocumentPlace, GridCell
from gongkai.imports.label_matching import (
    Step,
    header_leaves,
    header_of,
    leaf_key,
    leaf_named,
    unknown_label,
    words_of,
    wrong_count,
)
from gongkai.imports.placing.table_fragments import Key, Placed, Row, has_text
from gongkai.statute.labels import squeezed

PLAIN = GridCell("", -1, -1, DocumentPlace("", ""))  # above a column over which nothing is printed

Covering = Mapping[tuple[int, int], GridCell]
"""The cell that covers each row and column of the grid."""


def by_geometry(placed: Placed, header: Sequence[Row], data: Sequence[Row]) -> Placed:
    columns = value_columns(placed, header, covering_of((*header, *data)))
    if columns is None:
        return placed
    placed.leaves = tuple(dict.fromkeys(columns[column] for column in sorted(columns)))
    placed.columns = columns
    return rows_by_geometry(placed, (*header, *data), data)


def covering_of(rows: Iterable[Row]) -> Covering:
    return {(row, column): cell for line in rows for cell in line for row in cell.rows for column in cell.columns}


def rows_by_geometry(placed: Placed, rows: Sequence[Row], data: Sequence[Row]) -> Placed:
    """The data among the rows of a grid whose value columns are known."""
    table, columns, covering = placed.table, placed.columns, covering_of(rows)
    stubs = [column for column in all_columns(covering) if column not in columns]
    for row in data:
        labels = distinct(covering.get((row[0].row, column)) for column in stubs)
        path = leaf_named(labels, table.rows)
        if table.across and not has_text(labels):
            place_row(placed, row, "", columns, covering)
        elif path and not table.across:
            placed.add_labels(path)
            place_row(placed, row, path[-1][0].id, columns, covering)
        else:
            placed.refuse(row[0], unknown_label(table, row))
    return placed


def all_columns(covering: Covering) -> list[int]:
    return sorted({column for _, column in covering})


def distinct(cells: Iterable[GridCell | None]) -> list[GridCell]:
    """Each cell once; a cell is the same wherever it reaches."""
    return list({id(cell): cell for cell in cells if cell is not None}.values())


def value_columns(placed: Placed, header: Sequence[Row], covering: Covering) -> dict[int, Key] | None:
    """What each value column stands for; a column of labels is not among them. None, with a problem, when one is missing.

    A group's label may end a little beside its members, so a column is that of the label right above its figures.
    """
    table = placed.table
    rows = sorted({cell.row for row in header for cell in row})
    above = {column: distinct(covering.get((row, column)) for row in rows) for column in all_columns(covering)}
    paths = {column: path for column, cells in above.items() if (path := leaf_named(cells, header_of(table)))}
    by_label: dict[GridCell, set[Key]] = {}
    for path in paths.values():
        if path[-1][1]:
            by_label.setdefault(path[-1][1], set()).add(leaf_key(table, path))
    found: dict[int, Key] = {}
    for column, cells in above.items():
        keys = by_label.get(next((cell for cell in reversed(cells) if squeezed(cell.text)), PLAIN), set())
        if column in paths:
            placed.add_labels(paths[column])
            keys = {leaf_key(table, paths[column])}
        elif not keys and not table.across:
            placed.add_corner(cells)
        if len(keys) == 1:
            found[column] = next(iter(keys))
    reason = why_not_clear(placed, header, found, list(paths.values()), by_label)
    if reason:
        placed.refuse(header[0][0], reason)
    return None if reason else found


def why_not_clear(
    placed: Placed,
    header: Sequence[Row],
    found: Mapping[int, Key],
    paths: Sequence[Sequence[Step]],
    by_label: Mapping[GridCell, set[Key]],
) -> str:
    """A column that is missing, a label over two columns, or a group that is printed and does not reach over its member."""
    table = placed.table
    printed = words_of(cell for row in header for cell in row)
    missing = [label for key, label in header_leaves(table).items() if key not in found.values()]
    if missing:
        return f"“{table.title}”表的表头里没有找到“{'”、“'.join(missing)}”；原文是“{printed}”"
    over_two = next((cell.text for cell, keys in by_label.items() if len(keys) > 1), "")
    there = {line.id for path in paths for line, cell in path if cell}
    reached = {(leaf_key(table, path), line.id) for path in paths for line, cell in path if cell}
    apart = next((line.label for path in paths for line, _ in path
                  if line.id in there and (leaf_key(table, path), line.id) not in reached), "")  # fmt: skip
    label = squeezed(over_two) or apart
    return f"“{table.title}”表的表头里，“{label}”与它下面的各列对不齐，不能判断各列是什么；原文是“{printed}”" if label else ""


def place_row(placed: Placed, row: Row, row_id: str, columns: Mapping[int, Key], covering: Covering) -> None:
    """Every value column has exactly one cell, which reaches into no other column or row; otherwise the row is refused."""
    keys = list(dict.fromkeys(columns.values()))
    found: dict[Key, GridCell] = {}
    for key in keys:
        own = {column for column, other in columns.items() if other == key}
        cells = distinct(covering.get((row[0].row, column)) for column in own)
        if len(cells) == 1 and set(cells[0].columns) <= own and cells[0].rowspan == 1:
            found[key] = cells[0]
    if len(found) < len(keys):
        there = distinct(covering.get((row[0].row, column)) for column in columns)
        placed.refuse(row[0], wrong_count(row, len(there), len(keys)))
        return
    for (across_row, column), cell in found.items():
        placed.add(across_row or row_id, column, cell)
