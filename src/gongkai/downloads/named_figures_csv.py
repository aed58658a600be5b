"""zhengwen.csv: the figures of an agency's prose, one record a name and year, gaps with their reasons.

数 holds numbers only and is empty in a gap; 原文 is as the report prints it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from gongkai.collection import Collection
from gongkai.county.agencies import Agency
from gongkai.county.portal import Site
from gongkai.downloads.spreadsheets import BOM, safe
from gongkai.html.charts.changes import changes_of
from gongkai.html.pages.named_figures import places
from gongkai.reports.history import Point
from gongkai.reports.named_history import NamedHistory, in_words, named_histories
from gongkai.tables.figure_text import exact_number

NAME = "zhengwen.csv"
HEADER = ("机构代号", "机构", "名称", "单位", "年度", "数", "原文", "比上一年", "更正", "空缺", "空缺的原因", "章节", "出处")


def content(collection: Collection, site: Site, agency: Agency) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    cited = {report.year: places(report) for report in collection.of(agency.id)}
    for known in named_histories(agency, collection):
        changes = changes_of(known.known)
        for point in known.known.points:
            change = exact_number(changes[point.year].difference) if point.year in changes else ""
            section, anchor = cited.get(point.year, {}).get(known.ids.get(point.year, ""), ("", ""))
            row = (agency.id, agency.name, known.label, known.unit, str(point.year), exact_number(point.figure))
            about = (*said(known, point, collection), change, correction(known, point), point.gap, point.reason, section)
            writer.writerow([safe(field) for field in (*row, *about, source(point, anchor, collection, site, agency))])
    return (BOM + text.getvalue()).encode()


def said(known: NamedHistory, point: Point, collection: Collection) -> Iterator[str]:
    """As the report prints it: 100多条; empty in a gap."""
    report = collection.report(point.year, known.known.agency.id)
    yield in_words(report.envelope.figures[known.ids[point.year]]) if report and point.figure is not None else ""


def correction(known: NamedHistory, point: Point) -> str:
    found = known.corrected.get(point.year)
    return found.correction.shortly if found else ""


def source(point: Point, anchor: str, collection: Collection, site: Site, agency: Agency) -> str:
    """The address below the column; empty where there is no report."""
    report = collection.report(point.year, agency.id)
    return f"{report.address(site)}/{anchor}" if report else ""
