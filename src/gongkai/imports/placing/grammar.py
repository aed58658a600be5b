"""Cells placed where merged cells are lost: the header is walked as a sentence whose grammar is the format's tree.

A blank below a leaf continues it and the members of a group come from the next row. A data row is labels down to a leaf
and then exactly as many values as there are leaf columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, pairwise

from gongkai.imports.document import GridCell
from gongkai.imports.label_matching import Step, header_of, leaf_key, named, unknown_label, walks, words_of, wrong_count
from gongkai.imports.placing.table_fragments import Key, Placed, Row
from gongkai.statute.formats import FormatTable, Line
from gongkai.statute.labels import squeezed


def by_grammar(placed: Placed, header: Sequence[Row], data: Sequence[Row]) -> Placed:
    placed.leaves = tuple(header_leaves_in_order(placed, header))
    rows = [within(row, header[0]) for row in data] if len(header) == 1 else data
    return rows_by_grammar(placed, rows) if placed.leaves else placed


def within(row: Row, head: Row) -> Row:
    """The row without the blank cells at its end that stand below blank ones of the header: a program wrote out a wide cell."""
    blank = len(head) - max((number for number, cell in enumerate(head, start=1) if squeezed(cell.text)), default=0)
    spare = len(row) == len(head) and not any(squeezed(cell.text) for cell in row[len(row) - blank :])
    return row[: len(row) - blank] if spare else row


def rows_by_grammar(placed: Placed, data: Sequence[Row]) -> Placed:
    """The rows below a header whose leaves are known."""
    context: Sequence[Step] = ()
    for row in data:
        if placed.table.across:
            place_values(placed, row, "", row, placed.leaves)
        else:
            context = place_labelled(placed, row, context, placed.leaves)
    return placed


def unmerged(rows: Sequence[Row]) -> list[Row]:
    """The rows as a file without merged cells has them: a cell that goes on from above is a blank one."""
    found = []
    for row in rows:
        number = row[0].row
        here = sorted((cell for line in rows for cell in line if number in cell.rows), key=lambda cell: cell.column)
        found.append(tuple(cell if cell.row == number else replace(cell, text="") for cell in here))
    return found


def place_labelled(placed: Placed, row: Row, context: Sequence[Step], leaves: Sequence[Key]) -> Sequence[Step]:
    """The row's path is the context of the next one."""
    cells = with_context(row, context)
    ways = [(path, tuple(cells[taken:])) for path, taken in walks(cells, placed.table.rows)]
    fitting = [(path, values) for path, values in ways if len(values) == len(leaves)]
    fitting = fitting or [
        (path, values[-len(leaves) :]) for path, values in ways if is_padded(placed.table, path, values, leaves)
    ]
    if len(fitting) == 1:
        path, values = fitting[0]
        placed.add_labels(path)
        place_values(placed, row, path[-1][0].id, values, leaves)
        return path
    if ways and not fitting:
        placed.refuse(row[0], wrong_count(row, len(ways[0][1]), len(leaves)))
        return ways[0][0]
    placed.refuse(row[0], unknown_label(placed.table, row))
    return context


def is_padded(table: FormatTable, path: Sequence[Step], values: Row, leaves: Sequence[Key]) -> bool:
    """Whether a program wrote a blank cell for each column of labels over which the row's own label reaches."""
    reach = max(line.depth for line in table.rows) - len(path)
    blank = not any(squeezed(cell.text) for cell in values[:reach])
    return reach > 0 and blank and len(values) == reach + len(leaves)


def with_context(row: Row, context: Sequence[Step]) -> list[GridCell]:
    """A blank cell at the head of a row goes on with the label above it; after a page break there may be none."""
    above = [cell for line, cell in context if line.members]
    said = list(dropwhile(lambda cell: not squeezed(cell.text), row))
    return [cell for cell in above[: len(row) - len(said)] if cell is not None] + said


def place_values(placed: Placed, row: Row, row_id: str, values: Row, leaves: Sequence[Key]) -> None:
    if len(values) != len(leaves) or any(cell.rowspan > 1 or cell.colspan > 1 for cell in values):
        placed.refuse(row[0], wrong_count(row, len(values), len(leaves)))
        return
    for (across_row, column), cell in zip(leaves, values, strict=True):
        placed.add(across_row or row_id, column, cell)


