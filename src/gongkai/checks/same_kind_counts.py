"""Two places that count the same kinds of information give the same count (条例 art. 50)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from gongkai.checks.prose import Count, counts, passages
from gongkai.checks.sum_of_parts import Breakdown, breakdowns
from gongkai.checks.wording import see
from gongkai.collection import Collection
from gongkai.problems import Problem
from gongkai.reports.report import Report, warning

ID = "same-kind-count"
TITLE = "同类信息的条数前后一致"
BASIS = "《条例》第五十条；报告自身前后一致"

ALIKE = 3  # kinds in common that make two lists speak of the same thing
KIND = re.compile(r"[\u4e00-\u9fff]{2,12}\Z")


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    everything = passages(report)
    listed = [(count, kinds(count)) for passage in everything for count in counts(passage) if not count.about]
    totals = [found for passage in everything for found in breakdowns(passage)]
    for (first, these), (second, those) in combinations([entry for entry in listed if len(entry[1]) >= ALIKE], 2):
        shared = [name for kind in those for other in these if (name := same(kind, other))]
        if first.passage is second.passage or first.unit != second.unit or first.value == second.value or len(shared) < ALIKE:
            continue
        places = (first.position, *(whole.total.position for whole in totals if first in whole.parts))
        yield warning(second.position, ID, sentence(first, second, shared, totals), second.subject, *places)


def kinds(count: Count) -> list[str]:
    """The kinds of information that the clause lists before the count: 政府文件、政策法规、政策解读等…2600条."""
    names = re.split(r"、|以及|和|及", re.split("等", count.before)[0])
    return [name for piece in names if KIND.match(name := piece.strip())]


def same(one: str, other: str) -> str:
    """The kind that both name, one perhaps behind a verb (公开政府文件); empty when they differ."""
    short, long = sorted((one, other), key=len)
    return short if short == long or (len(short) > 2 and long.endswith(short)) else ""


def sentence(first: Count, second: Count, shared: list[str], totals: list[Breakdown]) -> str:
    names = "、".join(shared)
    whole = next((str(found.total) for found in totals if first in found.parts), "")
    part_of = f"，是总数 {whole} {first.unit}中的一项" if whole else ""
    return (
        f"这里“{names}”等计 {second} {second.unit}，另一处同类信息计 {first} {first.unit}{part_of}"
        f"{see(first.position, second.position)}，两处应当一致或说明口径"
    )
