"""What holds something of every page: the index of the search, and the site map."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from gongkai.build.making import SearchedPage
from gongkai.build.manifest import Unit, digest
from gongkai.build.plan import Plan
from gongkai.build.search import parts_of_lists, prepared_entries, short_names
from gongkai.build.writer import Output, SiteWriter
from gongkai.search import Prepared, build_index, prepared, write_index

if TYPE_CHECKING:
    from gongkai.build.authored_pages import AuthoredPage

INDEX = "jiansuo/index"
UNLISTED = ("moved", "missing", "docs")  # no pages of the column
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def put_search(
    plan: Plan, units: dict[str, Unit], writer: SiteWriter, found: Mapping[str, Sequence[SearchedPage]], cache: Path
) -> int:
    targets = plan.catalogue
    names = short_names(targets.setting.agencies.values())
    lists = list(parts_of_lists(targets))
    words = map(targets.of_words, targets.catalogue.fields)
    searched = (f"{name} {units[name].of}" for name in found)
    of = digest(targets.shared, *words, *searched, repr(lists), repr(names))
    if kept := writer.keep("search", of):
        units["search"] = kept
        return 0
    entries = prepared_entries(targets, cache)
    index = build_index(chain(parts_in(found), map(prepared, lists), entries))
    units["search"] = writer.adopt(of, INDEX, lambda folder: write_index(index, folder, names))
    return len(units["search"].outputs)


def parts_in(found: Mapping[str, Sequence[SearchedPage]]) -> Iterator[Prepared]:
    """The parts of all pages, in the order of their addresses, which does not depend on how they were made."""
    for page in sorted(chain.from_iterable(found.values()), key=attrgetter("address")):
        yield from page.parts


def put_site_map(plan: Plan, units: dict[str, Unit], writer: SiteWriter, pages: Sequence[AuthoredPage]) -> int:
    """None without the address that the column is deployed at, and none of a catalogue alone."""
    url = plan.setting.site.column_url
    if not url or plan.catalogue.alone:
        return 0
    published = {page.address: page.published for page in pages if page.published}
    addresses = [path.removesuffix("index.html") for path in listed(units)]
    of = digest(url, *addresses, repr(published))
    if kept := writer.keep("sitemap", of):
        units["sitemap"] = kept
        return 0
    units["sitemap"], written = writer.put(of, site_map(url.rstrip("/"), addresses, published))
    return written


def listed(units: Mapping[str, Unit]) -> Iterator[str]:
    """The files of the pages, in the order of the plan."""
    for name, unit in units.items():
        if name not in UNLISTED:
            yield from (path for path in unit.outputs if path.endswith(".html"))


def site_map(url: str, addresses: Sequence[str], published: Mapping[str, str]) -> Iterator[Output]:
    lines = [entry(f"{url}/{address}", published.get(address.rstrip("/"), "")) for address in addresses]
    text = f"{HEAD}{''.join(lines)}</urlset>".encode()
    yield "sitemap.xml", text
    yield "sitemap.xml.gz", gzip.compress(text, mtime=0)


def entry(location: str, published: str) -> str:
    changed = f"<lastmod>{escape(published)}</lastmod>" if published else ""
    return f"  <url><loc>{escape(location)}</loc>{changed}</url>\n"
