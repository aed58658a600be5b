"""An item is out within its entry's time limit, counted from the day it was written (条例 art. 26).

Working days are counted by the State Council's notice where data/workdays.yml has that year's; otherwise from Monday to Friday,
which a public holiday can only shorten: then the message says what was counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.catalogue.lateness import item_late
from gongkai.collection import Collection
from gongkai.problems import Problem, Severity

ID = "late-item"
TITLE = "信息在条目的公开时限内公开"
BASIS = "《条例》第二十六条，以及条目所写的公开时限；工作日按 data/workdays.yml 所录的国务院办公厅放假通知计算"


def check(collection: Collection) -> Iterator[Problem]:
    catalogue = collection.catalogue
    for item in catalogue.items:
        entry = catalogue.entry(item.entry) if item.entry else None
        if entry is None:
            continue
        if late := item_late(entry.limits, item, catalogue.workdays):
            message = f"成文 {item.written}，{item.published} 才发布，{late}"
            here, other = item.position("published"), entry.position("time_limit")
            yield Problem(here, ID, message, Severity.WARNING, item.index_number or item.title, (other,))
