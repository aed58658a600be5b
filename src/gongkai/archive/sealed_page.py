"""report.html of a bag: the report's page as one file that needs nothing else, no network, no script, no other file."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from gongkai.collection import Collection
from gongkai.downloads.report_files import OutputFile
from gongkai.html.assets import stylesheet
from gongkai.html.elements import Download, chinese_day
from gongkai.html.fragments import fragment
from gongkai.html.page_labels import report_labels
from gongkai.html.pages.report import report_page
from gongkai.reports.report import Report
from gongkai.reports.seals import Sealing
from gongkai.statute.column import column

NAME = "report.html"


def sealed_page(report: Report, collection: Collection, outputs: Sequence[OutputFile], sealing: Sealing) -> Markup:
    """The files beside it in the bag are its downloads."""
    page = report_page(report, [Download(output.name, output.label, output.about) for output in outputs])
    site = collection.site
    view = {
        "title": page.title,
        "description": page.description,
        "labels": report_labels(report, page.description),
        "style": Markup(stylesheet()),  # noqa: S704 - our own, and a test holds that it ends no element
        "notice": site.notice if site else None,
        "organ": site.government if site else report.agency_name,
        "column": column().name,
        "content": page.html,
        "sealed": sealed_by(sealing),
    }
    return fragment("sealed-page", view) + Markup("\n")


def sealed_by(sealing: Sealing) -> str:
    whose = f"{chinese_day(sealing.day)}由{sealing.by}封存的第 {sealing.version} 版"
    return f"本页是{whose}，可脱离网站单独打开。封存以后的更正，见发布网站。"
