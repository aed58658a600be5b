"""report.html of a bag: the report's page as one file that needs nothing else, no network, no script, no other file."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from gongkai.collection import Collection
from gongkai.downloads.report_files import OutputFile
from gongkai.html.elements import Download, chinese_day
from gongkai.html.page_alone import About, page_alone
from gongkai.html.page_labels import report_labels
from gongkai.html.pages.report import report_page
from gongkai.reports.report import Report
from gongkai.reports.seals import Sealing


def sealed_page(report: Report, collection: Collection, outputs: Sequence[OutputFile], sealing: Sealing) -> Markup:
    """The files beside it in the bag are its downloads."""
    page = report_page(report, [Download(output.name, output.label, output.about) for output in outputs])
    labels = report_labels(report, page.description)
    return page_alone(page, labels, report.agency_name, collection.site, About(sealed_by(sealing)))


def sealed_by(sealing: Sealing) -> str:
    whose = f"{chinese_day(sealing.day)}由{sealing.by}封存的第 {sealing.version} 版"
    return f"本页是{whose}，可脱离网站单独打开。封存以后的更正，见发布网站。"
