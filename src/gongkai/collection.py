"""Everything an office publishes: the site, its agencies, all reports in order, the disclosure catalogue and the documents."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from gongkai.catalogue import FOLDER as CATALOGUE
from gongkai.catalogue import Catalogue, Item, Reader, anew, load_catalogue
from gongkai.catalogue.earlier import load_earlier
from gongkai.county.agencies import Agency, county_above, read_agencies
from gongkai.county.columns import Columns, read_columns
from gongkai.county.data_version import other_version
from gongkai.county.face.reading import PLAIN_FACE, Face, read_face
from gongkai.county.links import Links, read_links
from gongkai.county.portal import SITE, Site, read_site
from gongkai.county.published_addresses import recorded_addresses
from gongkai.county.township_map import TownshipMap, read_township_map
from gongkai.documents import Documents, load_documents
from gongkai.problems import Position, Problem, errors, shown
from gongkai.reports.public_record import NO_RECORD, PublicRecord, state_of, unread_was_public
from gongkai.reports.published import Ledger, read_published
from gongkai.reports.reading import read_report
from gongkai.reports.report import Report
from gongkai.reports.seals import NONE, Seals, Version, read_seals
from gongkai.source.text import read_text, reason, said_once, way_from_elsewhere
from gongkai.statute.formats import FIRST_YEAR, LAST_YEAR

RULE = "collection"
ITEMS = "items"  # what is kept in `derived`
YEAR = re.compile("[0-9]{4}\\Z")
ReportReader = Callable[[Path, Mapping[str, Agency]], tuple[Report | None, list[Problem]]]
"""How a report's folder is read; a build may remember what it read the last time."""


class Unread(NamedTuple):
    """A report's folder in which no report could be read; whether it was ever public is told by other things."""

    folder: Path
    year: int
    agency: str
    was_public: bool


@dataclass(frozen=True, slots=True)
class Collection:
    """`site` is None for a draft with no site around it. Reports stand newest year first, then as agencies.yml has them.

    `documents`, `catalogue`, `columns`, `links` and `township_map` are empty where the county keeps none here; `earlier` are
    catalogues of earlier years, by year, newest first. `seals` are empty for a report's folder alone: what was sealed is known to
    the site around it, and so is what was `published`.
    """

    data: Path
    site: Site | None
    agencies: Mapping[str, Agency]
    reports: tuple[Report, ...]
    catalogue: Catalogue = field(default=Catalogue(), repr=False)
    earlier: tuple[tuple[int, Catalogue], ...] = field(default=(), repr=False)
    seals: Seals = NONE
    published: Ledger = field(default_factory=dict, repr=False)
    face: Face = field(default=PLAIN_FACE, repr=False)
    unread: tuple[Unread, ...] = ()
    documents: Documents = field(default=Documents(), repr=False)
    columns: Columns = field(default=Columns(), repr=False)
    links: Links = field(default=Links(), repr=False)
    township_map: TownshipMap = field(default=TownshipMap(), repr=False)
    placed: Mapping[tuple[int, str], Report] = field(init=False, repr=False, compare=False)
    derived: dict[str, Any] = field(init=False, repr=False, compare=False, default_factory=dict)
    """What follows from all reports and is asked for again and again, by whoever works it out."""

    def __post_init__(self) -> None:
        # Pages about many years and agencies ask for each of them; looking through all reports every time takes too long.
        object.__setattr__(self, "placed", {(report.year, report.agency_id): report for report in self.reports})

    def report(self, year: int, agency: str) -> Report | None:
        return self.placed.get((year, agency))

    def sealed(self, report: Report) -> tuple[Version, ...]:
        """The versions in which the report was sealed, oldest first; empty when it never was."""
        return self.seals.versions(report.year, report.agency_id)

    def before(self, report: Report) -> Report | None:
        """The same agency's report of the year before; None when there is none."""
        return self.report(report.year - 1, report.agency_id)

    @property
    def items(self) -> tuple[Item, ...]:
        """Whatever is published, as the catalogue names it: its items, and the documents."""
        if ITEMS not in self.derived:
            others = (document.as_item for document in self.documents.all if not document.entry)
            self.derived[ITEMS] = (*self.catalogue.items, *others)
        found: tuple[Item, ...] = self.derived[ITEMS]
        return found

    @property
    def documents_as_items(self) -> Mapping[str, Item]:
        """Every document by its id, as the catalogue names what is published."""
        return {id: document.as_item for id, document in self.documents.by_id.items()}

    def expected(self, year: int) -> tuple[Agency, ...]:
        """The agencies that were there in that year, in the order of the file."""
        return tuple(agency for agency in self.agencies.values() if agency.existed(year))

    def of(self, agency: str) -> tuple[Report, ...]:
        """An agency's reports, oldest first."""
        return tuple(report for year in self.span if (report := self.report(year, agency)))

    def told_apart(self, report: Report) -> str:
        """The report's year and agency where another report has the same title, for what names its page; otherwise empty."""
        alike = sum(other.envelope.title == report.envelope.title for other in self.reports)
        return f"{report.year}年度 · {report.agency_name}" if alike > 1 else ""

    @property
    def span(self) -> tuple[int, ...]:
        """Every year from the oldest report to the newest, oldest first; a year without any report among them is there too."""
        return tuple(range(self.reports[-1].year, self.reports[0].year + 1)) if self.reports else ()

    @property
    def withdrawn(self) -> frozenset[tuple[int, str]]:
        """The reports that were taken back, by year and agency."""
        return frozenset((report.year, report.agency_id) for report in self.reports if report.envelope.withdrawn)

    @property
    def years(self) -> tuple[int, ...]:
        """Years that have a report, newest first."""
        return tuple(sorted({report.year for report in self.reports}, reverse=True))


