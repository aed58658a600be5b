"""What the catalogue's pages take from the reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai.html.frame import Link
from gongkai.html.pages.catalogue.overview import Stated, stated_counts
from gongkai.tables.figure_text import with_unit

if TYPE_CHECKING:
    from gongkai.county.portal import Site
    from gongkai.reports.report import Report


@dataclass(frozen=True, slots=True)
class Facts:
    """`figures` are the cells of the newest report by table.row.column, `stated` the counts of the catalogue by year."""

    figures: dict[str, Link] = field(default_factory=dict)
    stated: tuple[tuple[int, tuple[Stated, ...]], ...] = ()
    has_reports: bool = False


def facts_of(reports: Sequence[Report], site: Site) -> Facts:
    """Of reports, newest first."""
    own = [report for report in reports if report.agency_id == site.government_agency]
    return Facts(
        figures=figures_of(own[0], site) if own else {},
        stated=stated_counts(reports, site),
        has_reports=bool(reports),
    )


def figures_of(report: Report, site: Site) -> dict[str, Link]:
    """Each cell in words, with the address of its row on the report's page."""
    page = report.address(site)
    found = {}
    for table in report.tables.values():
        for address, cell in table.addressed():
            row, column = address.split(".")[-2:]
            words = " › ".join(line.label for id in (row, column) if (line := table.format.line(id)))
            title = f"{report.year}年度报告：{words}，{with_unit(cell)}"
            found[f"{table.format.id}.{row}.{column}"] = Link(title, f"{page}/#{table.format.id}-{row}")
    return found
