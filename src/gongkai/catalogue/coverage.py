"""What of a guide is there: each required matter with the entries and the published information that are it.

Only the same words, or the office saying so (`covers:`), make an entry the matter's own; what is merely near is told the office.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.catalogue import Catalogue
from gongkai.catalogue.entries import Entry
from gongkai.catalogue.guides import Guide, Matter
from gongkai.catalogue.items import Item
from gongkai.statute.labels import fold

MOST_NAMED = 3
TELLING = 4  # characters; of fewer too many others hold the same


@dataclass(frozen=True, slots=True)
class Covered:
    """A required matter with what is there of it. `near` are addresses and ids of what may be it: for the office alone."""

    matter: Matter
    entries: tuple[Entry, ...]
    items: tuple[Item, ...]
    near: tuple[str, ...] = ()

    @property
    def is_missing(self) -> bool:
        return not self.entries and not self.items

    @property
    def near_in_words(self) -> str:
        """a/1、a/2等 7 处; empty where nothing is near."""
        more = f"等 {len(self.near)} 处" if len(self.near) > MOST_NAMED else ""
        return "、".join(self.near[:MOST_NAMED]) + more


@dataclass(frozen=True, slots=True)
class Coverage:
    guide: Guide
    matters: tuple[Covered, ...]

    @property
    def missing(self) -> tuple[Covered, ...]:
        return tuple(covered for covered in self.matters if covered.is_missing)


def coverage(catalogue: Catalogue, documents: Mapping[str, Item]) -> Mapping[str, Coverage]:
    """By field; `documents` by their ids."""
    return {id: Coverage(guide, tuple(covered(guide, catalogue, documents))) for id, guide in catalogue.guides.items()}


def covered(guide: Guide, catalogue: Catalogue, documents: Mapping[str, Item]) -> Iterator[Covered]:
    field = catalogue.by_field.get(guide.field)
    own = field.entries if field else ()
    for matter in guide.matters:
        said = {address: found for address in matter.covers if (found := catalogue.entry(address))}
        said |= {entry.address: entry for entry in own if is_same(matter, entry)}
        entries = tuple(said.values())
        items = [item for entry in entries for item in catalogue.items_of(entry)]
        items += [documents[id] for id in matter.covers if id in documents and documents[id] not in items]
        missing = not entries and not items
        yield Covered(matter, entries, tuple(items), tuple(near(matter, own, documents)) if missing else ())


def is_same(matter: Matter, entry: Entry) -> bool:
    """Whether both say the same words; a matter without 二级事项 is all entries of its 一级事项."""
    same = fold(matter.matter) == fold(entry.matter)
    return same and (not matter.submatter or fold(matter.submatter) == fold(entry.submatter))


def near(matter: Matter, entries: tuple[Entry, ...], documents: Mapping[str, Item]) -> Iterator[str]:
    """What shares the words that tell the matter from others, in part or under another 一级事项; those of its own first."""
    words = core(matter.matter, matter.submatter)
    like = [entry for entry in entries if alike(words, core(entry.matter, entry.submatter))]
    yield from (entry.address for entry in sorted(like, key=lambda entry: fold(entry.matter) != fold(matter.matter)))
    for id, item in documents.items():
        if len(words) >= TELLING and words in fold(item.title):
            yield id


def core(matter: str, submatter: str) -> str:
    return fold(submatter or matter)


def alike(one: str, other: str) -> bool:
    """
    >>> alike("低保对象", "城乡低保对象"), alike("公示", "公示"), alike("公示", "审核公示")
    (True, True, False)
    """
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= TELLING and shorter in longer)
