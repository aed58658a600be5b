"""What stands around a year's reports: who published them, agencies side by side, key figures as charts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.collection import Collection
from gongkai.county import addresses
from gongkai.county.portal import Site
from gongkai.html.blocks import NOTHING, PageBlock, cross_table, heading, links, page_of, paragraph, together, unsaid
from gongkai.html.charts.bars import BarPlan, Item, Whole, bar_chart
from gongkai.html.charts.chart import side_by_side
from gongkai.html.content import Heading, PageContent
from gongkai.html.cross_table import CrossRow, CrossTable, TableCell, heads, point_entry, reasons
from gongkai.html.elements import KINDS, chinese_day
from gongkai.reports.history import Figure, Point, breaks, has_history, is_restated, stated
from gongkai.reports.promises import promises_something, standing
from gongkai.reports.report import Report
from gongkai.reports.submission import Standing, Status, has_overview, has_years, standings
from gongkai.reports.totals import year_totals
from gongkai.statute.concepts import ChartPlan, Concept, concepts


def elsewhere_links(found: Iterable[Standing]) -> PageBlock:
    """Where the reports stand that are published on another site."""
    entries = [{"href": standing.elsewhere, "text": elsewhere_title(standing)} for standing in found if standing.elsewhere]
    return unsaid("links", {"label": Status.ELSEWHERE.value, "links": entries}) if entries else NOTHING


def elsewhere_title(standing: Standing) -> str:
    return f"{standing.agency.name}{standing.year}年报告（{Status.ELSEWHERE}）"


def year_links(collection: Collection, site: Site, year: int, here: str) -> PageBlock:
    """The other pages of the same year."""
    own = collection.report(year, site.government_agency)
    targets = [(f"{year}年度报告", own.address(site))] if own else []
    targets += [(label, addresses.year_address(year, word)) for word, label in words_of(collection, site, year).items()]
    return links(f"{year}年的其他页面", here, targets)


def words_of(collection: Collection, site: Site, year: int) -> dict[str, str]:
    """The pages that a year has besides its reports: the word in the address and what it is called."""
    found = {}
    if has_key_figures(collection, site, year):
        found[addresses.KEY_FIGURES] = f"{year}年主要数据图"
    if has_overview(collection, year):
        found[addresses.AGENCIES] = f"{year}年各机构公布情况"
    if len(mapped(collection, year)) > 1:
        found[addresses.COMPARED] = f"{year}年各机构比较"
    if year_totals(collection, year):
        found[addresses.TOTALS] = f"{year}年全{site.county[-1]}汇总"
    if any(map(promises_something, standing(collection, year))):
        found[addresses.PROMISES] = promises_title(year)
    day = collection.seals.sealed_on(year)
    if day:
        found[addresses.ARCHIVE] = f"{year}年度已归档（{chinese_day(day)}）"
    if year in collection.years:
        found[addresses.DATA] = f"{year}年开放数据"
    return found


def promises_title(year: int) -> str:
    """How pages lead to what became of the year's promises."""
    return f"{year}年说要改进的，后来怎样"


def mapped(collection: Collection, year: int) -> tuple[Report, ...]:
    """The year's reports whose figures are joined to concepts."""
    return tuple(r for r in collection.reports if r.year == year and r.format.id not in concepts().unmapped)


def has_key_figures(collection: Collection, site: Site, year: int) -> bool:
    own = collection.report(year, site.government_agency)
    return own is not None and (own.format.id not in concepts().unmapped or bool(own.envelope.charts))


# Who has published


def overview_page(collection: Collection, site: Site, year: int) -> PageContent:
    here = addresses.year_address(year, addresses.AGENCIES)
    found = standings(collection, year)
    by_kind = [(kind, [s for s in found if s.agency.kind == kind]) for kind in KINDS]
    blocks = (
        paragraph(overview_says(found, year)),
        paragraph(
            "公布期限按《中华人民共和国政府信息公开条例》第四十九条："
            "本级政府的报告在次年 3 月 31 日前，部门和乡镇的报告在次年 1 月 31 日前。"
            "“未公布”是说本专栏没有这份报告，不等于各项为 0；发布时间没有载明的，不推断是否逾期。"
            + ("“在其网站公布”的，本专栏没有它的文字和数，是否按时以该网站为准。" if any(s.elsewhere for s in found) else "")
        ),
        *(standing_table(kind, group, collection, site, here) for kind, group in by_kind if group),
        year_links(collection, site, year, here),
    )
    title = f"{year}年度各机构政府信息公开年报公布情况"
    kinds = tuple(Heading(kind, KINDS[kind], 2) for kind, group in by_kind if group)
    return page_of(title, f"{site.county}各机构{year}年度政府信息公开工作年度报告：谁已公布、谁未公布、谁逾期。", blocks, kinds)


