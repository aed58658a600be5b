"""A day as Chinese official text writes it."""

from __future__ import annotations

from datetime import date


def chinese_day(day: date) -> str:
    """
    >>> chinese_day(date(2021, 1, 8))
    '2021年1月8日'
    """
    return f"{day.year}年{day.month}月{day.day}日"
