"""Everything that a build needs to know of a county: its data, read once, what is wrong with it, and digests of its parts."""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.build.cache import cache_get, cache_put, cached
from gongkai.build.inputs import code_digest, content_of, digest_of, files_below
from gongkai.build.manifest import digest
from gongkai.build.packing import packed
from gongkai.build.reading_cache import READ, ReadingCache
from gongkai.checks import gone, guide_contact, site_identity
from gongkai.checks.catalogue_rules import CATALOGUE_RULES
from gongkai.collection import Collection, load_site
from gongkai.county.own_words import OwnWords, read_own_words
from gongkai.county.redirects import Redirects, read_redirects
from gongkai.problems import Problem, errors, in_order
from gongkai.reports import import_record
from gongkai.reports.seals import Version, bag_file, signatures_folder
from gongkai.reports.seals import digest as digest_of_bag
from gongkai.source.gc_pause import gc_paused
from gongkai.source.text import said_once

if TYPE_CHECKING:
    from gongkai.county.accessibility import Measured
    from gongkai.county.portal import Site
    from gongkai.downloads.open_data.texts import ReportTexts
    from gongkai.html.blocks import PageBlock
    from gongkai.reports.report import Report

FINDINGS, POINTS = "findings", "points"
SEAL = "seal"  # the rule that looks at files besides the data
MEASURED = "accessibility.yml"


@dataclass(frozen=True)
class County:
    """`measured` is None where the pages were never measured. `problems` are those of the data as it was read."""

    collection: Collection
    problems: tuple[Problem, ...]
    measured: Measured | None
    redirects: Redirects
    reading: ReadingCache
    own_words: tuple[OwnWords, ...] = ()

    @property
    def data(self) -> Path:
        return self.collection.data

    @property
    def site(self) -> Site:
        """What data/site.yml states; a build without it has stopped before anything asks."""
        assert self.collection.site
        return self.collection.site

    @property
    def government_reports(self) -> tuple[Report, ...]:
        """The county government's own reports, newest first."""
        return tuple(report for report in self.collection.reports if report.agency_id == self.site.government_agency)

    # ---- Digests, by which it is told what a change concerns

    @cached_property
    def contents(self) -> Mapping[tuple[int, str], str]:
        """Of each report's words and figures, and whether it is marked as a draft; by year and agency."""
        return {(report.year, report.agency_id): self.content(report) for report in self.collection.reports}

    def content(self, report: Report) -> str:
        return digest(*(content_of(str(report.folder / name)) for name in READ), str(report.is_draft))

    def of_reports(self, reports: Iterable[Report]) -> str:
        return digest(*(f"{r.year}/{r.agency_id} {self.contents[r.year, r.agency_id]}" for r in reports))

    @cached_property
    def points(self) -> Mapping[str, Mapping[str, str]]:
        """What each report says of each concept, by the digest of the report and the concept's id; kept from build to build."""
        from gongkai.reports.history import stated  # noqa: PLC0415 - a county without reports needs none
        from gongkai.statute.concepts import concepts  # noqa: PLC0415

        file, of = self.reading.folder / POINTS, code_digest()
        self.reading.used.add(POINTS)
        known: dict[str, dict[str, str]] = cache_get(file, of) or {}
        found = {}
        for report in self.collection.reports:
            content = self.contents[report.year, report.agency_id]
            found[content] = known.get(content) or {each.id: repr(stated(each, report)) for each in concepts().all}
        if found != known:
            cache_put(file, of, found, packed)
        return found

    def of_concept(self, id: str) -> str:
        """Of what all reports say of a concept."""
        reports = ((r.year, r.agency_id, self.contents[r.year, r.agency_id]) for r in self.collection.reports)
        return digest(*(f"{year}/{agency} {self.points[content][id]}" for year, agency, content in reports))

    def texts(self, report: Report, files: Mapping[str, bytes] | None = None) -> ReportTexts:
        """What the report is in data sets; taken from `files`, those beside its page, where these are made just now."""
        from gongkai.downloads.open_data.texts import ReportTexts, report_texts, texts_in  # noqa: PLC0415 - as above

        def made() -> tuple[str, dict[str, str]]:
            texts = texts_in(files) if files else report_texts(report)
            return texts.json, dict(texts.rows)

        name = f"texts.{report.year}.{report.agency_id}"
        self.reading.used.add(name)
        of = digest(code_digest(), self.contents[report.year, report.agency_id], repr(report.agency))
        return ReportTexts(*cached(self.reading.folder / name, of, made, loads=marshal.loads, dumps=marshal.dumps))

    def report_text(self, report: Report) -> PageBlock:
        """What its page and the files that are taken away show of it; none of it was restated by another."""
        from gongkai.html.pages.report import report_text  # noqa: PLC0415 - as above

        name = f"shown.{report.year}.{report.agency_id}"
        self.reading.used.add(name)
        of = digest(code_digest(), self.contents[report.year, report.agency_id], repr(report.agency))
        return cached(self.reading.folder / name, of, lambda: report_text(report))

    @cached_property
    def outlines(self) -> str:
        """Of what a report is known by on other pages: everything but its tables and its prose; and of what was sealed."""
        parts = (f"{report.format.id} {[*report.tables]} {report.envelope!r}" for report in self.collection.reports)
        seals = self.collection.seals
        sealed = (repr(seals.years), repr(seals.signed), seals.chain.head)
        return digest(repr([*self.collection.agencies.values()]), *sealed, *parts)


