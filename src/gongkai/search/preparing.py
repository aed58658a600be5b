"""A part made ready for an index, as plain values that a caller may keep from one build to the next.

What is prepared depends on the part alone, so it may be kept under the content of whatever the part was made of; a build then
prepares only what has changed. It is for the version of Gongkai that made it, and for nobody else to read.
"""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass
from json.encoder import encode_basestring as quoted
from typing import NamedTuple

from gongkai.search.keys import keys_of_title, pieces_of
from gongkai.search.parts import Rank, SearchPart

Prepared = tuple[tuple[int, int], tuple[str, ...], bytes, bytes, tuple[str, ...], tuple[str, ...], tuple[str, str, str, str, str]]
"""Its order; the pieces of what it says, the pairs across them; pairs and other keys of its title; what is found without being
said; what is shown. Marshal keeps it."""
FACETS = ("year", "agency", "kind")


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a part, in JSON: its page (address, title, year), agency, kind, place (anchor, title, path), and text."""

    page: str
    agency: str
    kind: str
    place: str
    text: str

    @property
    def name(self) -> str:
        """Tells it from its neighbours by its page and anchor, whatever is said in it."""
        return self.page + self.place.split(",", maxsplit=1)[0]


def prepared(part: SearchPart) -> Prepared:
    """Everything that an index needs of a part; equal for equal parts."""
    pieces, across = pieces_of(part.text)
    title = keys_of_title(part.title)
    facets = [f"={name[0]}{value}" for name in FACETS if (value := getattr(part, name))]
    return (
        part.order,
        tuple(dict.fromkeys((part.context, *pieces))),
        across,
        array("I", title.pairs).tobytes(),
        tuple(title.others),
        (*title.threes, *facets),
        shown(part),
    )


def shown(part: SearchPart) -> tuple[str, str, str, str, str]:
    page = f"{quoted(part.address)},{quoted(part.page)},{part.year}"
    place = ",".join(map(quoted, (part.anchor, part.title, *part.path)))
    return page, quoted(part.agency), quoted(part.kind), place, quoted(part.text)


def order(part: Prepared) -> tuple[int, int]:
    """What `SearchPart.order` was."""
    return part[0]


class Landing(NamedTuple):
    """Where a part leads, and what is shown of it."""

    address: str
    anchor: str
    title: str
    text: str
    rank: Rank


def landing(part: Prepared) -> Landing:
    """For a search that is not ours, which makes its own of the words."""
    page, *_, place, said = part[-1]
    anchor, title, *_ = json.loads(f"[{place}]")
    first = part[0][0]
    rank = Rank(first % len(Rank)) if first < 2 * len(Rank) else Rank.REPEATED
    return Landing(json.loads(f"[{page}]")[0], anchor, title, json.loads(said), rank)
