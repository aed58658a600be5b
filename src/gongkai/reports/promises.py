"""What a report promised to mend, beside what the next year's report says: each promise is to be answered (条例 art. 50)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.collection import Collection
from gongkai.reports.narrative import Section
from gongkai.reports.report import Report

SECTION = "problems_improvements"
PIECE = re.compile(r"[^。；！\n]+[。；！]?")
TURN = re.compile("下一步|下步|今后|针对|改进措施|整改措施|将(?!近|军)")


@dataclass(frozen=True, slots=True)
class Promises:
    """`made` in the report of the year before, in its words and order; `answer` is the section of this year as it stands."""

    report: Report
    earlier: Report
    made: tuple[str, ...]
    answer: str


def promises(collection: Collection) -> Iterator[Promises]:
    """Every report whose agency promised something the year before, in the collection's order."""
    for report in collection.reports:
        earlier = collection.before(report)
        before = earlier.narrative.section(SECTION) if earlier else None
        now = report.narrative.section(SECTION)
        if earlier and before and (made := tuple(promised(before))):
            yield Promises(report, earlier, made, now.text if now else "")


def promised(section: Section) -> Iterator[str]:
    """The sentences from the first that turns from problems to what will be done."""
    turned = False
    for found in PIECE.finditer(section.text):
        piece = found[0].strip()
        turned = turned or bool(TURN.search(piece))
        if turned and piece:
            yield piece
