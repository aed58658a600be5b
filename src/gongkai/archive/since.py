"""What an office said of a report since it was sealed: then its data differs rightly, and a new version is due."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gongkai.checks.rules import check_report
from gongkai.collection import Collection
from gongkai.problems import Problem, errors, shown
from gongkai.reports.seals import Version, sealed_report


def said_since(year: int, agency: str, version: Version, collection: Collection, read: Iterable[Problem]) -> str:
    """更正 2 处、撤回, where that explains all that differs; otherwise empty. `read`: what was met in reading."""
    report = collection.report(year, agency)
    sealed = sealed_report(collection.seals, report, version) if report else None
    if report is None or sealed is None:
        return ""
    met = [problem for problem in read if Path(problem.position.file).is_relative_to(shown(report.folder))]
    if errors([*met, *check_report(report, collection)]):
        return ""
    corrections = len(report.envelope.revisions) - len(sealed.envelope.revisions)
    withdrawn = report.envelope.withdrawn and not sealed.envelope.withdrawn
    return "、".join([*([f"更正 {corrections} 处"] if corrections > 0 else []), *(["撤回"] if withdrawn else [])])
