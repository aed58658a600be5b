"""Ids of agencies from the sounds of their names: 财政局 → caizhengju. Long names give their first letters, as 政府网站 do."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from importlib import resources
from itertools import count

from gongkai.county.addresses import RESERVED
from gongkai.county.agencies import AGENCY_ID
from gongkai.search.keys import readings
from gongkai.source.package_data import load_package_data

SPELLED_OUT = 5  # characters; a longer name gives an address that nobody types
NAMELESS = "jigou"  # of a name in which no character has a known sound


def id_of(name: str, taken: Collection[str]) -> str:
    """An id that is not taken, the same for the same name; a number follows where two names sound alike.

    >>> id_of("财政局", ()), id_of("市场监督管理局", ()), id_of("财政局", {"caizhengju"})
    ('caizhengju', 'scjdglj', 'caizhengju-2')
    """
    sounds = [sound for character in name if (sound := sound_of(character))]
    spelled = "".join(sounds if len(sounds) <= SPELLED_OUT else (sound[0] for sound in sounds))
    wanted = spelled if AGENCY_ID.match(spelled) else NAMELESS
    forbidden = {*taken, *RESERVED}
    numbered = (f"{wanted}-{number}" for number in count(2))
    return wanted if wanted not in forbidden else next(id for id in numbered if id not in forbidden)


def sound_of(character: str) -> str:
    """Without its tone; empty for what has none."""
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    known = readings().get(character)
    return preferred().get(character, known[0]) if known else ""


@cache
def preferred() -> dict[str, str]:
    """The sound of a character of several, as it has it in names of agencies and places."""
    found: dict[str, str] = load_package_data((resources.files("gongkai") / "setup" / "readings.yml").read_text("utf-8"))
    return found
