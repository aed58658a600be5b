"""A page as one file that needs nothing else: its own style within, no script, no request to anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from gongkai.county.portal import Site
from gongkai.html.assets import stylesheet_of
from gongkai.html.content import PageContent
from gongkai.html.fragments import fragment
from gongkai.html.frame import CONTENT
from gongkai.statute.column import column

# What the page of a report is made of, in the order of the site's sheet.
PARTS = (
    *("changes", "contents", "corrections", "document-bar", "downloads", "figures-list", "frame", "generic-table"),
    *("key-figures", "letter", "narrative", "notes", "own-address", "page-alone", "statutory-table"),
)


class About(NamedTuple):
    """What a file says of itself at its foot, and its permanent address, empty where it is not known."""

    text: str
    address: str = ""


def page_alone(content: PageContent, labels: Mapping[str, str], organ: str, site: Site | None, about: About) -> Markup:
    """`organ` publishes it, where no site says who does."""
    view = {
        "title": content.title,
        "head_title": content.title,
        "description": content.description,
        "labels": labels,
        "style": Markup(stylesheet_of(PARTS)),  # noqa: S704 - our own, and a test holds that it ends no element
        "notice": site.notice if site else None,
        "organ": site.government if site else organ,
        "column": column().name,
        "content": CONTENT,
        "about": about.text,
        "canonical": about.address,
    }
    before, after = fragment("page-alone", view).split(CONTENT)
    return Markup("").join((before, content.html, after, "\n"))
