"""The pages and files that the data makes: a page for each report, its downloads, the style sheet."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from gongkai.addresses import REPORTS, report_address
from gongkai.column import column
from gongkai.outputs import report_files
from gongkai.render.assets import assets
from gongkai.render.frame import Link
from gongkai.render.missing import missing_page
from gongkai.render.page import Download, Page, report_page
from gongkai.reports import Report

from .county import County

log = logging.getLogger("mkdocs.gongkai")
ANCHOR = re.compile(r' id="([^"]+)"')
PAGES = "report_pages"


@dataclass(frozen=True, slots=True)
class Made:
    """A report's page."""

    report: Report
    page: Page


def generated(county: County, config: MkDocsConfig) -> Iterator[File]:
    """Every file that no person wrote, in a fixed order."""
    for asset in assets().values():
        yield File.generated(config, asset.name, content=asset.content)
    unmade: dict[str, None] = {}
    for report in county.collection.reports:
        address = report_address(report, county.collection.site)
        outputs = report_files(report, unmade.setdefault)
        page = report_page(report, [Download(output.name, output.label, output.about) for output in outputs])
        config.extra.setdefault(PAGES, {})[f"{address}/index.md"] = Made(report, page)
        yield File.generated(config, f"{address}/index.md", content=front_matter(page))
        for output in outputs:
            yield File.generated(config, f"{address}/{output.name}", content=output.content)
    for reason in unmade:
        log.info("%s。网站照常生成，只是不提供这份下载", reason)


def missing(county: County, menu: Sequence[Link], config: MkDocsConfig) -> File:
    return File.generated(config, "404.html", content=str(missing_page(county.collection.site, menu)))


def front_matter(page: Page) -> str:
    """MkDocs wants Markdown; the content itself is put in after Markdown has run, so nothing can tear it.

    Theme templates print titles and descriptions as they come, so they are escaped here.
    """
    facts = {"title": escape(page.title), "description": escape(page.description), "render_macros": False}
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items())
    return "---\n" + "\n".join(lines) + "\n---\n"


def made_of(site_page: SitePage, config: MkDocsConfig) -> Made | None:
    """What the data made of a page; None for a page that somebody wrote."""
    found: Made | None = config.extra.get(PAGES, {}).get(site_page.file.src_uri)
    return found


def content_of(site_page: SitePage, config: MkDocsConfig) -> str | None:
    """The finished content of a generated page; None for a page that somebody wrote."""
    made = made_of(site_page, config)
    if made is None:
        return None
    page = made.page
    site_page.toc = table_of_contents(page)
    site_page.present_anchor_ids = set(ANCHOR.findall(page.html))
    return f"<h1>{escape(page.title)}</h1>\n{page.html}"


def table_of_contents(page: Page) -> TableOfContents:
    tops: list[AnchorLink] = []
    for heading in page.headings:
        link = AnchorLink(heading.title, heading.id, heading.level)
        (tops if heading.level == 2 or not tops else tops[-1].children).append(link)
    return TableOfContents(tops)


def navigation(county: County, files: Files) -> list[dict[str, object]]:
    """The column's parts in the order of the State; a part without a page is not there."""
    nav: list[dict[str, object]] = [{"首页": "index.md"}]
    for part in column().parts:
        index = f"{part.path}/index.md"
        if files.get_file_from_path(index) is None:
            continue
        nav.append({part.title: [index, *report_entries(county)] if part.path == REPORTS else index})
    return nav


def report_entries(county: County) -> list[dict[str, str]]:
    site = county.collection.site
    return [{f"{r.year}年 {r.agency_name}": f"{report_address(r, site)}/index.md"} for r in county.collection.reports]


def without_empty_parts(county: County, files: Files) -> None:
    """A list of reports with no report would be an empty column."""
    index = files.get_file_from_path(f"{REPORTS}/index.md")
    if index and not county.collection.reports:
        files.remove(index)
