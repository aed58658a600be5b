"""Something that a search can land on, which anybody may hand over: pieces of pages, entries of a catalogue, anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Rank(IntEnum):
    """What stands first among equally good answers."""

    PAGE = 0
    SECTION = 1
    ROW = 2
    RECORD = 3
    REPEATED = 4  # tells again, in another order, what other pages state: a history, a comparison


OF_NO_YEAR = 9999  # stands before every year


@dataclass(frozen=True, slots=True)
class SearchPart:
    """Something to land on. `address` is the page's from the column's root, `anchor` may be empty; year 0 is none stated.

    `title` and `text` are shown and searched, and so is what stands above: the title of its page, then of its sections in `path`,
    outermost first. A page's own part has an empty `page`. `agency` and `kind` are what a reader may choose; both may be empty.
    `foremost` is what answers a question that names no agency: the government's own report, the pages of the column.
    """

    address: str
    anchor: str
    title: str
    text: str
    page: str = ""
    path: tuple[str, ...] = ()
    year: int = 0
    agency: str = ""
    kind: str = ""
    rank: Rank = Rank.RECORD
    foremost: bool = False

    @property
    def order(self) -> tuple[int, int]:
        """The lower, the better among equal answers: what is foremost, then by rank; what is of no year, then the newest.

        What is repeated comes last: pages about all agencies, then the rows on them, then those about one agency.
        """
        rank = int(self.rank) if self.foremost else self.rank + len(Rank)
        if self.rank is Rank.REPEATED:
            rank = 2 * len(Rank) + bool(self.anchor) + 2 * bool(self.agency)
        return rank, -self.year if self.year else -OF_NO_YEAR

    @property
    def context(self) -> str:
        """What stands above it, outermost first, and whose it is."""
        year = (f"{self.year}年",) if self.year else ()
        return " ".join((self.page, *self.path, self.agency, *year))


def once(parts: Iterable[SearchPart]) -> list[SearchPart]:
    """Without a second part for a place that has one."""
    return list({(part.address, part.anchor, part.title): part for part in reversed(list(parts))}.values())[::-1]


OTHERS = SearchPart("", "", "", "", rank=Rank.PAGE).order
"""The order of the first parts that are not foremost."""
REPEATED = SearchPart("", "", "", "", rank=Rank.REPEATED).order
"""The order of the first parts that repeat others."""
