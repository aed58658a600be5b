"""What a build makes, as values: files and pages, and the targets that they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from gongkai.html.setting import Page, Setting
from gongkai.search import SearchPart

# What kinds of things a reader may search among.
ROWS, REPORTS, YEARS, PAGES = "表格数据", "年度报告", "历年和比较", "栏目页面"


class File(NamedTuple):
    """A file of the site, by its path below it."""

    path: str
    content: bytes


class Searched(NamedTuple):
    """How the pages of a target are found: `like` is what their parts have in common, `rows` the kind of their tables' rows.

    Pages that `repeat` tell again, in another order, what others state. `group`: what is found on them is kept by itself.
    """

    like: SearchPart
    rows: str = ""
    repeat: bool = False
    group: str = ""

    def like_of(self, page: Page) -> SearchPart:
        """What all parts of the page have in common."""
        return replace(self.like, address=page.url, **(page.belonging._asdict() if page.belonging else {}))


def like_page(kind: str = PAGES, year: int = 0, agency: str = "") -> SearchPart:
    """What the parts of a page that no report is have in common."""
    return SearchPart("", "", "", "", year=year, agency=agency, kind=kind, foremost=True)


@dataclass(frozen=True, slots=True)
class Target:
    """Outputs that depend on the same things, whose digest is `of`. `make` depends on nothing else; `setting` is what its
    pages stand in.

    `searched` is None where the target has no page, or its records are handed to the search by themselves. A `late` one
    takes what others leave in the cache. Those that are made `alone` are made by one process, in which they share their rows.
    """

    name: str
    of: str
    make: Callable[[], Iterator[File | Page]]
    setting: Setting
    searched: Searched | None = None
    late: bool = False
    alone: bool = False
