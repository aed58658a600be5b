"""How many clicks lead from a site's front page to each of its pages. Going on to the next hundred rows of a list is none.

The page of the search lists all reports for a reader without scripts; a way that leads through it does not count.
"""

from __future__ import annotations

import re
from collections import deque
from pathlib import Path
from urllib.parse import unquote, urldefrag

from .links import is_taken_away, pages, tree

MOST = 3
SEARCH = "jiansuo/"
LEADS_ON = 'http-equiv="refresh"'
FURTHER_ROWS = re.compile(r"(?:(?<=/)|-)ye-\d+/$")


def too_far(site: Path, most: int = MOST) -> list[str]:
    """The pages that need more clicks, each with their number, and those that no link leads to."""
    site = site.resolve()
    away = clicks(site)
    found = {address(page, site): away.get(address(page, site)) for page in pages(site) if is_a_page(page)}
    return [f"{page or '首页'}: {steps or '没有链接'}" for page, steps in found.items() if steps is None or steps > most]


def clicks(site: Path) -> dict[str, int]:
    """The least number of clicks to every page that links lead to, by its address: `''` is the front page."""
    away, waiting = {"": 0}, deque([""])
    while waiting:
        here = waiting.popleft()
        for there in leading_to(here, site):
            steps = away[here] + (list_of(there) != list_of(here))
            if there not in away or steps < away[there]:
                away[there] = steps
                (waiting.appendleft if steps == away[here] else waiting.append)(there)
    return away


def leading_to(here: str, site: Path) -> list[str]:
    """The pages that the page links to, each once; none that the search's lists."""
    if here == SEARCH:
        return []
    folder = (site / here).parent if here.endswith(".html") else site / here
    links = (unquote(urldefrag(link)[0]) for link in tree(file_of(here, site)).xpath("//a/@href"))
    files = ((folder / link).resolve() for link in links if link and ":" not in link)
    found = (file / "index.html" if file.is_dir() else file for file in files)
    return list(
        dict.fromkeys(
            address(file, site) for file in found if file.suffix == ".html" and file.is_file() and not is_taken_away(file)
        )
    )


def list_of(page: str) -> str:
    """The list that a page of a hundred rows belongs to; any other page is one by itself.

    >>> list_of("fdzdgknr/health/ye-2/"), list_of("fdzdgknr/health/cengji-xian-ye-3/"), list_of("ysqgk/")
    ('fdzdgknr/health', 'fdzdgknr/health/cengji-xian', 'ysqgk')
    """
    return FURTHER_ROWS.sub("", page).rstrip("/")


def address(page: Path, site: Path) -> str:
    return page.relative_to(site).as_posix().removesuffix("index.html")


def file_of(page: str, site: Path) -> Path:
    return site / page if page.endswith(".html") else site / page / "index.html"


def is_a_page(file: Path) -> bool:
    """An old address only leads on to another page, and nothing leads to it."""
    return LEADS_ON not in file.read_text("utf-8")
