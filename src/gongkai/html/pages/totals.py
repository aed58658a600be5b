"""A page for the county as a whole: the sum over agencies, beside what the government itself states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gongkai.collection import Collection
from gongkai.county import addresses
from gongkai.county.portal import Site
from gongkai.html.blocks import NOTHING, PageBlock, cross_table, heading, page_of, paragraph, together
from gongkai.html.content import Heading, PageContent
from gongkai.html.cross_table import CrossRow, CrossTable, TableCell, change_entry, figure_entry, heads
from gongkai.html.pages.years import elsewhere_links, year_links
from gongkai.html.statutory_table import statutory_table
from gongkai.problems import Position
from gongkai.reports.notes import printed_figures
from gongkai.reports.report import Cell, Report, ReportTable, full_label
from gongkai.reports.submission import Standing
from gongkai.reports.totals import SummedCell, Totals
from gongkai.statute.formats import FormatTable
from gongkai.tables.figure_text import plain_number
from gongkai.tables.grid import Grid
from gongkai.tables.layout import table_grid

TOTAL = "total"
NOWHERE = Position("")  # of a table that no report has
COUNTED = "空白和“/”不是 0，不计入和；“填数机构”是这一格填了数的机构数。金额一律换算成万元，没有写单位的不计入。"
NOBODY, UNSTATED = "没有机构填数", "政府报告没有数"


def totals_page(collection: Collection, site: Site, found: Totals) -> PageContent:
    here = addresses.year_address(found.year, addresses.TOTALS)
    summed = found.format.tables if found.summed else ()
    tables = [(Heading(table.id, table.title, 2), table) for table in summed]
    blocks = (
        paragraph(totals_in_words(found)),
        *(paragraph(line) for line in (*left_out(found), *as_printed(found))),
        elsewhere_links(Standing(agency, found.year, None) for agency in found.elsewhere),
        paragraph(COUNTED) if tables else NOTHING,
        *(together(heading(head.id, head.title), *table_parts(found, table)) for head, table in tables),
        year_links(collection, site, found.year, here),
    )
    title = f"{site.county}{found.year}年度各机构年报汇总"
    description = f"{site.county}{found.year}年度各机构政府信息公开年报的法定表格相加，与本级政府报告的数并列。"
    return page_of(title, description, blocks, (head for head, _ in tables))


def totals_in_words(found: Totals) -> str:
    """应有 36 个机构的报告，已相加 34 个."""
    if not found.summed:
        return f"{found.year}年度可以相加的机构报告公布后都已撤回，这里没有可以相加的数。"
    against = "，与本级政府报告写明的数并列" if found.government else "；没有同一格式、统计本级政府汇总的政府报告可以并列"
    whole = "" if found.complete else "。机构不齐，与政府报告的数不同是预料之中的"
    counted = f"{found.year}年度除本级政府外应有 {found.expected} 个机构的报告，以下是其中 {len(found.summed)} 个机构的表格之和"
    return counted + against + whole + "。"


def left_out(found: Totals) -> Iterator[str]:
    """Every agency that the sum lacks, by the reason."""
    if found.missing:
        yield f"未公布的 {len(found.missing)} 个：{'、'.join(agency.name for agency in found.missing)}。"
    if found.elsewhere:
        yield f"在其网站公布、没有计入的 {len(found.elsewhere)} 个：{'、'.join(agency.name for agency in found.elsewhere)}。"
    if found.withdrawn:
        yield f"已撤回、没有计入的 {len(found.withdrawn)} 个：{'、'.join(report.agency_name for report in found.withdrawn)}。"
    if found.other_format:
        names = "、".join(f"{report.agency_name}（{report.format.id} 年格式）" for report in found.other_format)
        yield f"用另一种格式、没有计入的 {len(found.other_format)} 个：{names}。"
    if found.other_wholes:
        names = "、".join(report.agency_name for report in found.other_wholes)
        yield f"统计范围写的是本级政府汇总、为免重复没有计入的 {len(found.other_wholes)} 个：{names}。"


def as_printed(found: Totals) -> Iterator[str]:
    """The reports with figures that are wrong and stand as printed: they are summed as they are."""
    reports = (*found.summed, *((found.government,) if found.government else ()))
    wrong = [(report, len(printed_cells(report))) for report in reports]
    names = "、".join(f"{report.agency_name}（{count} 格）" for report, count in wrong if count)
    if names:
        yield f"有的数照原件所印，有误而未改，这里按所印的数计：{names}，见各报告的校注。"


def printed_cells(report: Report) -> list[Cell]:
    addresses = (address.split(".") for address in printed_figures(report))
    cells = (report.cell(*address) for address in addresses if len(address) == 3)
    return [cell for cell in cells if cell and cell.figure is not None]


def table_parts(found: Totals, table: FormatTable) -> Iterator[PageBlock]:
    """The sum in the statutory form, then its totals beside the government's; other cells only where they differ."""
    yield statutory_table(summed_form(found, table), {})
    cells = found.cells_of(table)
    totals = [cell for cell in cells if cell.column.id == TOTAL] or list(cells)
    caption = f"{table.title}：与政府报告相比"
    yield cross_table(CrossTable(f"{table.id}-beside", caption, "项目", columns(found), tuple(map(beside, totals))))
    others = [cell for cell in cells if cell not in totals and cell.difference]
    if others:
        caption = f"{table.title}：总计以外与政府报告不同的各格"
        rows = tuple(map(beside, others))
        yield cross_table(CrossTable(f"{table.id}-others", caption, "项目", columns(found), rows))


def columns(found: Totals) -> tuple[TableCell, ...]:
    return heads(["各机构之和", f"填数机构（共 {len(found.summed)} 个）", "政府报告", "政府报告减各机构之和"])


def beside(cell: SummedCell) -> CrossRow:
    gap = NOBODY if cell.total is None else UNSTATED
    entries = (
        figure_entry(cell.total, NOBODY),
        TableCell(str(cell.filled)),
        figure_entry(cell.stated, UNSTATED),
        change_entry(cell.difference, gap),
    )
    return CrossRow(TableCell(cell_label(cell)), entries, f"{cell.row.id}.{cell.column.id}")


def cell_label(cell: SummedCell) -> str:
    """The row with its groups; with the column where a row has several that are asked about."""
    row = full_label(cell.table, cell.row)
    return row if cell.column.id == TOTAL else f"{row} › {cell.column.label}"


def summed_form(found: Totals, table: FormatTable) -> Grid:
    """The statutory form with the sums in its cells, under the State's own labels."""
    here = next((report.tables[table.id].position for report in found.summed if table.id in report.tables), NOWHERE)
    rows: dict[str, dict[str, Cell]] = {}
    for cell in found.cells_of(table):
        text = "" if cell.total is None else plain_number(cell.total)
        unit = "万元" if cell.column.kind == "money" else cell.column.unit
        rows.setdefault(cell.row.id, {})[cell.column.id] = Cell(cell.total, text, here, unit)
    summed: Report = replace(found.summed[0], labels={})
    return table_grid(summed, ReportTable(table, rows, here))
