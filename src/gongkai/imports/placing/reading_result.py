"""What the reading of a document collects on its way."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gongkai.imports.document import MANY, DocumentPlace, GridCell
from gongkai.problems import Problem
from gongkai.reports.import_record import PICTURES, RecordLine


@dataclass(frozen=True, slots=True)
class Misprint:
    """What keeps a document from being imported and what one that was public may have printed so all the same.

    `words` are what stands in the cell, None of a row or a table that is not there.
    """

    address: str
    name: str
    words: str | None
    where: str
    fault: str


@dataclass(frozen=True, slots=True)
class InDoubt:
    label: str
    place: DocumentPlace
    problem: Problem


@dataclass(frozen=True, slots=True)
class Looked:
    """What was said against a cell where it stands, and its picture; both empty for most cells."""

    doubt: str
    picture: bytes


class Found:
    """Problems, and a line of the import record for each value."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.in_doubt: dict[str, list[InDoubt]] = {}
        self.entries: list[RecordLine] = []
        self.places: dict[str, DocumentPlace] = {}
        self.misprints: list[Misprint] = []
        self.pictures: dict[str, bytes] = {}
        self.looked: dict[str, Looked] = {}

    def note(
        self,
        address: str,
        label: str,
        value: str,
        text: str,
        place: DocumentPlace,
        *,
        doubt: str = "",
        placing: str = "",
        picture: bytes = b"",
    ) -> None:
        """A value that was read; a doubt about it is told as well. One about `placing` is of the whole table and told there.

        `picture`: a PNG of how it is drawn beside what was read, kept for whoever compares it with the document.
        """
        seen = f"图见 {self.keep(address, picture)}" if doubt and picture else ""
        doubts = "；".join(filter(None, (doubt, placing, seen)))
        self.entries.append(RecordLine(address, label, value, text, place.words, doubts))
        self.places[address], self.looked[address] = place, Looked(doubt, picture)
        if doubt:
            self.tell(address, label, doubt)

    def tell(self, address: str, label: str, doubt: str) -> None:
        place = self.places[address]
        self.problems.append(place.doubt(f"{label}：{doubt}", address))
        self.in_doubt.setdefault(doubt, []).append(InDoubt(label, place, self.problems[-1]))

    def doubt_besides(self, address: str, doubt: str, picture: bytes) -> None:
        """A doubt that comes up once the value was noted, from the document as it is drawn."""
        number = next(number for number, line in enumerate(self.entries) if line.address == address)
        line = self.entries[number]
        seen = f"图见 {self.keep(address, picture)}" if picture else ""
        self.entries[number] = replace(line, doubt="；".join(filter(None, (line.doubt, doubt, seen))))
        self.tell(address, line.label, doubt)

    def keep(self, address: str, picture: bytes) -> str:
        """The name of the picture's file in the draft."""
        name = f"{PICTURES}/{address}.png"
        self.pictures[name] = picture
        return name

    def told(self) -> list[Problem]:
        """Every problem; a doubt that many cells share is told once, at the first of them. The record has it at each."""
        shared = {doubt: cells for doubt, cells in self.in_doubt.items() if len(cells) >= MANY}
        gathered = {id(cell.problem) for cells in shared.values() for cell in cells}
        once = [
            cells[0].place.doubt(f"有 {len(cells)} 格（第一格是{cells[0].label}）：{doubt}") for doubt, cells in shared.items()
        ]
        return [problem for problem in self.problems if id(problem) not in gathered] + once

    def unreadable(self, address: str, label: str, cell: GridCell, fault: str, *, printed: str | None) -> None:
        """A cell from which no figure can be read. Nothing is imported then; a review shows the words that stand there.

        `printed`: the words that may be kept where they were public; None where nobody can tell what was printed.
        """
        self.problems.append(cell.place.problem(f"{label} {fault}", subject=address))
        self.entries.append(RecordLine(address, label, "", cell.text, cell.place.words, fault))
        if printed is not None:
            self.misprints.append(Misprint(address, label, printed, cell.place.words, fault))

    def missing(self, address: str, name: str, message: str, place: DocumentPlace) -> None:
        """A row or a table that the format asks for and the document does not have."""
        self.problems.append(place.problem(message, subject=address))
        self.misprints.append(Misprint(address, name, None, place.words, message))
