"""The pages and files that the data makes: a page for each report with its downloads, the style sheet; and the menu."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from gongkai.county.accessibility import Measured
from gongkai.county.addresses import REPORTS, STATEMENT
from gongkai.downloads.open_data import report_data
from gongkai.downloads.report_files import OutputFile, report_files
from gongkai.html.assets import assets
from gongkai.html.elements import Download
from gongkai.html.frame import Link
from gongkai.html.page_labels import page_labels, report_labels
from gongkai.html.pages import accessibility_statement as statement
from gongkai.html.pages.missing import missing_page
from gongkai.html.pages.report import report_page
from gongkai.reports.report import Report
from gongkai.statute.column import column

from . import archive_files, open_data, year_pages
from .county import County
from .made import MadePage, add

log = logging.getLogger("mkdocs.gongkai")
HOME = "首页"


def generated(county: County, config: MkDocsConfig) -> Iterator[File]:
    """Every file that no person wrote, in a fixed order."""
    for asset in assets().values():
        yield File.generated(config, asset.name, content=asset.content)
    unmade: dict[str, None] = {}
    for report in county.collection.reports:
        outputs = report_files(report, unmade.setdefault)
        page = made_report(report, county, outputs)
        yield add(page, config)
        for output in outputs:
            yield File.generated(config, f"{page.address}/{output.name}", content=output.content)
    for reason in unmade:
        log.info("%s。网站照常生成，只是不提供这份下载", reason)
    yield from year_pages.generated(county, config)
    yield from archive_files.generated(county, config)
    yield from open_data.generated(county, config)
    if county.measured:
        yield add(made_statement(county, county.measured), config)


def made_report(report: Report, county: County, outputs: Sequence[OutputFile]) -> MadePage:
    address = report.address(county.site)
    downloads = [Download(output.name, output.label, output.about) for output in outputs]
    page = report_page(report, downloads, year_pages.related(report, county), archive_files.after(report, county))
    path = year_pages.path_above(county, address, report.year)
    data = report_data(report, outputs, county.site, page.description)
    return MadePage(address, page, path, report_labels(report, page.description), report, data)


def made_statement(county: County, measured: Measured) -> MadePage:
    page = statement.statement_page(measured, county.site)
    return MadePage(STATEMENT, page, (), page_labels(page.title, page.description))


def missing(county: County, menu: Sequence[Link], config: MkDocsConfig) -> File:
    return File.generated(config, "404.html", content=str(missing_page(county.collection.site, menu)))


def navigation(files: Files) -> list[dict[str, str]]:
    """The column's parts in the order of the State; a part without a page is not there. The data's pages stand in no menu."""
    written = [part for part in column().parts if files.get_file_from_path(f"{part.path}/index.md")]
    return [{HOME: "index.md"}, *({part.title: f"{part.path}/index.md"} for part in written)]


def without_empty_parts(county: County, files: Files) -> None:
    """A list of reports with no report would be an empty column."""
    index = files.get_file_from_path(f"{REPORTS}/index.md")
    if index and not county.collection.reports:
        files.remove(index)
