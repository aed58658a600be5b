"""The pages and files that the data makes: a page for each report with its downloads, the style sheet; and the menu."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage

from gongkai.addresses import REPORTS, report_address
from gongkai.column import column
from gongkai.outputs import report_files
from gongkai.render.fragments import stylesheet
from gongkai.render.labels import report_labels
from gongkai.render.page import Download, report_page
from gongkai.reports import Report

from . import year_pages
from .county import County
from .made import MadePage, Path, add, made

STYLE = "assets/gongkai.css"
HOME = "首页"


def generated(county: County, config: MkDocsConfig) -> Iterator[File]:
    """Every file that no person wrote, in a fixed order."""
    yield File.generated(config, STYLE, content=stylesheet())
    for report in county.collection.reports:
        page = made_report(report, county)
        yield add(page, config)
        for output in report_files(report):
            yield File.generated(config, f"{page.address}/{output.name}", content=output.content)
    yield from year_pages.generated(county, config)


def made_report(report: Report, county: County) -> MadePage:
    address = report_address(report, county.site)
    page = report_page(report, [Download(*download) for download in downloads(report)], year_pages.related(report, county))
    path = year_pages.path_above(county, address, report.year)
    return MadePage(address, page, path, report_labels(report, page.description), report)


def downloads(report: Report) -> Iterator[tuple[str, str, str]]:
    for output in report_files(report):
        yield output.name, output.label, output.about


def path_of(page: SitePage, config: MkDocsConfig) -> Path:
    """当前位置: title and address of each page above this one; empty on the front page."""
    found = made(page.file.src_uri, config)
    if found:
        return ((HOME, ""), *found.path)
    return () if page.is_homepage else ((HOME, ""),)


def navigation(county: County, files: Files) -> list[dict[str, object]]:
    """The column's parts in the order of the State, and below 年报 its years; a part without a page is not there."""
    nav: list[dict[str, object]] = [{HOME: "index.md"}]
    for part in column().parts:
        index = f"{part.path}/index.md"
        if files.get_file_from_path(index) is None:
            continue
        nav.append({part.title: [index, *year_entries(county)] if part.path == REPORTS else index})
    return nav


def year_entries(county: County) -> list[dict[str, str]]:
    """One entry a year, so that the menu does not grow with the number of agencies."""
    targets = ((year, year_pages.year_page(county, year)) for year in county.collection.years)
    return [{f"{year}年": f"{address}/index.md"} for year, address in targets if address]


def without_empty_parts(county: County, files: Files) -> None:
    """A list of reports with no report would be an empty column."""
    index = files.get_file_from_path(f"{REPORTS}/index.md")
    if index and not county.collection.reports:
        files.remove(index)
