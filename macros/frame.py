"""Puts a page of MkDocs into the column's frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from gongkai.column import column
from gongkai.render.fragments import fragment
from gongkai.render.frame import Frame, Link, framed
from gongkai.render.labels import column_labels, report_labels, site_labels
from gongkai.site import Site

from .pages import Made

LEAST_HEADINGS = 4  # fewer need no list of contents


@dataclass(frozen=True, slots=True)
class Around:
    """HTML before and after a page's content."""

    before: Markup
    after: Markup


def around(page: Page, site: Site | None, made: Made | None, menu: Sequence[Link]) -> Around:
    part = column().part(page.file.src_uri)
    labels = (site_labels(site) if site else {}) | column_labels(column(), part)
    if made:
        labels |= report_labels(made.report, made.page.description)
    return Around(
        *framed(
            Frame(
                title=unescape(str(page.meta.get("title") or page.title)),
                description=unescape(str(page.meta.get("description", ""))),
                up="../" * page.url.count("/"),
                menu=menu,
                site=site,
                part=f"{part.path}/" if part else page.url,
                path=() if page.is_homepage else path_to(page, part.path if part else ""),
                labels=labels,
                canonical=page.canonical_url or "",
            )
        )
    )


def path_to(page: Page, part: str) -> tuple[Link, ...]:
    """The pages above this one, from the front page down."""
    front = Link(column().name, "")
    found = column().part(part)
    return (front, Link(found.title, f"{part}/")) if found and page.url != f"{part}/" else (front,)


def menu(files: Files) -> tuple[Link, ...]:
    """The column's parts in the order of the State; a part without a page is not there."""
    there = [part for part in column().parts if files.get_file_from_path(f"{part.path}/index.md")]
    return (Link("首页", ""), *(Link(part.title, f"{part.path}/") for part in there))


def with_contents(html: str, page: Page) -> str:
    """A written page with its list of contents after its heading, when it is long enough to need one."""
    entries = [entry for top in page.toc for entry in top.children if entry.level == 2]
    if len(entries) < LEAST_HEADINGS:
        return html
    contents = fragment("contents", [{"id": entry.id, "title": unescape(entry.title)} for entry in entries])
    return html.replace("</h1>", f"</h1>\n{contents}", 1)
