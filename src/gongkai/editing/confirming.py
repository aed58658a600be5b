"""What was carried over from last year's report, confirmed: its entry under `proposed` goes."""

from __future__ import annotations

from gongkai.editing.file_change import Made, made
from gongkai.editing.found_report import FoundReport
from gongkai.problems import Problem
from gongkai.source.editing import TypedFile

RULE = "proposed"


def confirmation(found: FoundReport, place: str) -> Made:
    """report.yml without that entry; or why there is none to confirm."""
    proposed = found.report.envelope.proposed
    if place not in proposed:
        return [], [Problem(found.report.position("proposed"), RULE, f"“{place}”不在带入待核对的里面（可能已经核对过）")]

    def change(typed: TypedFile) -> TypedFile:
        return typed.without_item(("proposed", proposed.index(place)))

    return made(found.file, change)
