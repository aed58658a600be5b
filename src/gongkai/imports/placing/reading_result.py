"""What the reading of a document collects on its way."""

from __future__ import annotations

from gongkai.imports.document import DocumentPlace, GridCell
from gongkai.problems import Problem
from gongkai.reports.import_record import RecordLine


class Found:
    """Problems, and a line of the import record for each value."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.entries: list[RecordLine] = []

    def note(
        self, address: str, label: str, value: str, text: str, place: DocumentPlace, *, doubt: str = "", placing: str = ""
    ) -> None:
        """A value that was read; a doubt about it is told as well. One about `placing` is of the whole table and told there."""
        doubts = "；".join(filter(None, (doubt, placing)))
        self.entries.append(RecordLine(address, label, value, text, place.words, doubts))
        if doubt:
            self.problems.append(place.doubt(f"{label}：{doubt}", address))

    def unreadable(self, address: str, label: str, cell: GridCell, fault: str) -> None:
        """A cell from which no figure can be read. Nothing is imported then; a review shows the words that stand there."""
        self.problems.append(cell.place.problem(f"{label} {fault}", subject=address))
        self.entries.append(RecordLine(address, label, "", cell.text, cell.place.words, fault))
