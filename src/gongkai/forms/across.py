"""A table printed as one row of figures: last year's row and the checks of its groups stand below it."""

from __future__ import annotations

from gongkai.forms.cells import Check, Earlier, FormSheet, Input, Label, Role
from gongkai.forms.drawing import LEAST, balances, heads, input_cell, judged, room, signed, top_left
from gongkai.forms.formulas import agreement
from gongkai.statute.formats import Format
from gongkai.tables.grid import Area, Grid

FIRST = 2
WIDTH = 9.5


def across_sheet(format: Format, year: int, name: str, grid: Grid) -> FormSheet:
    data = FIRST + len(grid.head)
    labels = [*heads(f"{year}年　{name}", grid.width)]
    labels += [Label(header.area.below(FIRST), header.text, Role.HEAD) for header in grid.column_headers]
    labels.append(Label(Area(data + 1, 0, columns=grid.width), f"上一年度（{year - 1}年）", Role.PALE))
    labels.append(Label(Area(data + 3, 0, columns=grid.width), "核对：各项之和＝总计", Role.PALE))
    inputs = tuple(input_cell(cell, cell.area.below(FIRST)) for cell in grid.cells)
    earlier = tuple(Earlier(cell.area.below(FIRST + 2), cell.address) for cell in grid.cells)
    widths = (WIDTH,) * grid.width
    high = dict.fromkeys(range(1, data + 5), LEAST) | room(labels, widths) | {data: 30.0}
    return FormSheet(
        name,
        widths,
        tuple(sorted(high.items())),
        tuple(labels),
        inputs,
        earlier,
        checks(format, grid, inputs, data + 4),
        (FIRST, 0),
    )


def checks(format: Format, grid: Grid, inputs: tuple[Input, ...], row: int) -> tuple[Check, ...]:
    """One for each row of the form, below all of its figures."""
    places = {each.address: top_left(each.area) for each in inputs}
    each = len(grid.form.leaf_columns)
    found = []
    for balance in balances(format.balances, grid.id, "row"):
        for number, line in enumerate(grid.form.leaf_rows):
            left, right = (signed(terms, "row", grid.id, line.id, places) for terms in (balance.left, balance.right))
            area = Area(row, number * each, columns=each)
            found.append(Check(area, agreement(left, right, with_sum=True), True, judged(right, places)))
    return tuple(found)
