"""What the reading of a document collects on its way."""

from __future__ import annotations

from gongkai.importers.document import Place
from gongkai.importers.record import Entry
from gongkai.problems import Problem


class Found:
    """Problems, and a line of the import record for each value."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.entries: list[Entry] = []

    def note(self, address: str, label: str, value: str, text: str, place: Place, *, doubt: str = "") -> None:
        """A value that was read; a doubt about it is told as well."""
        self.entries.append(Entry(address, label, value, text, place.words, doubt))
        if doubt:
            self.problems.append(place.doubt(f"{label}：{doubt}", address))
