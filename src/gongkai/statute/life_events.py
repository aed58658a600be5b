"""What happens in people's lives, and the fields of the catalogue that have to do with it. Data, in life_events.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from gongkai.source.package_data import load_package_data


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """`fields` are ids of the catalogue's fields, the nearest first."""

    id: str
    name: str
    fields: tuple[str, ...]


@cache
def life_events() -> tuple[LifeEvent, ...]:
    facts = load_package_data((resources.files("gongkai") / "statute" / "life_events.yml").read_text("utf-8"))
    return tuple(LifeEvent(each["id"], each["name"], tuple(each["fields"])) for each in facts)
