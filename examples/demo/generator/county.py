"""The county's agencies: what county.yml says of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parents[1]
KINDS = ("office", "department", "township")


@dataclass(frozen=True)
class Agency:
    """`weight` says how many of a thing it has in a usual year; `works` and `topics` are what its prose speaks of.

    `forms`: years in which it filled in the form of other years. `elsewhere`: reports that stand on a site of its own.
    """

    id: str
    name: str
    short: str
    kind: str
    topics: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    weight: Mapping[str, int] | None = None
    since: int | None = None
    until: int | None = None
    forms: Mapping[int, str] | None = None
    elsewhere: tuple[Mapping[str, Any], ...] = ()

    def existed(self, year: int) -> bool:
        return (self.since or year) <= year <= (self.until or year)

    def usual(self, thing: str) -> int:
        return (self.weight or {}).get(thing, 0)


@dataclass(frozen=True)
class County:
    """`organs` are all agencies but the government as a whole; `away` have a site of their own and no report here."""

    years: tuple[int, ...]
    city: str
    government: Agency
    organs: tuple[Agency, ...]
    away: tuple[Agency, ...]

    @property
    def agencies(self) -> tuple[Agency, ...]:
        return (self.government, *self.organs, *self.away)


@cache
def county() -> County:
    facts = facts_in("county.yml")
    shared = {"topics": facts["township_topics"], "weight": facts["township_weight"]}
    organs = [
        agency({**(shared if kind == "township" else {}), **entry, "kind": kind}) for kind in KINDS for entry in facts[kind]
    ]
    away = tuple(map(agency, facts["away"]))
    return County(tuple(facts["years"]), facts["city"], agency(facts["government"]), tuple(organs), away)


def agency(entry: dict[str, Any]) -> Agency:
    facts: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return Agency(**facts)


def facts_in(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text("utf-8"))
