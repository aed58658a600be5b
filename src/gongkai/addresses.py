"""Where pages stand below the column. A published address never changes."""

from __future__ import annotations

from gongkai.reports import Report
from gongkai.site import Site

REPORTS = "zfxxgknb"


def report_address(report: Report, site: Site) -> str:
    """The folder of a report's page: the county government's stands at the year itself, another agency's below it."""
    year = f"{REPORTS}/{report.year}"
    return year if report.agency_id == site.government_agency else f"{year}/{report.agency_id}"
