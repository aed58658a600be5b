"""A province's pages over the sites of its counties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from gongkai.html.cross_table import CrossRow, CrossTable, TableCell, heads
from gongkai.html.elements import joined, paragraph
from gongkai.html.fragments import fragment
from gongkai.html.frame import Frame, Link
from gongkai.html.pages.catalogue.overview import NONE
from gongkai.html.pages.province.elements import COUNTY, UNMADE, titled
from gongkai.html.pages.province.fields import BY_FIELD, fields_content
from gongkai.html.pages.province.years import publication_content, year_content
from gongkai.html.shells import Renderer
from gongkai.reports.county_record import CountyRecord, all_years
from gongkai.statute.column import column

FIELDS, YEARS = "lingyu", "nianbao"
FOLDERS = (FIELDS, YEARS, "assets")
"""Words that stand in an address where a county's folder may stand; no folder can be called so."""
TITLE = f"各县（市、区）{column().name}"
PUBLICATION = "各县年报公布情况"


def province_pages(counties: Sequence[CountyRecord], download: Mapping[str, str], press: Renderer) -> dict[str, bytes]:
    """The pages by their path. `download` is the file of all figures; it lies in the folder YEARS."""
    years = all_years(counties)
    menu = [Link("各县（市、区）", "")]
    menu += [Link(BY_FIELD, f"{FIELDS}/")] if any(county.entries for county in counties) else []
    menu += [Link(PUBLICATION, f"{YEARS}/")] if years else []
    home = menu[:1]
    above = [*home, Link(PUBLICATION, f"{YEARS}/")]

    def page(address: str, title: str, description: str, content: Markup, path: Sequence[Link]) -> tuple[str, bytes]:
        frame = Frame(
            title=title,
            description=description,
            up="../" * address.count("/"),
            menu=menu,
            site=None,
            part="/".join(address.split("/")[:1]) + "/" if address else "",
            path=path,
            searchable=False,
        )
        return f"{address}index.html", press.page(frame, content.encode())

    pages = [page("", TITLE, says(counties), front_content(counties), [])]
    if len(menu) > 1 and menu[1].href == f"{FIELDS}/":
        pages.append(page(f"{FIELDS}/", BY_FIELD, f"{BY_FIELD}。{says(counties)}", fields_content(counties), home))
    if years:
        about = f"{len(counties)}个县（市、区）{years[-1]}—{years[0]}年度的政府信息公开年报：谁已公布、谁未公布、谁逾期。"
        pages.append(page(f"{YEARS}/", PUBLICATION, about, publication_content(PUBLICATION, counties, download), home))
    for year in years:
        title = f"{year}年度各县年报数据"
        about = f"{len(counties)}个县（市、区）{year}年度政府信息公开年报的法定表格，逐项并列，附合计。"
        pages.append(page(f"{YEARS}/{year}/", title, about, year_content(title, year, counties), above))
    return dict(pages)


def says(counties: Sequence[CountyRecord]) -> str:
    """3个县（市、区），已生成2个；公开目录共56条，年度报告共12份。"""
    made = [county for county in counties if county.made]
    entries = sum(sum(county.entries.values()) for county in made)
    reports = sum(year.published for county in made for year in county.years)
    parts = [f"公开目录共{entries}条"] if entries else []
    parts += [f"年度报告共{reports}份"] if reports else []
    return f"{len(counties)}个县（市、区），已生成{len(made)}个{'；' if parts else ''}{'，'.join(parts)}。"


def front_content(counties: Sequence[CountyRecord]) -> Markup:
    head = heads(["公开目录：领域", "公开目录：条数", "年度报告"])
    rows = tuple(
        CrossRow(
            TableCell(county.county, f"{county.folder}/" if county.made else ""), tuple(county_entries(county)), county.folder
        )
        for county in counties
    )
    table = CrossTable("counties", "各县（市、区）", COUNTY, head, rows)
    return joined(titled(TITLE), paragraph(says(counties)), fragment("cross-table", table))


def county_entries(county: CountyRecord) -> list[TableCell]:
    if not county.made:
        return [TableCell(UNMADE, kind="gap"), TableCell(NONE, kind="gap"), TableCell(NONE, kind="gap")]
    entries = sum(county.entries.values())
    counts = [TableCell(str(len(county.entries))), TableCell(str(entries))] if entries else [TableCell(NONE, kind="gap")] * 2
    return [*counts, TableCell(span(county), kind="text") if county.years else TableCell(NONE, kind="gap")]


def span(county: CountyRecord) -> str:
    """The first and the last year of which the county has a report."""
    first, last = county.years[-1].year, county.years[0].year
    return f"{first}—{last}年" if first != last else f"{first}年"
