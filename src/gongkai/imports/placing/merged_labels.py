"""Merged cells that a program wrote out: the same label in each of the places that the cell covers."""

from __future__ import annotations

from dataclasses import replace

from gongkai.imports.document import Grid, GridCell
from gongkai.imports.label_matching import is_label
from gongkai.statute.labels import fold


def remerged(grid: Grid) -> Grid:
    """The grid with its merged cells again; itself where no label stands twice side by side, or a row is shorter than others.

    Equal figures are one cell where they stand below one label; figures that differ there show that nothing was merged.
    """
    rows = grid.rows()
    if not grid.spanless or len({len(row) for row in rows}) > 1:
        return grid
    over = list(range(len(rows[0]) if rows else 0))  # by column: the first column of the label that is printed above it
    lines: list[list[GridCell]] = []
    for row in rows:
        lines.append([])
        for at, cell in enumerate(row):
            before = lines[-1][-1] if at else None
            one = before and fold(before.text) == fold(cell.text)
            same = before and not is_label(cell.text) and over[at] == over[before.column]
            if same and not one:
                return grid  # two figures below one label are no merged cell
            if before and one and (is_label(cell.text) or same):
                lines[-1][-1] = replace(before, colspan=before.colspan + 1, fault=before.fault or cell.fault)
            else:
                lines[-1].append(replace(cell, column=at))
        for cell in lines[-1]:
            if is_label(cell.text):
                over[cell.column : cell.column + cell.colspan] = [cell.column] * cell.colspan
    if all(cell.colspan == 1 or not is_label(cell.text) for line in lines for cell in line):
        return grid
    return Grid(tuple(taller(lines)), grid.place)


def taller(lines: list[list[GridCell]]) -> list[GridCell]:
    """A label below the same label, as wide as that, is one cell with it."""
    found: list[GridCell] = []
    open: dict[tuple[int, int, str], int] = {}
    for line in lines:
        below: dict[tuple[int, int, str], int] = {}
        for cell in line:
            key = (cell.column, cell.colspan, fold(cell.text))
            if is_label(cell.text) and key in open:
                found[open[key]] = replace(found[open[key]], rowspan=found[open[key]].rowspan + 1)
                below[key] = open[key]
            else:
                below[key] = len(found)
                found.append(cell)
        open = below
    return found
