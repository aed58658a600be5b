"""A figure through the years as a line. It has a hole where a year has no figure and where the law changed what is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from gongkai.html.blocks import PageBlock
from gongkai.html.charts.changes import change_says, changes_of, run_says
from gongkai.html.charts.chart import Chart, chart_block
from gongkai.html.charts.drawing import LETTER, NOTE, WIDTH, Drawn, Label, Mark, Panel, Trend
from gongkai.html.content import Heading
from gongkai.html.cross_table import CrossRow, CrossTable, TableCell, heads, reasons
from gongkai.reports.history import Break, Figure, History, Point
from gongkai.tables.figure_text import plain_number

TOP, BASE, HEIGHT = 34, 150, 172
SHORT = "缺"  # a gap whose name is wider than a year
SOURCE = "数据来源：历年政府信息公开工作年度报告"


class Scale(NamedTuple):
    """The figures at the bottom and at the top."""

    low: Figure
    high: Figure

    def height_of(self, figure: Figure) -> float:
        return round(BASE - float((figure - self.low) / (self.high - self.low)) * (BASE - TOP), 1)


def trend_chart(id: str, title: str, history: History, entries: Sequence[TableCell], *, level: int = 3) -> PageBlock:
    """A concept through the years, with what it says and its table, whose cells are the `entries`."""
    unit = history.concept.unit
    years = heads([f"{point.year}年" for point in history.points])
    row = CrossRow(TableCell(history.concept.label), tuple(entries))
    table = CrossTable(f"{id}-table", f"{title}（单位：{unit}）", "项目", years, (row,))
    notes = (*(break_line(change) for change in history.breaks), *reasons(history.points))
    drawn = drawn_trend(id, history)
    ways = tuple((f"{p.year}年的这一行", cell.href) for p, cell in zip(history.points, entries, strict=True) if cell.href)
    return chart_block(Chart(Heading(id, title, level), trend_says(history), drawn, table, notes, ways))


def drawn_trend(id: str, history: History) -> Drawn:
    """The line alone; nothing is drawn where there is none."""
    unit, drawing = history.concept.unit, trend(history)
    panels = (Panel(id, "", points_say(history.points, unit), drawing),) if drawing else ()
    return Drawn(panels, unit, f"{SOURCE}（{history.agency.name}）")


def break_line(change: Break) -> str:
    return f"{change.year}年起口径有变：{change.reason}。"


def trend_says(history: History) -> str:
    """What the newest figure says beside those before it, in one sentence; empty where they support none."""
    counted = history.counted
    if len(counted) > 1 and not any(point.figure for point in counted):
        return f"有数的 {len(counted)} 年全部为 0。"
    changes = changes_of(history)
    if not counted or counted[-1].year not in changes or history.concept.is_change:
        return ""
    change, unit = changes[counted[-1].year], history.concept.unit
    parts = (f"{change.year} 年 {plain_number(change.now)} {unit}", change_says(change, unit), run_says(history, changes))
    return "，".join(filter(None, parts)) + "。"


def points_say(points: Sequence[Point], unit: str) -> str:
    """Every year with its figure or the name of its gap, for whoever does not see the line."""
    return "；".join(f"{p.year} 年{p.gap if p.figure is None else f' {plain_number(p.figure)} {unit}'}" for p in points) + "。"


def trend(history: History) -> Trend | None:
    """None when fewer than two years have a figure, or all of them are 0."""
    return line_through(history.points, history.breaks)


def line_through(points: Sequence[Point], breaks: Sequence[Break] = (), scale: Scale | None = None) -> Trend | None:
    """The same of any points, on a scale that it may share with others."""
    counted = [point for point in points if point.figure is not None]
    figures = [point.figure for point in counted if point.figure is not None]
    if len(figures) < 2 or not any(figures):
        return None
    scale = scale or Scale(min(0, *figures), max(0, *figures))
    step = WIDTH / len(points)
    places = {point.year: round(step * (number + 0.5), 1) for number, point in enumerate(points)}
    marks = {
        point.year: Mark(places[point.year], scale.height_of(point.figure), value)
        for point, value in zip(counted, values(counted, step), strict=True)
        if point.figure is not None
    }
    gaps = gap_labels(points, places, step)
    years = tuple(Label(x, str(year)) for year, x in places.items() if step > 4 * LETTER or (year - min(places)) % 2 == 0)
    return Trend(
        lines=lines(points, {each.year for each in breaks}, marks),
        marks=tuple(marks.values()),
        gaps=gaps,
        breaks=tuple(Label(round(places[change.year] - step / 2, 1)) for change in breaks),
        years=years,
        base=scale.height_of(0),
        height=HEIGHT,
        whole=all(mark.value for mark in marks.values()) and all(gap.text != SHORT for gap in gaps),
    )


def lines(points: Sequence[Point], broken: set[int], marks: dict[int, Mark]) -> tuple[str, ...]:
    """Runs of neighbouring years; a gap or a break ends one."""
    runs: list[list[Mark]] = [[]]
    for point in points:
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


def gap_labels(points: Sequence[Point], places: Mapping[int, float], step: float) -> tuple[Label, ...]:
    """The name of each gap; neighbouring years of the same name have it once, in their middle."""
    found = []
    for name, run in groupby(points, key=lambda point: point.gap if point.figure is None else ""):
        years = [point.year for point in run]
        if name:
            middle = round((places[years[0]] + places[years[-1]]) / 2, 1)
            found.append(Label(middle, name if len(name) * NOTE <= step * len(years) else SHORT))
    return tuple(found)
