"""The county's data as it is on the disk now: looked at anew for each request, read anew only where a file changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from gongkai.build.inputs import files_below
from gongkai.catalogue import Read
from gongkai.collection import Collection, Readers, load_site
from gongkai.county.agencies import Agency
from gongkai.editing.found_report import NARRATIVE, REPORT, REPORTS, FoundReport, found_in, missing
from gongkai.files import Seen, seen
from gongkai.problems import Problem
from gongkai.reports.reading import read_report
from gongkai.reports.report import Report
from gongkai.source.text import said_once

OWN = (REPORT, NARRATIVE)


class County:
    """`data` is the folder. What was read is kept as long as the files hold the same bytes."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.files: Mapping[str, Seen | None] = {}
        self.loaded: tuple[Collection, list[Problem]] | None = None
        self.known: dict[Path, tuple[str, Any]] = {}

    def now(self) -> tuple[Collection, list[Problem]]:
        """Everything, with what was met in reading it."""
        files = {path: seen(path) for path in files_below(str(self.data))}
        if self.loaded is None or files != self.files:
            collection, problems = load_site(self.data, Readers(report=self.report, catalogue=self.catalogue))
            self.files, self.loaded = files, (collection, said_once(problems))
        return self.loaded

    def folder(self, year: int, agency: str) -> Path:
        return self.data / REPORTS / str(year) / agency

    def found(self, year: int, agency: str) -> tuple[FoundReport | None, list[Problem]]:
        """That report as its files say it at this moment; None, with the reasons, where it cannot be read."""
        folder = self.folder(year, agency)
        if not (folder / REPORT).is_file():
            return None, [missing(folder)]
        if folder in self.known and self.known[folder][0] != digest_of(*(folder / name for name in OWN)):
            self.loaded = None  # changed within the time in which a file system tells two moments apart
        return found_in(*self.now(), folder)

    def again(self, *files: Path) -> tuple[Collection, list[Problem]]:
        """Everything, those lists looked at by what they hold, and not only by when they were written."""
        if any(file in self.known and self.known[file][0] != digest_of(file) for file in files):
            self.loaded = None
        return self.now()

    # ---- How files are read

    def report(self, folder: Path, agencies: Mapping[str, Agency]) -> tuple[Report | None, list[Problem]]:
        of = digest_of(*(folder / name for name in OWN))
        known = self.known.get(folder)
        agency = agencies.get(folder.name)
        if known is None or known[0] != of or known[1][0] != agency:
            known = self.known[folder] = (of, (agency, read_report(folder, agencies)))
        found: tuple[Report | None, list[Problem]] = known[1][1]
        return found[0], [*found[1]]

    def catalogue(self, read: Callable[[Path, list[Problem]], Read], file: Path, problems: list[Problem]) -> Read:
        of = digest_of(file)
        known = self.known.get(file)
        if known is None or known[0] != of:
            wrong: list[Problem] = []
            known = self.known[file] = (of, (read(file, wrong), wrong))
        found: Read = known[1][0]
        problems += known[1][1]
        return found


def digest_of(*files: Path) -> str:
    """Of what they hold; a file that is not there, or cannot be read, is told apart from an empty one."""
    digest = sha256()
    for file in files:
        try:
            digest.update(b"\1" + sha256(file.read_bytes()).digest())
        except OSError:
            digest.update(b"\0")
    return digest.hexdigest()
