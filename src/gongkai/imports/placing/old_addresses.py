"""Old addresses of documents as lines of redirects.yml, so that whoever has one gets to the document's page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from gongkai.collection import Collection
from gongkai.county.addresses import document_address
from gongkai.county.redirects import FILE, OLD, below, column_path, read_redirects
from gongkai.imports.document import DocumentPlace, whole
from gongkai.problems import Problem, errors, shown

PLAIN_KEY = re.compile(r"(?:/|[A-Za-z])[^:#]*\Z")


@dataclass(slots=True)
class OldAddresses:
    """`lines` are by the old address, as the file spells it, where it leads; those that lead there already are none."""

    lines: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def leading_on(stated: Iterable[tuple[str, tuple[str, ...], DocumentPlace]], collection: Collection) -> OldAddresses:
    """Of documents by their ids, with the place that a finding about them is told at."""
    found = OldAddresses()
    known, wrong = known_lines(collection)
    found.problems += wrong
    said: dict[str, str] = dict(known)
    hosts: dict[str, None] = {}
    for id, addresses, place in stated:
        new = f"{document_address(id)}/"
        for address in addresses:
            old = old_of(address, collection)
            if not OLD.match(old) or old in ("/", ""):
                found.problems.append(place.doubt(f"旧网址“{address}”里有不能转的字符，或是首页；没有写进 {FILE}"))
                continue
            if old == new or said.get(old.lower()) == new:
                continue
            if old.lower() in said:
                found.problems.append(place.problem(f"旧网址“{address}”已经转到“{said[old.lower()]}”；一个旧网址只转到一处"))
                continue
            said[old.lower()] = found.lines[old] = new
            hosts[urlsplit(address).netloc.lower()] = None
    found.problems += about_server(found.lines, hosts, collection)
    return found


def known_lines(collection: Collection) -> tuple[Mapping[str, str], list[Problem]]:
    redirects, problems = read_redirects(collection.data, collection.site)
    return {each.old.lower(): each.new for each in redirects.pages}, errors(problems)


def old_of(address: str, collection: Collection) -> str:
    """As redirects.yml has it: without the server's name; below the column where it is."""
    parts = urlsplit(address)
    path = quote(parts.path or "/", safe="/%~.-_&=+")
    return below(path + (f"?{quote(parts.query, safe='/%~.-_&=+?')}" if parts.query else ""), collection.site)


def about_server(lines: Mapping[str, str], hosts: Iterable[str], collection: Collection) -> Iterator[Problem]:
    """Addresses outside the column are led on by the server, which has to know where the column is; and be asked for them."""
    place = whole(shown(collection.data / "site.yml"))
    outside = [old for old in lines if old.startswith("/")]
    if outside and not column_path(collection.site):
        message = (
            f"旧网址（{outside[0]} 等 {len(outside)} 个）要由服务器转到新网页，这里还没有写 column_url（专栏的网址）；写上再读入"
        )
        yield place.problem(message)
    own = urlsplit(collection.site.column_url or "").netloc.lower() if collection.site else ""
    if others := [host for host in hosts if host and host != own]:
        message = f"旧网址在 {'、'.join(others)}；它们要指到本专栏的服务器，才会按 {FILE} 转过来"
        yield place.doubt(message)


def added_to(text: str, lines: Mapping[str, str]) -> str:
    """The file's text with more lines at its end; all that was there stays as it was typed."""
    before = f"{text.rstrip()}\n" if text.strip() else ""
    return before + "".join(f"{spelled(old)}: {new}\n" for old, new in lines.items())


def spelled(old: str) -> str:
    """
    >>> spelled("/a/1.html?id=2"), spelled("2021/1.html")
    ('/a/1.html?id=2', '"2021/1.html"')
    """
    return old if PLAIN_KEY.match(old) else f'"{old}"'
