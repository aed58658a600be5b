"""What is made into segments of the search together, and kept: a change renews the groups that it touches and no others.

The pages about a year are a group, those about a few agencies over the years, all others; so are the documents of a list and
the entries of a few fields.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from operator import attrgetter
from pathlib import Path

from gongkai.build.cache import cache_get, cache_put
from gongkai.build.catalogue_targets import CatalogueTargets
from gongkai.build.making import Maker
from gongkai.build.manifest import Unit, digest
from gongkai.build.plan import Plan
from gongkai.build.processes import spread
from gongkai.build.search import parts_of_lists, prepared_field
from gongkai.build.target import Target
from gongkai.catalogue import Field
from gongkai.search import Prepared, Segment, prepared, segments_of

FEW = 12  # agencies whose pages are one group
MANY = 2_000  # entries after which the next field begins a group of its own


@dataclass(frozen=True, slots=True)
class Group:
    """Its file in the cache, the digest of all that it is made of, and what gives its parts, in their order."""

    name: str
    of: str
    parts: Callable[[], Iterable[Prepared]]


def groups_of(plan: Plan, units: Mapping[str, Unit], maker: Maker) -> list[Group]:
    """In the order in which they stand among equals: pages by their address, lists of the catalogue, its entries."""
    return [*page_groups(plan.targets, units, maker), list_group(plan.catalogue), *entry_groups(plan.catalogue)]


def page_groups(targets: Sequence[Target], units: Mapping[str, Unit], maker: Maker) -> list[Group]:
    years: dict[int, list[Target]] = {}
    alone: dict[str, list[Target]] = {}
    agencies: dict[str, list[Target]] = {}
    for target in targets:
        if target.searched and units[target.name].outputs:
            like = target.searched.like
            if target.searched.group:
                alone.setdefault(f"search.{target.searched.group}", []).append(target)
                continue
            own = agencies.setdefault(like.agency, []) if like.agency and not like.year else years.setdefault(like.year, [])
            own.append(target)
    ordered = sorted(agencies.values(), key=lambda own: min(path for target in own for path in units[target.name].outputs))
    some = [list(chain.from_iterable(ordered[at : at + FEW])) for at in range(0, len(ordered), FEW)]
    groups = {f"search.{year}": own for year, own in sorted(years.items())}
    groups |= {f"search.agencies-{number}": own for number, own in enumerate(some)}
    return [page_group(name, own, units, maker) for name, own in (groups | alone).items()]


def page_group(name: str, targets: Sequence[Target], units: Mapping[str, Unit], maker: Maker) -> Group:
    of = digest(*(f"{target.name} {units[target.name].of}" for target in targets))
    return Group(name, of, partial(parts_of_pages, targets, maker))


def parts_of_pages(targets: Sequence[Target], maker: Maker) -> Iterator[Prepared]:
    """In the order of the pages' addresses, which does not depend on how they were made."""
    for page in sorted(chain.from_iterable(map(maker.pages, targets)), key=attrgetter("address")):
        yield from page.parts


def list_group(targets: CatalogueTargets) -> Group:
    parts = list(parts_of_lists(targets))
    return Group("search.lists", digest(targets.shared, repr(parts)), partial(map, prepared, parts))


def entry_groups(targets: CatalogueTargets) -> Iterator[Group]:
    """Fields that follow each other, until they have many entries."""
    fields: list[Field] = []
    for field in targets.catalogue.fields:
        fields.append(field)
        if sum(len(own.entries) for own in fields) >= MANY:
            yield entry_group(fields, targets)
            fields = []
    if fields:
        yield entry_group(fields, targets)


def entry_group(fields: Sequence[Field], targets: CatalogueTargets) -> Group:
    def parts() -> Iterator[Prepared]:
        for field in own:
            yield from prepared_field(field, targets.titles_of(field), targets.catalogue.items_of_field(field), targets.setting)

    own = tuple(fields)
    return Group(f"search.entries-{own[0].id}", digest(*map(targets.of_words, own), *map(targets.items_of, own)), parts)


# ---- Kept from build to build


def segments_in(groups: Sequence[Group], cache: Path, jobs: int) -> list[Segment]:
    """Of all groups, in their order; those that were not kept are made by all processors."""
    known = {group.name: kept(group, cache) for group in groups}
    missing = [group for group in groups if known[group.name] is None]
    spread(partial(keep, cache), missing, jobs)
    known |= {group.name: kept(group, cache) or segments_of(group.parts()) for group in missing}
    return list(chain.from_iterable(known[group.name] or () for group in groups))


def keep(cache: Path, group: Group) -> None:
    segments = [tuple(segment) for segment in segments_of(group.parts())]
    cache_put(cache / group.name, group.of, segments, marshal.dumps)


def kept(group: Group, cache: Path) -> list[Segment] | None:
    found = cache_get(cache / group.name, group.of, marshal.loads)
    return None if found is None else [Segment(*segment) for segment in found]
