"""A share of the applications handled is a share of 三（七）总计, rounded (GB/T 8170-2008).

国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from gongkai.checks.prose import Count, Passage, counts, passages
from gongkai.checks.prose_tables import Claim, aside_or_clause, claimed, received, result
from gongkai.checks.wording import see
from gongkai.collection import Collection
from gongkai.problems import Problem
from gongkai.reports.report import Report, warning

ID = "share"
TITLE = "各种办理结果所占的比例"
BASIS = "国办公开办函〔2019〕60号、国办公开办函〔2021〕30号所附表式第三部分（（七）总计）；GB/T 8170-2008 数值修约规则"

SHARE = re.compile(r"[，、,]?\s*占(?P<of>比|[^，。；占\d]{0,14}的)?(?:为|约为|约)?\s*(?P<rate>\d+(?:\.\d+)?)%")
RECEIVED = re.compile("收到|受理|新收|申请总")


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    for passage in passages(report):
        for count in counts(passage, report, asides=True):
            share = SHARE.match(passage.text, count.end)
            part = result(aside_or_clause(count), report) if share else None
            if share and part and part[1]:
                yield from wrong_share(passage, share, count, part[1][0], report)


def wrong_share(passage: Passage, share: re.Match[str], count: Count, part: Claim, report: Report) -> Iterator[Problem]:
    """The figure of the prose over the whole that it may mean; where the figure itself is wrong, another rule says so."""
    wholes = [whole for whole in meant(share["of"] or "", report) if whole.value]
    printed = Decimal(share["rate"])
    rates = [rounded(count.value * 100 / whole.value, printed) for whole in wholes]
    if not wholes or printed in rates or count.value != part.value:
        return
    start, whole = share.start("rate"), wholes[0]
    here = passage.position(start)
    message = (
        f"占比写的是 {printed}%，而{part.name} {count} ÷ {whole.name} {whole.value} 四舍五入为 {rates[0]}%"
        f"{see(whole.position, here)}；比例应以办理结果的总计为准"
    )
    yield warning(here, ID, message, passage.subject(start), whole.position)


def meant(of: str, report: Report) -> list[Claim]:
    """What the whole may be: 三（七）总计; where the text says so, what was received."""
    handled = claimed(report, "handled_total")
    return [*received(report), *handled] if RECEIVED.search(of) else handled


def rounded(value: Decimal, like: Decimal) -> Decimal:
    return value.quantize(Decimal(1).scaleb(int(like.as_tuple().exponent)), ROUND_HALF_UP)
