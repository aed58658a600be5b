"""A rate is the one its counts give, rounded (GB/T 8170-2008); done and under way make the whole (条例 art. 50).

21件，已办结20件，办结率为95.23% → 20 ÷ 21 = 95.238…% → 95.24%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import pairwise

from gongkai.checks.prose import Count, Passage, counts, passages
from gongkai.checks.prose_bindings import settled
from gongkai.collection import Collection
from gongkai.problems import Problem
from gongkai.reports.report import Report, warning

ID = "percentage"
TITLE = "正文中的比率与件数相符"
BASIS = "《条例》第五十条；GB/T 8170-2008 数值修约规则"

STEMS = "办结|办理|答复|回复|处理|反馈|完成|受理|处置|落实"
RATE = re.compile(
    rf"(?P<stem>{STEMS})率(?:均|都|分别)?(?:为|达到了?|达|是)?(?P<about>约|近|超过?)?\s*(?P<rate>\d+(?:\.\d+)?)%(?P<more>以上|左右)?"
)
DONE = re.compile(STEMS)
CARRIED = re.compile("结转")
PENDING = re.compile("正在办理|正在处理|在办|办理中|未办结|处理中")
NOT_ALL_DONE = re.compile(f"{PENDING.pattern}|其中")
ENDS = re.compile("[。；！？]")
SHOWN_PLACES = 3


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    in_tables = settled(report)
    for passage in passages(report):
        found = [count for count in counts(passage) if not count.about and count.position not in in_tables]
        for rate in RATE.finditer(passage.plain):
            if not rate["about"] and not rate["more"] and (pair := whole_and_done(found, rate, passage)):
                yield from compared(passage, rate, *pair)
        yield from unfinished(passage, found)


def whole_and_done(found: list[Count], rate: re.Match[str], passage: Passage) -> tuple[Count, Count] | None:
    """The two counts before the rate, in its sentence, of which the second is said to be done: 21件，已办结20件."""
    since = max((end.end() for end in ENDS.finditer(passage.plain, 0, rate.start())), default=0)
    if CARRIED.search(passage.text, since, rate.start()):
        return None  # what was carried over counts as well, and nobody says how
    since = max([since, *(earlier.end() for earlier in RATE.finditer(passage.plain, since, rate.start()))])
    near = [count for count in found if since <= count.start < rate.start()]
    for whole, part in reversed(list(pairwise(near))):
        between = passage.plain[whole.end : part.start]
        if DONE.search(between) and not NOT_ALL_DONE.search(between):
            return (whole, part) if whole.unit == part.unit and 0 < part.value <= whole.value else None
    return None


def compared(passage: Passage, rate: re.Match[str], whole: Count, part: Count) -> Iterator[Problem]:
    printed = Decimal(rate["rate"])
    exact = part.value * 100 / whole.value
    places = Decimal(1).scaleb(int(printed.as_tuple().exponent))
    rounded, cut = exact.quantize(places, ROUND_HALF_UP), exact.quantize(places, ROUND_DOWN)
    if printed == rounded:
        return
    shown = exact.quantize(Decimal(1).scaleb(-SHOWN_PLACES), ROUND_DOWN)
    result = f"{shown}…%" if shown != exact else f"{exact.normalize():f}%"
    result += f"，四舍五入为 {rounded}%" if rounded != exact else ""
    why = "文中是截去尾数，没有四舍五入" if printed == cut else "与文中不符"
    message = f"{rate['stem']}率写的是 {printed}%，而 {part} ÷ {whole} = {result}；{why}"
    start = rate.start("rate")
    yield warning(passage.position(start), ID, message, passage.subject(start), whole.position, part.position)


def unfinished(passage: Passage, found: list[Count]) -> Iterator[Problem]:
    """Within one sentence: so many in all, so many done, so many under way."""
    for whole, done, pending in zip(found, found[1:], found[2:], strict=False):
        between = passage.text[whole.clause_start : pending.end]
        alike = whole.unit == done.unit == pending.unit and not ENDS.search(between) and not CARRIED.search(between)
        if not alike or "办结" not in done.clause or PENDING.search(done.clause) or not PENDING.search(pending.clause):
            continue
        if done.value + pending.value != whole.value:
            message = f"已办结 {done} + 正在办理 {pending} = {done.value + pending.value:f}，而总数是 {whole}，两边应当相等"
            yield warning(whole.position, ID, message, whole.subject, done.position, pending.position)
