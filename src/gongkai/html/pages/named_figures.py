"""The figures of an agency's prose through the years: of each name its chart, a table that leads to its sentences, and a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from gongkai.collection import Collection
from gongkai.county import addresses
from gongkai.county.agencies import Agency
from gongkai.county.portal import Site
from gongkai.html.blocks import NOTHING, PageBlock, component, links, page_of, paragraph
from gongkai.html.charts.changes import Change, changes_of
from gongkai.html.charts.chart import Chart, chart_block
from gongkai.html.charts.trends import drawn_trend, trend_says
from gongkai.html.content import Heading, PageContent
from gongkai.html.cross_table import CrossRow, CrossTable, TableCell, change_entry, computed, figure_entry, heads, reasons
from gongkai.html.elements import Download
from gongkai.html.figures import cited_figures
from gongkai.reports.corrections import in_words
from gongkai.reports.history import Point
from gongkai.reports.named_history import NamedHistory, named_histories, until_its_last
from gongkai.reports.report import Report
from gongkai.reports.submission import has_years

A_PAGE = 3  # names: of eighteen years they are some 60 KiB
TITLE = "正文所列各数的历年情况"
FIRST, UNCOMPARED, NOWHERE = "没有上年数", "不相比", "—"
UNCITED = "正文所列各数"
ABOUT = (
    "年度报告正文里的数，名称和单位都相同的列在一起，逐年与上一年相比；名称或单位不同的不相连，也不相加。"
    "没有写的写明原因，不当作 0。点“出处”可到原文写这个数的一句。"
)
OTHERS = "其余各数"
COLUMNS = ("数", "比上一年", "出处")


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the figures of an agency were stated, for a page at the address `here`."""

    reports: Mapping[int, Report]
    site: Site
    here: str

    def page(self, year: int) -> str:
        """The way to that year's report; empty where there is none."""
        report = self.reports.get(year)
        return addresses.link(self.here, report.address(self.site)) if report else ""

    def place(self, year: int, id: str) -> tuple[str, str]:
        """The section that cites the figure, and the way to the very place; to the page where the prose does not cite it."""
        section, anchor = places(self.reports[year]).get(id, (UNCITED, ""))
        return section, f"{self.page(year)}{anchor}"


def has_named_figures(collection: Collection, agency: Agency) -> bool:
    """Whether there is anything to follow: years, and a report whose prose names a figure, though it was withdrawn."""
    return has_years(collection, agency) and any(report.envelope.figures for report in collection.of(agency.id))


