"""公开时限 has to be readable, or nobody can say whether it was kept (条例 art. 26: 20 working days, or as laws say)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.catalogue.limits import read_limit
from gongkai.collection import Collection
from gongkai.problems import Problem, Severity

ID = "time-limit"
TITLE = "公开时限要写明，并能读出天数"
BASIS = "《条例》第二十六条：自信息形成或者变更之日起 20 个工作日内，法律、法规另有规定的从其规定"


def check(collection: Collection) -> Iterator[Problem]:
    for entry in collection.catalogue.entries:
        if not entry.time_limit:
            message = "没有写公开时限；没有另外规定的，是信息形成或者变更之日起20个工作日内"
            yield Problem(entry.position("time_limit"), ID, message, Severity.WARNING, entry.address)
        for part in read_limit(entry.time_limit).unread:
            message = f"公开时限“{part}”读不出天数，也不是长期、实时或定期公开；请核对写法"
            yield Problem(entry.position("time_limit"), ID, message, Severity.WARNING, entry.address)