def load_county(data: Path, cache: Path) -> County:
    """Reads what changed since the last build, and takes the rest from the cache."""
    reading = ReadingCache(cache, data)
    with gc_paused():
        collection, problems = load_site(data, reading.readers)
    measured, found = measured_in(data)
    redirects, wrong = read_redirects(data, collection.site)
    own_words, unread = read_own_words(data)
    said = tuple(said_once([*problems, *found, *wrong, *unread]))
    return County(collection, said, measured, redirects, reading, own_words)


def measured_in(data: Path) -> tuple[Measured | None, list[Problem]]:
    if not (data / MEASURED).is_file():
        return None, []
    from gongkai.county.accessibility import read_measured  # noqa: PLC0415 - most counties of a province have none

    return read_measured(data)


# ---- What is wrong with it


def check_county(county: County) -> list[Problem]:
    """Everything that was found in the data, by place; each report is checked again only when something it is checked against
    is another.
    """
    found = [*findings(county), *of_site(county.collection)]
    if not errors(county.problems):  # an entry that could not be read is missing elsewhere: one mistake, one line
        found += of_catalogue(county.collection)
    return [*county.problems, *in_order(found), *altered(county.collection)]


def of_catalogue(collection: Collection) -> Iterator[Problem]:
    for rule in CATALOGUE_RULES:
        yield from rule.check(collection)


def of_site(collection: Collection) -> Iterator[Problem]:
    yield from site_identity.check(collection, release=False)
    yield from guide_contact.check(collection)
    yield from gone.check(collection)
    if collection.seals.years:
        from gongkai.checks import sealed  # noqa: PLC0415 - a county without a seal needs none of it

        yield from sealed.gone(collection)


def altered(collection: Collection) -> Iterator[Problem]:
    """Bags that are not as they were sealed, a chain that does not name what is there, signatures that are not as taken in."""
    if not all(is_intact(collection, *sealed) for sealed in collection.seals.all):
        from gongkai.archive import altered_bags  # noqa: PLC0415 - loads what makes bags, and says what is wrong with one

        yield from altered_bags(collection.seals)
    if collection.seals.chain.entries or any(seal.before for seal in collection.seals.years.values()):
        from gongkai.archive.chained import verify_chain  # noqa: PLC0415 - as above

        yield from verify_chain(collection.seals)
    if collection.seals.signed:
        from gongkai.archive.signed import lost_or_altered  # noqa: PLC0415 - as above

        folder = signatures_folder(collection.data)
        for signature in collection.seals.signed:
            yield from lost_or_altered(signature, folder)


def is_intact(collection: Collection, year: int, agency: str, version: Version) -> bool:
    return digest_of_bag(content_of(str(bag_file(collection.data, year, agency, version.version)))) == version.zip


def findings(county: County) -> Iterator[Problem]:
    """Of every report. What is found of a sealed one's files is looked for each time."""
    if not county.collection.reports:
        return
    from gongkai.checks.rules import check_report  # noqa: PLC0415 - a small change needs none of them

    file = county.reading.folder / FINDINGS
    county.reading.used.add(FINDINGS)
    known: dict[str, list[Problem]] = cache_get(file, FINDINGS) or {}
    kept: dict[str, list[Problem]] = {}
    for report in county.collection.reports:
        of = checked_against(report, county)
        problems = known[of] if of in known else check_report(report, county.collection)
        report.source.forget()
        if not any(problem.rule == SEAL for problem in problems):
            kept[of] = problems
        yield from problems
    if kept != known:
        cache_put(file, FINDINGS, kept, pickle.dumps)


def checked_against(report: Report, county: County) -> str:
    """The digest of all that a report's rules look at: itself, the years around it, what it restates, its seals, the site."""
    collection = county.collection
    others = [collection.before(report), collection.report(report.year + 1, report.agency_id)]
    others += [collection.report(entry.year, entry.of or report.agency_id) for entry in report.envelope.restates]
    sealed = collection.sealed(report)
    proved = any(entry.as_printed for entry in report.envelope.accepted)  # by the document as received
    folder = digest_of(files_below(str(report.folder)), str(report.folder)) if sealed or proved else ""
    return digest(
        *(code_digest(), str(report.source.name), county.contents[report.year, report.agency_id], folder),
        content_of(str(report.folder / import_record.FILE)),
        *(repr(sealed), repr(collection.site), repr(report.agency), str(report.state)),
        repr(collection.published.get((report.year, report.agency_id))),
        *(f"{county.contents[other.year, other.agency_id]} {other.state}" if other else "" for other in others),
    )