def load_collection(folder: Path) -> tuple[Collection, list[Problem]]:
    """A site's `data` folder, or one report's folder alone; with everything that could not be read as it should be."""
    if not folder.is_dir():
        return nothing_in(folder)
    if not os.access(folder, os.R_OK | os.X_OK):
        return Collection(folder, None, {}, ()), [Problem(Position(shown(folder)), RULE, "读不了这个文件夹：没有权限")]
    load = load_draft if (folder / "report.yml").is_file() else load_site
    collection, problems = load(folder)
    return collection, said_once(problems)


def nothing_in(folder: Path) -> tuple[Collection, list[Problem]]:
    """Where there is no such folder; somebody who stands in the wrong one is led to the right one."""
    missing = "这不是文件夹" if folder.exists() else f"找不到这个文件夹{way_from_elsewhere(folder)}"
    return Collection(folder, None, {}, ()), [Problem(Position(shown(folder)), RULE, missing)]


def face_of(data: Path, site: Site) -> tuple[Face, list[Problem]]:
    return read_face(data, site.face, data / SITE)


@dataclass(frozen=True, slots=True)
class Readers:
    """How the files of a site are read: as they are, or as they were read in the build before."""

    site: Callable[[Path], tuple[Site | None, list[Problem]]] = read_site
    agencies: Callable[[Path], tuple[dict[str, Agency], list[Problem]]] = read_agencies
    report: ReportReader = read_report
    catalogue: Reader = anew
    face: Callable[[Path, Site], tuple[Face, list[Problem]]] = face_of
    columns: Callable[[Path], tuple[Columns, list[Problem]]] = read_columns
    links: Callable[[Path], tuple[Links, list[Problem]]] = read_links
    township_map: Callable[[Path], tuple[TownshipMap, list[Problem]]] = read_township_map


def load_site(folder: Path, readers: Readers = Readers()) -> tuple[Collection, list[Problem]]:
    """A `data` folder: the site, its agencies, all reports and the catalogue; nothing of one that an older version wrote."""
    if not folder.exists():
        return nothing_in(folder)
    if older := other_version(folder):
        return Collection(folder, None, {}, ()), [older]
    site, problems = readers.site(folder)
    agencies, found = readers.agencies(folder)
    problems = [*problems, *found]
    if site and agencies and site.government_agency not in agencies:
        message = f"agencies.yml 里没有“{site.government_agency}”（government_agency）"
        problems.append(Problem(Position(shown(folder / SITE)), RULE, message))
    # Without agencies a report would be nobody's.
    reports, found = load_reports(folder / "reports", agencies, readers.report) if agencies else ([], [])
    seals, wrong = read_seals(folder)
    published, unknown = read_published(folder)
    record = public_record(folder, site, seals, published)
    lost = tuple(unread_in(folder / "reports", reports, record)) if errors(found) else ()
    reports = [replace(report, state=state_of(report.envelope, record)) for report in reports]
    catalogue, more = load_catalogue(folder / CATALOGUE, readers.catalogue)
    earlier, unread = load_earlier(folder, readers.catalogue)
    documents, misread = load_documents(folder, readers.catalogue)
    catalogue = catalogue.with_items(document.as_item for document in documents.all if document.entry)
    face, faults = readers.face(folder, site) if site else (PLAIN_FACE, [])
    columns, misplaced = readers.columns(folder)
    links, broken = readers.links(folder)
    township_map, undrawn = readers.township_map(folder)
    placed = in_order(reports, agencies)
    whole = (placed, catalogue, earlier, seals, published, face, lost, documents, columns, links, township_map)
    told = (problems, faults, found, more, unread, misread, wrong, unknown, misplaced, broken, undrawn)
    return Collection(folder, site, agencies, *whole), [*chain.from_iterable(told)]


