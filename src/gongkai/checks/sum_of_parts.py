"""“共 N 条，其中 a、b、c”: the parts make the whole (条例 art. 50)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from gongkai.checks.prose import Count, Passage, counts, passages
from gongkai.checks.prose_bindings import settled
from gongkai.collection import Collection
from gongkai.problems import Problem
from gongkai.reports.report import Report, warning

ID = "sum-of-parts"
TITLE = "“其中”各项之和与总数相符"
BASIS = "《条例》第五十条；报告自身前后一致"

AMONG = re.compile("其中")
FULL_STOP = re.compile("[。！？]")
COMPARING = re.compile("同比|环比|增加|减少|增长|下降|上升|比上年|较上年|比去年|较去年")


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and the parts listed after 其中. `groups` counts the parts up to each ；, where the list might already end."""

    total: Count
    parts: tuple[Count, ...]
    groups: tuple[int, ...]

    @property
    def sum(self) -> Decimal:
        return sum((part.value for part in self.parts), Decimal())

    @property
    def agrees(self) -> bool:
        """Whether the list, or its beginning up to a ；, makes the total; one part alone is only an example of it."""
        firsts = [self.parts[:number] for number in self.groups]
        example = len(firsts) <= 2 and len(firsts[0]) == 1 and firsts[0][0].value < self.total.value
        return example or any(sum(part.value for part in first) == self.total.value for first in firsts)

    @property
    def wrong(self) -> bool:
        """Two parts that stay below the total may be examples; three are read as a full list."""
        return not self.agrees and (self.sum > self.total.value or len(self.parts) > 2)


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    in_tables = settled(report)
    for passage in passages(report):
        for found in breakdowns(passage):
            if found.wrong and not any(part.position in in_tables for part in found.parts):
                yield warning(found.total.position, ID, sentence(found), found.total.subject, *(p.position for p in found.parts))


def breakdowns(passage: Passage) -> Iterator[Breakdown]:
    found = counts(passage)
    for among in AMONG.finditer(passage.plain):
        total = next((count for count in reversed(found) if count.end <= among.start()), None)
        end = end_of_list(passage.plain, among.end())
        if total is None or end is None or not adjoins(passage.plain[total.end : among.start()]) or inside(passage.plain, among):
            continue
        parts = tuple(part for part in found if among.end() <= part.start < end and fits(part, total))
        if parts and not total.about and not any(part.about for part in parts):
            yield Breakdown(total, parts, tuple(group_ends(passage.plain, parts)))


def adjoins(between: str) -> bool:
    """The total stands in the same sentence as 其中, or ends the one before."""
    return not FULL_STOP.search(between.strip().rstrip("。"))


def inside(text: str, among: re.Match[str]) -> bool:
    """Whether the list stands in another list; then nobody can say which of the two a part belongs to."""
    start = max(text.rfind(mark, 0, among.start()) for mark in "。！？；") + 1
    return AMONG.search(text, start, among.start()) is not None


def end_of_list(text: str, start: int) -> int | None:
    """The end of the sentence; or, where another 其中 follows, the ； before it. None when one list lies inside another."""
    stop = FULL_STOP.search(text, start)
    end = stop.start() if stop else len(text)
    nested = AMONG.search(text, start, end)
    if nested is None:
        return end
    semicolon = text.rfind("；", start, nested.start())
    return semicolon if semicolon >= 0 else None


def fits(part: Count, total: Count) -> bool:
    return part.unit == total.unit and not COMPARING.search(part.clause)


def group_ends(text: str, parts: tuple[Count, ...]) -> Iterator[int]:
    for number, (part, following) in enumerate(pairwise(parts), start=1):
        if "；" in text[part.end : following.start]:
            yield number
    yield len(parts)


def sentence(found: Breakdown) -> str:
    total, unit = found.total, found.total.unit
    if len(found.parts) == 1:
        return f"其中一项是 {found.parts[0]} {unit}，大于总数 {total} {unit}"
    listed = " + ".join(str(part) for part in found.parts)
    message = f"总数是 {total} {unit}，而其中所列 {listed} = {found.sum:f} {unit}，两数应当相等"
    without = [part for part in found.parts if found.sum - part.value == total.value]
    if len(without) == 1:
        message += f"；不计其中 {without[0]} {unit}则恰为 {total}"
    return message
