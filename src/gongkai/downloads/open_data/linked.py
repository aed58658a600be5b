"""A report as schema.org sees it, for the head of its page. Addresses are relative to the page, so no host is needed."""

from __future__ import annotations

import json
from collections.abc import Iterable

from markupsafe import Markup

from gongkai.county.portal import Site
from gongkai.downloads.report_files import FileBeside
from gongkai.reports.report import Report
from gongkai.source.days import DAY

CONTEXT = "https://schema.org/"  # a name, which nothing fetches
ENCODINGS = {
    "csv": "text/csv",
    "html": "text/html",
    "json": "application/json",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
DOCUMENTS = ("pdf", "docx", "html")


def report_data(report: Report, files: Iterable[FileBeside], site: Site, description: str) -> Markup:
    """JSON-LD that may stand in a script element: nothing in it can end one."""
    envelope = report.envelope
    organ = {"@type": "GovernmentOrganization", "name": report.agency_name}
    shared = {
        "inLanguage": "zh-CN",
        "publisher": organ,
        "temporalCoverage": f"{report.year}-01-01/{report.year}-12-31",
        "isAccessibleForFree": True,
        **({"datePublished": moment(envelope.published)} if envelope.published else {}),
        **({"license": site.licence.url} if site.licence else {}),
    }
    whole = {
        "@type": "Report",
        "@id": "#report",
        "url": "./",
        "name": envelope.title,
        "description": description,
        **shared,
        **({"dateCreated": envelope.written.isoformat()} if envelope.written else {}),
        **({"identifier": envelope.index_number} if envelope.index_number else {}),
        **number(report),
        "encoding": [media("MediaObject", file) for file in files if kind(file) in DOCUMENTS],
    }
    data = {
        "@type": "Dataset",
        "@id": "#data",
        "name": f"{envelope.title}的表格数据",
        "description": f"{report.agency_name}{report.year}年度政府信息公开工作年度报告的法定表格，空白与 0 分别保留。",
        **shared,
        "isPartOf": {"@id": "#report"},
        "distribution": [media("DataDownload", file) for file in files if kind(file) not in DOCUMENTS],
    }
    graph = json.dumps({"@context": CONTEXT, "@graph": [whole, data]}, ensure_ascii=False, separators=(",", ":"))
    return Markup(graph.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704 - escaped for a script element


def number(report: Report) -> dict[str, str]:
    letter = report.envelope.letter
    return {"reportNumber": letter.document_number} if letter and letter.document_number else {}


def kind(file: FileBeside) -> str:
    return file.name.rpartition(".")[2]


def media(type: str, file: FileBeside) -> dict[str, str]:
    return {"@type": type, "name": file.label, "encodingFormat": ENCODINGS[kind(file)], "contentUrl": file.name}


def moment(published: str) -> str:
    """As exact as it was stated, in Beijing time.

    >>> moment("2021-01-28 09:30"), moment("2021-01-28")
    ('2021-01-28T09:30:00+08:00', '2021-01-28')
    """
    return published if DAY.match(published) else f"{published.replace(' ', 'T')}:00+08:00"
