"""Targets made: their pages put into frames, their files and pages written, and what can be found on them."""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gongkai.build.cache import cache_get, cache_put
from gongkai.build.manifest import Unit
from gongkai.build.project import Project
from gongkai.build.search import parts_of
from gongkai.build.target import File, Target
from gongkai.build.writer import Output, SiteWriter
from gongkai.html.moved_places import with_moved_places
from gongkai.html.own_address import with_own_address
from gongkai.html.setting import Page, Setting, frame_of
from gongkai.html.shells import Renderer
from gongkai.search import Prepared, prepared

ANCHOR = re.compile(rb' id="([^"]+)"')


class SearchedPage(NamedTuple):
    """What others need of a page that was made: its address, what can be landed on, and its parts for the search."""

    address: str
    anchors: list[str]
    parts: list[Prepared]


class Made(NamedTuple):
    """A target that was made: its outputs as they stand on the disk, and how many of them were written."""

    name: str
    unit: Unit
    written: int


@dataclass(frozen=True)
class Maker:
    """Makes targets into a site. Several may do so at once, each in a process of its own."""

    project: Project
    renderer: Renderer
    writer: SiteWriter

    def make(self, target: Target) -> Made:
        pages: list[SearchedPage] = []
        unit, written = self.writer.put(target.of, self.outputs(target, pages))
        if target.searched:
            cache_put(self.project.cache / parts_name(target), target.of, [tuple(page) for page in pages], marshal.dumps)
        return Made(target.name, unit, written)

    def outputs(self, target: Target, pages: list[SearchedPage]) -> Iterator[Output]:
        for made in target.make():
            if isinstance(made, File):
                yield made
            else:
                page = with_moved_places(made, target.setting)
                yield page.file, page.whole or self.framed(page, target.setting)
                if target.searched:
                    pages.append(searched_page(page, target))

    def framed(self, page: Page, setting: Setting) -> bytes:
        return self.renderer.page(frame_of(page, setting), with_own_address(page, setting))

    def pages(self, target: Target) -> list[SearchedPage]:
        """What was kept of the target's pages; made again where it was lost."""
        if target.searched is None:
            return []
        file = self.project.cache / parts_name(target)
        known = cache_get(file, target.of, marshal.loads)
        if known is None:
            known = [tuple(searched_page(made, target)) for made in target.make() if isinstance(made, Page)]
            cache_put(file, target.of, known, marshal.dumps)
        return [SearchedPage(*page) for page in known]


def searched_page(page: Page, target: Target) -> SearchedPage:
    assert target.searched
    anchors = [anchor.decode() for anchor in ANCHOR.findall(page.content)]
    return SearchedPage(page.url, anchors, [prepared(part) for part in parts_of(page, target.searched)])


def anchors_of(targets: Sequence[Target], units: Mapping[str, Unit], maker: Maker) -> Callable[[str], Sequence[str] | None]:
    """By a page's address, what can be landed on there: read when asked for, as few pages are. None where no page tells it."""
    owners = {path: target for target in targets if target.searched for path in units[target.name].outputs}

    def anchors(address: str) -> Sequence[str] | None:
        target = owners.get(f"{address}index.html")
        pages = maker.pages(target) if target else ()
        return next((page.anchors for page in pages if page.address == address), None)

    return anchors


def parts_name(target: Target) -> str:
    return f"parts.{target.name.replace('/', '.')}"


def in_turn(targets: Sequence[Target]) -> Iterator[tuple[Sequence[Target], Sequence[Target]]]:
    """The targets in the order in which they may be made: reports' files before the pages that name them, late ones last.

    Each time those that any process may make, and those that one makes alone in the meantime.
    """
    files = [target for target in targets if target.name.endswith("/files")]
    alone = [target for target in targets if target.alone]
    yield files, alone
    yield [target for target in targets if not (target.late or target.alone or target.name.endswith("/files"))], ()
    yield [target for target in targets if target.late], ()
