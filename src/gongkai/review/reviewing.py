"""One county's reports reviewed: read, looked through, and the files of the review written; nothing of theirs is touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.files import write_whole
from gongkai.problems import Problem
from gongkai.review import figures_book, opinion
from gongkai.review.findings import Finding, Kind, findings
from gongkai.review.package import Package, read_package
from gongkai.review.sources import sources
from gongkai.source.gc_pause import gc_paused

FILES = (opinion.WORD, opinion.BOOK, figures_book.BOOK)


@dataclass(frozen=True, slots=True)
class Review:
    """What came of it. `counts` by kind of finding; `unread` are the files that could not be read, and why."""

    county: str
    agencies: int
    years: tuple[int, ...]
    reports: int
    found: tuple[Finding, ...]
    unread: tuple[Problem, ...]

    @property
    def counts(self) -> Mapping[Kind, int]:
        return Counter(finding.kind for finding in self.found)


def review(paths: Sequence[Path], into: Path, county: str, year: int | None = None, *, though_empty: bool = False) -> Review:
    """Looks through everything in `paths` and writes the files of the review into the folder `into`.

    Where no report could be read nothing is written, so that the folder is free once the name is typed rightly; `though_empty`
    writes the files all the same, which then say why.
    """
    with gc_paused():
        with sources(paths, beside=into) as handed_in:
            package = read_package(handed_in, year)
        found = findings(package)
    if package.reviewed or though_empty:
        write(into, county, package, found)
    agencies = {each.report.agency_name for each in package.reviewed}
    years = tuple(sorted({each.report.year for each in package.reviewed}))
    return Review(county, len(agencies), years, len(package.reviewed), found, package.unread)


def write(into: Path, county: str, package: Package, found: Sequence[Finding]) -> None:
    contents = {
        opinion.WORD: opinion.opinion_word(county, package, found),
        opinion.BOOK: opinion.opinion_book(county, package, found),
        figures_book.BOOK: figures_book.figures_book(county, package, found),
    }
    into.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        write_whole(str(into / name), content)
