"""The page on which a reader picks any two reports; without its script it leads to the pages that need none."""

from __future__ import annotations

from gongkai.collection import Collection
from gongkai.county import addresses
from gongkai.county.agencies import Agency
from gongkai.county.portal import Site
from gongkai.html.assets import assets
from gongkai.html.blocks import component, heading, links, page_of, paragraph, together
from gongkai.html.content import Heading, PageContent
from gongkai.html.pages.history import named, used
from gongkai.html.pages.years import elsewhere_links, mapped, words_of
from gongkai.reports.submission import has_years, standings


def compared(collection: Collection) -> dict[str, list[int]]:
    """The years, newest first, of each agency that has a report whose figures can be compared."""
    found: dict[str, list[int]] = {}
    for year in collection.years:
        for report in mapped(collection, year):
            found.setdefault(report.agency_id, []).append(year)
    return {id: found[id] for id in collection.agencies if id in found}


def has_comparison(collection: Collection) -> bool:
    return sum(map(len, compared(collection).values())) > 1


def comparison_page(collection: Collection, site: Site, file: str) -> PageContent:
    """`file` is the name of the file with an agency's figures, beside the agency's page."""
    here = addresses.comparison_address()
    view = {
        "script": addresses.up_from(here) + assets()["comparison"].name,
        "sides": [{"label": "报告一"}, {"label": "报告二"}],
        "agencies": [entry(collection.agencies[id], years, here, file) for id, years in compared(collection).items()],
        "concepts": [{"id": concept.id, "label": named(concept)} for concept in used(collection)],
    }
    agencies = [(a.name, addresses.agency_address(a.id)) for a in collection.agencies.values() if has_years(collection, a)]
    years = [
        (f"{year}年各机构比较", addresses.year_address(year, addresses.COMPARED))
        for year in collection.years
        if addresses.COMPARED in words_of(collection, site, year)
    ]
    parts = [("without-agencies", "各机构相邻两年", agencies), ("without-years", "同一年各机构", years)]
    shown = [(Heading(id, title, 2), targets) for id, title, targets in parts if targets]
    elsewhere = [standing for year in collection.years for standing in standings(collection, year) if standing.elsewhere]
    away = Heading("elsewhere", "在其网站公布、不能在这里比较的报告", 2)
    blocks = (
        paragraph("任选两份报告，把各项数并列相减。只有说同一件事的数才相比；口径有变的、空白的，写明原因，不相减。"),
        component("comparison", view),
        *(together(heading(head.id, head.title), links(head.title, here, targets)) for head, targets in shown),
        *([together(heading(away.id, away.title), elsewhere_links(elsewhere))] if elsewhere else []),
    )
    description = f"在{site.county}的政府信息公开年报里任选两个机构、两个年度，比较各项数。"
    headings = (*(head for head, _ in shown), *((away,) if elsewhere else ()))
    return page_of("比较任意两份报告", description, blocks, headings)


def entry(agency: Agency, years: list[int], here: str, file: str) -> dict[str, object]:
    folder = addresses.link(here, addresses.agency_address(agency.id))
    return {"id": agency.id, "name": agency.name, "file": folder + file, "years": years}
