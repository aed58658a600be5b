"""The agency that a name in an office's file means, or the one that it may have meant."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher

from gongkai.county.agencies import Agency
from gongkai.statute.labels import squeezed

GOVERNMENT = ("县政府", "县人民政府", "本级政府")
ALIKE = 0.6  # of the characters of two names, from which on one may be a slip for the other


def agency_named(text: str, agencies: Mapping[str, Agency]) -> str:
    """The id of an agency by its id, its name or its short name; empty for none, or for one of two.

    >>> agency_named("civil", {}), agency_named("民政局", {})
    ('', '')
    """
    said = squeezed(text)
    if said in agencies:
        return said
    if said in GOVERNMENT:
        return next((id for id, agency in agencies.items() if agency.kind == "government"), "")
    found = [id for id, agency in agencies.items() if said in (squeezed(agency.name), squeezed(agency.short or ""))]
    return found[0] if len(found) == 1 else ""


def no_such_agency(text: str, agencies: Mapping[str, Agency]) -> str:
    """What to say of a name that is none's: whom it may mean, or what to do first."""
    near = nearest(squeezed(text), agencies)
    hint = f"是不是“{near}”？" if near else "请先把它写进 agencies.yml，再读入"
    return f"agencies.yml 里没有“{text}”这个机构；{hint}"


def nearest(said: str, agencies: Mapping[str, Agency]) -> str:
    """The name or short name that is most like it, one that holds it or is held by it before any other; empty for none."""
    names = [name for agency in agencies.values() for name in (agency.name, agency.short) if name]
    likeness = {name: SequenceMatcher(None, said, squeezed(name), autojunk=False).ratio() for name in names}
    held = [name for name in names if len(said) > 1 and (said in squeezed(name) or squeezed(name) in said)]
    alike = held or [name for name in names if likeness[name] >= ALIKE]
    return max(alike, key=lambda name: likeness[name], default="")
