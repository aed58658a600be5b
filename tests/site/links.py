"""Every link of a built site: its target is a file of the site, and its anchor is there."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlparse

from lxml import html

PORTAL = "http://portal"


def broken_links(site: Path) -> list[str]:
    """Links to nothing, as `page → address`; another host's addresses are broken too, unless they end in `.example`."""

    @cache
    def read(page: Path) -> tuple[frozenset[str], tuple[str, ...]]:
        """The anchors of a page, and each address it links to once; a page that many lead to is read once."""
        root = tree(page)
        return frozenset(root.xpath("//@id")), tuple(dict.fromkeys(root.xpath("//a/@href")))

    def leads_nowhere(page: Path, address: str) -> bool:
        target, anchor = urldefrag(urljoin(f"{PORTAL}/zwgk/{page.relative_to(site)}", address))
        place = urlparse(target)
        if place.scheme == "mailto":
            return "@" not in place.path
        if place.netloc != urlparse(PORTAL).netloc:
            return not (place.hostname or "").endswith(".example")
        if not place.path.startswith("/zwgk/"):
            return True
        path = unquote(place.path.removeprefix("/zwgk/"))
        file = site / path / "index.html" if path.endswith("/") or not path else site / path
        return not file.is_file() or bool(anchor and file.suffix == ".html" and unquote(anchor) not in read(file)[0])

    return [f"{page.relative_to(site)} → {link}" for page in pages(site) for link in read(page)[1] if leads_nowhere(page, link)]


def pages(site: Path) -> list[Path]:
    """Every page but the one for errors, which may be shown at any address and so links to nothing."""
    return sorted(path for path in site.rglob("*.html") if path.name != "404.html" and not is_taken_away(path))


def is_taken_away(file: Path) -> bool:
    """A download: what stands on a page already, as one file."""
    return file.name == "report.html" or file.name.startswith("zfxxgknb-")


def tree(page: Path) -> html.HtmlElement:
    return html.parse(str(page), html.HTMLParser(encoding="utf-8")).getroot()
