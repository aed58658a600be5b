"""The page labels of 《政府网站发展指引》 (国办发〔2017〕47号, annex): exact names, in the order of the annex."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.county.portal import Site
from gongkai.statute.column import Column, ColumnPart

if TYPE_CHECKING:
    from gongkai.reports.report import Report


def site_labels(site: Site) -> dict[str, str]:
    """Labels of every page; one that the office has not stated is left out, never invented."""
    labels = {"SiteName": site.portal, "SiteDomain": site.domain, "SiteIDCode": site.site_code}
    return {name: value for name, value in labels.items() if value}


def column_labels(column: Column, part: ColumnPart | None) -> dict[str, str]:
    if part is None:
        return {
            "ColumnName": column.name,
            "ColumnDescription": "、".join(part.title for part in column.parts),
            "ColumnKeywords": ",".join(part.title for part in column.parts),
            "ColumnType": "信息公开目录",
        }
    return {
        "ColumnName": part.title,
        "ColumnDescription": part.description,
        "ColumnKeywords": ",".join(part.keywords),
        "ColumnType": part.type,
    }


def report_labels(report: Report, description: str) -> dict[str, str]:
    """Labels of a content page. `PubDate` only when the office states when it published, and no more exactly than it states."""
    labels = {"ArticleTitle": report.envelope.title}
    if report.envelope.published:
        labels["PubDate"] = report.envelope.published
    labels["ContentSource"] = report.agency_name
    labels["Keywords"] = ",".join((str(report.year), "政府信息公开工作年度报告", report.agency_name))
    labels["Description"] = description
    return labels


def page_labels(title: str, description: str) -> dict[str, str]:
    """Labels of a page that the site makes of several reports; nobody published it on a day of its own."""
    return {"ArticleTitle": title, "Description": description}
