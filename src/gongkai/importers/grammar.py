"""Cells placed where merged cells are lost: the header is walked as a sentence whose grammar is the format's tree.

A blank below a leaf continues it and the members of a group come from the next row. A data row is labels down to a leaf
and then exactly as many values as there are leaf columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile

from gongkai.formats import FormatTable, Line
from gongkai.importers.document import GridCell
from gongkai.importers.geometry import Key
from gongkai.importers.named import Step, header_of, leaf_key, named, unknown_label, walks, words_of, wrong_count
from gongkai.importers.pieces import Placed, Row
from gongkai.labels import squeezed


def by_grammar(placed: Placed, header: Sequence[Row], data: Sequence[Row]) -> Placed:
    leaves = header_leaves_in_order(placed, header)
    context: Sequence[Step] = ()
    for row in data if leaves else ():
        if placed.table.across:
            place_values(placed, row, "", row, leaves)
        else:
            context = place_labelled(placed, row, context, leaves)
    return placed


def place_labelled(placed: Placed, row: Row, context: Sequence[Step], leaves: Sequence[Key]) -> Sequence[Step]:
    """The row's path is the context of the next one."""
    cells = with_context(row, context)
    ways = [(path, tuple(cells[taken:])) for path, taken in walks(cells, placed.table.rows)]
    fitting = [(path, values) for path, values in ways if len(values) == len(leaves)]
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


def with_context(row: Row, context: Sequence[Step]) -> list[GridCell]:
    """A blank cell at the head of a row goes on with the label above it; after a page break there may be none."""
    above = [cell for line, cell in context if line.members]
    said = list(dropwhile(lambda cell: not squeezed(cell.text), row))
    return [cell for cell in above[: len(row) - len(said)] if cell is not None] + said


def place_values(placed: Placed, row: Row, row_id: str, values: Row, leaves: Sequence[Key]) -> None:
    if len(values) != len(leaves):
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

    def row(self, row: Row) -> bool:
        """False when the row cannot stand here."""
        cells = list(row)
        if not self.table.across:
            self.corner.append(cells.pop(0))
            if len(self.corner) > 1 and squeezed(self.corner[-1].text):
                return False
        slots = [below for slot in self.slots for below in self.below(slot)]
        if len(cells) != len(slots):
            return False
        read = [self.read(slot, cell) for slot, cell in zip(slots, cells, strict=True)]
        self.slots = [slot for slot in read if slot is not None]
        return len(self.slots) == len(slots)

    def below(self, slot: Slot) -> list[Slot]:
        if slot.wanted is None and slot.path[-1][0].members:
            return self.members(slot.path, slot.path[-1][0].members)
        return [slot]

    def read(self, slot: Slot, cell: GridCell) -> Slot | None:
        if not squeezed(cell.text):
            return slot
        for line in slot.wanted or ():
            if named(line, cell.text) and slot.wanted is not None:
                slot.wanted.remove(line)
                return Slot((*slot.path, (line, cell)), None)
        return None
