"""A province's pages over the reports of its counties: who has published, and one year's figures side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from markupsafe import Markup

from gongkai.html.cross_table import CrossRow, CrossTable, TableCell, figure_entry, heads, point_entry, reasons
from gongkai.html.elements import heading, joined, paragraph
from gongkai.html.fragments import fragment
from gongkai.html.pages.province.elements import COUNTY, UNMADE, titled
from gongkai.reports.county_record import CountyRecord, CountyYear, all_years
from gongkai.reports.history import ELSEWHERE, NOT_ASKED, NOT_PUBLISHED, WITHDRAWN, Point
from gongkai.reports.submission import Status
from gongkai.statute.concepts import Concept, Group, concepts

TOTAL = "合计"
STATUS_TITLE, AGENCIES_TITLE = "本级政府的年报", "各机构的年报"
CHANGED = "口径不同"


def publication_content(title: str, counties: Sequence[CountyRecord], download: Mapping[str, str]) -> Markup:
    """Who has published, by county and year, with the ways to each year's figures and to the data. It stands one folder deep."""
    years = all_years(counties)
    ways = [{"href": f"{year}/", "text": f"{year}年各县数据"} for year in years]
    return joined(
        titled(title),
        paragraph(
            "以下按各县专栏里的年报列出。“未公布”是说该县的专栏没有这份报告，不等于各项为 0；发布时间没有载明的，不推断是否逾期。"
        ),
        fragment("links", {"label": "逐年查看", "links": ways}),
        heading("government", STATUS_TITLE),
        across_years("government", "各县本级政府历年年报", counties, years, status_entry),
        heading("agencies", AGENCIES_TITLE),
        paragraph("已公布的机构数 / 应当公布的机构数，本级政府在内。"),
        across_years("agencies", "各县各机构历年年报", counties, years, agencies_entry),
        fragment("downloads", [download]),
    )


def across_years(
    id: str,
    caption: str,
    counties: Sequence[CountyRecord],
    years: Sequence[int],
    entry: Callable[[CountyRecord, int], TableCell],
) -> Markup:
    rows = tuple(
        CrossRow(
            TableCell(county.county, f"../{county.folder}/" if county.made else ""),
            tuple(entry(county, year) for year in years),
            county.folder,
        )
        for county in counties
    )
    keys = tuple(map(str, years))
    return fragment("cross-table", CrossTable(id, caption, COUNTY, heads([f"{year}年" for year in years]), rows, keys=keys))


def status_entry(county: CountyRecord, year: int) -> TableCell:
    """How the government's report stands; it leads to the report."""
    found = county.in_year(year)
    if found is None or found.status is Status.MISSING:
        return gap_entry(county)
    href = found.elsewhere or (f"../{county.folder}/{found.address}" if county.whole else "")
    kind: Literal["late", "text"] = "late" if found.status is Status.LATE else "text"
    return TableCell(found.status.value, href, kind, f"{county.county}{year}年：")


def agencies_entry(county: CountyRecord, year: int) -> TableCell:
    found = county.in_year(year)
    if found is None:
        return gap_entry(county)
    late = f"，逾期 {found.late}" if found.late else ""
    return TableCell(f"{found.published} / {found.due}{late}")


def gap_entry(county: CountyRecord) -> TableCell:
    return TableCell(UNMADE if not county.made else NOT_PUBLISHED, kind="gap")


# One year


def year_content(title: str, year: int, counties: Sequence[CountyRecord]) -> Markup:
    """A table for each group of figures: the counties by the figures, and their sum. It stands two folders deep."""
    found = {county.folder: county.in_year(year) for county in counties}
    parts = list(group_parts(counties, found))
    without = [county.county for county in counties if not (one := found[county.folder]) or not one.points]
    return joined(
        titled(title),
        paragraph(
            f"取自各县本级政府{year}年度报告的法定表格，各格式之间只对应说同一件事的数。"
            "空白和“/”不是 0，不计入合计；金额一律换算成万元。"
        ),
        paragraph(f"没有可以并列的报告：{'、'.join(without)}。") if without and parts else Markup(),
        *(parts or [paragraph(f"没有一个县{year}年度的报告可以并列。")]),
        fragment("links", {"label": "相关页面", "links": [{"href": "../", "text": "各县年报公布情况"}]}),
    )


def group_parts(counties: Sequence[CountyRecord], found: Mapping[str, CountyYear | None]) -> Iterator[Markup]:
    for group in concepts().groups:
        columns = [concept for concept in group.concepts if any(is_counted(one, concept) for one in found.values())]
        if columns:
            yield joined(heading(group.id, group.label), group_table(group, columns, counties, found))


def is_counted(one: CountyYear | None, concept: Concept) -> bool:
    return one is not None and concept.id in one.points and one.points[concept.id].figure is not None


def group_table(
    group: Group, columns: Sequence[Concept], counties: Sequence[CountyRecord], found: Mapping[str, CountyYear | None]
) -> Markup:
    points = {county.folder: [point_of(county, found[county.folder], concept) for concept in columns] for county in counties}
    rows = [
        CrossRow(
            TableCell(county.county, report_link(county, found[county.folder])),
            tuple(map(point_entry, points[county.folder])),
            county.folder,
        )
        for county in counties
    ]
    below: dict[str, None] = {}
    total = tuple(total_entry(concept, [one for one in found.values() if one], below) for concept in columns)
    if len(counties) > 1:
        rows.append(CrossRow(TableCell(TOTAL), total))
    explanations = [*reasons(point for each in points.values() for point in each), *below]
    labels = [f"{concept.label}（{concept.unit}）" for concept in columns]
    return fragment(
        "cross-table",
        CrossTable(f"{group.id}-table", f"{group.label}：各县并列", COUNTY, heads(labels), tuple(rows), tuple(explanations)),
    )


def report_link(county: CountyRecord, one: CountyYear | None) -> str:
    """The county's report of the year, or its front page; empty where it has no site."""
    return f"../../{county.folder}/{one.address if one and county.whole else ''}" if county.made else ""


def point_of(county: CountyRecord, one: CountyYear | None, concept: Concept) -> Point:
    """What the county says of the concept, or why it says nothing."""
    if one and concept.id in one.points:
        return one.points[concept.id]
    if not county.made:
        return Point(0, None, UNMADE, "这个县的网站这次没有生成，它的数不在其中")
    if one and one.status is Status.WITHDRAWN:
        return Point(one.year, None, WITHDRAWN, "报告公布后撤回，它的数不再取用")
    if one and one.format:
        return Point(one.year, None, NOT_ASKED, concepts().absence(concept, one.format))
    if one and one.elsewhere:
        return Point(one.year, None, ELSEWHERE, "报告在本级政府的另一个网站公布，该县的专栏没有它的数")
    return Point(0, None, NOT_PUBLISHED, "该县的专栏没有本级政府该年度的报告")


def total_entry(concept: Concept, years: Sequence[CountyYear], below: dict[str, None]) -> TableCell:
    """The sum of what the counties state; none where their forms do not mean the same."""
    counted = [one for one in years if is_counted(one, concept)]
    forms = {one.format for one in counted}
    if len(forms) > 1 and (why := concept.breaks.get(max(forms))):
        below[f"{CHANGED}：{concept.label}不合计，{why}。"] = None
        return TableCell(CHANGED, kind="gap")
    return figure_entry(sum(figure for one in counted if (figure := one.points[concept.id].figure) is not None), "")
