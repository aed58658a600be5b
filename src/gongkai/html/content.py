"""What a page that the data makes holds, before anything stands around it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of the contents; `level` 2 for a section, 3 for a part of it."""

    id: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class PageContent:
    """`html` is the whole content below the page's `<h1>`; `headings` are what its contents list."""

    title: str
    description: str
    html: Markup
    headings: tuple[Heading, ...]


def with_title(page: PageContent) -> bytes:
    """The content below its heading, as it stands in the frame."""
    return Markup("<h1>{}</h1>\n{}").format(page.title, page.html).encode()
