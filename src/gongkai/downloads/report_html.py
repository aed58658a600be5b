"""report.html: the report's page as one file to take away, which is read without a network, printed and sent on."""

from __future__ import annotations

from gongkai.downloads.taken_away import NOWHERE, Origin, as_it_stands, later
from gongkai.html.page_alone import About, page_alone
from gongkai.html.page_labels import report_labels
from gongkai.html.pages.report import report_page
from gongkai.reports.report import Report

NAME = "report.html"


def content(report: Report, origin: Origin = NOWHERE) -> str:
    page, address = report_page(report, (), text=origin.text(report)), origin.page_of(report)
    about = About(f"{as_it_stands(report)}，可以离线打开、打印。{later(address)}", address)
    return str(page_alone(page, report_labels(report, page.description), report.agency_name, origin.site, about))
