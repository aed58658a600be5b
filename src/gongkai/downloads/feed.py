"""Feeds: what was published and what was corrected, newest first (RFC 4287). Only what has a stated day is in them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from gongkai.county.addresses import link_to
from gongkai.county.portal import Site
from gongkai.source.days import DAY

NAME = "feed.atom"
MOST = 100
ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Feed:
    """Where a feed stands, of what it is, and the page that shows the same; both lead from the front page."""

    address: str = NAME
    of: str = "政府信息公开"
    page: str = ""

    @property
    def id(self) -> str:
        return self.address.removesuffix(".atom")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """`id` never changes and is unlike any other of the site; `moment` as stated: `2021-01-28 09:30` or the day alone.

    `href` leads from the front page to what the entry is about.
    """

    id: str
    moment: str
    title: str
    text: str
    by: str
    href: str
    kind: str


def content(entries: Iterable[FeedEntry], site: Site, feed: Feed = Feed()) -> bytes | None:
    """None where nothing has a stated day: a feed has to say when it changed."""
    shown = sorted(entries, key=lambda entry: (entry.moment, entry.id), reverse=True)[:MOST]
    if not shown:
        return None
    root = etree.fromstring(f'<feed xmlns="{ATOM}" xml:lang="zh-CN"/>')
    add(root, "id", named(site, feed.id))
    add(root, "title", f"{site.government} · {feed.of}")
    add(root, "updated", stamp(shown[0].moment))
    add(add(root, "author"), "name", site.government)
    add(root, "link", rel="self", type="application/atom+xml", href=address(site, feed.address, feed))
    add(root, "link", rel="alternate", type="text/html", href=address(site, feed.page, feed))
    for entry in shown:
        add_entry(root, entry, site, feed)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8") + b"\n"


def add_entry(root: etree._Element, entry: FeedEntry, site: Site, feed: Feed) -> None:
    element = add(root, "entry")
    add(element, "id", named(site, entry.id))
    add(element, "title", entry.title)
    add(element, "published", stamp(entry.moment))
    add(element, "updated", stamp(entry.moment))
    add(add(element, "author"), "name", entry.by)
    add(element, "category", term=entry.kind)
    add(element, "link", rel="alternate", type="text/html", href=address(site, entry.href, feed))
    add(element, "summary", entry.text)


def add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text
    return element


def named(site: Site, id: str) -> str:
    """A name that stays when the column moves to another address.

    It is made of the government's name and the entry's id, so that the same is made in every build.
    """
    return uuid5(NAMESPACE_URL, f"{site.government}/{id}").urn


def address(site: Site, href: str, feed: Feed) -> str:
    """Absolute where the office has stated the column's address; otherwise from the feed, which the standard allows."""
    return site.permanent(href) or link_to(posixpath.dirname(feed.address), href) or "./"


def stamp(moment: str) -> str:
    """The standard wants a moment; of a day, its beginning in Beijing.

    >>> stamp("2021-01-28 09:30"), stamp("2021-01-28")
    ('2021-01-28T09:30:00+08:00', '2021-01-28T00:00:00+08:00')
    """
    day, time = (moment, "00:00") if DAY.match(moment) else moment.split(" ")
    return f"{day}T{time}:00+08:00"
