"""The search: its page, and its index, which is made of the pages as they are finished."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from gongkai.html.assets import assets
from gongkai.html.fragments import fragment
from gongkai.reports.report import Report
from gongkai.search import Rank, SearchPart
from gongkai.search.cutting import parts_of_page
from gongkai.statute.column import column

from .county import County
from .made import MadePage, made_pages

SEARCH = "jiansuo"
SOURCE = f"{SEARCH}/index.md"
INDEX = "index"  # the folder of the index, beside the page
PARTS = "search_parts"
TITLE = "检索"
ROWS, REPORTS, YEARS, PAGES = "表格数据", "年度报告", "历年和比较", "栏目页面"
FRONT_MATTER = f"""---
title: {TITLE}
description: 在政府信息公开专栏里检索，也可以按栏目、年度和机构查找。
search_page: true
render_macros: false
---
"""


def search_page(config: MkDocsConfig) -> File:
    return File.generated(config, SOURCE, content=FRONT_MATTER, inclusion=InclusionLevel.NOT_IN_NAV)


def search_content(county: County, files: Files, config: MkDocsConfig) -> str:
    """The page as it is without a script; its script brings it to life."""
    collection = county.collection
    contact = collection.site.contact
    agencies = list(dict.fromkeys(report.agency_name for report in collection.reports))
    view = {
        "root": "../",
        "index": f"{INDEX}/",
        "filters": [
            {"name": "year", "label": "年度", "values": [str(year) for year in collection.years]},
            {"name": "agency", "label": "机构", "values": agencies},
            {"name": "kind", "label": "类别", "values": kinds(config)},
        ],
        "lists": [list_ for list_ in lists(county, agencies, files) if list_["links"]],
        "telephone": contact.telephone or "",
        "office": contact.office or "政府信息公开工作机构",
    }
    return f'<h1>{TITLE}</h1>\n{fragment("search", view)}\n<script src="../{assets()["search"].name}" defer></script>'


def kinds(config: MkDocsConfig) -> list[str]:
    of_years = any(page.repeats for page in made_pages(config))
    return [REPORTS, ROWS, *([YEARS] if of_years else []), PAGES]


def lists(county: County, agencies: list[str], files: Files) -> Iterator[dict[str, object]]:
    """What takes the place of a search: all pages by part of the column, by year and by agency."""
    reports, site = county.collection.reports, county.collection.site
    parts = [part for part in column().parts if files.get_file_from_path(f"{part.path}/index.md")]
    yield {"title": "按栏目", "links": [{"title": part.title, "href": f"../{part.path}/"} for part in parts]}

    def links(chosen: Iterable[Report]) -> list[dict[str, str]]:
        return [{"title": report.envelope.title, "href": f"../{report.address(site)}/"} for report in chosen]

    for year in county.collection.years:
        yield {"title": f"{year}年度", "links": links(report for report in reports if report.year == year)}
    for agency in agencies:
        yield {"title": agency, "links": links(report for report in reports if report.agency_name == agency)}


def remember(output: str, page: Page, found: MadePage | None, config: MkDocsConfig) -> None:
    """Keeps the parts of a finished page for the index."""
    if page.meta.get("search_page"):
        return
    like = SearchPart(address=page.url, anchor="", title="", text="", kind=PAGES, foremost=True)
    parts = parts_of_page(output, replace(like, **about(found)) if found else like)
    hand_over((classed(part, found) for part in parts), config)


def about(page: MadePage) -> dict[str, Any]:
    if page.report:
        whole = page.report.envelope.scope == "whole_government"
        return {"year": page.report.year, "agency": page.report.agency_name, "kind": REPORTS, "foremost": whole}
    return {"year": page.year, "agency": page.agency, "kind": YEARS if page.repeats else PAGES}


def classed(part: SearchPart, page: MadePage | None) -> SearchPart:
    """Rows of a report are a kind of their own; what a page of years says, a report has said before."""
    if page and page.repeats:
        return replace(part, rank=Rank.REPEATED)
    return replace(part, kind=ROWS) if page and page.report and part.rank is Rank.ROW else part


def hand_over(parts: Iterable[SearchPart], config: MkDocsConfig) -> None:
    """Parts for the index, of a page or of records that have no page of MkDocs."""
    config.extra.setdefault(PARTS, []).extend(parts)


def handed_over(config: MkDocsConfig) -> tuple[SearchPart, ...]:
    """The parts of every page that is finished, by address."""
    return tuple(sorted(config.extra.pop(PARTS, []), key=lambda part: part.address))