def overview_says(found: tuple[Standing, ...], year: int) -> str:
    """应公布 3 个机构，已公布 2 个：…"""
    counts = {status: sum(standing.status is status for standing in found) for status in Status}
    published = len(found) - counts[Status.MISSING]
    parts = [
        (counts[Status.IN_TIME], "按时公布 {} 个"),
        (counts[Status.LATE], "逾期公布 {} 个"),
        (counts[Status.UNKNOWN_TIME], "发布时间未载明 {} 个"),
        (counts[Status.WITHDRAWN], "公布后撤回 {} 个"),
        (counts[Status.ELSEWHERE], "在其网站公布 {} 个"),
        (counts[Status.MISSING], "未公布 {} 个"),
    ]
    breakdown = "，".join(text.format(count) for count, text in parts if count)
    return f"{year}年度应有 {len(found)} 个机构的报告，已公布 {published} 个。其中{breakdown}。"


def standing_table(kind: str, group: list[Standing], collection: Collection, site: Site, here: str) -> PageBlock:
    rows = tuple(
        CrossRow(
            TableCell(standing.agency.name, agency_link(standing, collection, here)),
            tuple(standing_cells(standing, site, here)),
            standing.agency.id,
        )
        for standing in group
    )
    table = CrossTable(
        f"standing-{kind}", f"{KINDS[kind]}的报告：公布情况", "机构", heads(["公布情况", "公布期限", "发布时间", "报告"]), rows
    )
    return together(heading(kind, KINDS[kind]), cross_table(table))


def agency_link(standing: Standing, collection: Collection, here: str) -> str:
    if not has_years(collection, standing.agency):
        return ""
    return addresses.link(here, addresses.agency_address(standing.agency.id))


def standing_cells(standing: Standing, site: Site, here: str) -> Iterator[TableCell]:
    """Status, deadline, time of publication as stated, the report."""
    late = standing.status is Status.LATE
    status = f"逾期公布（晚 {standing.days_late} 天）" if late else standing.status.value
    yield TableCell(status, kind="late" if late else "gap" if standing.status is Status.MISSING else "text")
    yield TableCell(chinese_day(standing.deadline), kind="text")
    report = standing.report
    if standing.elsewhere:
        yield TableCell("见其网站", kind="text")
        yield TableCell(elsewhere_title(standing), standing.elsewhere, "text")
        return
    if report is None:
        yield TableCell("未公布", kind="gap")
        yield TableCell("没有报告", kind="gap")
        return
    published = report.envelope.published
    yield TableCell(published, kind="text") if published else TableCell("未载明", kind="gap")
    yield TableCell(f"{report.agency_name}{report.year}年报告", addresses.link(here, report.address(site)), "text")


# Agencies side by side


def agencies_compared_page(collection: Collection, site: Site, year: int) -> PageContent:
    here = addresses.year_address(year, addresses.COMPARED)
    reports = mapped(collection, year)
    shown = [concept for concept in concepts().headlines if any(concept.places.get(r.format.id) for r in reports)]
    points = {report.agency_id: [stated(concept, report) for concept in shown] for report in reports}
    rows = tuple(
        CrossRow(
            TableCell(report.agency_name, addresses.link(here, report.address(site))),
            tuple(map(point_entry, points[report.agency_id])),
            report.agency_id,
        )
        for report in reports
    )
    below = ("本级政府的报告汇总全县时，不能与它下面的各机构相加。", *reasons(p for row in points.values() for p in row))
    columns = tuple(
        TableCell(c.label, addresses.link(here, addresses.history_address(c.id)) if has_history(collection) else "")
        for c in shown
    )
    table = CrossTable(
        "agencies", f"{year}年度各机构的主要数据（单位：件）", "机构", columns, rows, below, tuple(c.id for c in shown)
    )
    elsewhere = [standing for standing in standings(collection, year) if standing.elsewhere]
    blocks = (
        paragraph(
            f"{year}年度有 {len(reports)} 个机构的报告可以比较"
            + not_compared(len(collection.expected(year)) - len(reports) - len(elsewhere), len(elsewhere))
        ),
        cross_table(table),
        elsewhere_links(elsewhere),
        links("比较任意两份报告", here, [("比较任意两份报告", addresses.comparison_address())]),
        year_links(collection, site, year, here),
    )
    description = f"{site.county}各机构{year}年度政府信息公开年报的主要数据，逐个机构并列。"
    return page_of(f"{year}年度各机构主要数据比较", description, blocks)


