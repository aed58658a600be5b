"""Charts drawn when the site is built: bars for things side by side, a line for one thing through the years.

Figures stand on the chart itself and again in its table. A line has a hole where a year has no figure and where the law
changed what is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.html.blocks import PageBlock, rows_and_reasons
from gongkai.html.content import Heading
from gongkai.html.cross_table import CrossRow, CrossTable, TableCell, heads, point_entry, reasons
from gongkai.html.fragments import fragment
from gongkai.reports.history import Break, Figure, History, Point
from gongkai.tables.figure_text import plain_number

WIDTH = 360  # as wide as a phone, so that letters are never drawn smaller than they are set
LETTER, NOTE = 7.2, 10.5  # how wide a digit and a character of a note are
BAR_STEP, BAR_ROOM = 40, 250
TOP, BASE, HEIGHT = 34, 150, 172


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    label_y: int
    y: int
    width: float
    value: str
    value_x: float
    value_y: int


@dataclass(frozen=True, slots=True)
class Bars:
    bars: tuple[Bar, ...]
    width: int = WIDTH
    kind: str = "bars"

    @property
    def height(self) -> int:
        return BAR_STEP * len(self.bars)


@dataclass(frozen=True, slots=True)
class Mark:
    """A year's figure; `value` is empty where there is no room to print it."""

    x: float
    y: float
    value: str

    @property
    def value_y(self) -> float:
        return round(self.y - 9, 1)


@dataclass(frozen=True, slots=True)
class Label:
    """A word at a year: the year itself, the name of a gap, or a break (without a word) before it."""

    x: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    lines: tuple[str, ...]
    marks: tuple[Mark, ...]
    gaps: tuple[Label, ...]
    breaks: tuple[Label, ...]
    years: tuple[Label, ...]
    base: float
    width: int = WIDTH
    height: int = HEIGHT
    kind: str = "trend"


@dataclass(frozen=True, slots=True)
class Item:
    """One bar: what it is called and what was counted."""

    label: str
    point: Point


def bar_chart(id: str, title: str, unit: str, items: Sequence[Item], *, column: str, level: int = 2) -> PageBlock:
    """The chart of things side by side, with its sentence and its table under the heading `column`."""
    rows = tuple(CrossRow(TableCell(item.label), (point_entry(item.point),)) for item in items)
    below = reasons(item.point for item in items)
    table = CrossTable(f"{id}-table", f"{title}（单位：{unit}）", "项目", heads([column]), rows, below)
    says = bars_say(items, unit)
    return chart(Heading(id, title, level), says, bars(items), table)


def chart(head: Heading, says: str, drawing: Bars | Trend | None, table: CrossTable) -> PageBlock:
    """What is drawn, its table says."""
    view = {"id": head.id, "level": head.level, "title": head.title, "says": says, "drawing": drawing, "table": table}
    return PageBlock(fragment("chart", view), (head, says, *rows_and_reasons(table)))


def bars_say(items: Sequence[Item], unit: str) -> str:
    """One sentence: the most, how many are 0, how many have no figure."""
    counted = [(item.label, item.point.figure) for item in items if item.point.figure is not None]
    empty = len(items) - len(counted)
    none = f"；另有 {empty} 项没有数，原因见表下" if empty else ""
    if not counted:
        return f"{len(items)} 项都没有数，原因见表下。"
    noughts = [label for label, figure in counted if figure == 0]
    if len(noughts) == len(counted):
        return f"{len(counted)} 项全部为 0{none}。"
    label, most = max(counted, key=lambda entry: entry[1])
    zero = f"；{len(noughts)} 项为 0" if noughts else ""
    return f"{len(counted)} 项中最多的是“{label}”，{plain_number(most)} {unit}{zero}{none}。"


def bars(items: Sequence[Item]) -> Bars | None:
    """None when there is nothing above nought to draw. An item without a figure has no bar, only the name of its gap."""
    largest = max((item.point.figure or 0 for item in items), default=0)
    if largest <= 0 or any((item.point.figure or 0) < 0 for item in items):
        return None
    drawn = []
    for number, item in enumerate(items):
        y = number * BAR_STEP + 20
        figure = item.point.figure
        width = round(float(figure / largest) * BAR_ROOM, 1) if figure is not None else 0
        value = item.point.gap if figure is None else plain_number(figure)
        drawn.append(Bar(item.label, y - 6, y, width, value, round(width + 6, 1), y + 12))
    return Bars(tuple(drawn))


