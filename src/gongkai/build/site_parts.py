"""The parts of a county's site: those that its data fills, and the pages that its people wrote beside the column's parts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gongkai.build.county import County
from gongkai.build.page_sources import PageSource, head_of, own_sources
from gongkai.html.pages.site_parts import SitePart, parts_of_data
from gongkai.statute.column import column


def site_parts(docs: Path, county: County) -> tuple[SitePart, ...]:
    """In the order of the menu, which begins with the front page and then has these."""
    return (*parts_of_data(county.collection), *authored_parts(docs))


def authored_parts(docs: Path) -> Iterator[SitePart]:
    """A page at the top of `docs/` that is none of the column's parts is a part of its own."""
    for source in own_sources(docs):
        if source.address and "/" not in source.address and column().part(source.address) is None:
            yield part_of(source)


def part_of(source: PageSource) -> SitePart:
    """As the page's head names and describes it. What is wrong with its head is told where the page is read."""
    head = head_of(source)
    return SitePart(str(head.get("title") or source.address), source.address, str(head.get("description") or ""))
