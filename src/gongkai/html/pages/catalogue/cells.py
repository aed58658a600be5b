"""What an entry's row says, in HTML: the same on every list on which the entry stands, and made once for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.catalogue import Entry
from gongkai.county.addresses import CATALOGUE
from gongkai.html.pages.catalogue.entry_page import title_of
from gongkai.html.setting import in_lines
from gongkai.html.shells import escaped_lines

CELLS = ("field", "number", "matter", "href", "submatter", "time_limit", "publisher", "channels", "levels")
MOST = 50_000  # entries whose cells are remembered; those of a province would take more memory than they save time


@dataclass(frozen=True, slots=True)
class Cells:
    """`fields` are the titles of the fields, by id."""

    fields: Mapping[str, str]
    known: dict[tuple[str, str], Sequence[bytes]] = field(default_factory=dict)

    def of(self, entry: Entry) -> Sequence[bytes]:
        """In the order of CELLS; what an entry does not say is empty."""
        place = (entry.field, entry.id)
        found = self.known.get(place)
        if found is None:
            found = escaped_lines(self.texts(entry))
            if len(self.known) < MOST:
                self.known[place] = found
        return found

    def texts(self, entry: Entry) -> list[str]:
        return [
            self.fields.get(entry.field, entry.field),
            in_lines(entry.number),
            in_lines(entry.matter),
            f"{CATALOGUE}/{entry.field}/{entry.id}/",
            link_words(entry),
            in_lines(entry.time_limit),
            in_lines(entry.publisher),
            entry.channels.required_text,
            "、".join(entry.levels),
        ]


def link_words(entry: Entry) -> str:
    """The words of a row's link."""
    return in_lines(entry.submatter or entry.matter) or title_of(entry)
