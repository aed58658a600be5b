"""The catalogue as a whole: its fields and agencies with their counts, and what townships cover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from gongkai.catalogue import Catalogue, Field
from gongkai.county.addresses import ALL, BY_AGENCY, CATALOGUE, CHANGES, OVERVIEW, TOWNSHIPS, catalogue_address
from gongkai.county.portal import Site
from gongkai.html.cross_table import CrossRow, CrossTable, TableCell, heads
from gongkai.html.elements import KINDS, Download, chinese_day, heading, joined, paragraph
from gongkai.html.fragments import fragment
from gongkai.html.frame import Link
from gongkai.html.page_labels import page_labels
from gongkai.html.pages.catalogue.entry_page import CATALOGUE_NAME
from gongkai.html.setting import Page, Setting
from gongkai.statute.catalogue_standard import standard
from gongkai.tables.figure_text import plain_number

if TYPE_CHECKING:
    from gongkai.reports.report import Report

ABOUT = "标准目录"  # what a named figure speaks of that counts the catalogue
NOT_HERE = "各条目尚未收录在本专栏；这里只列报告写明的数。"
NONE = "—"
MOST_LEVELS = 4  # columns
ONE_FIELD = "以上文件各含全部领域；只要一个领域的，在那个领域的页面下载。"


@dataclass(frozen=True, slots=True)
class Stated:
    """A count of the catalogue that a report states: in words, as printed, and the address of its place."""

    label: str
    text: str
    href: str


def stated_counts(reports: Sequence[Report], site: Site) -> tuple[tuple[int, tuple[Stated, ...]], ...]:
    """By year, newest first: what the county government's reports say of the catalogue."""
    by_year = []
    for report in reports:
        if report.agency_id != site.government_agency:
            continue
        page = report.address(site)
        figures = {id: figure for id, figure in report.envelope.figures.items() if ABOUT in figure.label}
        stated = tuple(
            Stated(
                figure.label,
                f"{plain_number(figure.value)}{'多' if figure.approximate else ''}{figure.unit}",
                f"{page}/#figure-{id}",
            )
            for id, figure in figures.items()
        )
        by_year += [(report.year, stated)] if stated else []
    return tuple(by_year)


def overview_page(
    catalogue: Catalogue,
    setting: Setting,
    stated: Sequence[tuple[int, Sequence[Stated]]],
    downloads: Sequence[Download],
    related: Sequence[Link],
) -> Page:
    county = setting.site.county
    title = CATALOGUE_NAME
    count = len(catalogue.entries)
    says = (
        f"{county}{title}共{len(catalogue.fields)}个领域、{count}条。每条写明公开什么、依据什么、何时公开、由谁公开、在哪里公开。"
        if count
        else f"国家在26个领域推行{title}。{NOT_HERE}"
    )
    content = joined(
        Markup("<h1>{}</h1>").format(title),
        Markup('<p class="gk-lead">{}</p>').format(says),
        links(related),
        *(field_part(catalogue) if count else ()),
        *(agency_part(catalogue, setting) if count else ()),
        *stated_part(stated, setting.site),
        *(download_part(downloads) if count else names_part()),
    )
    description = f"{county}{title}：各领域、各机构的条数" + ("和逐条内容。" if count else "，据年度报告。")
    path = (Link("法定主动公开内容", f"{CATALOGUE}/"),)
    return Page(catalogue_address(OVERVIEW), title, description, content.encode(), path, page_labels(title, description))


def links(related: Sequence[Link]) -> Markup:
    found = [{"href": f"../{link.href}", "text": link.title} for link in related]
    return fragment("links", {"label": "相关页面", "links": found}) if found else Markup()


def field_part(catalogue: Catalogue) -> tuple[Markup, ...]:
    """Each field with its counts. What day they are of is said once where it is the same for all."""
    levels = levels_in(catalogue)
    days = {field.updated for field in catalogue.fields}
    several = len(days) > 1
    rows = tuple(
        CrossRow(TableCell(f.title, f"../{f.id}/"), (*counts(f, catalogue, levels), *day(f, shown=several)), f.id)
        for f in catalogue.fields
    )
    head = ["条数", *levels, "已有公开信息", *(["目录更新"] if several else [])]
    same = next(iter(days), None) if not several else None
    return (
        heading("by-field", "按领域"),
        paragraph(f"各领域的目录更新于{chinese_day(same)}。") if same else Markup(),
        fragment("cross-table", CrossTable("fields", "各领域的条数", "领域", heads(head), rows)),
    )


def levels_in(catalogue: Catalogue) -> tuple[str, ...]:
    """The levels that entries have, in the fields' order; none where there are too many for a table, or one says nothing new."""
    used = {level for entry in catalogue.entries for level in entry.levels}
    found = tuple(level for level in dict.fromkeys(level for f in catalogue.fields for level in f.levels) if level in used)
    return found if 1 < len(found) <= MOST_LEVELS else ()


