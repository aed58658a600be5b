"""Every place on the reports' pages that was published and can be cited (anchors.txt): a build that has lost one is refused.

A section, a table, a row, a cell, a figure of the prose. The file is short, as reports of one format have the same tables: it
says once which places a table has, and below it on which pages they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from gongkai.county.addresses import AGENCIES, REPORTS, RESERVED
from gongkai.county.published_addresses import HOME, INDEX
from gongkai.county.redirects import RULE as REDIRECT
from gongkai.county.redirects import MovedPlace
from gongkai.files import write_durably
from gongkai.problems import Position, Problem, shown
from gongkai.source.text import read_text

FILE = "anchors.txt"
RULE = "address"
HEAD = (
    "# 已公布的位置（网址里 # 后面的部分）：先写一组位置，下面缩进的是有这一组的网页。\n"
    "# 由 gongkai addresses --record 添加，不要手工删改。缺了其中一个，网站就不再生成。\n"
)
CITED = re.compile(rb'<(?:h[2-6]|th|td|figure|data)\b[^>]*? id="([^"]+)"')
# What comes and goes with what the office says of the report, or with figures that differ; and what only leads elsewhere.
PASSING = re.compile(r"(contents|notes|downloads|display|menu)\Z|.+-others\b")

Places = Mapping[str, Iterable[str]]


class Recorded(NamedTuple):
    """A page with the places of one group of it, and the line on which it stands."""

    page: str
    places: tuple[str, ...]
    position: Position


def places_on(content: bytes) -> frozenset[str]:
    """What can be cited of a page.

    >>> sorted(places_on(b'<h2 id="downloads">1</h2><td id="fees.x.amount" headers="a"><p id="b">'))
    ['fees.x.amount']
    """
    found = (id.decode() for id in CITED.findall(content))
    return frozenset(id for id in found if not PASSING.match(id))


def page_of(site: Path, address: str) -> frozenset[str]:
    """What can be cited of the page at that address; nothing where there is no page."""
    try:
        return places_on((site / address / INDEX).read_bytes())
    except OSError:
        return frozenset()


def published_on(site: Path) -> dict[str, frozenset[str]]:
    """By the addresses of the reports' pages, what can be cited of them."""
    folders = (file.parent.relative_to(site).as_posix() for file in (site / REPORTS).rglob(INDEX))
    return {f"{folder}/": places for folder in folders if (places := page_of(site, folder))}


def read_places(data: Path) -> tuple[list[Recorded], list[Problem]]:
    """In the order of the file; none where nothing was recorded yet."""
    if not (data / FILE).is_file():
        return [], []
    text, problems = read_text(data / FILE)
    found: list[Recorded] = []
    group: tuple[str, ...] = ()
    for number, line in enumerate((text or "").split("\n"), start=1):
        if line.startswith(" "):
            found.append(Recorded(line.strip(), group, Position(shown(data / FILE), number, 1)))
        elif not line.startswith("#"):
            group = tuple(line.split())
    return found, problems


def lost_places(
    recorded: Iterable[Recorded],
    site: Path,
    moved: Iterable[MovedPlace],
    gone: Container[str],
    withdrawn: Collection[tuple[int, str]] = (),
) -> Iterator[Problem]:
    """Places that were published and are no longer there, a line for each page. `gone` pages are told with their addresses.

    `withdrawn` are the reports that no longer count, by year and agency: what was made of them is rightly gone.
    """
    led = {(each.page, each.anchor) for each in moved}
    missing: dict[str, list[str]] = {}
    lines: dict[str, Position] = {}
    on_page: dict[str, frozenset[str]] = {}
    for page, places, position in recorded:
        if page in gone or may_be_emptied(page, withdrawn):
            continue
        there = on_page.setdefault(page, page_of(site, page))
        if lost := [place for place in places if place not in there and (page, place) not in led]:
            missing.setdefault(page, []).extend(lost)
            lines.setdefault(page, position)
    for page, lost in missing.items():
        several = f"等 {len(lost)} 个位置" if len(lost) > 1 else ""
        message = f"已公布过的位置“{page}#{lost[0]}”{several}不见了；请恢复，或在 redirects.yml 里写明它现在的位置"
        yield Problem(lines[page], RULE, message)


def may_be_emptied(page: str, withdrawn: Collection[tuple[int, str]]) -> bool:
    """Whether the page is made of one of those reports among others. A report's own page keeps its text.

    >>> gone = [(2020, "finance")]
    >>> pages = ("2020/duibi", "2021/duibi", "2020/finance", "2020", "jigou/finance", "jigou/market", "lishi/fee-amount")
    >>> [page for page in pages if may_be_emptied(f"{REPORTS}/{page}/", gone)]
    ['2020/duibi', 'jigou/finance', 'lishi/fee-amount']
    """
    part, *below = page.split("/")[1:-1] or [""]
    if part.isdigit():
        return bool(below) and below[0] in RESERVED and any(str(year) == part for year, _ in withdrawn)
    if part == AGENCIES and below:
        return any(agency == below[0] for _, agency in withdrawn)
    return bool(withdrawn)


def misled_places(moved: Iterable[MovedPlace], addresses: Container[str], site: Path) -> Iterator[Problem]:
    """Places that are still there, and those that are led to nowhere."""
    for place in moved:
        if place.anchor in page_of(site, place.page):
            yield Problem(place.position, REDIRECT, f"“{place.page}#{place.anchor}”现在还有这个位置，不能再转到别处")
        elif (place.new_page or HOME) not in addresses:
            yield Problem(place.position, REDIRECT, f"转到的“{place.new_page}”不在本专栏里")
        elif place.new_anchor and place.new_anchor not in page_of(site, place.new_page):
            yield Problem(place.position, REDIRECT, f"转到的“{place.new_page}#{place.new_anchor}”没有这个位置")


def record_places(data: Path, recorded: Iterable[Recorded], there: Places) -> None:
    """The file with those added; nothing is ever taken out, and where there is nothing there is no file."""
    pages = {page: set(places) for page, places in there.items()}
    for page, places, _ in recorded:
        pages.setdefault(page, set()).update(places)
    if pages:
        write_durably(data / FILE, ledger_text(pages).encode())


def ledger_text(pages: Places) -> str:
    """The file, always the same for the same places."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for page, places in sorted(pages.items()):
        of_page: dict[str, list[str]] = {}
        for place in sorted(places):
            of_page.setdefault(table_of(place), []).append(place)
        for group in of_page.values():
            groups.setdefault(tuple(group), []).append(page)
    lines = (" ".join(group) + "".join(f"\n  {page}" for page in pages) for group, pages in sorted(groups.items()))
    return HEAD + "".join(f"{line}\n" for line in lines)


def table_of(place: str) -> str:
    """What a place belongs to: the table of a cell or a row; a section, a figure, by itself.

    >>> [table_of(place) for place in ("fees.administrative_fees.amount", "fees-amount", "figure-news", "overview")]
    ['fees', 'fees', 'figure', '']
    """
    start = re.split(r"[.-]", place, maxsplit=1)
    return start[0] if len(start) > 1 else ""
