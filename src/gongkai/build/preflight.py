"""What is asked of a site that is made, before it takes the place of the one before: addresses, redirects, links."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from html import unescape
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from gongkai.build.county import County
from gongkai.build.manifest import Unit
from gongkai.build.written_markup import live_markup
from gongkai.county import columns
from gongkai.county.own_words import leading_nowhere
from gongkai.county.published_addresses import addresses_of, lost, read_ledger
from gongkai.county.published_places import lost_places, misled_places, read_places
from gongkai.county.redirects import misled
from gongkai.problems import Position, Problem, shown
from gongkai.source.plain_characters import lying_in

if TYPE_CHECKING:
    from gongkai.build.authored_pages import AuthoredPage

RULE = "link"
LINK = re.compile(r'<(?:a|img|link|script)\b[^>]*?\s(?:href|src)="([^"]*)"')
MOVED = "moved"
Anchors = Callable[[str], Container[str] | None]
"""By a page's address, what can be landed on there; None where that is not known."""


def preflight(
    county: County,
    units: Mapping[str, Unit],
    pages: Sequence[AuthoredPage],
    anchors: Anchors,
    site: Path,
) -> Iterator[Problem]:
    """Addresses and places that were published and would be gone, redirects that lead to nothing, links that do, and pages that
    would run something or ask another site for it. `site` is the folder of what was made.
    """
    yield from written_twice(units)
    yield from lying_names(units)
    there = addresses_of(path for name, unit in units.items() if name != MOVED for path in unit.outputs)
    yield from misled(county.redirects.pages, there)
    yield from leading_nowhere(county.own_words, matters_of(county), there, anchors)
    yield from columns.leading_nowhere(county.collection.columns, there)
    ledger, problems = read_ledger(county.data)
    yield from problems
    yield from lost(ledger, there | {redirect.old for redirect in county.redirects.pages})
    recorded, problems = read_places(county.data)
    yield from problems
    yield from lost_places(recorded, site, county.redirects.places, ledger.keys() - there, county.collection.withdrawn)
    yield from misled_places(county.redirects.places, there, site)
    files = {path for unit in units.values() for path in unit.outputs}
    for address, place in county.collection.face.inner:
        path = address.partition("#")[0].partition("?")[0]
        if (f"{path}index.html" if path.endswith("/") or not path else path) not in files:
            yield Problem(place, RULE, f"链接“{address}”指向的网页或文件不在网站里；请改正或删去")
    for page in pages:
        yield from live_markup(page)
        yield from dead_links(page, files, anchors)


def matters_of(county: County) -> Mapping[str, Sequence[str]]:
    """Of each field of the catalogue its matters, in their order."""
    fields = county.collection.catalogue.fields
    return {field.id: list(dict.fromkeys(entry.matter for entry in field.entries)) for field in fields}


def written_twice(units: Mapping[str, Unit]) -> Iterator[Problem]:
    """A page in docs/ that stands where the data makes one."""
    owners: dict[str, str] = {}
    for name, unit in units.items():
        for path in unit.outputs:
            if owners.setdefault(path, name) != name:
                yield Problem(Position(path), RULE, "网站里有两处都要写这个文件：docs 里的页面和数据生成的页面同名，请改一个")


def lying_names(units: Mapping[str, Unit]) -> Iterator[Problem]:
    """An address is read too; a file's name may not look otherwise than it is spelt."""
    for path in (path for unit in units.values() for path in unit.outputs if not path.isascii()):
        for found in islice(lying_in(path), 1):
            yield Problem(Position(path), RULE, f"文件名里的第 {found.index + 1} 个字：{found.message}")


def dead_links(page: AuthoredPage, files: set[str], anchors: Anchors) -> Iterator[Problem]:
    """Links of a page that somebody wrote to no page or file of the site, or to no place on its page."""
    for href in dict.fromkeys(map(unescape, LINK.findall(page.content))):
        scheme, host, path, _, anchor = urlsplit(href)
        if scheme or host or path.startswith("/"):
            continue
        here = f"{page.address}/".lstrip("/")
        target = posixpath.normpath(posixpath.join(here, unquote(path))) if path else here.rstrip("/")
        address = "" if target in (".", "") else target
        file = f"{address}/index.html".lstrip("/") if not path or path.endswith("/") or path == "." else address
        if file not in files:
            yield Problem(place_of(href, page), RULE, f"链接“{href}”指向的网页或文件不在网站里；请改正或删去")
        elif anchor and (known := anchors(f"{address}/".lstrip("/"))) is not None and unquote(anchor) not in known:
            yield Problem(place_of(href, page), RULE, f"链接“{href}”指向的网页里没有“#{unquote(anchor)}”这个位置")


def place_of(href: str, page: AuthoredPage) -> Position:
    """The line of the page's file that holds the last words of the link; the file alone where none does."""
    file, words = page.file, href.rpartition("#")[2] or href
    words = words.rstrip("/").rpartition("/")[2] or href
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        if words in line:
            return Position(shown(file), number, line.index(words) + 1)
    return Position(shown(file))