def header_leaves_in_order(placed: Placed, header: Sequence[Row]) -> list[Key]:
    """The leaf columns in the order in which the header prints them; none, with a problem, when it cannot be walked."""
    walk = HeaderWalk(placed.table)
    for row in header:
        if not walk.row(row):
            placed.refuse(row[0], f"“{placed.table.title}”表的表头看不懂：“{words_of(row)}”")
            return []
    if not walk.complete:
        missing = "”、“".join(line.label for group in walk.unnamed for line in group)
        placed.refuse(header[0][0], f"“{placed.table.title}”表的表头不全" + (f"，没有找到“{missing}”" if missing else ""))
        return []
    if not walk.in_line:
        placed.refuse(header[0][0], f"“{placed.table.title}”表的表头里，各列的先后对不上，不能判断各列是什么")
        return []
    for slot in walk.slots:
        placed.add_labels(slot.path)
    placed.add_corner(walk.corner)
    return [leaf_key(placed.table, slot.path) for slot in walk.slots]


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands above a cell of the next header row: `path` down to the label read last.

    `wanted` are the members, yet unnamed, among which this slot's own label must be; None once it was read.
    """

    path: tuple[Step, ...]
    wanted: list[Line] | None


class HeaderWalk:
    """Reads header rows one below the other."""

    def __init__(self, table: FormatTable) -> None:
        self.table = table
        self.corner: list[GridCell] = []
        self.unnamed: list[list[Line]] = []
        self.slots: list[Slot] = self.members((), header_of(table))

    def members(self, above: tuple[Step, ...], lines: Sequence[Line]) -> list[Slot]:
        wanted = list(lines)
        self.unnamed.append(wanted)
        return [Slot(above, wanted) for _ in lines]

    @property
    def complete(self) -> bool:
        """Every label down to the leaves was read."""
        return all(slot.wanted is None and not slot.path[-1][0].members for slot in self.slots)

    @property
    def in_line(self) -> bool:
        """No label stands to the left of the one before it, where both reach into the same row."""
        cells = [cell for slot in self.slots if (cell := slot.path[-1][1])]
        return all(a.column < b.column or not set(a.rows) & set(b.rows) for a, b in pairwise(cells))

    def row(self, row: Row) -> bool:
        """False when the row cannot stand here."""
        cells = list(row)
        if not self.table.across and (not self.corner or not squeezed(cells[0].text)):
            self.corner.append(cells.pop(0))
        slots = [below for slot in self.slots for below in self.below(slot)]
        if not self.stand_below(cells, slots):
            cells = self.spread(cells, slots)
        if not self.stand_below(cells, slots):
            return False
        self.slots = [self.unprinted(read) for read in [self.read(*pair) for pair in zip(slots, cells, strict=True)]]
        return True

    def stand_below(self, cells: Sequence[GridCell], slots: Sequence[Slot]) -> bool:
        """A cell for each slot: blank, or another of the labels that may stand there."""
        if len(cells) != len(slots):
            return False
        said = [(slot, cell.text) for slot, cell in zip(slots, cells, strict=True) if squeezed(cell.text)]
        found = [(id(slot.wanted), line) for slot, text in said for line in slot.wanted or () if named(line, text)]
        return len(found) == len(said) == len({(wanted, line.id) for wanted, line in found})

    def spread(self, cells: Sequence[GridCell], slots: Sequence[Slot]) -> list[GridCell]:
        """A header that lost its merged cells prints just the labels yet unread, one after the other."""
        said = [cell for cell in cells if squeezed(cell.text)]
        unread = [number for number, slot in enumerate(slots) if slot.wanted is not None]
        if len(said) != len(unread):
            return []
        by_slot = dict(zip(unread, said, strict=True))
        return [by_slot.get(number, replace(said[0], text="")) for number in range(len(slots))]

    def unprinted(self, slot: Slot) -> Slot:
        """A blank where only the name of one group is missing stands for that group."""
        left = slot.wanted or []
        if len(left) == 1 and left[0].members:
            return Slot((*slot.path, (left.pop(), None)), None)
        return slot

    def below(self, slot: Slot) -> list[Slot]:
        if slot.wanted is None and slot.path[-1][0].members:
            return self.members(slot.path, slot.path[-1][0].members)
        return [slot]

    def read(self, slot: Slot, cell: GridCell) -> Slot:
        """The slot with the label that stands below it, if any."""
        for line in slot.wanted or ():
            if squeezed(cell.text) and named(line, cell.text) and slot.wanted is not None:
                slot.wanted.remove(line)
                return Slot((*slot.path, (line, cell)), None)
        return slot
