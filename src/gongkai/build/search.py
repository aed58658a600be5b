"""What can be found on a site: the parts of its pages, the entries of the catalogue; and the index of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from gongkai.build.cache import cached
from gongkai.build.catalogue_targets import CatalogueTargets
from gongkai.build.manifest import digest
from gongkai.build.target import Searched
from gongkai.catalogue import Entry, Field, Item
from gongkai.catalogue.entries import audience_text
from gongkai.county.addresses import BY_AGENCY, OVERVIEW, catalogue_address
from gongkai.county.agencies import Agency
from gongkai.html.content import FoundText
from gongkai.html.pages.catalogue.entry_page import CATALOGUE_NAME, label
from gongkai.html.pages.catalogue.overview import has_townships, overview_page, townships_page
from gongkai.html.setting import Page, Setting, in_one_line
from gongkai.search import Prepared, Rank, SearchPart, prepared
from gongkai.search.parts import once

KIND = "目录事项"
RANKS = {"page": Rank.PAGE, "section": Rank.SECTION, "row": Rank.ROW}
FRONT = "search.front"


# ---- Pages


def parts_of(page: Page, searched: Searched) -> list[SearchPart]:
    """Rows of a report are a kind of their own; what a page of years says, a report has said before."""
    like = searched.like_of(page)
    if page.found:
        return handed_over(page.found, like, searched)
    return [classed(part, searched) for part in cut(page.content, like)]


def handed_over(found: Sequence[FoundText], like: SearchPart, searched: Searched) -> list[SearchPart]:
    """The parts of a page that data made."""
    there = dict.fromkeys(each.kind for each in found)
    above = {kind: "" if kind == "page" else found[0].title for kind in there}
    like_kind = {kind: classed(replace(like, page=above[kind], rank=RANKS[kind]), searched) for kind in there}
    return once(placed(each, like_kind[each.kind]) for each in found)


def placed(found: FoundText, like: SearchPart) -> SearchPart:
    _, anchor, title, path, text = found
    return replace(like, anchor=anchor, title=title, path=path, text=text)


def cut(content: bytes, like: SearchPart) -> list[SearchPart]:
    """The parts of a page that did not say what can be found on it."""
    from gongkai.search.cutting import parts_of_page  # noqa: PLC0415 - takes longer to load than most of a small change

    return parts_of_page(f"<main>{content.decode()}</main>", like)


def classed(part: SearchPart, searched: Searched) -> SearchPart:
    if searched.repeat:
        return replace(part, rank=Rank.REPEATED)
    return replace(part, kind=searched.rows) if searched.rows and part.rank is Rank.ROW else part


# ---- The catalogue


def prepared_field(field: Field, titles: Mapping[str, str], items: Iterable[Item], setting: Setting) -> Iterator[Prepared]:
    """Of every entry, in the field's order, with its title and what was published under it."""
    published: dict[str, list[Item]] = {}
    for item in items:
        published.setdefault(item.entry, []).append(item)
    for entry in field.entries:
        yield prepared(part_of(entry, titles[entry.id], published.get(entry.address, ()), field, setting))


def part_of(entry: Entry, title: str, items: Iterable[Item], field: Field, setting: Setting) -> SearchPart:
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
    words += [f"已公开：{item_words(item)}" for item in items]
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


def item_words(item: Item) -> str:
    """The numbers by which somebody may look for it; its title says again what the entry is called."""
    numbers = (item.document_number, f"索引号{item.index_number}" if item.index_number else "")
    return "，".join(filter(None, map(in_one_line, numbers))) or in_one_line(item.title)


def parts_of_lists(targets: CatalogueTargets) -> Iterator[SearchPart]:
    """The catalogue's front page with its tables, each list of a field or an agency, and the pages over all fields."""
    setting, catalogue = targets.setting, targets.catalogue
    like = SearchPart(f"{catalogue_address(OVERVIEW)}/", "", "", "", kind=KIND, foremost=True)
    if targets.has_overview:
        front = overview_page(catalogue, setting, targets.stated, (), ())
        yield from parts_of_front(front.content, like, targets)
    for field in catalogue.fields:
        first = "、".join(dict.fromkeys(entry.matter for entry in field.entries if entry.matter))
        yield replace(like, address=f"{catalogue_address(field.id)}/", title=list_title(field.title), text=first, rank=Rank.PAGE)
    for id in setting.listed:
        name = setting.agencies[id].name
        address = f"{catalogue_address(BY_AGENCY, id)}/"
        yield SearchPart(address, "", list_title(name), f"{name}应当公开的事项", agency=name, kind=KIND, rank=Rank.PAGE)
    for page in pages_over_all(targets):
        yield replace(like, address=f"{page.address}/", title=page.title, text=page.description, rank=Rank.PAGE)


def parts_of_front(content: bytes, like: SearchPart, targets: CatalogueTargets) -> list[SearchPart]:
    """Kept from build to build: it seldom changes, and what reads a page takes longer to load than most of a small change."""
    return cached(targets.cache / FRONT, digest(targets.shared, content), partial(cut, content, like))


def pages_over_all(targets: CatalogueTargets) -> Iterator[Page]:
    """The townships, and what changed from year to year, where there are such pages."""
    if has_townships(targets.catalogue, targets.setting):
        yield townships_page(targets.catalogue, targets.setting)
    if targets.changes.steps:
        yield targets.changes.page(targets.setting)


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
