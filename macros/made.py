"""A page that the data makes: its content, its labels and its place in the column."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from gongkai.html.pages.report import Page
from gongkai.reports.report import Report

ANCHOR = re.compile(r' id="([^"]+)"')
PAGES = "made_pages"
Path = tuple[tuple[str, str], ...]
"""Title and address of each page above, from the column's part down."""


@dataclass(frozen=True, slots=True)
class MadePage:
    """`labels` are the page labels beyond the column's; `report` is set on a report's own page only, and `data` describes it
    to programs. `year` and `agency` are what the page is about; one that `repeats` tells again what reports state.
    """

    address: str
    content: Page
    path: Path
    labels: Mapping[str, str]
    report: Report | None = None
    data: str = ""
    year: int = 0
    agency: str = ""
    repeats: bool = False

    @property
    def source(self) -> str:
        name = self.address.removesuffix(".html")
        return f"{self.address}/index.md" if name == self.address else f"{name}.md"


def add(page: MadePage, config: MkDocsConfig) -> File:
    """The file that stands for the page while MkDocs builds; its content is put in after Markdown has run."""
    config.extra.setdefault(PAGES, {})[page.source] = page
    file = File.generated(config, page.source, content=front_matter(page.content), inclusion=InclusionLevel.NOT_IN_NAV)
    if page.address.endswith(".html"):  # an address that is a file, not a folder
        file.dest_uri = file.url = page.address
    return file


def made_pages(config: MkDocsConfig) -> list[MadePage]:
    return list(config.extra.get(PAGES, {}).values())


def made(source: str, config: MkDocsConfig) -> MadePage | None:
    """The made page of that source; None for a page that somebody wrote."""
    found = config.extra.get(PAGES, {}).get(source)
    return found if isinstance(found, MadePage) else None


def front_matter(page: Page) -> str:
    """MkDocs wants Markdown; the content itself is put in after Markdown has run, so nothing can tear it.

    Theme templates print titles and descriptions as they come, so they are escaped here.
    """
    facts = {"title": escape(page.title), "description": escape(page.description), "render_macros": False}
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items())
    return "---\n" + "\n".join(lines) + "\n---\n"


def content_of(site_page: SitePage, config: MkDocsConfig) -> str | None:
    """The finished content of a made page; None for a page that somebody wrote."""
    found = made(site_page.file.src_uri, config)
    if found is None:
        return None
    page = found.content
    site_page.toc = table_of_contents(page)
    site_page.present_anchor_ids = set(ANCHOR.findall(page.html))
    return f"<h1>{escape(page.title)}</h1>\n{page.html}"


def table_of_contents(page: Page) -> TableOfContents:
    tops: list[AnchorLink] = []
    for heading in page.headings:
        link = AnchorLink(heading.title, heading.id, heading.level)
        (tops if heading.level == 2 or not tops else tops[-1].children).append(link)
    return TableOfContents(tops)
