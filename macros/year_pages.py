"""The pages about years and agencies, each where there is something to say (decisions/0011)."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from gongkai.county import addresses
from gongkai.downloads import history_file
from gongkai.html.page_labels import page_labels
from gongkai.html.pages import archive as archive_pages
from gongkai.html.pages import comparison as comparison_page
from gongkai.html.pages import history as history_pages
from gongkai.html.pages import totals as rollup_page
from gongkai.html.pages import years as pages
from gongkai.html.pages.report import Page
from gongkai.reports.history import has_history
from gongkai.reports.report import Report
from gongkai.reports.submission import has_overview, has_years
from gongkai.reports.totals import rollup
from gongkai.statute.column import column

from .county import County
from .made import MadePage, Path, add


def generated(county: County, config: MkDocsConfig) -> Iterator[File]:
    """Every page about years, and the files that they read."""
    if not county.collection.reports:
        return
    for page in (*of_years(county), *of_agencies(county), *of_concepts(county), *of_pairs(county)):
        yield add(page, config)
    if comparison_page.has_comparison(county.collection):
        for id in comparison_page.compared(county.collection):
            content = history_file.content(county.collection.agencies[id], county.collection)
            yield File.generated(config, f"{addresses.agency_address(id)}/{history_file.NAME}", content=content)


def page(county: County, address: str, content: Page, year: int = 0, *, agency: str = "", above: Path = ()) -> MadePage:
    path, labels = (*path_above(county, address, year), *above), page_labels(content.title, content.description)
    return MadePage(address, content, path, labels, year=year, agency=agency, repeats=True)


def of_years(county: County) -> Iterator[MadePage]:
    collection, site = county.collection, county.site
    for year in collection.years:
        for word in pages.words_of(collection, site, year):
            address = addresses.year_address(year, word)
            content = of_year(county, year, word)
            if content:
                yield page(county, address, content, year)


def of_year(county: County, year: int, word: str) -> Page | None:
    """The page that the word in the address stands for; None when there is nothing to put on it."""
    collection, site = county.collection, county.site
    if word == addresses.DATA:
        return None  # comes with its files, see open_data.py
    if word == addresses.AGENCIES:
        return pages.overview_page(collection, site, year)
    if word == addresses.COMPARED:
        return pages.agencies_compared_page(collection, site, year)
    if word == addresses.ARCHIVE:
        return archive_pages.year_archive_page(collection, site, year)
    if word == addresses.ROLLUP:
        found = rollup(collection, year)
        return rollup_page.rollup_page(collection, site, found) if found else None
    report = collection.report(year, site.government_agency)
    return pages.key_figures_page(collection, site, report) if report else None


def of_agencies(county: County) -> Iterator[MadePage]:
    for agency in county.collection.agencies.values():
        if has_years(county.collection, agency):
            content = history_pages.agency_page(county.collection, county.site, agency)
            yield page(county, addresses.agency_address(agency.id), content, agency=agency.name)


def of_concepts(county: County) -> Iterator[MadePage]:
    used = history_pages.used(county.collection) if has_history(county.collection) else ()
    if not used:
        return
    index = history_pages.concepts_page(county.collection, county.site)
    yield page(county, addresses.history_address(), index)
    for concept in used:
        content = history_pages.concept_page(county.collection, county.site, concept)
        yield page(county, addresses.history_address(concept.id), content, above=((index.title, addresses.history_address()),))


def of_pairs(county: County) -> Iterator[MadePage]:
    if comparison_page.has_comparison(county.collection):
        content = comparison_page.comparison_page(county.collection, county.site, history_file.NAME)
        yield page(county, addresses.comparison_address(), content)


# Where they hang together


def year_page(county: County, year: int) -> str:
    """The address that stands for a year in menus: who published, or the government's report where there is no more; or empty."""
    if has_overview(county.collection, year):
        return addresses.year_address(year, addresses.AGENCIES)
    report = county.collection.report(year, county.site.government_agency)
    return report.address(county.site) if report else ""


def path_above(county: County, address: str, year: int) -> Path:
    """The part of the column, then the page of the year, unless that is this very page."""
    part = column().part(address)
    above = [(part.title, part.path)] if part else []
    own = year_page(county, year) if year else ""
    if own and own != address:
        above.append((f"{year}年", own))
    return tuple(above)


def related(report: Report, county: County) -> tuple[tuple[str, str], ...]:
    """Label and link of the pages that a report's page leads to: its year's, and its agency's years."""
    here = report.address(county.site)
    targets = []
    if report.agency_id == county.site.government_agency:
        words = pages.words_of(county.collection, county.site, report.year)
        targets += [(label, addresses.year_address(report.year, word)) for word, label in words.items()]
    if report.agency and has_years(county.collection, report.agency):
        targets.append((f"{report.agency_name}历年年报", addresses.agency_address(report.agency_id)))
    return tuple((label, addresses.link(here, there)) for label, there in targets)