def named_figures_pages(collection: Collection, site: Site, agency: Agency, file: Download) -> Iterator[tuple[str, PageContent]]:
    """Each page with its address. A name stays on its page: later years only add names behind it."""
    names = named_histories(agency, collection)
    reports = {report.year: report for report in collection.of(agency.id)}
    for page in sorted({known.number // A_PAGE for known in names}):
        own = [known for known in names if known.number // A_PAGE == page]
        here = addresses.named_figures_address(agency.id, page)
        blocks = (
            paragraph(ABOUT),
            every_name(names, agency, here) if not page else NOTHING,
            *(name_block(known, Sources(reports, site, here)) for known in own),
            component("downloads", [Download(addresses.link_to(here, f"{first(agency)}/{file.href}"), file.label, file.about)]),
            links(OTHERS, here, [*pages(names, agency)]),
            links("相关页面", here, [*ways(agency)]),
        )
        nth = f"（第{page + 1}页）" if page else ""
        title = f"{agency.name}年报{TITLE}{nth}"
        named = "、".join(known.label for known in own)
        description = f"{agency.name}历年年度报告正文里的数，逐年列出并与上一年相比：{named}。"
        yield here, page_of(title, description, blocks, (heading_of(known) for known in own))


def first(agency: Agency) -> str:
    return addresses.named_figures_address(agency.id)


def way(agency: Agency) -> tuple[str, str]:
    """How other pages lead here."""
    return TITLE, first(agency)


def ways(agency: Agency) -> Iterator[tuple[str, str]]:
    yield f"{agency.name}各年度报告", addresses.agency_address(agency.id)
    yield "各项数历年情况", addresses.history_address()


def pages(names: Sequence[NamedHistory], agency: Agency) -> Iterator[tuple[str, str]]:
    """By what they begin with."""
    for page, own in groupby(names, key=lambda known: known.number // A_PAGE):
        yield f"{next(own).label}等", addresses.named_figures_address(agency.id, page)


def every_name(names: Sequence[NamedHistory], agency: Agency, here: str) -> PageBlock:
    """The list of all names, those of other pages too."""
    found = []
    for known in names:
        there = addresses.named_figures_address(agency.id, known.number // A_PAGE)
        page = "" if there == here else addresses.link(here, there)
        years = len(known.stated)
        found.append({"href": f"{page}#{heading_of(known).id}", "text": named(known), "count": f"{years}个年度"})
    return component("names", found)


def named(known: NamedHistory) -> str:
    """With the unit where the name alone does not tell it from another."""
    return f"{known.label}（{known.unit}）" if known.units else known.label


def heading_of(known: NamedHistory) -> Heading:
    return Heading(f"shu-{known.place}", named(known), 2)


# ---- One name


def name_block(whole: NamedHistory, sources: Sources) -> PageBlock:
    known = until_its_last(whole)
    head = heading_of(known)
    changes = changes_of(known.known)
    rows = tuple(
        CrossRow(
            TableCell(str(point.year)),
            (figure_cell(point, known), change_cell(point, before, changes), source_cell(point, known, sources)),
            str(point.year),
        )
        for before, point in zip((None, *known.known.points), known.known.points, strict=False)
    )
    table = CrossTable(f"{head.id}-nian", f"{known.label}（单位：{known.unit}）", "年度", heads(COLUMNS), rows)
    chart = Chart(head, trend_says(known.known), drawn_trend(head.id, known.known), table, tuple(notes(known)), open=True)
    return chart_block(chart)


def figure_cell(point: Point, known: NamedHistory) -> TableCell:
    cell = figure_entry(point.figure, point.gap)
    if point.figure is None:
        return cell
    more = "多" if point.year in known.approximate else ""
    corrected = known.corrected.get(point.year)
    return TableCell(f"{cell.text}{more}" + (f"（{corrected.correction.shortly}）" if corrected else ""))


def change_cell(point: Point, before: Point | None, changes: Mapping[int, Change]) -> TableCell:
    if point.year in changes:
        return computed(change_entry(changes[point.year].difference, ""))
    if before is None or before.figure is None:
        return computed(TableCell(FIRST, kind="gap"))
    return computed(TableCell(point.gap or UNCOMPARED, kind="gap"))


def source_cell(point: Point, known: NamedHistory, sources: Sources) -> TableCell:
    """The way to the very place that states the figure, short enough for a phone; to the report of a year that states none."""
    page = sources.page(point.year)
    if not page:
        return TableCell(NOWHERE, kind="gap")
    if point.year not in known.ids:
        return TableCell("当年报告", page, "text", f"{point.year}年：")
    section, place = sources.place(point.year, known.ids[point.year])
    return TableCell("原文", place, "text", f"{point.year}年度报告，{section}：")


def places(report: Report) -> dict[str, tuple[str, str]]:
    """By the figure's id: the title of the section that cites it first, and the place on the report's page."""
    return {id: (section.title if section else "说明", f"#figure-{id}") for id, section in cited_figures(report)}


def notes(known: NamedHistory) -> Iterator[str]:
    """What explains the table, each line once."""
    if len(known.stated) == 1 and known.ids:
        yield f"只有{known.stated[0].year}年度的报告写了这个数，没有别的年份可以相比。"
    if known.units:
        others = "”“".join(known.units)
        yield f"这个名称的数，有的年份用的单位是“{others}”，另列一项；单位不同，不相连，也不相比。"
    yield from reasons(known.known.points)
    for corrected in known.corrected.values():
        yield f"{corrected.report.year}年度报告{in_words(corrected.report, corrected.correction)}"
    yield from known.restated
