"""What holds something of every page or file: the index of the search, the site map, the checksums."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from gongkai.build.cache import cached
from gongkai.build.host_site import HOST
from gongkai.build.inputs import code_digest
from gongkai.build.manifest import Unit, digest
from gongkai.build.plan import Plan
from gongkai.build.search import short_names
from gongkai.build.search_answers import YearAnswers
from gongkai.build.search_groups import Group
from gongkai.build.search_meanings import SiteMeanings
from gongkai.build.writer import Output, SiteWriter
from gongkai.county.addresses import ALL, VERIFY, document_address
from gongkai.county.checksums import FILE as CHECKSUMS
from gongkai.county.checksums import checksums_text
from gongkai.html.pages.documents.front import LATEST
from gongkai.search import Segment, index_files, joined
from gongkai.search.meanings import known_meanings, with_more

if TYPE_CHECKING:
    from gongkai.build.authored_pages import AuthoredPage

INDEX = "jiansuo/index"
UNLISTED = ("moved", "missing", "docs")  # no pages of the column
MEANINGS = "search.meanings"  # folding the words takes longer than a small change
ROBOTS = "robots.txt"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def put_search(
    plan: Plan, units: dict[str, Unit], writer: SiteWriter, groups: Sequence[Group], segments: Callable[[], Iterable[Segment]]
) -> int:
    """`segments` gives those of the groups; they are asked for only where something has changed."""
    names = short_names(plan.setting.agencies.values())
    own = plan.county.own_words
    of = digest(plan.catalogue.shared, *(f"{group.name} {group.of}" for group in groups), repr((names, own)))
    if kept := writer.keep("search", of):
        units["search"] = kept
        return 0
    index = joined(segments())
    words = with_more(
        cached(plan.catalogue.cache / MEANINGS, code_digest(), known_meanings),
        ((each.field, each.matter, each.words) for each in own if not each.is_page),
        ((each.lead, each.words) for each in own if each.is_page),
    )
    meanings = SiteMeanings(plan, index, words)
    years = YearAnswers(plan, meanings.told_figures).years()
    files = index_files(index, names, meanings.told(), dict(years))
    units["search"], written = writer.put(of, ((f"{INDEX}/{name}", content) for name, content in files))
    return written


def put_site_map(plan: Plan, units: dict[str, Unit], writer: SiteWriter, pages: Sequence[AuthoredPage]) -> int:
    """None without the address that the column is deployed at, and none of a catalogue alone."""
    url = plan.setting.site.column_url
    if not url or plan.catalogue.alone:
        return 0
    published = {page.address: page.published for page in pages if page.published} | days_of_documents(plan)
    addresses = [path.removesuffix("index.html") for path in listed(units)]
    of = digest(url, *addresses, repr(published))
    if kept := writer.keep("sitemap", of):
        units["sitemap"] = kept
        return 0
    made = [*site_map(url.rstrip("/"), addresses, published)]
    if not any(ROBOTS in unit.outputs for unit in units.values()):  # else the office has one of its own
        made.append(robots(url))
    units["sitemap"], written = writer.put(of, iter(made))
    return written


def put_checksums(units: dict[str, Unit], writer: SiteWriter) -> int:
    """Of every file that is there: the last one of a site."""
    sums = {path: sum for unit in units.values() for path, (_, _, sum) in unit.outputs.items()}
    text = checksums_text(sums)
    of = digest(text)
    if kept := writer.keep("checksums", of):
        units["checksums"] = kept
        return 0
    units["checksums"], written = writer.put(of, iter([(CHECKSUMS, text)]))
    return written


def days_of_documents(plan: Plan) -> dict[str, str]:
    """By a page's address: a document's own day; that of the newest for the pages that begin with it."""
    days = {one.address: one.day.isoformat() for one in plan.county.collection.documents.all if one.day}
    newest = max(days.values(), default="")
    return days | dict.fromkeys((document_address(), document_address(LATEST), document_address(ALL)), newest) if newest else {}


def robots(url: str) -> Output:
    """Everything may be read, and where the list of all pages is. Programs ask for it at the root of a server."""
    return ROBOTS, f"User-agent: *\nAllow: /\nSitemap: {url.rstrip('/')}/sitemap.xml\n".encode()


def listed(units: Mapping[str, Unit]) -> Iterator[str]:
    """The files of the pages, in the order of the plan; of a host's own files those that are a page with a folder."""
    for name, unit in units.items():
        if name not in UNLISTED:
            yield from (path for path in unit.outputs if path.endswith("index.html") or (path == VERIFY and name != HOST))


def site_map(url: str, addresses: Sequence[str], published: Mapping[str, str]) -> Iterator[Output]:
    lines = [entry(f"{url}/{address}", published.get(address.rstrip("/"), "")) for address in addresses]
    text = f"{HEAD}{''.join(lines)}</urlset>".encode()
    yield "sitemap.xml", text
    yield "sitemap.xml.gz", gzip.compress(text, mtime=0)


def entry(location: str, published: str) -> str:
    changed = f"<lastmod>{escape(published, quote=False)}</lastmod>" if published else ""
    return f"  <url><loc>{escape(location, quote=False)}</loc>{changed}</url>\n"
