"""What was carried over from last year's report, confirmed: its entry under `proposed` goes."""

from __future__ import annotations

from gongkai.editing.file_change import Made, made
from gongkai.editing.found_report import FoundReport
from gongkai.problems import Problem
from gongkai.source.editing import TypedFile

RULE = "proposed"


def confirmation(found: FoundReport, *places: str) -> Made:
    """report.yml without those entries; or which of them is none."""
    proposed = [*found.report.envelope.proposed]
    for place in places:
        if place not in proposed:
            return [], [Problem(found.report.position("proposed"), RULE, f"“{place}”不在带入待核对的里面（可能已经核对过）")]

    def change(typed: TypedFile) -> TypedFile:
        for number in sorted(map(proposed.index, places), reverse=True):
            typed = typed.without_item(("proposed", number))
        return typed

    return made(found.file, change)
