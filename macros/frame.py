"""Puts a page of MkDocs into the column's frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup
from mkdocs.structure.pages import Page

from gongkai.county.addresses import STATEMENT
from gongkai.html.frame import Frame, Link, framed
from gongkai.html.page_labels import column_labels, site_labels
from gongkai.statute.column import column

from .county import County
from .made import MadePage
from .open_data import feed_address


@dataclass(frozen=True, slots=True)
class Around:
    """HTML before and after a page's content."""

    before: Markup
    after: Markup


def around(page: Page, county: County, made: MadePage | None, menu: Sequence[Link]) -> Around:
    site = county.collection.site
    part = column().part(page.file.src_uri)
    labels = (site_labels(site) if site else {}) | column_labels(column(), part) | dict(made.labels if made else {})
    return Around(
        *framed(
            Frame(
                title=unescape(str(page.meta.get("title") or page.title)),
                description=unescape(str(page.meta.get("description", ""))),
                up="../" * page.url.count("/"),
                menu=menu,
                site=site,
                part=f"{part.path}/" if part else page.url,
                path=() if page.is_homepage else (menu[0], *(Link(title, f"{up}/") for title, up in (made.path if made else ()))),
                labels=labels,
                canonical=page.canonical_url or "",
                statement=f"{STATEMENT}/" if county.measured else "",
                searchable=not page.meta.get("search_page"),
                feed=feed_address(county),
                data=made.data if made else "",
                within=county.collection.told_apart(made.report) if made and made.report else "",
            )
        )
    )


def menu(navigation: Sequence[Mapping[str, str]]) -> tuple[Link, ...]:
    """The front page and the column's parts, as links from the front page."""
    return tuple(Link(title, file.removesuffix("index.md")) for entry in navigation for title, file in entry.items())
