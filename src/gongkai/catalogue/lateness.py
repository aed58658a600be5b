"""Whether what an entry promises came in time: a document within its limit, and what is due again and again (条例 art. 26)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from gongkai.catalogue.items import Item
from gongkai.catalogue.limits import TimeLimit
from gongkai.statute.workdays import Workdays

PERIODS = ("standing", "yearly", "monthly", "quarterly")
EVERY = {"yearly": "每年", "quarterly": "每季度", "monthly": "每月"}
FROM_WRITING = re.compile(r"^$|形成|制作|制定|成文|印发|作出|变更")


def item_late(limits: tuple[TimeLimit, ...], item: Item, workdays: Workdays) -> str:
    """How long it took and how long it may take; empty where it came in time, or nobody can tell."""
    limit = longest(limits)
    if limit is None or limit.days is None or item.written is None or item.published is None:
        return ""
    taken, how = counted(workdays, limit, item.written, item.published)
    unit = "个工作日" if limit.working else "日"
    return f"用了 {taken} {unit}{how}；期限是 {limit.days} {unit}" if taken > limit.days else ""


def longest(limits: tuple[TimeLimit, ...]) -> TimeLimit | None:
    """The limit that, when it is broken, breaks them all. None when one does not begin with the writing of the document."""
    if any(limit.kind in PERIODS or not FROM_WRITING.search(limit.since) for limit in limits if limit.kind != "shown"):
        return None
    within = [limit for limit in limits if limit.kind == "within"]
    return max(within, key=lambda limit: (limit.days or 0) * (1.4 if limit.working else 1), default=None)


def counted(workdays: Workdays, limit: TimeLimit, start: date, end: date) -> tuple[int, str]:
    if not limit.working:
        return (end - start).days, ""
    return workdays.between(start, end), "" if workdays.knows(start, end) else "（按周一至周五计，未扣除法定节假日）"


def overdue(limits: tuple[TimeLimit, ...], last: date | None, on: date) -> str:
    """Which period passed with nothing published, on that day; empty where none did. `last` is the day of the newest item."""
    for limit in limits:
        since = due_since(limit, on)
        if since and (last is None or last < since):
            return f"应{EVERY[limit.kind]}公开，{since} 以来没有公开过"
    return ""


def due_since(limit: TimeLimit, on: date) -> date | None:
    """The first day of the last whole period: from then on there has to be something. None of a limit that comes once.

    >>> due_since(TimeLimit("yearly", by=(1, 31)), date(2024, 3, 1)), due_since(TimeLimit("yearly", by=(1, 31)), date(2024, 1, 5))
    (datetime.date(2023, 2, 1), datetime.date(2022, 2, 1))
    >>> due_since(TimeLimit("monthly"), date(2024, 1, 5)), due_since(TimeLimit("quarterly"), date(2024, 5, 5))
    (datetime.date(2023, 12, 1), datetime.date(2024, 1, 1))
    """
    if limit.kind == "yearly":
        return since_last_year(limit, on)
    months = {"monthly": 1, "quarterly": 3}.get(limit.kind)
    if months is None:
        return None
    begun = on.year * 12 + (on.month - 1) // months * months - months
    return date(begun // 12, begun % 12 + 1, 1)


def since_last_year(limit: TimeLimit, on: date) -> date:
    """With a day of the year, from the day after the one before the last such day; without, from the year before."""
    month, day = limit.by or (0, 0)
    if not month:
        return date(on.year - 1, 1, 1)
    passed = (on.month, on.day) >= (month, day or 31)
    year = on.year - (1 if passed else 2)
    return next_day(year, month, day)


def next_day(year: int, month: int, day: int) -> date:
    """The day after that of a year; of a month without a day, and of a day that the month has not, after its last."""
    try:
        return date(year, month, day) + timedelta(days=1)
    except ValueError:
        return date(year + month // 12, month % 12 + 1, 1)
