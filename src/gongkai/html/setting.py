"""What every page of a site stands in, and the page as one value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup

from gongkai.county.addresses import menu_address
from gongkai.county.agencies import Agency
from gongkai.county.face.reading import PLAIN_FACE, Face
from gongkai.county.portal import Site
from gongkai.html.content import FoundText
from gongkai.html.frame import Frame, Link
from gongkai.html.page_labels import column_labels, site_labels
from gongkai.html.surroundings import OWN_FRAME, Surroundings
from gongkai.statute.column import ColumnPart, column


@dataclass(frozen=True)
class Setting:
    """The same for every page of a build. `menu` begins with the front page; `statement` is empty where nothing was
    measured, `feed` where there is none.

    `figures` are cells of the newest report by table.row.column: in words, and the address of their place. `fields` are the
    titles of all fields that have a list, by id. `listed` are the agencies that have one. `has_earlier`: some earlier year's
    catalogue is there to compare with. `moved_places`: by a page's address, the names of places that were on it, each with the
    address of where what stood there is now. `elsewhere`: by a field's id, what other sites have of its matters.
    """

    site: Site
    agencies: Mapping[str, Agency]
    menu: Sequence[Link]
    statement: str = ""
    feed: str = ""
    figures: Mapping[str, Link] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    listed: tuple[str, ...] = ()
    has_earlier: bool = False
    face: Face = PLAIN_FACE
    around: Surroundings = OWN_FRAME
    moved_places: Mapping[str, Sequence[Link]] = field(default_factory=dict)
    elsewhere: Mapping[str, Sequence[Link]] = field(default_factory=dict)

    @cached_property
    def listed_names(self) -> Mapping[str, str]:
        """The names of the agencies that have a list, by id."""
        return {id: self.agencies[id].name for id in self.listed}

    @cached_property
    def parts(self) -> Mapping[str, tuple[ColumnPart | None, Mapping[str, str]]]:
        """The column's parts by their address, with the labels of all their pages; `""` for the column as a whole."""
        own = site_labels(self.site)
        found = {part.path: (part, own | column_labels(column(), part)) for part in column().parts}
        return {"": (None, own | column_labels(column(), None)), **found}

    @cached_property
    def menu_addresses(self) -> frozenset[str]:
        return frozenset(link.href for link in self.menu)

    def menu_link(self, address: str) -> str:
        """Where the menu leads to for the page at that address; a page of no link of it belongs to the folder it stands in."""
        own = f"{menu_address(address)}/" if address else ""
        return own if own in self.menu_addresses else f"{address.partition('/')[0]}/"

    def part(self, address: str) -> tuple[ColumnPart | None, Mapping[str, str]]:
        """The part that the address belongs to, None for a page of the column as a whole, and the labels of its pages."""
        return self.parts.get(address.partition("/")[0]) or self.parts[""]


class Belonging(NamedTuple):
    """By what a page can be chosen among what a search finds, where that is not the same for all pages made together."""

    year: int
    agency: str
    kind: str


class Page(NamedTuple):
    """A page without what stands around it. `address` is its folder below the column, `""` the front page, or a file (.html).

    `content` is everything from the page's `<h1>` on. `path` are the pages between the column's front page and this one;
    `labels` those beyond the column's. `within` is what it belongs to, told in its head where other pages have the same title.
    `data` describes it to programs (JSON-LD); `searchable` is False on the page of the search itself. `found` is what a search
    can find on it, empty where that has to be read from its content. `whole` is the page with all that stands around it, where a
    host has drawn it already. `tree` stands beside the content and leads to other pages. `coded`: its address stands at its end
    as a QR code, too (decisions/0046). `belonging` is None where it is that of all pages made with it.
    """

    address: str
    title: str
    description: str
    content: bytes
    path: tuple[Link, ...]
    labels: Mapping[str, str]
    within: str = ""
    data: Markup = Markup()
    searchable: bool = True
    found: tuple[FoundText, ...] = ()
    whole: bytes = b""
    tree: bytes = b""
    coded: bool = False
    belonging: Belonging | None = None

    @property
    def is_file(self) -> bool:
        return self.address.endswith(".html")

    @property
    def url(self) -> str:
        """How a reader names it: `zfxxgknb/2020/`, empty for the front page."""
        return f"{self.address}/" if self.address and not self.is_file else self.address

    @property
    def file(self) -> str:
        return self.url if self.is_file else f"{self.url}index.html"


def frame_of(page: Page, setting: Setting) -> Frame:
    """What stands around the page, the same for every page of the column."""
    _, labels = setting.part(page.address)
    url = page.url
    part = setting.menu_link(page.address)
    return Frame(
        title=page.title,
        description=page.description,
        up="../" * url.count("/"),
        menu=setting.menu,
        site=setting.site,
        part=part,
        foremost=part == url,
        path=(setting.menu[0], *page.path) if url else (),
        labels={**labels, **page.labels},
        canonical=setting.site.permanent(url),
        prints_address=page.searchable and not page.coded,
        feed=setting.feed,
        statement=setting.statement,
        searchable=page.searchable,
        data=page.data,
        within=page.within,
        face=setting.face,
        tree=page.tree,
    )


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def in_lines(text: str) -> str:
    """Text as it is; several lines stay several, without those that are blank."""
    if "\n" not in text:
        return text.strip()
    return "\n".join(stripped for line in text.split("\n") if (stripped := line.strip()))
