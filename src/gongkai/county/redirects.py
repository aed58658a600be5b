"""Old addresses and where they lead now, kept as data (redirects.yml): whoever has an old address still gets there.

zfxxgknb/2020n/: zfxxgknb/2020/              below the column
/zwgk/2020n/content_1.html: zfxxgknb/2020/   an old address of the portal, from its first stroke
zfxxgknb/2020/#figure-x: zfxxgknb/2020/#overview   a place on a page, which no server is told of: the page itself leads on
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from gongkai.county.line_table import read_line_table
from gongkai.county.portal import Site
from gongkai.county.published_addresses import HOME
from gongkai.problems import Position, Problem
from gongkai.source.nodes import Scalar

FILE = "redirects.yml"
RULE = "redirect"
OLD = re.compile(r"/?[\w.~%/?=&+-]+\Z", re.ASCII)  # as nginx reads them, see publishing/build.py
NEW = re.compile(r"(?!/)[\w.~%/-]*\Z", re.ASCII)
PLACE = re.compile(r"(?P<page>[\w.~%/-]*/)#(?P<anchor>[\w.-]+)\Z", re.ASCII)
NEW_PLACE = re.compile(r"(?P<page>([\w.~%-][\w.~%/-]*/)?)(#(?P<anchor>[\w.-]+))?\Z", re.ASCII)
PAGE = re.compile(r"[^?]*(/|\.html?|/[^./?]+|^[^./?]+)\Z")


@dataclass(frozen=True, slots=True)
class Redirect:
    """`old` begins with a stroke where it is an address of the portal outside the column; `new` is the last one of a chain."""

    old: str
    new: str
    position: Position

    @property
    def page(self) -> str:
        """The file that leads on from a server that knows nothing of redirects; empty where no page can stand."""
        if self.old.startswith("/") or not PAGE.match(self.old):
            return ""
        return self.old if self.old.endswith((".html", ".htm")) else f"{self.old.rstrip('/')}/index.html"


@dataclass(frozen=True, slots=True)
class MovedPlace:
    """A place that was on a page, and where what stood there is now: a page, with a place on it or without."""

    page: str
    anchor: str
    new_page: str
    new_anchor: str
    position: Position


class Redirects(NamedTuple):
    """Of pages and of places on pages, each in the order of the file."""

    pages: tuple[Redirect, ...] = ()
    places: tuple[MovedPlace, ...] = ()


def read_redirects(data: Path, site: Site | None) -> tuple[Redirects, list[Problem]]:
    """Each page led to the end of its chain; a line that cannot be a redirect is a problem."""
    node, problems = read_line_table(data / FILE, RULE, "这里应是“旧网址: 新网址”，一行一条")
    if node is None:
        return Redirects(), problems
    found: dict[str, Redirect] = {}
    places: list[MovedPlace] = []
    for old, entry in node.entries.items():
        if "#" in old:
            place, fault = read_moved_place(old, entry, node.keys[old])
            places += [place] if place else []
        else:
            read, fault = read_redirect(old, entry, node.keys[old], site)
            if read and read.old.lower() in found:
                fault = f"“{old}”与第 {found[read.old.lower()].position.line} 行是同一个旧网址（不分大小写）"
            elif read:
                found[read.old.lower()] = read
        if fault:
            problems.append(Problem(node.keys[old], RULE, fault))
    led = [led_on(redirect, found) for redirect in found.values()]
    pages = tuple(one for one in led if isinstance(one, Redirect))
    return Redirects(pages, tuple(places)), [*problems, *(one for one in led if isinstance(one, Problem))]


def read_moved_place(old: str, entry: object, position: Position) -> tuple[MovedPlace | None, str]:
    """A line whose old address names a place on a page, or what is wrong with it."""
    was, now = PLACE.match(old), NEW_PLACE.match(entry.text) if isinstance(entry, Scalar) else None
    if was and now:
        return MovedPlace(was["page"], was["anchor"], now["page"], now["anchor"] or "", position), ""
    return None, f"“{old}”：一个位置移到别处，两边都写成“zfxxgknb/2020/#overview”的样子"


def read_redirect(old: str, entry: object, position: Position, site: Site | None) -> tuple[Redirect | None, str]:
    """One line of the file, or what is wrong with it."""
    new = entry.text if isinstance(entry, Scalar) else ""
    if not OLD.match(old):
        return None, f"旧网址“{old}”里只能有字母、数字和 . _ ~ % / ? = & + -；别的字符请照浏览器地址栏写成 %E4 的样子"
    if not isinstance(entry, Scalar) or not NEW.match(new):
        return None, f"“{old}”的新网址应是本专栏里的地址，例如 zfxxgknb/2020/"
    redirect = Redirect(below(old, site), new, position)
    if not redirect.page and not column_path(site):
        return None, f"“{old}”要由服务器转，但 site.yml 没有写 column_url，不知道专栏的路径"
    return redirect, ""


def below(old: str, site: Site | None) -> str:
    """An address of the portal that lies in the column, as one below the column."""
    path = column_path(site)
    return old.removeprefix(path) if path and old.startswith(path) and old != path else old


def column_path(site: Site | None) -> str:
    """`/zwgk/` of https://www.example.gov.cn/zwgk/; empty where the office has not stated it."""
    return f"{urlsplit(site.column_url).path.rstrip('/')}/" if site and site.column_url else ""


def led_on(redirect: Redirect, all: Mapping[str, Redirect]) -> Redirect | Problem:
    """The redirect with the end of its chain; a problem when the chain has none."""
    passed, last = [redirect], redirect
    while last.new.lower() in all:
        last = all[last.new.lower()]
        if last in passed:
            ring = " → ".join(step.old for step in (*passed, last))
            return Problem(redirect.position, RULE, f"转来转去没有尽头：{ring}")
        passed.append(last)
    return replace(redirect, new=last.new)


def misled(redirects: Collection[Redirect], addresses: Collection[str]) -> Iterator[Problem]:
    """Redirects that lead to no page or file of the site, or from one that is still there."""
    for redirect in redirects:
        if redirect.old in addresses:
            yield Problem(redirect.position, RULE, f"“{redirect.old}”现在有网页，不能再转到别处")
        if (redirect.new or HOME) not in addresses:
            yield Problem(redirect.position, RULE, f"转到的“{redirect.new}”不在本专栏里")


def nginx_map(redirects: Collection[Redirect], site: Site) -> str:
    """What deploy/gongkai.conf reads, a line each; empty where the column's path is not stated."""
    path = column_path(site)
    if not path:
        return ""
    full = ((r.old if r.old.startswith("/") else f"{path}{r.old}", f"{path}{r.new}") for r in redirects)
    return "".join(f"{old} {new};\n" for old, new in full)
