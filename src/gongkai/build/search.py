"""The catalogue's part of the search: an entry is found by its words, and leads to its page.

What is prepared of a field's entries is kept from build to build, under the digest of all that it depends on.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from gongkai.build.cache import made_once
from gongkai.build.manifest import digest
from gongkai.build.targets import Units
from gongkai.catalogue import Entry, Field
from gongkai.catalogue.entries import audience_text
from gongkai.county.addresses import BY_AGENCY, catalogue_address
from gongkai.county.agencies import Agency
from gongkai.html.pages.catalogue.entry_page import CATALOGUE_NAME, label, titles_of
from gongkai.html.pages.catalogue.overview import has_townships, overview_page, townships_page
from gongkai.html.pages.catalogue.setting import CataloguePage, Setting, in_one_line
from gongkai.search import Prepared, Rank, SearchPart, prepared

KIND = "目录事项"
FRONT = "search.front"  # of a field it is search-, with its id


def prepared_entries(units: Units, cache: Path) -> Iterator[Prepared]:
    """Of every entry, in the catalogue's order."""
    for field in units.catalogue.fields:
        file, make = cache / f"search-{field.id}", partial(prepared_field, field, units.setting)
        yield from made_once(file, units.of_words(field), make, loads=marshal.loads, dumps=marshal.dumps)


def prepared_field(field: Field, setting: Setting) -> list[Prepared]:
    titles = titles_of(field)
    return [prepared(part_of(entry, titles[entry.id], field, setting)) for entry in field.entries]


def part_of(entry: Entry, title: str, field: Field, setting: Setting) -> SearchPart:
    said = (
        ("content", entry.content),
        ("basis", entry.basis),
        ("time_limit", entry.time_limit),
        ("publisher", entry.publisher),
        ("channels", entry.channels.required_text),
        ("audience", audience_text(entry.audience)),
    )
    words = [f"{label(key)}：{in_one_line(text)}" for key, text in said if text]
    words += [f"{name}：{in_one_line(text)}" for name, text in entry.extra.items() if text]
    words += [f"索引号：{entry.index_number}"] if entry.index_number else []
    agency = next((setting.agencies[id].name for id in entry.agencies if id in setting.agencies), "")
    return SearchPart(
        address=f"{catalogue_address(field.id, entry.id)}/",
        anchor="",
        title=title,
        text="。".join(words),
        page=field.title,
        agency=agency,
        kind=KIND,
    )


def parts_of_lists(units: Units) -> Iterator[SearchPart]:
    """The catalogue's front page with its tables, each list of a field or an agency, and the pages over all fields."""
    setting, catalogue = units.setting, units.catalogue
    front = overview_page(catalogue, setting, units.stated, (), ())
    like = SearchPart(f"{front.address}/", "", "", "", kind=KIND, foremost=True)
    yield from parts_of_front(front.content, like, units)
    for field in catalogue.fields:
        first = "、".join(dict.fromkeys(entry.matter for entry in field.entries if entry.matter))
        yield replace(like, address=f"{catalogue_address(field.id)}/", title=list_title(field.title), text=first, rank=Rank.PAGE)
    for id in setting.listed:
        name = setting.agencies[id].name
        address = f"{catalogue_address(BY_AGENCY, id)}/"
        yield SearchPart(address, "", list_title(name), f"{name}应当公开的事项", agency=name, kind=KIND, rank=Rank.PAGE)
    for page in pages_over_all(units):
        yield replace(like, address=f"{page.address}/", title=page.title, text=page.description, rank=Rank.PAGE)


def parts_of_front(content: bytes, like: SearchPart, units: Units) -> list[SearchPart]:
    """Kept from build to build: it seldom changes, and what reads a page takes longer to load than most of a small change."""

    def cut() -> list[SearchPart]:
        from gongkai.search.cutting import parts_of_page  # noqa: PLC0415

        return parts_of_page(f"<main>{content.decode()}</main>", like)

    return made_once(units.cache / FRONT, digest(units.shared, content), cut)


def pages_over_all(units: Units) -> Iterator[CataloguePage]:
    """The townships, and what changed from year to year, where there are such pages."""
    if has_townships(units.catalogue, units.setting):
        yield townships_page(units.catalogue, units.setting)
    if units.changes.steps:
        yield units.changes.page(units.setting)


def list_title(name: str) -> str:
    return f"{name}：{CATALOGUE_NAME}"


def short_names(agencies: Iterable[Agency]) -> dict[str, list[str]]:
    """How agencies are called: 县卫健局, 卫健局; by short name, the full names."""
    names: dict[str, list[str]] = {}
    for agency in agencies:
        called = agency.short or agency.name
        for short in dict.fromkeys((called, called.removeprefix("县"))):
            if len(short) > 2 and short not in agency.name:
                names.setdefault(short, []).append(agency.name)
    return names
