"""A part made ready for an index, as plain values that a caller may keep from one build to the next.

What is prepared depends on the part alone, so it may be kept under the content of whatever the part was made of; a build then
prepares only what has changed. It is for the version of Gongkai that made it, and for nobody else to read.
"""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass

from gongkai.search.keys import keys_of, keys_of_context, keys_of_title
from gongkai.search.parts import Part

Prepared = tuple[tuple[int, int], bytes, int, tuple[str, ...], int, tuple[str, str, str, str]]
"""Its order; all pairs and how many are the title's; other keys and how many are the title's; what is shown. Marshal keeps it."""
FACETS = ("year", "agency", "kind")
quoted = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a part, in JSON: its page (address, title, year), agency, kind, and anchor, title, text and path."""

    page: str
    agency: str
    kind: str
    row: str


def prepared(part: Part) -> Prepared:
    """Everything that an index needs of a part; equal for equal parts."""
    (title, sounds), above, text = keys_of_title(part.title), keys_of_context(part.context), keys_of(part.text)
    facets = [f"={name[0]}{value}" for name in FACETS if (value := getattr(part, name))]
    pairs = array("I", {**title.pairs, **above.pairs, **text.pairs}).tobytes()
    others = {**title.others, **above.others, **text.others, **sounds, **dict.fromkeys(facets)}
    return part.order, pairs, len(title.pairs), tuple(others), len(title.others), shown(part)


def shown(part: Part) -> tuple[str, str, str, str]:
    page = f"{quoted(part.address)},{quoted(part.page)},{part.year}"
    return page, quoted(part.agency), quoted(part.kind), ",".join(map(quoted, (part.anchor, part.title, part.text, *part.path)))


def order(part: Prepared) -> tuple[int, int]:
    """What `Part.order` was."""
    return part[0]
