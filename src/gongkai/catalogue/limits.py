"""公开时限 read into days, beside the words and never instead of them.

The default is 信息形成或者变更之日起20个工作日内 (条例 art. 26); what other laws set is written in many ways.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

LimitKind = Literal["within", "shown", "standing", "at_once", "yearly", "monthly", "quarterly"]
"""within: so many days from something; shown: on display so long; standing: 长期公开; at_once: 实时、及时; the rest: each."""


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """One limit. `days` is None where the words give none; `working` says whether they are working days, None where no days are.

    `since` is what it is counted from (信息形成或者变更), `about` what it is only about (处罚决定), `by` month and day each year;
    month 0: of each month.
    """

    kind: LimitKind
    days: int | None = None
    working: bool | None = None
    since: str = ""
    about: str = ""
    by: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """`unread` are the parts that could not be read, as written."""

    limits: tuple[TimeLimit, ...]
    unread: tuple[str, ...] = ()


CLAUSES = re.compile(r"[；;。\n]+|[，,](?=(?:其中|并?公示|公开期|公开时间不))")
NUMBERED = re.compile(r"(?:[（(]?\d{1,2}[）)．.、](?!\d)|[①-⑳])\s*")
NUMERALS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
NUMBER = r"(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,3})"
DAYS = rf"{NUMBER}\s*个?(?P<unit>工作日|自然日|日历日|日|天|小时|个?月|年)"
ABOUT = r"(?:(?P<about>[^：:]{1,40})[：:])?"
WITHIN = re.compile(
    rf"{ABOUT}(?:其中(?P<among>[^自]{{1,30}}?)应?(?=自|于))?(?:应当?|须)?(?:自|从|于|在)?(?P<since>.*?){DAYS}"
    r"(?:之?内|以内)?(?:予以|进行|及时|主动|向社会)*(?:公开|公示|公布|发布|更新)?(?:（[^（）]*）)?\Z"
)
SHOWN = re.compile(rf"{ABOUT}并?(?:公示|公开)(?:期|时间|期限|时长)?(?:为|不少于|不得少于)?{DAYS}(?:以上)?\Z")
STANDING = re.compile(rf"{ABOUT}(?:长期|常年|永久|持续)(?:公开|公示)?(?:（[^（）]*）)?\Z")
AT_ONCE = re.compile(rf"{ABOUT}(?:.{{0,20}}?)(?:实时|及时|即时|随时|适时)(?:公开|公示|更新|公布|发布|动态调整)*\Z")
YEARLY = re.compile(
    r"(?:于|在)?每(?P<every>年|月|季度?)(?P<rest>.{0,12}?)(?:(?P<month>\d{1,2})月)?(?:(?P<day>\d{1,2})日)?(?:之?前|底前?|内)?(?:公开|公布|更新)?\Z"
)
REMARK = re.compile(r"(?:法律|法规|规章|国家|上级).*(?:另有规定|从其规定).*|从其规定|动态(?:调整|更新)\Z")
EVERY: dict[str, LimitKind] = {"年": "yearly", "月": "monthly", "季": "quarterly", "季度": "quarterly"}


@lru_cache(maxsize=65536)
def read_limit(written: str) -> Reading:
    """
    >>> read_limit("信息形成或者变更之日起20个工作日内").limits
    (TimeLimit(kind='within', days=20, working=True, since='信息形成或者变更', about='', by=None),)
    >>> read_limit("每年1月31日前").limits[0].by, read_limit("视情况而定").unread
    ((1, 31), ('视情况而定',))
    """
    limits: list[TimeLimit] = []
    unread: list[str] = []
    for clause in clauses(written):
        found = one(clause)
        if found:
            limits.append(found)
        elif not REMARK.match(clause):
            unread.append(clause)
    return Reading(tuple(limits), tuple(unread))


def clauses(written: str) -> list[str]:
    """The parts, each without its number, half-width brackets made full, spaces dropped."""
    text = re.sub(r"[ \t\u3000\u00a0]+", "", written).translate(str.maketrans("()０１２３４５６７８９", "（）0123456789"))
    text = re.sub(r"（(?=\d{1,2}）)", "(", text)
    parts = (NUMBERED.sub("", part, count=1) if NUMBERED.match(part) else part for part in CLAUSES.split(text))
    return [part.strip("，,、") for part in parts if part.strip("，,、")]


def one(clause: str) -> TimeLimit | None:
    if found := YEARLY.match(clause):
        return periodic(found)
    if found := SHOWN.match(clause):
        return with_days("shown", found)
    if found := STANDING.match(clause):
        return TimeLimit("standing", about=found["about"] or "")
    if found := WITHIN.match(clause):
        return with_days("within", found)
    if found := AT_ONCE.match(clause):
        return TimeLimit("at_once", about=found["about"] or "")
    return None


def periodic(found: re.Match[str]) -> TimeLimit | None:
    month, day = int(found["month"] or 0), int(found["day"] or 0)
    if month > 12 or day > 31:
        return None
    return TimeLimit(EVERY[found["every"]], by=(month, day) if day or month else None)


def with_days(kind: LimitKind, found: re.Match[str]) -> TimeLimit | None:
    count, unit = numeral(found["number"]), found["unit"]
    if count is None:
        return None
    said = found.groupdict()
    about = said.get("about") or said.get("among") or ""
    since = re.sub(r"^(?:该|相关|有关)|(?:之?日起?|以?后|起|之)(?:的|之)?$", "", said.get("since") or "")
    if unit in ("工作日", "自然日", "日历日", "日", "天"):
        return TimeLimit(kind, count, unit == "工作日", since, about)
    return None if unit == "小时" and count % 24 else TimeLimit(kind, in_days(count, unit), False, since, about)


def in_days(count: int, unit: str) -> int:
    """Months and years as the days they have at most: a limit is never read shorter than it is."""
    return {"小时": count // 24, "月": count * 31, "个月": count * 31, "年": count * 366}[unit]


def numeral(text: str) -> int | None:
    """
    >>> numeral("20"), numeral("二十"), numeral("十五"), numeral("二三")
    (20, 20, 15, None)
    """
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if (tens and tens not in NUMERALS) or (ones and ones not in NUMERALS):
        return None
    return (NUMERALS.get(tens, 1) * 10 if ten else 0) + NUMERALS.get(ones, 0)
