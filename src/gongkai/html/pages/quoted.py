"""What the county government's reports say, quoted as printed, each sentence with the way to its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from gongkai.county.addresses import link_to
from gongkai.county.columns import Citation
from gongkai.county.portal import Site
from gongkai.html.blocks import NOTHING, PageBlock, component, unsaid
from gongkai.html.figures import named_figure
from gongkai.reports.quotations import Quotation, with_figure, with_words
from gongkai.reports.report import Report

Reports = Mapping[int, Report]
"""The government's own that stand, by year."""


def reports_of(reports: Iterable[Report], site: Site) -> Reports:
    """Those that can be quoted: nothing is quoted of one that was withdrawn."""
    own = (report for report in reports if report.agency_id == site.government_agency and not report.envelope.withdrawn)
    return {report.year: report for report in own}


def quotation(report: Report, citation: Citation) -> Quotation | None:
    return with_figure(report, citation.figure) if citation.figure else with_words(report, citation.words or "")


def quotations(said: Sequence[Citation], reports: Reports, site: Site, here: str) -> PageBlock:
    """Each sentence once, in the order in which it is cited first."""
    found: dict[tuple[int, str], dict[str, str]] = {}
    for citation in said:
        report = reports.get(citation.year)
        quoted = quotation(report, citation) if report else None
        if report and quoted:
            found.setdefault((report.year, quoted.text), quotation_view(quoted, report, site, here))
    return component("quotations", list(found.values())) if found else NOTHING


def quotation_view(quoted: Quotation, report: Report, site: Site, here: str) -> dict[str, str]:
    anchor = f"#{quoted.anchor}" if quoted.anchor else ""
    where = f"{report.year}年度报告，{quoted.section.title}" if quoted.section else f"{report.year}年度报告"
    return {"text": quoted.text, "href": f"{link_to(here, f'{report.address(site)}/')}{anchor}", "where": where}


def counts(said: Sequence[Citation], reports: Reports, site: Site, here: str) -> PageBlock:
    """The figures that are cited, each as the report states it; the sentences beside them say them too."""
    figures = [*cited(said, reports, site, here)]
    view = {"caption": "年度报告写明的数量", "figures": figures}
    return unsaid("stated-figures", view) if figures else NOTHING


def cited(said: Sequence[Citation], reports: Reports, site: Site, here: str) -> Iterator[dict[str, Any]]:
    for citation in said:
        report = reports.get(citation.year)
        quoted = with_figure(report, citation.figure) if report and citation.figure else None
        if report and quoted and citation.figure:
            place = quotation_view(quoted, report, site, here)
            yield {**named_figure(report, citation.figure), "href": place["href"], "where": place["where"]}
