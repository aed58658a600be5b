"""What was typed and is in no file of the county yet: refused, in doubt, or not finished when the browser stopped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from gongkai.desk.journal import own_folder
from gongkai.files import write_durably

FILE = "unsent.json"
LONGEST = 200_000  # characters


class Typed(NamedTuple):
    """`seen` is what stood there when the typing began."""

    text: str
    seen: str


class Unsent:
    """By report (`2025/finance`) and place (`requests.received.total`, `sections.overview`)."""

    def __init__(self, data: Path) -> None:
        self.file = own_folder(data) / FILE
        self.kept: dict[str, dict[str, Typed]] = {}
        try:
            read = json.loads(self.file.read_text("utf-8"))
            self.kept = {report: {place: Typed(*map(str, typed)) for place, typed in of.items()} for report, of in read.items()}
        except (OSError, ValueError, AttributeError, TypeError):  # none, or damaged
            self.kept = {}

    def of(self, report: str) -> dict[str, Typed]:
        return self.kept.get(report, {})

    def keep(self, report: str, place: str, typed: Typed) -> None:
        if len(typed.text) <= LONGEST and self.of(report).get(place) != typed:
            self.put({**self.kept, report: {**self.of(report), place: typed}})

    def drop(self, report: str, place: str) -> None:
        if place in self.of(report):
            self.put({**self.kept, report: {key: typed for key, typed in self.of(report).items() if key != place}})

    def put(self, kept: dict[str, dict[str, Typed]]) -> None:
        self.kept = {report: of for report, of in kept.items() if of}
        write_durably(self.file, json.dumps(self.kept, ensure_ascii=False).encode())
