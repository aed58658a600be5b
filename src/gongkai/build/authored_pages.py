"""What the site generator's own pages give to what stands over all pages: their parts for the search, the site map."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gongkai.build.cache import keep, kept
from gongkai.search import SearchPart

FILE = "foreign"


@dataclass(frozen=True, slots=True)
class Foreign:
    """`sitemap` is the text of the generator's site map, empty where the column's address is not stated."""

    parts: tuple[SearchPart, ...] = ()
    sitemap: str = ""


def kept_foreign(cache: Path) -> Foreign | None:
    """As the last whole build left it; None when there was none or it was another version's."""
    found = kept(cache / FILE, "")
    return found if isinstance(found, Foreign) else None


def keep_foreign(foreign: Foreign, cache: Path) -> None:
    keep(cache / FILE, "", foreign)


def with_addresses(sitemap: str, addresses: list[str]) -> str:
    """The site map with these pages behind the others."""
    added = "".join(f"  <url><loc>{address}</loc></url>\n" for address in addresses)
    return sitemap.replace("</urlset>", f"{added}</urlset>")
