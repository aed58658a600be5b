"""lishi.json: an agency's figures by concept and year, with the reason of every gap, for the comparison of any two reports."""

from __future__ import annotations

from gongkai.collection import Collection
from gongkai.county.agencies import Agency
from gongkai.downloads.json_file import encoded
from gongkai.reports.history import stated
from gongkai.reports.report import Report
from gongkai.statute.concepts import concepts

NAME = "lishi.json"


def content(agency: Agency, collection: Collection) -> str:
    record = {
        "agency": agency.id,
        "agency_name": agency.name,
        "years": {str(report.year): year_record(report) for report in collection.of(agency.id)},
        "breaks": {concept.id: dict(concept.breaks) for concept in concepts().all if concept.breaks},
    }
    return encoded(record) + "\n"


def year_record(report: Report) -> dict[str, object]:
    points = {concept.id: stated(concept, report) for concept in concepts().all}
    printed = {id: point.printed for id, point in points.items() if point.printed}
    return {
        "format": report.format.id,
        "figures": {id: point.figure for id, point in points.items()},
        "gaps": {id: {"gap": p.gap, "reason": p.reason} for id, p in points.items() if p.figure is None},
        **({"printed": printed} if printed else {}),
    }
