"""What the catalogue's pages stand in, and the page that comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from gongkai.county.addresses import up_from
from gongkai.county.agencies import Agency
from gongkai.county.portal import Site
from gongkai.html.frame import Frame, Link
from gongkai.html.page_labels import column_labels, site_labels
from gongkai.statute.column import ColumnPart, column


@dataclass(frozen=True)
class Setting:
    """The same for every page of a build. `menu` begins with the front page; `statement` is empty where nothing was measured.

    `figures` are cells of the newest report by table.row.column: in words, and the address of their place. `fields` are the
    titles of all fields that have a list, by id. `listed` are the agencies that have one. `has_earlier`: some earlier year's
    catalogue is there to compare with.
    """

    site: Site
    agencies: Mapping[str, Agency]
    menu: Sequence[Link]
    statement: str = ""
    figures: Mapping[str, Link] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    listed: tuple[str, ...] = ()
    has_earlier: bool = False

    @cached_property
    def listed_names(self) -> Mapping[str, str]:
        """The names of the agencies that have a list, by id."""
        return {id: self.agencies[id].name for id in self.listed}

    @cached_property
    def parts(self) -> Mapping[str, tuple[ColumnPart, Mapping[str, str]]]:
        """The column's parts by their address, with the labels of all their pages."""
        own = site_labels(self.site)
        return {part.path: (part, own | column_labels(column(), part)) for part in column().parts}


class CataloguePage(NamedTuple):
    """`path` are the pages between the column's front page and this one; `labels` those beyond the column's.

    `within` is the field that an entry stands in; other fields may have an entry of the same title.
    """

    address: str
    title: str
    description: str
    content: bytes
    path: tuple[Link, ...]
    labels: Mapping[str, str]
    within: str = ""


def frame_of(page: CataloguePage, setting: Setting) -> Frame:
    """What stands around the page, as around every other page of the column."""
    part, labels = setting.parts[page.address.partition("/")[0]]
    url = setting.site.column_url
    return Frame(
        title=page.title,
        description=page.description,
        up=up_from(page.address),
        menu=setting.menu,
        site=setting.site,
        part=f"{part.path}/",
        path=(setting.menu[0], *page.path),
        labels={**labels, **page.labels},
        canonical=f"{url.rstrip('/')}/{page.address}/" if url else "",
        statement=setting.statement,
        within=page.within,
    )


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def in_lines(text: str) -> str:
    """Text as it is; several lines stay several, without those that are blank."""
    if "\n" not in text:
        return text.strip()
    return "\n".join(stripped for line in text.split("\n") if (stripped := line.strip()))
