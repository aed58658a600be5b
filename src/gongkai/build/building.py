"""A county's catalogue made into pages: read, laid out, written where something changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.build import inputs
from gongkai.build.manifest import digest, read_manifest
from gongkai.build.writer import is_whole
from gongkai.source.gc_pause import gc_paused

if TYPE_CHECKING:
    from gongkai.build.authored_pages import Foreign
    from gongkai.problems import Problem

MANIFEST = "manifest.json"
CACHE = ".cache/pages"  # beside the data


@dataclass(frozen=True, slots=True)
class County:
    """Where a county's things are: its data, the pages people wrote, the site, and what is remembered from build to build.

    `before` is the site that was built last, when the new one is made in another folder. `alone`: no site generator makes a
    front page and a search page, so they are made here.
    """

    data: Path
    docs: Path
    site: Path
    cache: Path
    before: Path | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Sums:
    """Digests of what was read, by what depends on them. `shared`: the setting of every page, and the code."""

    shared: str
    reports: str
    catalogue: str
    foreign: str

    @property
    def everything(self) -> str:
        return digest(self.shared, self.reports, self.catalogue, self.foreign)


@dataclass(frozen=True, slots=True)
class Built:
    """How many files the catalogue has, how many of them were written, and taken away."""

    files: int = 0
    written: int = 0
    removed: int = 0
    problems: list[Problem] = field(default_factory=list)


def build_pages(county: County, foreign: Foreign | None = None) -> Built:
    """Writes the catalogue's pages, the search and the site map. With errors in the data nothing is touched.

    `foreign` is what a site generator's pages give; None: as the last whole build left it, and the catalogue is checked here.
    """
    known = read_manifest(county.cache / MANIFEST)
    sums = sums_of(county)
    if foreign is None and known.inputs == sums.everything and is_whole(county.site, known.outputs):
        return Built(files=len(known.outputs))
    from gongkai.build.making import make_pages  # noqa: PLC0415 - a build without changes need not load it

    with gc_paused():
        return make_pages(county, foreign, sums, known)


def sums_of(county: County) -> Sums:
    return Sums(
        shared=digest(inputs.code_digest(), inputs.head_digest(county.data), inputs.pages_digest(county.docs)),
        reports=digest(inputs.code_digest(), inputs.head_digest(county.data), inputs.report_digest(county.data)),
        catalogue=inputs.catalogue_digest(county.data),
        foreign=digest(inputs.content_of(str(county.cache / "foreign"))),
    )