def counts(field: Field, catalogue: Catalogue, levels: Sequence[str]) -> Iterator[TableCell]:
    own = Counter(level for entry in field.entries for level in entry.levels)
    yield TableCell(str(len(field.entries)))
    yield from (count_entry(own[level]) for level in levels)
    yield count_entry(sum(1 for entry in field.entries if catalogue.items_of(entry)))


def day(field: Field, *, shown: bool) -> tuple[TableCell, ...]:
    if not shown:
        return ()
    return (TableCell(chinese_day(field.updated), kind="text") if field.updated else TableCell("未写明", kind="gap"),)


def agency_part(catalogue: Catalogue, setting: Setting) -> tuple[Markup, ...]:
    parts: list[Markup] = []
    for kind, name in KINDS.items():
        own = [agency for agency in setting.agencies.values() if agency.kind == kind and agency.id in setting.listed]
        found = [
            {"href": f"../{BY_AGENCY}/{agency.id}/", "text": agency.name, "count": f"{len(catalogue.of(agency.id))}条"}
            for agency in own
        ]
        if found:
            parts += [Markup("<h3>{}</h3>").format(name), fragment("names", found)]
    return (heading("by-agency", "按机构"), *parts) if parts else ()


def names_part() -> tuple[Markup, Markup]:
    """The State's fields, by name only: nothing is known of a county's entries."""
    names = [{"href": "", "text": field.name, "count": ""} for field in standard().fields]
    return heading("by-field", "26个试点领域"), fragment("names", names)


def stated_part(stated: Sequence[tuple[int, Sequence[Stated]]], site: Site) -> tuple[Markup, ...]:
    tables = []
    for year, figures in stated:
        rows = tuple(CrossRow(TableCell(one.label), (TableCell(one.text, f"../../{one.href}"),)) for one in figures)
        caption = f"{site.government}{year}年度政府信息公开工作年度报告写明的数"
        tables.append(fragment("cross-table", CrossTable(f"stated-{year}", caption, "项目", heads(["报告原数"]), rows)))
    return (heading("stated", "年度报告写明的数"), paragraph("点数字可回到报告原文核对。"), *tables) if tables else ()


def download_part(downloads: Sequence[Download]) -> tuple[Markup, ...]:
    """Of all fields in one file each, which stand beside the list of all."""
    if not downloads:
        return ()
    found = [replace(file, href=f"../{ALL}/{file.href}") for file in downloads]
    return fragment("downloads", found), paragraph(ONE_FIELD)


def has_townships(catalogue: Catalogue, setting: Setting) -> bool:
    return any(setting.agencies[id].kind == "township" for id in catalogue.by_agency if id in setting.agencies)


def townships_page(catalogue: Catalogue, setting: Setting) -> Page:
    """Fields by townships: how many entries each township's catalogue has in each field, and where it has none."""
    townships = [agency for agency in setting.agencies.values() if agency.kind == "township"]
    counts = Counter((entry.field, id) for entry in catalogue.entries for id in entry.agencies)
    rows = tuple(
        CrossRow(
            TableCell(field.title, f"../{field.id}/"),
            tuple(count_entry(counts[field.id, township.id]) for township in townships),
            field.id,
        )
        for field in catalogue.fields
    )
    empty = sum(1 for row in rows for cell in row.cells if cell.kind == "gap")
    head = tuple(
        TableCell(agency.short or agency.name, f"../{BY_AGENCY}/{agency.id}/" if agency.id in setting.listed else "")
        for agency in townships
    )
    below = (f"“{NONE}”：该乡镇的目录里没有这个领域的条目。",) if empty else ()
    title = "各乡镇覆盖的领域"
    description = f"{setting.site.county}{len(townships)}个乡镇在{len(rows)}个领域各有多少条目，哪些还没有。"
    content = joined(
        Markup("<h1>{}</h1>").format(title),
        Markup('<p class="gk-lead">{}</p>').format(description),
        fragment("cross-table", CrossTable("townships", f"{title}（条）", "领域", head, rows, below)),
    )
    path = (Link("法定主动公开内容", f"{CATALOGUE}/"), Link(CATALOGUE_NAME, f"{catalogue_address(OVERVIEW)}/"))
    labels = page_labels(title, description)
    return Page(catalogue_address(TOWNSHIPS), title, description, content.encode(), path, labels)


def count_entry(count: int) -> TableCell:
    return TableCell(str(count)) if count else TableCell(NONE, kind="gap")


def related_pages(catalogue: Catalogue, setting: Setting) -> tuple[Link, ...]:
    """What the overview leads to besides, as addresses below the catalogue."""
    found = (
        (bool(catalogue.entries), Link("全部条目", f"{ALL}/")),
        (has_townships(catalogue, setting), Link("各乡镇覆盖的领域", f"{TOWNSHIPS}/")),
        (setting.has_earlier, Link("目录变化", f"{CHANGES}/")),
    )
    return tuple(link for there, link in found if there)
