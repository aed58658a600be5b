"""What a site offers of its archive: bags with their checksums, corrections, the check of a bag; what each report says of it."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from gongkai.county import addresses
from gongkai.html.marks import PostPublication, SealedVersion
from gongkai.html.page_labels import page_labels
from gongkai.html.pages.archive import CHECKSUM, notices_page, verify_page, zip_name
from gongkai.html.pages.report import Page
from gongkai.reports.notices import restatements
from gongkai.reports.report import Report
from gongkai.reports.seals import bag_file

from . import year_pages
from .county import County
from .made import MadePage, add


def generated(county: County, config: MkDocsConfig) -> Iterator[File]:
    """The bags as they were sealed; a build in which one is lost or altered has stopped before."""
    collection = county.collection
    if not collection.reports:
        return
    for report in collection.reports:
        for version in collection.sealed(report):
            address = f"{addresses.year_address(report.year, addresses.ARCHIVE)}/{zip_name(report, version)}"
            bag = bag_file(collection.data, report.year, report.agency_id, version.version)
            yield File.generated(config, address, abs_src_path=str(bag))
            yield File.generated(config, f"{address}{CHECKSUM}", content=f"{version.zip}  {zip_name(report, version)}\n")
    told = notices_page(collection, county.site)
    if told:
        yield add(made(addresses.notices_address(), told, county), config)
    if collection.seals.all:
        yield add(made(addresses.VERIFY, verify_page(collection, county.site), county), config)


def made(address: str, page: Page, county: County) -> MadePage:
    return MadePage(address, page, year_pages.path_above(county, address, None), page_labels(page.title, page.description))


def after(report: Report, county: County) -> PostPublication:
    """What happened to the report since, with links from its page."""
    collection, site = county.collection, county.site
    here = report.address(site)
    restated = restatements(collection).get((report.year, report.agency_id), ())
    others = [each.later for each in restated]
    others += [r for e in report.envelope.restates if (r := collection.report(e.year, e.of or report.agency_id))]
    folder = addresses.link(here, addresses.year_address(report.year, addresses.ARCHIVE))
    versions = [(version, folder + zip_name(report, version)) for version in collection.sealed(report)]
    changed = restated or report.envelope.revisions or report.envelope.withdrawn
    return PostPublication(
        restated,
        tuple(SealedVersion(version, href, f"{href}{CHECKSUM}") for version, href in versions),
        {(r.year, r.agency_id): addresses.link(here, r.address(site)) for r in others},
        addresses.link(here, addresses.notices_address()) if changed else "",
        addresses.link(here, addresses.VERIFY).rstrip("/"),
    )
