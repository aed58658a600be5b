"""The targets of what stands around the reports: years, agencies, figures through the years, the comparison, the archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from gongkai.build.county import County
from gongkai.build.inputs import content_of
from gongkai.build.manifest import digest
from gongkai.build.target import YEARS, File, Searched, Target, like_page
from gongkai.county import addresses
from gongkai.county.agencies import Agency
from gongkai.downloads import history_file, named_figures_csv
from gongkai.html.content import PageContent, with_title
from gongkai.html.elements import Download, file_size
from gongkai.html.frame import Link
from gongkai.html.page_labels import page_labels
from gongkai.html.pages import archive, comparison, history, named_figures, promises_made, totals, years
from gongkai.html.setting import Page, Setting
from gongkai.reports.history import has_history
from gongkai.reports.notices import notices
from gongkai.reports.promises import promising_years
from gongkai.reports.report import Report
from gongkai.reports.seals import bag_file, proof_files
from gongkai.reports.submission import has_overview, has_years
from gongkai.reports.totals import year_totals
from gongkai.statute.column import column
from gongkai.statute.concepts import Concept

ARCHIVE = Link(archive.TITLE, f"{addresses.archive_address()}/")


@dataclass(frozen=True)
class YearTargets:
    """`frame` is the digest of what stands around every page."""

    county: County
    setting: Setting
    frame: str

    def all(self) -> Iterator[Target]:
        """Each page where there is something to say (decisions/0011)."""
        if self.county.collection.reports:
            yield from self.of_years()
            yield from self.of_agencies()
            yield from self.of_concepts()
            yield from self.of_pairs()
            yield from self.of_archive()

    # ---- Years

    def of_years(self) -> Iterator[Target]:
        collection = self.county.collection
        for year in collection.years:
            own = [report for report in collection.reports if report.year == year]
            of = digest(self.around, self.county.of_reports((*own, *self.county.government_reports)))
            yield Target(f"year/{year}", of, partial(self.make_year, year), self.setting, searched(year))
        years = promising_years(collection)
        for year in years:
            own = [report for report in collection.reports if report.year in (year, year + 1)]
            of = digest(self.around, repr(years), self.county.of_reports(own))
            yield Target(f"promises/{year}", of, partial(self.make_promises, year), self.setting, searched(year))

    def make_year(self, year: int) -> Iterator[File | Page]:
        for word in years.words_of(self.county.collection, self.county.site, year):
            if content := self.year_content(year, word):
                yield from page_and_files(self.county, addresses.year_address(year, word), content, year)

    def make_promises(self, year: int) -> Iterator[File | Page]:
        """They depend on the next year's reports, which answer them."""
        content = promises_made.promises_page(self.county.collection, self.county.site, year)
        yield from page_and_files(self.county, addresses.year_address(year, addresses.PROMISES), content, year)

    def year_content(self, year: int, word: str) -> PageContent | None:
        """The page that the word in the address stands for; None when there is nothing to put on it."""
        collection, site = self.county.collection, self.county.site
        if word in (addresses.DATA, addresses.PROMISES):
            return None  # the one comes with its files, see data_targets.py; the other depends on the next year too
        if word == addresses.AGENCIES:
            return years.overview_page(collection, site, year)
        if word == addresses.COMPARED:
            return years.agencies_compared_page(collection, site, year)
        if word == addresses.ARCHIVE:
            return archive.year_archive_page(collection, site, year)
        if word == addresses.TOTALS:
            found = year_totals(collection, year)
            return totals.totals_page(collection, site, found) if found else None
        report = collection.report(year, site.government_agency)
        return years.key_figures_page(collection, site, report) if report else None

    # ---- Agencies and figures through the years

    def of_agencies(self) -> Iterator[Target]:
        collection = self.county.collection
        for agency in collection.agencies.values():
            if has_years(collection, agency):
                of = digest(self.around, self.county.of_reports(collection.of(agency.id)))
                yield Target(
                    f"agency-years/{agency.id}", of, partial(self.make_agency, agency), self.setting, searched(agency=agency.name)
                )

                if named_figures.has_named_figures(collection, agency):
                    make = partial(self.make_named, agency)
                    yield Target(f"agency-named/{agency.id}", of, make, self.setting, searched(agency=agency.name))

    def make_agency(self, agency: Agency) -> Iterator[File | Page]:
        content = history.agency_page(self.county.collection, self.county.site, agency)
        yield from page_and_files(self.county, addresses.agency_address(agency.id), content)

    def make_named(self, agency: Agency) -> Iterator[File | Page]:
        """The file first: the pages tell its size."""
        collection, site = self.county.collection, self.county.site
        content = named_figures_csv.content(collection, site, agency)
        yield File(f"{addresses.named_figures_address(agency.id)}/{named_figures_csv.NAME}", content)
        file = Download(named_figures_csv.NAME, "各数各年（CSV）", f"名称、单位、数、出处（{file_size(len(content))}）")
        above = (Link(agency.name, f"{addresses.agency_address(agency.id)}/"),)
        for address, shown in named_figures.named_figures_pages(collection, site, agency, file):
            yield from page_and_files(self.county, address, shown, above=above)

    def of_concepts(self) -> Iterator[Target]:
        used = history.used(self.county.collection) if has_history(self.county.collection) else ()
        if not used:
            return
        of = digest(self.around, *(concept.id for concept in used))
        yield Target("figures", of, self.make_concepts, self.setting, searched())
        for concept in used:
            of = digest(self.around, self.county.of_concept(concept.id))
            yield Target(f"figures/{concept.id}", of, partial(self.make_concept, concept), self.setting, searched())

    def make_concepts(self) -> Iterator[Page]:
        content = history.concepts_page(self.county.collection, self.county.site)
        yield page(self.county, addresses.history_address(), content)

    def make_concept(self, concept: Concept) -> Iterator[File | Page]:
        content = history.concept_page(self.county.collection, self.county.site, concept)
        above = Link(history.CONCEPTS, f"{addresses.history_address()}/")
        yield from page_and_files(self.county, addresses.history_address(concept.id), content, above=(above,))

    def of_pairs(self) -> Iterator[Target]:
        collection = self.county.collection
        if not comparison.has_comparison(collection):
            return
        used = (concept.id for concept in history.used(collection))
        yield Target("comparison", digest(self.around, *used), self.make_comparison, self.setting, searched())
        for id in comparison.compared(collection):
            agency = collection.agencies[id]
            of = digest(self.around, self.county.of_reports(collection.of(id)))
            yield Target(f"agency-figures/{id}", of, partial(self.make_history, agency), self.setting)

    def make_comparison(self) -> Iterator[Page]:
        content = comparison.comparison_page(self.county.collection, self.county.site, history_file.NAME)
        yield page(self.county, addresses.comparison_address(), content)

    def make_history(self, agency: Agency) -> Iterator[File]:
        content = history_file.content(agency, self.county.collection)
        yield File(f"{addresses.agency_address(agency.id)}/{history_file.NAME}", content.encode())

    # ---- What was put away, and what was corrected

    def of_archive(self) -> Iterator[Target]:
        collection = self.county.collection
        for year in archive.sealed_years(collection):
            of = digest(repr(collection.seals.years[year]), *map(repr, collection.seals.signed))
            yield Target(f"bags/{year}", of, partial(self.make_bags, year), self.setting)
        noticed = dict.fromkeys((each.report.year, each.report.agency_id) for each in notices(collection))
        reports = [report for place in noticed if (report := collection.report(*place))]
        of = digest(self.around, self.county.of_reports(reports))
        yield Target("notices", of, self.make_notices, self.setting, Searched(like_page()))
        if archive.has_archive(collection):
            of = digest(of, collection.seals.chain.head)
            yield Target("archive", of, self.make_archive, self.setting, Searched(like_page()))
        if collection.seals.all:
            yield Target("verify", self.around, self.make_verify, self.setting, Searched(like_page()))

    def make_bags(self, year: int) -> Iterator[File]:
        """The bags as they were sealed; a build in which one is lost or altered has stopped before."""
        collection = self.county.collection
        for report in collection.reports:
            if report.year == year:
                for version in collection.sealed(report):
                    name = archive.zip_name(report, version)
                    address = f"{addresses.year_address(year, addresses.ARCHIVE)}/{name}"
                    bag = bag_file(collection.data, year, report.agency_id, version.version)
                    yield File(address, content_of(str(bag)))
                    yield File(f"{address}{archive.CHECKSUM}", f"{version.zip}  {name}\n".encode())
        for name, file in proof_files(collection.seals, year):
            yield File(f"{addresses.year_address(year, addresses.ARCHIVE)}/{name}", content_of(str(file)))

    def make_archive(self) -> Iterator[File | Page]:
        content = archive.archive_page(self.county.collection, self.county.site)
        yield page(self.county, addresses.archive_address(), content)
        if text := archive.chain_text(self.county.collection):
            yield File(f"{addresses.archive_address()}/{addresses.CHAIN}", text.encode())
            yield File(
                f"{addresses.archive_address()}/{addresses.ARCHIVIST}", archive.archivist_text(self.county.collection).encode()
            )

    def make_notices(self) -> Iterator[Page]:
        if content := archive.notices_page(self.county.collection, self.county.site):
            yield page(self.county, addresses.notices_address(), content, above=(ARCHIVE,))

    def make_verify(self) -> Iterator[Page]:
        content = archive.verify_page(self.county.collection, self.county.site)
        yield page(self.county, addresses.VERIFY, content, above=(ARCHIVE,))

    @property
    def around(self) -> str:
        """The digest of what every one of these pages depends on."""
        return digest(self.frame, self.county.outlines)


