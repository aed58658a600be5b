"""Under which addresses a saved page stood: as it says, as a browser noted when saving it, or by its place in a mirror."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

from lxml import html

SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
HOST_FOLDER = re.compile(r"(?=.*[a-z])[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?\Z", re.IGNORECASE)
INDEX = re.compile(r"(?:index|default)\.(?:s?html?|jsp|aspx?|php)\Z", re.IGNORECASE)
WEB = ("http", "https")
# What a mirror puts behind a name that ends otherwise (wget -E, HTTrack).
PROGRAM = re.compile(r"(\.(?:jsp|aspx?|php|do|action)(?:[?@].*)?)\.html?\Z", re.IGNORECASE)


def addresses_of(root: html.HtmlElement, text: str, place: str, column: str) -> list[str]:
    """Whole addresses, the surest first: where it was saved from, where the mirror has it, what the page says of itself.

    `place` is its path in the folder, `column` the address of that folder, empty where nobody said it.
    """
    found = SAVED_FROM.search(text[:4096])
    noted = whole_address(found[1]) if found else ""
    said = [noted or mirrored(place, column)]  # a page that a browser saved is called as a person liked
    said += [link.get("href", "") for link in root.iter("link") if link.get("rel", "").lower() == "canonical"]
    said += [meta.get("content", "") for meta in root.iter("meta") if meta.get("name", "").lower() == "url"]
    whole = [each for address in said if (each := whole_address(address))]
    return list(dict.fromkeys(whole)) or [*by_base(root, place)]


def whole_address(address: str) -> str:
    """An address of the web without its place on the page; empty for any other."""
    try:
        plain = urldefrag(address.strip())[0]
        parts = urlsplit(plain)
    except ValueError:
        return ""
    return plain if parts.scheme in WEB and parts.hostname and not re.search(r"[\s<>\"]", plain) else ""


def mirrored(place: str, column: str) -> str:
    """The address that a place in a mirror stands for: below `column`, or below a folder that is called as a server is.

    >>> mirrored("tz/t1.html", "https://old.example/col/"), mirrored("old.example/a/show.jsp?id=3.html", "")
    ('https://old.example/col/tz/t1.html', 'http://old.example/a/show.jsp?id=3')
    """
    host, _, below = place.partition("/")
    name = PROGRAM.sub(r"\1", below if below and HOST_FOLDER.match(host) else place)
    path, mark, query = name.partition("?")
    path = quote(path) + (f"?{query}" if mark else "")
    if below and HOST_FOLDER.match(host):
        return f"http://{host}/{path}"
    return urljoin(f"{column.rstrip('/')}/", path) if column else ""


def by_base(root: html.HtmlElement, place: str) -> Iterator[str]:
    """Of a page that only says to what its links are related."""
    base = next((whole_address(each.get("href", "")) for each in root.iter("base") if each.get("href")), "")
    if base:
        yield urljoin(base, quote(PurePosixPath(place).name)) if base.endswith("/") else base


def address_key(address: str) -> str:
    """The same for addresses that lead to one page: without scheme, in one spelling.

    >>> address_key("HTTP://Old.example/a%20b/#x") == address_key("https://old.example/a b/")
    True
    """
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower()}{unquote(parts.path) or '/'}{query}"


def twin_addresses(address: str) -> tuple[str, ...]:
    """The address, and that of its folder where it names the folder's own page."""
    parts = urlsplit(address)
    folder, _, name = parts.path.rpartition("/")
    if INDEX.match(name) and not parts.query:
        return address, parts._replace(path=f"{folder}/").geturl()
    return (address,)
