"""A built site beside the data: of which reports it says something else than the data says now.

Told by report.json, which every report's page has beside it: no note of the build is needed, and a site that was made elsewhere
is judged alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gongkai.collection import Collection
from gongkai.county.addresses import REPORTS
from gongkai.county.published_addresses import RULE
from gongkai.downloads import json_file
from gongkai.problems import Position, Problem, shown
from gongkai.reports.report import Report

STALE = "网站里的不是数据现在的样子；请先运行 gongkai build，再发布"


def stale(collection: Collection, site: Path) -> Iterator[Problem]:
    """A problem for each report that has a page on the site on which it states something else."""
    for report in collection.reports:
        if (made := data_of(report, collection, site)) and made.read_text("utf-8") != json_file.content(report):
            yield Problem(Position(report.source.name), RULE, STALE)


def not_made_of(collection: Collection, site: Path) -> Iterator[Problem]:
    """The same of a site that should be made of just these reports: one that lacks a report or has one more is stale."""
    yield from stale(collection, site)
    due = {path_of(report, collection, site): report for report in collection.reports}
    there = {*(site / REPORTS).glob(f"*/{json_file.NAME}"), *(site / REPORTS).glob(f"*/*/{json_file.NAME}")}
    for path, report in due.items():
        if path and path not in there:
            yield Problem(Position(report.source.name), RULE, STALE)
    for path in sorted(there - due.keys()):
        yield Problem(Position(shown(path.parent)), RULE, f"这份报告不该在网站里（草稿、有错误，或已不在数据里）。{STALE}")


def path_of(report: Report, collection: Collection, site: Path) -> Path | None:
    """Where the data beside the report's page stands; None where the portal is not known."""
    return site / report.address(collection.site) / json_file.NAME if collection.site else None


def data_of(report: Report, collection: Collection, site: Path) -> Path | None:
    """The same where the site has it, otherwise None."""
    file = path_of(report, collection, site)
    return file if file and file.is_file() else None
