"""An item is out within its entry's time limit, counted from the day it was written (条例 art. 26).

Working days are counted by the State Council's notice where data/workdays.yml has that year's; otherwise from Monday to Friday,
which a public holiday can only shorten: then the message says what was counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.catalogue import Catalogue, TimeLimit
from gongkai.collection import Collection
from gongkai.problems import Problem, Severity

ID = "late-item"
TITLE = "信息在条目的公开时限内公开"
BASIS = "《条例》第二十六条，以及条目所写的公开时限；工作日按 data/workdays.yml 所录的国务院办公厅放假通知计算"
PERIODS = ("standing", "yearly", "monthly", "quarterly")
FROM_WRITING = re.compile(r"^$|形成|制作|制定|成文|印发|作出|变更")


def check(collection: Collection) -> Iterator[Problem]:
    catalogue = collection.catalogue
    for item in catalogue.items:
        entry = catalogue.entry(item.entry) if item.entry else None
        if entry is None or item.written is None or item.published is None:
            continue
        limit = longest(entry.limits)
        if limit is None or limit.days is None:
            continue
        taken, how = counted(catalogue, limit, item.written, item.published)
        if taken > limit.days:
            unit = "个工作日" if limit.working else "日"
            message = f"成文 {item.written}，{item.published} 才发布，用了 {taken} {unit}{how}；期限是 {limit.days} {unit}"
            here, other = item.position("published"), entry.position("time_limit")
            yield Problem(here, ID, message, Severity.WARNING, item.index_number or item.title, (other,))


def longest(limits: tuple[TimeLimit, ...]) -> TimeLimit | None:
    """The limit that, when it is broken, breaks them all. None when one does not begin with the writing of the document."""
    if any(limit.kind in PERIODS or not FROM_WRITING.search(limit.since) for limit in limits if limit.kind != "shown"):
        return None
    within = [limit for limit in limits if limit.kind == "within"]
    return max(within, key=lambda limit: (limit.days or 0) * (1.4 if limit.working else 1), default=None)


def counted(catalogue: Catalogue, limit: TimeLimit, start: date, end: date) -> tuple[int, str]:
    if not limit.working:
        return (end - start).days, ""
    days = catalogue.workdays.between(start, end)
    return days, "" if catalogue.workdays.knows(start, end) else "（按周一至周五计，未扣除法定节假日）"
