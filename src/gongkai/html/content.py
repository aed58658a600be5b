"""What a page that the data makes holds, before anything stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from markupsafe import Markup, escape

YEAR = re.compile(r"\d{4}年")


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of the contents; `level` 2 for a section, 3 for a part of it."""

    id: str
    title: str
    level: int


class FoundText(NamedTuple):
    """A place on a page that a search can lead to: the page itself, which comes first, a section, a row of a table.

    `path` are the titles that it stands under, outermost first, without the page's.
    """

    kind: Literal["page", "section", "row"]
    anchor: str
    title: str
    path: tuple[str, ...]
    text: str


class PageFile(NamedTuple):
    """A file beside the page, by its name in the page's folder."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class PageContent:
    """`html` is the whole content below the page's `<h1>`; `headings` are what its contents list.

    `found` is what a search can find on it; empty where nobody listed it, so that the HTML has to be read for it.
    `files` stand beside the page, which leads to them.
    """

    title: str
    description: str
    html: Markup
    headings: tuple[Heading, ...]
    found: tuple[FoundText, ...] = ()
    files: tuple[PageFile, ...] = ()


def with_title(page: PageContent) -> bytes:
    """The content below its heading, as it stands in the frame."""
    return Markup("<h1>{}</h1>\n{}").format(unbroken_year(page.title), page.html).encode()


def unbroken_year(title: str) -> Markup:
    """The title with `2022年` in one piece: no line ends between the figure and its word, however narrow the screen."""
    return Markup(YEAR.sub(r'<span class="gk-unbroken">\g<0></span>', str(escape(title))))  # noqa: S704 - escaped before
