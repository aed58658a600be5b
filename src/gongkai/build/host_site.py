"""What a host has made by itself: its style and scripts, its pages that nobody wrote in docs/, the files beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol

from gongkai.build.inputs import files_below
from gongkai.county.portal import Site

HOST = "host"  # the unit of its files
SEARCH_INDEX = "search/search_index.json"
SITE_MAPS = ("sitemap.xml", "sitemap.xml.gz")


class Addressed(Protocol):
    @property
    def address(self) -> str: ...


def host_files(folder: Path, pages: Iterable[Addressed], site: Site) -> Mapping[str, Path]:
    """By their path below the site. Pages, the index of the search and the site map are put there by others."""
    of_others = {f"{page.address}/index.html".lstrip("/") for page in pages} | {SEARCH_INDEX}
    of_others |= {*SITE_MAPS} if site.column_url else set()
    found = {Path(file).relative_to(folder).as_posix(): Path(file) for file in files_below(str(folder))}
    return {name: file for name, file in found.items() if name not in of_others}
