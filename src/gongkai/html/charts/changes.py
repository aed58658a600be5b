"""How a figure changed, in words: by how much, by what part, for how many years; only where the figures allow to say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from gongkai.reports.history import Figure, History, Point
from gongkai.tables.figure_text import plain_number

ENOUGH = 20
"""Of fewer one case more is a twentieth and over: a part in percent would say more than the figures do."""
LONG = 4
"""Of fewer years nothing is called the most or the fewest."""
TENTH = Decimal("0.1")
PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Change:
    """From one year to the next, of figures that mean the same and that nobody doubts."""

    year: int
    before: Figure
    now: Figure

    @property
    def difference(self) -> Figure:
        return self.now - self.before

    @property
    def size(self) -> Figure:
        """The difference without its sign."""
        return self.difference if self.difference > 0 else -self.difference

    @property
    def direction(self) -> int:
        return (self.difference > 0) - (self.difference < 0)


def changes_of(known: History) -> Mapping[int, Change]:
    """By the later year. Between a gap, a break and a doubt nothing is compared."""
    broken = {each.year for each in known.breaks}
    compared = (
        change_between(earlier, later)
        for earlier, later in pairwise(known.points)
        if later.year not in broken and not known.doubtful & {earlier.year, later.year}
    )
    return {change.year: change for change in compared if change}


def change_between(earlier: Point, later: Point) -> Change | None:
    """None where either has no figure, or stands as printed although it is wrong."""
    if earlier.figure is None or later.figure is None or earlier.printed or later.printed:
        return None
    return Change(later.year, earlier.figure, later.figure)


def change_says(change: Change, unit: str) -> str:
    """
    >>> change_says(Change(2024, 376, 397), "件"), change_says(Change(2024, 3, 1), "件"), change_says(Change(2024, 8, 8), "件")
    ('比 2023 年增加 21 件（5.6%）', '比 2023 年减少 2 件', '与 2023 年相同')
    """
    if not change.difference:
        return f"与 {change.year - 1} 年相同"
    return f"比 {change.year - 1} 年{moved(change, unit)}"


def moved(change: Change, unit: str) -> str:
    """
    >>> moved(Change(2024, 40, 30), "件"), moved(Change(2024, 7, 7), "件"), moved(Change(2024, 100, 95), "%")
    ('减少 10 件（25.0%）', '没有增减', '减少 5 个百分点')
    """
    if not change.difference:
        return "没有增减"
    word = "增加" if change.difference > 0 else "减少"
    if unit == PERCENT:
        return f"{word} {plain_number(change.size)} 个百分点"
    part = f"（{percent(change.size, change.before)}）" if change.before >= ENOUGH else ""
    return f"{word} {plain_number(change.size)} {unit}{part}"


def percent(part: Figure, whole: Figure) -> str:
    """
    >>> percent(175, 404), percent(1, 3000)
    ('43.3%', '不到 0.1%')
    """
    rounded = tenths(part, whole)
    return "不到 0.1%" if part and not rounded else f"{rounded}%"


def tenths(part: Figure, whole: Figure) -> Decimal:
    """In percent, to one place."""
    return (Decimal(part) * 100 / Decimal(whole)).quantize(TENTH, ROUND_HALF_UP)


def run_says(known: History, changes: Mapping[int, Change]) -> str:
    """连续 5 年增加 where the last changes are all of one direction, else whether the last figure is the most or the fewest."""
    last = known.counted[-1].year
    direction = changes[last].direction if last in changes else 0
    years = 0
    while direction and last - years in changes and changes[last - years].direction == direction:
        years += 1
    if years > 1:
        return f"连续 {years} 年{'增加' if direction > 0 else '减少'}"
    return extreme_says(alike(known))


def alike(known: History) -> Sequence[Point]:
    """The figures since the last break; none where one of them is doubted."""
    since = max((each.year for each in known.breaks), default=0)
    found = [point for point in known.counted if point.year >= since]
    return [] if any(point.printed or point.year in known.doubtful for point in found) else found


def extreme_says(points: Sequence[Point]) -> str:
    if len(points) < LONG:
        return ""
    *others, last = (point.figure or 0 for point in points)
    word = "最多" if last > max(others) else "最少" if last < min(others) else ""
    whole = points[-1].year - points[0].year + 1 == len(points)
    years = f"{points[0].year} 年以来" if whole else f"{points[0].year} 年以来有数的 {len(points)} 年中"
    return f"是 {years}{word}的一年" if word else ""
