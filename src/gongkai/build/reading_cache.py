"""What files were read as, kept from build to build under what they hold: one changed entry is one file read.

A file in which something is wrong is not kept: it is read, and told of, every time.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from gongkai.build.cache import Value, cached
from gongkai.build.inputs import code_digest, content_of, digest_of, files_below
from gongkai.build.manifest import digest
from gongkai.build.packing import packed, packed_report, unpacked_report
from gongkai.catalogue import Read
from gongkai.collection import Readers, face_of
from gongkai.county.agencies import AGENCIES, Agency, read_agencies
from gongkai.county.columns import FILE as COLUMNS
from gongkai.county.columns import Columns, read_columns
from gongkai.county.face.reading import PLAIN_FACE, Face
from gongkai.county.face.settings import FOLDER as FACE
from gongkai.county.face.settings import NO_SETTINGS
from gongkai.county.link_results import FILE as RESULTS
from gongkai.county.links import FILE as LINKS
from gongkai.county.links import Links, read_links
from gongkai.county.portal import SITE, Site, read_site
from gongkai.county.township_map import FILE as MAP
from gongkai.county.township_map import TownshipMap, read_township_map
from gongkai.problems import Problem, shown
from gongkai.reports.reading import read_report
from gongkai.reports.report import Report

READ = ("report.yml", "narrative.md")


@dataclass(frozen=True)
class ReadingCache:
    """Reads a site's data, from `folder` what is there as it was. `used` are the names of the entries that were asked for."""

    folder: Path
    data: Path
    used: set[str] = field(default_factory=set)

    @property
    def readers(self) -> Readers:
        by_office = (self.site, self.agencies, self.report, self.catalogue, self.face, self.columns, self.links)
        return Readers(*by_office, self.township_map)

    def site(self, data: Path) -> tuple[Site | None, list[Problem]]:
        return self.file(SITE, data / SITE, partial(read_site, data))

    def agencies(self, data: Path) -> tuple[dict[str, Agency], list[Problem]]:
        return self.file(AGENCIES, data / AGENCIES, partial(read_agencies, data))

    def face(self, data: Path, site: Site) -> tuple[Face, list[Problem]]:
        """Nothing is kept of a county that has none of its own."""
        if site.face == NO_SETTINGS:
            return PLAIN_FACE, []
        folder = str(data / FACE)
        own = digest_of(files_below(folder), folder)
        of = digest(code_digest(), shown(data), content_of(str(data / SITE)), own)
        return self.entry(FACE, of, partial(face_of, data, site), packed)

    def columns(self, data: Path) -> tuple[Columns, list[Problem]]:
        if not (data / COLUMNS).is_file():
            return Columns(), []
        return self.file(COLUMNS, data / COLUMNS, partial(read_columns, data))

    def links(self, data: Path) -> tuple[Links, list[Problem]]:
        """With what was found when they were tried."""
        if not (data / LINKS).is_file():
            return read_links(data)
        contents = (content_of(str(data / name)) for name in (LINKS, RESULTS))
        return self.entry(LINKS, digest(code_digest(), shown(data), *contents), partial(read_links, data), packed)

    def township_map(self, data: Path) -> tuple[TownshipMap, list[Problem]]:
        if not (data / MAP).is_file():
            return TownshipMap(), []
        return self.file(MAP, data / MAP, partial(read_township_map, data))

    def report(self, folder: Path, agencies: Mapping[str, Agency]) -> tuple[Report | None, list[Problem]]:
        name = ".".join(("report", *folder.relative_to(self.data / "reports").parts))
        own = (content_of(str(folder / file)) for file in READ)
        of = digest(code_digest(), shown(folder), repr(agencies.get(folder.name)), *own)
        return self.entry(name, of, partial(read_report, folder, agencies), packed_report, unpacked_report)

    def catalogue(self, read: Callable[[Path, list[Problem]], Read], file: Path, problems: list[Problem]) -> Read:
        def again() -> tuple[Read, list[Problem]]:
            wrong: list[Problem] = []
            return read(file, wrong), wrong

        name = ".".join(("read", *file.relative_to(self.data).with_suffix("").parts))
        found, wrong = self.file(name, file, again)
        problems += wrong
        return found

    def file(self, name: str, file: Path, read: Callable[[], tuple[Value, list[Problem]]]) -> tuple[Value, list[Problem]]:
        """What `read` makes of the file, and what is wrong with it. Where a value stands is told by the file's name."""
        return self.entry(name, digest(code_digest(), shown(file), content_of(str(file))), read, packed)

    def entry(
        self,
        name: str,
        of: str,
        read: Callable[[], tuple[Value, list[Problem]]],
        dumps: Callable[[Any], bytes],
        loads: Callable[[bytes], Any] = pickle.loads,
    ) -> tuple[Value, list[Problem]]:
        problems: list[Problem] = []
        self.used.add(name)

        def again() -> Value:
            found, wrong = read()
            problems.extend(wrong)
            return found

        return cached(self.folder / name, of, again, loads=loads, dumps=dumps, is_sound=lambda: not problems), problems
