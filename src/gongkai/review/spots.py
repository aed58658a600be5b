"""Where something stands in the document that a reviewer has, in words; found again from the positions that checks give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from gongkai.problems import Position


@dataclass(frozen=True, slots=True)
class Spot:
    """`place` says it to a person (第 3 页第 1 个表第 3 行第 2 列), empty for the document as a whole; `words` stand there.

    `address` is that of the cell, section or part of the report; empty for none.
    """

    place: str = ""
    words: str = ""
    address: str = ""


WHOLE = Spot()


@dataclass(frozen=True, slots=True)
class Spots:
    """The places of one report. `exact` are those of its cells and labels; `lines` those of its lines, by file and line."""

    exact: Mapping[Position, Spot]
    lines: Mapping[tuple[str, int], Spot]

    def known(self, position: Position) -> Spot | None:
        return self.exact.get(position) or self.lines.get((position.file, position.line))

    def at(self, position: Position) -> Spot:
        """Of what the document has no place for, the line of the office's own file."""
        line = Spot(f"{PurePath(position.file).name} 第 {position.line} 行") if position.line else WHOLE
        return self.known(position) or line

    def of(self, address: str) -> Spot | None:
        """The place of the cell, section or part of that address; None where the document has none."""
        every: Iterable[Spot] = (*self.exact.values(), *self.lines.values())
        return next((spot for spot in every if spot.address == address), None)