def page(county: County, address: str, content: PageContent, year: int = 0, *, above: tuple[Link, ...] = ()) -> Page:
    return Page(
        address=address,
        title=content.title,
        description=content.description,
        content=with_title(content),
        path=(*path_above(county, address, year), *above),
        labels=page_labels(content.title, content.description),
        found=content.found,
        coded=address.startswith(addresses.REPORTS),
    )


def page_and_files(
    county: County, address: str, content: PageContent, year: int = 0, *, above: tuple[Link, ...] = ()
) -> Iterator[File | Page]:
    """The page, then the files that stand beside it."""
    yield page(county, address, content, year, above=above)
    for file in content.files:
        yield File(f"{address}/{file.name}", file.content)


def searched(year: int = 0, agency: str = "") -> Searched:
    """A page that tells again what reports state."""
    return Searched(like_page(YEARS, year, agency), repeat=True)


# ---- Where the pages hang together


def year_page(county: County, year: int) -> str:
    """The address that stands for a year in menus: who published, or the government's report where there is no more; or empty."""
    if has_overview(county.collection, year):
        return addresses.year_address(year, addresses.AGENCIES)
    report: Report | None = county.collection.report(year, county.site.government_agency)
    return report.address(county.site) if report else ""


def path_above(county: County, address: str, year: int) -> tuple[Link, ...]:
    """The part of the column, then the page of the year, unless that is this very page."""
    part = column().part(address)
    above = [Link(part.title, f"{part.path}/")] if part else []
    own = year_page(county, year) if year else ""
    if own and own != address:
        above.append(Link(f"{year}年", f"{own}/"))
    return tuple(above)
