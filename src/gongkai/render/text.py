"""The plain parts of pages that the data makes: headings, paragraphs, lists of links."""

from __future__ import annotations

from markupsafe import Markup

from gongkai import addresses
from gongkai.render.fragments import fragment


def heading(id: str, title: str) -> Markup:
    return Markup('<h2 id="{}">{}</h2>').format(id, title)


def paragraph(text: str) -> Markup:
    return Markup("<p>{}</p>").format(text)


def links(label: str, here: str, targets: list[tuple[str, str]]) -> Markup:
    """Links to pages by their addresses; empty when there is none."""
    entries = [{"href": way(here, there), "text": text} for text, there in targets if there != here]
    return fragment("links", {"label": label, "links": entries}) if entries else Markup()


def joined(*parts: Markup) -> Markup:
    return Markup("\n").join(filter(None, parts))


def way(here: str, there: str) -> str:
    """To a page by its folder, or to a page that is a file of its own."""
    to = addresses.link(here, there)
    return to.rstrip("/") if there.endswith(".html") else to