def trend_chart(id: str, title: str, history: History, *, level: int = 3) -> PageBlock:
    """A concept through the years, with its sentence and its table."""
    unit = history.concept.unit
    rows = (CrossRow(TableCell(history.concept.label), tuple(map(point_entry, history.points))),)
    below = (*(break_line(change) for change in history.breaks), *reasons(history.points))
    years = heads([f"{point.year}年" for point in history.points])
    table = CrossTable(f"{id}-table", f"{title}（单位：{unit}）", "项目", years, rows, below)
    return chart(Heading(id, title, level), trend_says(history), trend(history), table)


def break_line(change: Break) -> str:
    return f"{change.year}年起口径有变：{change.reason}。"


def trend_says(history: History) -> str:
    """One sentence: the first and last figure, the highest, the years without one, and where the meaning changed."""
    counted, unit = history.counted, history.concept.unit
    if not counted:
        return "各年都没有数，原因见表下。"
    parts = [point_in_words(point, unit) for point in dict.fromkeys((counted[0], counted[-1]))]
    top = max(counted, key=lambda point: point.figure or 0)
    if all(point.figure == 0 for point in counted):
        parts = [f"有数的 {len(counted)} 年全部为 0"]
    elif top not in (counted[0], counted[-1]):
        parts.append(f"最多的是 {point_in_words(top, unit)}")
    if without := [f"{point.year}" for point in history.points if point.figure is None]:
        parts.append(f"{'、'.join(without)} 年没有数，原因见表下")
    parts += [f"{change.year} 年起口径有变，前后不连线" for change in history.breaks]
    return "；".join(parts) + "。"


def point_in_words(point: Point, unit: str) -> str:
    return f"{point.year} 年 {plain_number(point.figure or 0)} {unit}"


def trend(history: History) -> Trend | None:
    """None when fewer than two years have a figure, or all of them are 0."""
    figures = [point.figure for point in history.counted if point.figure is not None]
    if len(figures) < 2 or not any(figures):
        return None
    low, high = min(0, *figures), max(0, *figures)
    step = WIDTH / len(history.points)
    places = {point.year: round(step * (number + 0.5), 1) for number, point in enumerate(history.points)}
    marks = {
        point.year: Mark(places[point.year], height_of(point.figure, low, high), value)
        for point, value in zip(history.counted, values(history.counted, step), strict=True)
        if point.figure is not None
    }
    gaps = tuple(Label(places[p.year], gap_name(p, step)) for p in history.points if p.figure is None)
    years = tuple(Label(x, str(year)) for year, x in places.items() if step > 4 * LETTER or (year - min(places)) % 2 == 0)
    breaks = tuple(Label(round(places[change.year] - step / 2, 1)) for change in history.breaks)
    return Trend(lines(history, marks), tuple(marks.values()), gaps, breaks, years, height_of(0, low, high))


def height_of(figure: Figure, low: Figure, high: Figure) -> float:
    return round(BASE - float((figure - low) / (high - low)) * (BASE - TOP), 1)


def lines(history: History, marks: dict[int, Mark]) -> tuple[str, ...]:
    """Runs of neighbouring years; a gap or a break ends one."""
    runs: list[list[Mark]] = [[]]
    broken = {change.year for change in history.breaks}
    for point in history.points:
        if point.figure is None or point.year in broken:
            runs.append([])
        if point.figure is not None:
            runs[-1].append(marks[point.year])
    return tuple(" ".join(f"{mark.x},{mark.y}" for mark in run) for run in runs if len(run) > 1)


def values(points: Sequence[Point], step: float) -> list[str]:
    """What is printed at each figure; where they would run into each other only the first, the last and the highest."""
    texts = [plain_number(point.figure or 0) for point in points]
    if max(map(len, texts)) * LETTER <= step:
        return texts
    figures = [point.figure or 0 for point in points]
    kept = {0, len(points) - 1, figures.index(max(figures))}
    return [text if number in kept else "" for number, text in enumerate(texts)]


def gap_name(point: Point, step: float) -> str:
    return point.gap if len(point.gap) * NOTE <= step else "缺"
