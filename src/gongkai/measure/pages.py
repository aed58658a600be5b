"""Which pages of a site are measured: all, or of each kind some."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, zip_longest
from pathlib import Path

from gongkai.county.addresses import kind_of_page

SEARCHES = ("jiansuo/?q=行政许可", "jiansuo/?q=大熊猫")  # with answers, and without any
ENOUGH = 60
LEADS_ON = 'http-equiv="refresh"'


def pages(site: Path) -> list[str]:
    """Every page that stays when it is opened, as `''` or `zfxxgknb/2020/`; an old address only leads on to another."""
    found = sorted(page for page in site.rglob("index.html") if LEADS_ON not in page.read_text("utf-8"))
    return ["" if page.parent == site else f"{page.parent.relative_to(site).as_posix()}/" for page in found]


def sample(paths: Iterable[str], most: int = ENOUGH) -> list[str]:
    """All when they are few; otherwise one of each kind, then a second of each, and so on. Of a kind they are spread evenly."""
    found = list(paths)
    if len(found) <= most:
        return found
    kinds: dict[str, list[str]] = {}
    for path in found:
        kinds.setdefault(kind_of_page(path), []).append(path)
    rounds = zip_longest(*(spread(of_kind) for of_kind in kinds.values()))
    return [path for path in chain.from_iterable(rounds) if path is not None][: max(most, len(kinds))]


def spread(paths: list[str]) -> list[str]:
    """First, last, middle, then the quarters and so on: years and agencies far from each other come first."""
    order, step = [0, len(paths) - 1], len(paths)
    while step > 1:
        step = (step + 1) // 2
        order += range(0, len(paths), step)
    return [paths[number] for number in dict.fromkeys(order)]


def one_of_each(paths: Iterable[str]) -> list[str]:
    return list({kind_of_page(path): path for path in reversed(list(paths))}.values())[::-1]