def not_compared(absent: int, elsewhere: int) -> str:
    """Whom the comparison lacks, by the reason; the end of its sentence."""
    parts = [f"另有 {absent} 个机构未列入：没有公布，或用的格式不能对应"] if absent else []
    parts += [f"有 {elsewhere} 个机构的报告在其网站公布，没有列入"] if elsewhere else []
    return "".join(f"，{part}" for part in parts) + "。"


# Key figures of the county government's year


def key_figures_page(collection: Collection, site: Site, report: Report) -> PageContent:
    here = addresses.year_address(report.year, addresses.KEY_FIGURES)
    made = [*prose_charts(report), *statutory_charts(report, collection)]
    compared = f"，与 {report.year - 1} 年口径相同的数相比" if year_before(report, collection) else ""
    blocks = (
        paragraph(f"以下各图出自《{report.envelope.title}》{compared}。数都写在图上；空白与 0 分别保留。"),
        side_by_side(*(chart for _, chart in made)),
        trends_link(collection, report, here),
        year_links(collection, site, report.year, here),
    )
    title = f"{site.county}{report.year}年政府信息公开主要数据图"
    description = f"用图和表说明{report.agency_name}{report.year}年度政府信息公开年报的主要数据。"
    return page_of(title, description, blocks, (head for head, _ in made))


def year_before(report: Report, collection: Collection) -> Report | None:
    return collection.report(report.year - 1, report.agency_id)


def source(report: Report) -> str:
    return f"《{report.envelope.title}》"


def prose_charts(report: Report) -> Iterator[tuple[Heading, PageBlock]]:
    """Named figures of the prose that the office wants to see side by side."""
    for number, plan in enumerate(report.envelope.charts, start=1):
        figures = [report.envelope.figures[id] for id in plan.figures]
        items = [Item(figure.label, Point(report.year, figure.value)) for figure in figures]
        id = f"stated-{number}"
        yield Heading(id, plan.title, 2), bar_chart(BarPlan(id, plan.title, figures[0].unit, report.year, items, source(report)))


def statutory_charts(report: Report, collection: Collection) -> Iterator[tuple[Heading, PageBlock]]:
    for plan in concepts().charts:
        items = chart_items(plan, report, collection)
        if items:
            unit, whole = plan.concepts[0].unit, whole_of(plan, items, report, collection)
            chart = bar_chart(BarPlan(plan.id, plan.title, unit, report.year, items, source(report), whole))
            yield Heading(plan.id, plan.title, 2), chart


def chart_items(plan: ChartPlan, report: Report, collection: Collection) -> list[Item]:
    """The plan's concepts that the report's form asks for, beside what they were the year before."""
    asked = [concept for concept in plan.concepts if report.format.id in concept.places]
    return [Item(concept.label, stated(concept, report), before(concept, report, collection)) for concept in asked]


def before(concept: Concept, report: Report, collection: Collection) -> Point | None:
    """What the report of the year before says of it; None where the two figures are not to be compared."""
    earlier = year_before(report, collection)
    if earlier is None or report.agency is None or any(breaks(concept, (earlier, report))):
        return None
    if any(is_restated(concept, report.agency, each.year, collection) for each in (earlier, report)):
        return None
    return stated(concept, earlier)


def whole_of(plan: ChartPlan, items: list[Item], report: Report, collection: Collection) -> Whole | None:
    """What the items are parts of, as far as they add up to it."""
    if plan.of is None:
        return None
    now, then = stated(plan.of, report), before(plan.of, report, collection)
    return Whole(plan.of.label, added([item.point for item in items], now), added([item.before for item in items], then))


def added(parts: list[Point] | list[Point | None], whole: Point | None) -> Figure | None:
    """The whole if every part has a figure and they add up to it; else None."""
    figures = [part.figure for part in parts if part and part.figure is not None and not part.printed]
    if whole is None or whole.figure is None or whole.printed or len(figures) < len(parts) or sum(figures) != whole.figure:
        return None
    return whole.figure


def trends_link(collection: Collection, report: Report, here: str) -> PageBlock:
    """Where its figures stand beside those of other years; not on each year's page, which a later report would change."""
    if report.agency is None or not has_years(collection, report.agency):
        return NOTHING
    text = f"{report.agency.name}各年的数和趋势图"
    targets = [(text, addresses.agency_address(report.agency.id)), ("各类机构、各机构历年的数", addresses.history_address())]
    return links("历年的数", here, targets)
