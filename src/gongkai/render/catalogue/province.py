"""A province's pages over the sites of its counties: what each county's catalogue holds, field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from gongkai.render.catalogue.entry_page import CATALOGUE_NAME
from gongkai.render.catalogue.overview import NONE, count_entry
from gongkai.render.cross_table import CrossRow, CrossTable, Entry, heads
from gongkai.render.fragments import fragment
from gongkai.render.frame import Frame, Link
from gongkai.render.pieces import joined, paragraph
from gongkai.render.shells import Press

FIELDS = "lingyu"
TITLE = f"各县（市、区）{CATALOGUE_NAME}"
BY_FIELD = "各领域各县的条数"
MISSING = "本次未能生成"


@dataclass(frozen=True, slots=True)
class CountyCounts:
    """What a county's catalogue holds: `fields` are counts by the field's id. None where its site could not be made."""

    folder: str
    county: str
    fields: Mapping[str, int] | None
    titles: Mapping[str, str]


def province_pages(counties: Sequence[CountyCounts], press: Press) -> dict[str, bytes]:
    """The files of the roll-up, by their path: the counties, and fields by counties."""
    menu = (Link("各县（市、区）", ""), Link(BY_FIELD, f"{FIELDS}/"))
    made = [one for one in counties if one.fields is not None]
    total = sum(sum(one.fields.values()) for one in made if one.fields)
    says = f"{len(counties)}个县（市、区），已生成{len(made)}个，共{total}条。"
    first = Frame(title=TITLE, description=says, up="", menu=menu, site=None)
    second = Frame(
        title=BY_FIELD, description=f"{BY_FIELD}。{says}", up="../", menu=menu, site=None, part=f"{FIELDS}/", path=menu[:1]
    )
    return {
        "index.html": press.page(first, joined(titled(TITLE), paragraph(says), county_table(counties)).encode()),
        f"{FIELDS}/index.html": press.page(second, joined(titled(BY_FIELD), paragraph(says), *field_tables(made)).encode()),
    }


def titled(title: str) -> Markup:
    return Markup("<h1>{}</h1>").format(title)


def county_table(counties: Sequence[CountyCounts]) -> Markup:
    rows = tuple(
        CrossRow(
            Entry(one.county, f"{one.folder}/" if one.fields is not None else ""),
            (Entry(MISSING, kind="gap"), Entry(NONE, kind="gap"))
            if one.fields is None
            else (Entry(str(len(one.fields))), Entry(str(sum(one.fields.values())))),
        )
        for one in counties
    )
    return fragment("cross-table", CrossTable("counties", TITLE, "县（市、区）", heads(["领域", "条数"]), rows))


def field_tables(counties: Sequence[CountyCounts]) -> tuple[Markup, ...]:
    """A row for each county, as there may be a hundred; a column for each field."""
    titles: dict[str, str] = {}
    for one in counties:
        titles |= {id: title for id, title in one.titles.items() if id not in titles}
    if not titles:
        return ()
    rows = tuple(
        CrossRow(Entry(one.county, f"../{one.folder}/"), tuple(count_entry((one.fields or {}).get(id, 0)) for id in titles))
        for one in counties
    )
    below = (f"“{NONE}”：没有这个领域的条目。",)
    table = CrossTable("fields", BY_FIELD, "县（市、区）", heads(list(titles.values())), rows, below)
    return (fragment("cross-table", table),)
