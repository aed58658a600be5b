"""The open data: a page and files for each year and for all, the dictionary, the catalogue and the feed (decisions/0015)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from gongkai.build.downloads import has_joint_files
from gongkai.county import addresses
from gongkai.downloads import feed
from gongkai.downloads.json_schema import REPORT_SCHEMA, report_schema
from gongkai.downloads.open_data import DataFile, DataSet, catalogue, data_sets, files_of
from gongkai.downloads.open_data.catalogue import NAME as CATALOGUE
from gongkai.html.elements import Download
from gongkai.html.page_labels import page_labels
from gongkai.html.pages.catalogue.entry_page import CATALOGUE_NAME
from gongkai.html.pages.open_data import data_page, dictionary_page
from gongkai.html.pages.report import Page
from gongkai.reports.notices import announcements
from gongkai.reports.report import Report
from gongkai.tables.figure_text import file_size

from . import year_pages
from .county import County
from .made import MadePage, add


def generated(county: County, config: MkDocsConfig) -> Iterator[File]:
    """Nothing where there is no report."""
    sets = [(data, files_of(data, county.collection)) for data in data_sets(county.collection)]
    for data, files in sets:
        yield add(data_set(county, data, files, [other for other, _ in sets if other is not data]), config)
        for file in files:
            yield File.generated(config, f"{data.address}/{file.name}", content=file.content)
    if sets:
        yield add(dictionary(county), config)
        for name, content in ((REPORT_SCHEMA, report_schema()), (CATALOGUE, catalogue(sets, county.site))):
            yield File.generated(config, f"{addresses.data_address()}/{name}", content=content)
    if content := feed.content(entries(county), county.site):
        yield File.generated(config, feed.NAME, content=content)


def data_set(county: County, data: DataSet, files: Iterable[DataFile], others: Iterable[DataSet]) -> MadePage:
    year = data.years[0] if data.address != addresses.data_address() else None
    shown = [Download(file.name, file.label, f"{file.about}（{file_size(len(file.content))}）") for file in files]
    beside = [*((other.title, other.address) for other in others), *of_the_catalogue(county)]
    content = data_page(county.site, year, data.title, shown, beside)
    return page(county, data.address, content, year)


def of_the_catalogue(county: County) -> Iterator[tuple[str, str]]:
    """The disclosure catalogue's files stand beside the list of all its entries; a large catalogue has none that hold all."""
    if has_joint_files(county.collection.catalogue):
        yield f"{CATALOGUE_NAME}（Excel、CSV、JSON）", addresses.catalogue_address(addresses.ALL)


def dictionary(county: County) -> MadePage:
    above = ("开放数据", addresses.data_address())
    made = page(county, addresses.dictionary_address(), dictionary_page(county.site, county.collection), None, above)
    return replace(made, repeats=True)  # it names every figure of every form, and states none


def page(county: County, address: str, content: Page, year: int | None, *above: tuple[str, str]) -> MadePage:
    path = (*year_pages.path_above(county, address, year), *above)
    return MadePage(address, content, path, page_labels(content.title, content.description))


# The feed


def feed_address(county: County) -> str:
    """Empty where nothing has a stated day, so that there is no feed."""
    return feed.NAME if any(True for _ in entries(county)) else ""


def entries(county: County) -> Iterator[feed.FeedEntry]:
    """What was published and what happened to it since, each with the day that the office stated; none without."""
    for report in county.collection.reports:
        if published := report.envelope.published:
            text = f"{report.agency_name}公布{report.year}年度政府信息公开工作年度报告。"
            id, title = f"{report.year}/{report.agency_id}", report.envelope.title
            yield feed.FeedEntry(id, published, title, text, report.agency_name, address_of(report, county), "年度报告")
    for told in announcements(county.collection):
        if told.day:
            href = address_of(told.report, county) + (f"#{told.anchor}" if told.anchor else "")
            yield feed.FeedEntry(told.id, told.day.isoformat(), told.title, told.text, told.by, href, told.kind.value)


def address_of(report: Report, county: County) -> str:
    return f"{report.address(county.site)}/"
