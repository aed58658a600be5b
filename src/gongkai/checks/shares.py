"""A share of the applications handled is a share of 三（七）总计, rounded (GB/T 8170-2008).

国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from gongkai.checks.prose_bindings import Binding, bindings
from gongkai.checks.prose_claims import Claim
from gongkai.checks.prose_tables import claimed
from gongkai.checks.wording import see
from gongkai.collection import Collection
from gongkai.problems import Problem
from gongkai.reports.report import Report, warning

ID = "share"
TITLE = "各种办理结果所占的比例"
BASIS = "国办公开办函〔2019〕60号、国办公开办函〔2021〕30号所附表式第三部分（（七）总计）；GB/T 8170-2008 数值修约规则"

SHARE = re.compile(r"[，、,（(]?\s*占(?P<of>比|[^，。；占\d]{0,14}的)?为?\s*(?P<rate>\d+(?:\.\d+)?)%")
BASES = {"applicants": "新收"}  # of other parts, the whole is what was handled
RECEIVED = re.compile("收到|受理|新收|申请总")


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    for binding in bindings(report):
        share = SHARE.match(binding.count.passage.text, binding.end)
        if share and binding.agrees and binding.series and binding.group.id == "requests":
            yield from wrong_share(share, binding, report)


def wrong_share(share: re.Match[str], binding: Binding, report: Report) -> Iterator[Problem]:
    """The figure of the prose over the whole that it may mean; where the figure itself is wrong, another rule says so."""
    count, part = binding.count, next(claim for claim in binding.claims if claim.agrees(binding.count))
    wholes = [whole for whole in meant(share["of"] or "", binding.series, report) if whole.value]
    printed = Decimal(share["rate"])
    rates = [rounded(count.value * 100 / whole.value, printed) for whole in wholes]
    if not wholes or printed in rates:
        return
    start, whole = share.start("rate"), wholes[0]
    here = count.passage.position(start)
    message = (
        f"占比写的是 {printed}%，而{part.name} {count} ÷ {whole.name} {whole.value} 四舍五入为 {rates[0]}%"
        f"{see(whole.position, here)}；比例应以{BASES.get(binding.series, '办理结果')}的总计为准"
    )
    yield warning(here, ID, message, count.passage.subject(start), whole.position)


def meant(of: str, series: str, report: Report) -> list[Claim]:
    """What the whole may be: 三（七）总计; of applicants, and where the text says so, what was received."""
    handled = claimed(report, "handled_total")
    return received(report) if series in BASES else [*received(report), *handled] if RECEIVED.search(of) else handled


def received(report: Report) -> list[Claim]:
    """收到 may mean what is new, or that and what was carried in."""
    new, old = claimed(report, "received"), claimed(report, "carried_in")
    if new and old and old[0].value:
        return [*new, Claim("加上上年结转的", new[0].value + old[0].value, new[0].position)]
    return new


def rounded(value: Decimal, like: Decimal) -> Decimal:
    return value.quantize(Decimal(1).scaleb(int(like.as_tuple().exponent)), ROUND_HALF_UP)
