"""更正 of figures: what was published first, and each correction since, for whatever shows the figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.reports.notices import ended, format_value, revised
from gongkai.reports.report import Report

if TYPE_CHECKING:  # loading it takes longer than most of a small change
    from gongkai.reports.envelope import Revision


@dataclass(frozen=True, slots=True)
class Correction:
    """`number` counts all corrections of the report from 1, as its page does."""

    number: int
    entry: Revision

    @property
    def name(self) -> str:
        """As figures are marked with it: 更正1."""
        return f"更正{self.number}"

    @property
    def shortly(self) -> str:
        """Beside the figure, where there is no room for more."""
        return f"更正，原为{format_value(self.entry.was)}"


def corrections(report: Report) -> Mapping[str, tuple[Correction, ...]]:
    """Those of figures, by the address that they are about, the oldest first. A sentence has its own place in the text."""
    found: dict[str, tuple[Correction, ...]] = {}
    for number, entry in enumerate(report.envelope.revisions, start=1):
        if not entry.section:
            found[entry.place] = (*found.get(entry.place, ()), Correction(number, entry))
    return found


def below_table(report: Report, table: str) -> tuple[str, ...]:
    """What stands below the table of its corrected figures: `更正1：行政许可 › 处理决定数量由“40”改为“41”。…`."""
    of_table = (each for place, known in corrections(report).items() if place.split(".")[0] == table for each in known)
    return tuple(in_words(report, each) for each in sorted(of_table, key=lambda each: each.number))


def in_words(report: Report, each: Correction) -> str:
    day = each.entry.date
    by = f"{each.entry.by}，{day.year}年{day.month}月{day.day}日"
    return f"{each.name}：{revised(report, each.entry)}{ended(each.entry.why)}（{by}）"
