"""Days and moments as they are written in an office's files."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated

from gongkai.source.allowed_values import MadeBy

DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}\Z")


def day(value: object) -> date:
    """`2021-01-08`; a day that the calendar does not have is refused."""
    if isinstance(value, str) and DAY.match(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"“{value}”不是真实的日期") from None
    raise ValueError(f"“{value if value is not None else ''}”不是日期；请写成 2021-01-08 的样子")


def moment(value: object) -> str:
    """`2021-01-08 09:30` or, where the hour is not known, `2021-01-08`; Beijing time, kept as written."""
    if isinstance(value, str) and (DAY.match(value) or MOMENT.match(value)):
        try:
            datetime.fromisoformat(value)
        except ValueError:
            raise ValueError(f"“{value}”不是真实的时间") from None
        return value
    raise ValueError(f"“{value if value is not None else ''}”不是时间；请写成 2021-01-08 09:30 的样子")


Day = Annotated[date, MadeBy(day)]
Moment = Annotated[str, MadeBy(moment)]
