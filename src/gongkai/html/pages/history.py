"""Figures through the years: a page for each agency with all its figures, and one for each concept with all agencies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from markupsafe import Markup

from gongkai.collection import Collection
from gongkai.county import addresses
from gongkai.county.agencies import Agency
from gongkai.county.portal import Site
from gongkai.html.blocks import (
    NOTHING,
    PageBlock,
    component,
    cross_table,
    folded,
    heading,
    links,
    page_of,
    paragraph,
    together,
    unsaid,
)
from gongkai.html.charts.chart import side_by_side
from gongkai.html.charts.kinds import PLACE, kinds_chart, kinds_title
from gongkai.html.charts.trends import SOURCE, break_line, trend, trend_chart
from gongkai.html.content import Heading, PageContent
from gongkai.html.cross_table import CrossRow, CrossTable, TableCell, change_entry, heads, point_entry, reasons
from gongkai.html.elements import CONTACT
from gongkai.html.pages import named_figures, promised, promises_made
from gongkai.html.pages.years import standing_cells
from gongkai.reports.history import Figure, History, Point, history, published, restated
from gongkai.reports.submission import Standing, has_years
from gongkai.statute.concepts import Concept, Group, concepts
from gongkai.statute.formats import formats

CHANGED = "口径有变"
CONCEPTS = "各项数历年情况"


# An agency's years


def agency_page(collection: Collection, site: Site, agency: Agency) -> PageContent:
    here = addresses.agency_address(agency.id)
    histories = [history(concept, agency, collection) for concept in concepts().all]
    groups = [(group, [h for h in histories if h.concept.group == group.id and h.counted]) for group in concepts().groups]
    groups = [(group, own) for group, own in groups if own]
    charts = [known for known in histories if known.concept.headline and trend(known)]
    answers = promised.promises_block(collection, site, agency, here)
    found = [Heading("years", "各年度报告", 2), *([Heading("trends", "趋势", 2)] if charts else [])]
    found += [Heading(group.id, group.label, 2) for group, _ in groups]
    found += [Heading(promised.ID, promised.TITLE, 2)] if answers.html else []
    blocks = (
        stated_facts(collection, agency),
        above_wide_tables(unsaid("contents", found)),
        heading("years", "各年度报告"),
        years_table(collection, site, agency, here),
        *(
            [
                heading("trends", "趋势"),
                side_by_side(*(trend_chart(f"trend-{h.concept.id}", h.concept.label, h, entries(h, site, here)) for h in charts)),
            ]
            if charts
            else []
        ),
        *(group_block(group, own, collection, site, here) for group, own in groups),
        answers,
        links(
            "相关页面",
            here,
            [
                *([named_figures.way(agency)] if named_figures.has_named_figures(collection, agency) else []),
                *list(promises_made.ways(agency, collection))[:1],
                ("各项数历年情况", addresses.history_address()),
                ("比较任意两份报告", addresses.comparison_address()),
            ],
        ),
    )
    description = f"{agency.name}各年度政府信息公开年报的公布情况，各项数逐年列出并与上一年相比。"
    return page_of(f"{agency.name}历年政府信息公开年报", description, blocks, found)


def stated_facts(collection: Collection, agency: Agency) -> PageBlock:
    """What agencies.yml states of it beside its name; nothing where it states no more."""
    parent = collection.agencies.get(agency.parent or "")
    facts = [("上级机关", parent.name if parent else None), ("职责", agency.duties)]
    facts += [(label, getattr(agency.contact, field)) for field, label in CONTACT.items()]
    stated = [{"label": label, "text": text, "time": ""} for label, text in facts if text]
    return component("document-bar", stated) if stated else NOTHING


def years_table(collection: Collection, site: Site, agency: Agency, here: str) -> PageBlock:
    rows = tuple(
        CrossRow(
            TableCell(f"{year}年度"),
            tuple(standing_cells(Standing(agency, year, collection.report(year, agency.id)), site, here)),
            str(year),
        )
        for year in reversed(collection.span)
        if agency.existed(year)
    )
    columns = heads(["公布情况", "公布期限", "发布时间", "报告"])
    return cross_table(CrossTable("standing", f"{agency.name}各年度报告", "年度", columns, rows))


def above_wide_tables(contents: PageBlock) -> PageBlock:
    """The list of contents where it leaves tables the whole width: held by something, it does not stand beside them."""
    return PageBlock(Markup("<div>\n{}\n</div>").format(contents.html))


def group_block(group: Group, histories: list[History], collection: Collection, site: Site, here: str) -> PageBlock:
    """A subject: its heading, and its tables folded under a line that says what they hold."""
    tables = tuple(group_tables(group, histories, collection, site, here))
    also = "，与上一年相比" if len(tables) > 1 else ""
    return together(heading(group.id, group.label), folded(group.label, f"{len(histories)} 项各年的数{also}", *tables))


def group_tables(group: Group, histories: list[History], collection: Collection, site: Site, here: str) -> Iterator[PageBlock]:
    """The figures year by year, and the change from each year to the next."""
    rows = tuple(CrossRow(concept_entry(h.concept, here), entries(h, site, here), h.concept.id) for h in histories)
    years = heads([f"{year}年" for year in collection.span])
    below = explained(histories, collection)
    yield cross_table(
        CrossTable(f"{group.id}-years", f"{group.label}：各年的数", "项目", years, rows, below, year_keys(collection))
    )
    if not any(change is not None for h in histories for change, _ in changes(h)):
        return
    compared = tuple(
        CrossRow(TableCell(named(h.concept)), tuple(change_entry(*change) for change in changes(h)), h.concept.id)
        for h in histories
    )
    pairs = heads([f"{later}年比{earlier}年" for earlier, later in pairwise(collection.span)])
    caption = f"{group.label}：与上一年相比"
    below = ("正数为增加，负数为减少。",)
    yield cross_table(CrossTable(f"{group.id}-changes", caption, "项目", pairs, compared, below, year_keys(collection)[1:]))


def year_keys(collection: Collection) -> tuple[str, ...]:
    """What the columns are about, where there is one for each year; a change is named by the later of its years."""
    return tuple(map(str, collection.span))


def explained(histories: Sequence[History], collection: Collection) -> tuple[str, ...]:
    """What stands below a table: breaks, restatements, and why there are gaps; each once."""
    breaks = (break_line(change) for known in histories for change in known.breaks)
    restatements = (line for known in histories for line in restated(known, collection))
    return tuple(dict.fromkeys((*breaks, *restatements, *reasons(point for known in histories for point in known.points))))


def entries(known: History, site: Site, here: str) -> tuple[TableCell, ...]:
    """Each year's figure or gap; where the form asked otherwise, the gap leads to the row of that year's report."""
    return tuple(point_entry(point, report_link(point, known.agency, site, here) if point.row else "") for point in known.points)


def report_link(point: Point, agency: Agency, site: Site, here: str) -> str:
    return addresses.link(here, addresses.report_address(point.year, agency.id, site.government_agency))


def concept_entry(concept: Concept, here: str) -> TableCell:
    return TableCell(named(concept), addresses.link(here, addresses.history_address(concept.id)))


def named(concept: Concept) -> str:
    return f"{concept.label}（{concept.unit}）"


def changes(known: History) -> Iterator[tuple[Figure | None, str]]:
    """From each year to the next: the difference, or None with what stands in its way."""
    broken = {change.year for change in known.breaks}
    for earlier, later in pairwise(known.points):
        if earlier.figure is None or later.figure is None:
            yield None, without(earlier, later)
        elif later.year in broken:
            yield None, CHANGED
        else:
            yield later.figure - earlier.figure, ""


def without(earlier: Point, later: Point) -> str:
    gap = later if later.figure is None else earlier
    return f"{gap.year}年{gap.gap}"


# A concept in the whole county


def concept_page(collection: Collection, site: Site, concept: Concept) -> PageContent:
    here = addresses.history_address(concept.id)
    histories = [history(concept, agency, collection) for agency in collection.agencies.values() if collection.of(agency.id)]
    government = next((h for h in histories if h.agency.id == site.government_agency), None)
    rows = tuple(
        CrossRow(
            TableCell(
                h.agency.name,
                addresses.link(here, addresses.agency_address(h.agency.id)) if has_years(collection, h.agency) else "",
            ),
            entries(h, site, here),
            h.agency.id,
        )
        for h in histories
    )
    years = heads([f"{year}年" for year in collection.span])
    below = explained(histories, collection)
    table = CrossTable("agencies", f"{named(concept)}：各机构各年", "机构", years, rows, below, year_keys(collection))
    chart = government is not None and trend(government) is not None
    kinds = kinds_chart(concept, histories, SOURCE)
    blocks = (
        paragraph(where_from(concept)),
        trend_chart("trend", f"{government.agency.name}：{concept.label}", government, entries(government, site, here), level=2)
        if government and chart
        else NOTHING,
        kinds or NOTHING,
        heading("by-agency", "各机构"),
        cross_table(table),
        links("相关页面", here, [("各项数历年情况", addresses.history_address())]),
    )
    found = [Heading("trend", f"{site.government}：{concept.label}", 2)] if chart else []
    found += [Heading(PLACE, kinds_title(concept), 2)] if kinds else []
    group = next(group.label for group in concepts().groups if group.id == concept.group)
    title = (
        f"历年{concept.label}" if concept.group in ("money", "administration", "documents") else f"历年{group}：{concept.label}"
    )
    description = (
        f"{site.county}各机构历年政府信息公开年报里的“{group} › {concept.label}”（单位：{concept.unit}），空缺处写明原因。"
    )
    return page_of(title, description, blocks, (*found, Heading("by-agency", "各机构", 2)))


def where_from(concept: Concept) -> str:
    """Which cells of which form the figure is, so that a reader can look it up."""
    sources = []
    for id, places in concept.places.items():
        table = formats()[id].table(places[0][0])
        line = table.path(places[0][1])[-1] if table else None
        column = table.path(places[0][2])[-1] if table else None
        more = f"等 {len(places)} 行之和" if len(places) > 1 else ""
        sources.append(f"{id} 年格式取“{line.label if line else ''}”的“{column.label if column else ''}”{more}")
    return "；".join(sources) + "。各年按概念对应，不按名称对应；没有对应的年份写明原因。"


def used(collection: Collection) -> tuple[Concept, ...]:
    """The concepts of which some report states a figure, or did before it was withdrawn: the page has an address."""
    agencies = [agency for agency in collection.agencies.values() if collection.of(agency.id)]
    withdrawn = [report for report in collection.reports if report.envelope.withdrawn]
    return tuple(
        concept
        for concept in concepts().all
        if any(history(concept, agency, collection).counted for agency in agencies)
        or any(published(concept, report).figure is not None for report in withdrawn)
    )


def concepts_page(collection: Collection, site: Site) -> PageContent:
    """The list of all concepts that have a page."""
    here, shown = addresses.history_address(), used(collection)
    parts = []
    for group in concepts().groups:
        own = [concept for concept in group.concepts if concept in shown]
        if own:
            targets = [(concept.label, addresses.history_address(concept.id)) for concept in own]
            parts.append((Heading(group.id, group.label, 2), links(group.label, here, targets)))
    span = collection.span
    blocks = (
        paragraph(
            f"{span[0]}—{span[-1]} 年度报告里的各项数，一项一页：各机构逐年的数、空缺的原因、口径的变化。"
            "三种法定格式之间只对应说同一件事的数。"
        ),
        *(together(heading(head.id, head.title), body) for head, body in parts),
    )
    description = f"{site.county}{span[0]}—{span[-1]} 年政府信息公开年报的各项数，逐项查看历年情况。"
    return page_of(CONCEPTS, description, blocks, (head for head, _ in parts))