def public_record(data: Path, site: Site | None, seals: Seals, published: Ledger) -> PublicRecord:
    return PublicRecord(recorded_addresses(data), seals, site.government_agency if site else "", published)


def load_draft(folder: Path) -> tuple[Collection, list[Problem]]:
    """One report's folder; when it lies in a site's `data`, its agency and what was public are looked up there."""
    agencies: Mapping[str, Agency] = {}
    record = NO_RECORD
    if data := county_above(folder):
        agencies, _ = read_agencies(data)
        site, _ = read_site(data)
        record = public_record(data, site, read_seals(data)[0], read_published(data)[0])
    report, problems = read_report(folder, agencies)
    report = replace(report, state=state_of(report.envelope, record)) if report else None
    if report and agencies and report.agency is None:
        problems.append(Problem(report.position("agency"), RULE, f"agencies.yml 里没有“{report.agency_id}”这个机构"))
    return Collection(folder, None, agencies, (report,) if report else ()), problems


def load_reports(
    folder: Path, agencies: Mapping[str, Agency], read: ReportReader = read_report
) -> tuple[list[Report], list[Problem]]:
    """All reports below `reports/<year>/<agency>/`; a folder that cannot be one is a problem."""
    reports: list[Report] = []
    problems: list[Problem] = []
    try:
        for year in folders(folder):
            if not YEAR.match(year.name) or not FIRST_YEAR <= int(year.name) <= LAST_YEAR:
                problems.append(Problem(Position(shown(year)), RULE, f"“{year.name}”不是年份（{FIRST_YEAR}—{LAST_YEAR}）"))
                continue
            for agency in folders(year):
                report, found = read_placed(agency, agencies, read)
                problems += found
                reports += [report] if report else []
    except OSError as error:
        problems.append(Problem(Position(shown(Path(error.filename or folder))), RULE, f"读不了这个文件夹：{reason(error)}"))
    return reports, problems


def unread_in(folder: Path, reports: Iterable[Report], record: PublicRecord) -> list[Unread]:
    """The folders of which `load_reports` gave no report; none where it could not look."""
    try:
        return [*without_report(folder, reports, record)]
    except OSError:
        return []


def without_report(folder: Path, reports: Iterable[Report], record: PublicRecord) -> Iterator[Unread]:
    read = {report.folder for report in reports}
    for year in (each for each in folders(folder) if YEAR.match(each.name)):
        for agency in folders(year):
            if agency not in read:
                place = int(year.name), agency.name
                text, _ = read_text(agency / "report.yml")
                yield Unread(agency, *place, unread_was_public(text or "", *place, record))


def folders(folder: Path) -> list[Path]:
    if not folder.exists():
        return []
    return sorted(entry for entry in folder.iterdir() if entry.is_dir() and not entry.name.startswith("."))


def read_placed(
    folder: Path, agencies: Mapping[str, Agency], read: ReportReader = read_report
) -> tuple[Report | None, list[Problem]]:
    """A report whose place says its year and agency: what it says itself must agree."""
    report, problems = read(folder, agencies)
    if report and (twin := second_of(report)):
        return None, [twin]
    if folder.name not in agencies:
        return None, [Problem(Position(shown(folder)), RULE, f"agencies.yml 里没有“{folder.name}”这个机构")]
    if report is None:
        return None, problems
    misplaced = [
        Problem(report.position(key), RULE, f"这里写的是“{said}”，但文件放在“{place}”的文件夹里")
        for key, said, place in (("year", str(report.year), folder.parent.name), ("agency", report.agency_id, folder.name))
        if said != place
    ]
    agency = agencies[folder.name]
    if not agency.existed(report.year):
        message = f"agencies.yml 里写着{agency.name}（{folder.name}）{years_of(agency)}，不会有 {report.year} 年的报告"
        misplaced.append(Problem(report.position("year"), RULE, message))
    return (None if misplaced else report), problems + misplaced


def second_of(report: Report) -> Problem | None:
    """An agency has one report a year: the one that stands in its own place."""
    own = report.folder.parents[1] / str(report.year) / report.agency_id
    if own == report.folder or not (own / "report.yml").is_file():
        return None
    message = f"{report.agency_name}{report.year}年度已有一份报告（{shown(own)}）；一个机构一年只有一份，请删去一份"
    return Problem(report.position("agency"), RULE, message)


def years_of(agency: Agency) -> str:
    """自 2019 年起、至 2021 年止."""
    words = (f"自 {agency.since} 年起" if agency.since else "", f"至 {agency.until} 年止" if agency.until else "")
    return "、".join(filter(None, words))


def in_order(reports: list[Report], agencies: Mapping[str, Agency]) -> tuple[Report, ...]:
    rank = {id: number for number, id in enumerate(agencies)}
    return tuple(sorted(reports, key=lambda report: (-report.year, rank.get(report.agency_id, len(rank)))))
