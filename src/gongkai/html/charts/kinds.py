"""Small charts of one figure, one for each kind of agency, all on one scale.

Of each kind the same agencies are added up in every year: those that have the figure in all of them. So a report that is missing,
or a blank, moves no line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.html.blocks import PageBlock
from gongkai.html.charts.changes import change_between, moved
from gongkai.html.charts.chart import Chart, chart_block
from gongkai.html.charts.drawing import Drawn, Panel
from gongkai.html.charts.trends import Scale, line_through, points_say
from gongkai.html.content import Heading
from gongkai.html.cross_table import CrossRow, CrossTable, TableCell, computed, heads, point_entry
from gongkai.html.elements import KINDS
from gongkai.reports.history import History, Point
from gongkai.statute.concepts import Concept

PLACE = "kinds"
SUMMED = ("office", "department", "township")  # the government's own report may count all of these


@dataclass(frozen=True, slots=True)
class KindSeries:
    """The sum over `agencies` of the `of` agencies of a kind, one point a year; a year without a figure says why."""

    kind: str
    agencies: int
    of: int
    points: tuple[Point, ...]

    @property
    def label(self) -> str:
        return KINDS[self.kind]

    @property
    def title(self) -> str:
        if self.of == 1:
            return self.label
        whole = "" if self.agencies == self.of else f"{self.of} 个中各年都有数的 "
        return f"{self.label}（{whole}{self.agencies} 个相加）"


def kinds_chart(concept: Concept, histories: Sequence[History], source: str) -> PageBlock | None:
    """None where fewer than two kinds can be shown."""
    found = kind_series(histories)
    scale = scale_of(found)
    drawn = [(each, line_through(each.points, scale=scale)) for each in found]
    panels = tuple(
        Panel(f"{PLACE}-{each.kind}", each.title, points_say(each.points, concept.unit), drawing)
        for each, drawing in drawn
        if drawing
    )
    if len(panels) < 2:
        return None
    title = kinds_title(concept)
    years = heads([f"{point.year}年" for point in found[0].points])
    rows = tuple(CrossRow(TableCell(each.title), tuple(computed(point_entry(point)) for point in each.points)) for each in found)
    table = CrossTable(f"{PLACE}-table", f"{title}（单位：{concept.unit}）", "机构类别", years, rows)
    notes = ("各图同一刻度。每一类只加各年都有数的机构，所以各年之间可以比较；本级政府的报告可能已汇总全县，不在内。",)
    shown = Drawn(panels, concept.unit, source)
    return chart_block(Chart(Heading(PLACE, title, 2), kinds_say(found, concept), shown, table, notes))


def kinds_title(concept: Concept) -> str:
    return f"各类机构：{concept.label}"


def kinds_say(found: Sequence[KindSeries], concept: Concept) -> str:
    """How each kind changed in the newest year; empty where none can be compared."""
    if concept.is_change:
        return ""
    changes = [(each.label, change_between(*each.points[-2:])) for each in found]
    parts = [f"{label}{moved(change, concept.unit)}" for label, change in changes if change]
    if not parts:
        return ""
    year = found[0].points[-1].year
    if not any(change and change.difference for _, change in changes):
        return f"{year} 年与 {year - 1} 年相比，各类机构都没有增减。"
    return f"{year} 年与 {year - 1} 年相比，{'；'.join(parts)}。"


def scale_of(found: Sequence[KindSeries]) -> Scale | None:
    figures = [point.figure for each in found for point in each.points if point.figure is not None]
    return Scale(min(0, *figures), max(0, *figures)) if any(figures) else None


# ---- The same agencies in every year


def kind_series(histories: Sequence[History]) -> list[KindSeries]:
    """One for each kind of which at least half the agencies have the figure in every year that is shown."""
    years = shared_years([known for known in histories if known.agency.kind in SUMMED])
    found = []
    for kind in SUMMED:
        own = [known for known in histories if known.agency.kind == kind and known.counted]
        same = [known for known in own if set(years) <= alike_years(known)]
        if len(years) > 1 and same and 2 * len(same) >= len(own):
            found.append(KindSeries(kind, len(same), len(own), tuple(sums(same, years))))
    return found


def sums(same: Sequence[History], years: Sequence[int]) -> Iterator[Point]:
    for year in years:
        points = [point for known in same for point in known.points if point.year == year]
        printed = next((point.printed for point in points if point.printed), "")
        yield Point(year, sum(point.figure for point in points if point.figure is not None), printed=printed)


def shared_years(histories: Sequence[History]) -> Sequence[int]:
    """The newest years in a row in which at least half of all agencies have a figure that means the same."""
    counted = [alike_years(known) for known in histories if known.counted]
    every = sorted({year for years in counted for year in years}, reverse=True)
    shared: list[int] = []
    for year in every:
        if 2 * sum(year in years for years in counted) < len(counted) or (shared and shared[-1] != year + 1):
            break
        shared.append(year)
    return shared[::-1]


def alike_years(known: History) -> set[int]:
    """The years since the last break in which it has a figure."""
    since = max((each.year for each in known.breaks), default=0)
    return {point.year for point in known.counted if point.year >= since}
