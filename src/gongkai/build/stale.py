"""A built site beside the data: of which reports it says something else than the data says now, and what was changed in it.

The first is told by report.json, which every report's page has beside it: no note of the build is needed, and a site that was
made elsewhere is judged alike. The second is told by what the build noted of its files.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from gongkai.build.manifest import read_manifest
from gongkai.build.project import Project
from gongkai.collection import Collection
from gongkai.county.addresses import REPORTS
from gongkai.county.published_addresses import RULE
from gongkai.downloads import json_file
from gongkai.files import seen
from gongkai.problems import Position, Problem, shown
from gongkai.reports.report import Report

ALTERED = "这个文件在生成以后被改动过，或不见了；请先运行 gongkai build，再发布"
MOST_TOLD = 20  # files; a site that was moved by hand may have lost the times of all of them
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


def altered(project: Project) -> Iterator[Problem]:
    """A problem for each file of the site that no longer stands as the last build noted it; none where nothing was noted.

    The note is of size and time, so that twenty thousand files are asked in a moment; a site made elsewhere has none here.
    """
    noted = read_manifest(project.manifest).outputs
    changed = (path for path, was in noted.items() if seen(f"{project.site}/{path}") != was[:2])
    for path in islice(changed, MOST_TOLD):
        yield Problem(Position(shown(project.site / path)), RULE, ALTERED)


def noted_sums(project: Project) -> dict[str, str]:
    """The sum of every file of the site, as the last build noted them here; none of a site that was built elsewhere."""
    return {path: sum for path, (_, _, sum) in read_manifest(project.manifest).outputs.items()}


def path_of(report: Report, collection: Collection, site: Path) -> Path | None:
    """Where the data beside the report's page stands; None where the portal is not known."""
    return site / report.address(collection.site) / json_file.NAME if collection.site else None


def data_of(report: Report, collection: Collection, site: Path) -> Path | None:
    """The same where the site has it, otherwise None."""
    file = path_of(report, collection, site)
    return file if file and file.is_file() else None
