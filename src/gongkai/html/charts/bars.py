"""Things side by side as bars: how many each, what part of the whole, how much more than the year before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.html.blocks import PageBlock
from gongkai.html.charts.changes import ENOUGH, TENTH, Change, change_between, moved, percent, tenths
from gongkai.html.charts.chart import Chart, chart_block
from gongkai.html.charts.drawing import WIDTH, Bar, Bars, Drawn, Panel, width_of
from gongkai.html.content import Heading
from gongkai.html.cross_table import CrossRow, CrossTable, TableCell, change_entry, computed, heads, point_entry, reasons
from gongkai.reports.history import Figure, Point
from gongkai.tables.figure_text import plain_number, signed_number

BAR_STEP, BAR_ROOM = 44, 250
SHARE = "占比"
UNCOMPARED = "不能比较"
WAYS = {"增加": 1, "减少": -1, "没有增减": 0}


@dataclass(frozen=True, slots=True)
class Item:
    """One bar: what it is called, what was counted, and what the year before; None where the two are not to be compared."""

    label: str
    point: Point
    before: Point | None = None

    @property
    def change(self) -> Change | None:
        return change_between(self.before, self.point) if self.before else None


@dataclass(frozen=True, slots=True)
class Whole:
    """What the items are the parts of; the figures None where they are not known or the parts do not add up to them."""

    label: str
    now: Figure | None
    before: Figure | None


@dataclass(frozen=True, slots=True)
class BarPlan:
    """What one chart of bars is made of. `whole` is None where the items are no parts of anything."""

    id: str
    title: str
    unit: str
    year: int
    items: Sequence[Item]
    source: str
    whole: Whole | None = None

    @property
    def shares(self) -> Mapping[str, str]:
        """What part each is, by its label; nothing of few, and nothing of what does not add up."""
        total = self.whole.now if self.whole else None
        if total is None or total < ENOUGH:
            return {}
        return {item.label: percent(item.point.figure or 0, total) for item in self.items}

    @property
    def compares(self) -> bool:
        return any(item.change for item in self.items)


def bar_chart(plan: BarPlan, *, level: int = 2) -> PageBlock:
    """The chart of things side by side, with what they say and their table."""
    items, shares = plan.items, plan.shares
    columns = [f"{plan.year}年", *([SHARE] if shares else []), *([f"比{plan.year - 1}年"] if plan.compares else [])]
    rows = tuple(CrossRow(TableCell(item.label), tuple(entries(item, plan))) for item in items)
    table = CrossTable(f"{plan.id}-table", f"{plan.title}（单位：{plan.unit}）", "项目", heads(columns), rows)
    drawing = bars(plan)
    panels = (Panel(plan.id, "", items_say(plan), drawing),) if drawing else ()
    drawn = Drawn(panels, plan.unit, f"数据来源：{plan.source}")
    notes = (*reasons(item.point for item in items), *without_change(plan))
    return chart_block(Chart(Heading(plan.id, plan.title, level), bars_say(plan), drawn, table, notes))


def entries(item: Item, plan: BarPlan) -> Iterator[TableCell]:
    yield point_entry(item.point)
    if plan.shares:
        yield TableCell(plan.shares[item.label], computed=True)
    if plan.compares:
        yield computed(change_entry(item.change.difference if item.change else None, UNCOMPARED))


def without_change(plan: BarPlan) -> Iterator[str]:
    if plan.compares and not all(item.change for item in plan.items):
        yield f"{UNCOMPARED}：两年中有一年没有这个数，或者口径有变，或者其中一个数有误、后来重述。"


def items_say(plan: BarPlan) -> str:
    """Every bar with its figure or the name of its gap, for whoever does not see them."""
    unit = plan.unit
    texts = (i.point.gap if i.point.figure is None else f"{plain_number(i.point.figure)} {unit}" for i in plan.items)
    return "；".join(f"{item.label} {text}" for item, text in zip(plan.items, texts, strict=True)) + "。"


# ---- The finding


def bars_say(plan: BarPlan) -> str:
    """One sentence that the figures support; empty where they support none."""
    figures = [item.point.figure for item in plan.items]
    if len(figures) > 1 and all(figure == 0 for figure in figures):
        return f"{len(figures)} 项全部为 0。"
    return share_says(plan) or changes_say(plan)


def share_says(plan: BarPlan) -> str:
    """The largest part: how large, and how much larger than the year before."""
    whole = plan.whole
    if not plan.shares or whole is None or whole.now is None or len(plan.items) < 2:
        return ""
    first, second = sorted(plan.items, key=lambda item: item.point.figure or 0, reverse=True)[:2]
    if first.point.figure is None or first.point.figure == second.point.figure:
        return ""
    share = tenths(first.point.figure, whole.now)
    part = f"其中{first.label} {plain_number(first.point.figure)} {plan.unit}，占 {share}%"
    says = f"{whole.label} {plain_number(whole.now)} {plan.unit}，{part}"
    if first.change and whole.before is not None and whole.before >= ENOUGH:
        points = share - tenths(first.change.before, whole.before)
        word = "提高" if points > 0 else "降低"
        year = plan.year - 1
        says += f"，比 {year} 年{word} {abs(points)} 个百分点" if abs(points) >= TENTH else f"，与 {year} 年持平"
    return f"{says}。"


def changes_say(plan: BarPlan) -> str:
    """How many grew and how many shrank, and which most."""
    changes = [(item, item.change) for item in plan.items if item.change]
    if not changes:
        return ""
    counts = {word: sum(each.direction == way for _, each in changes) for word, way in WAYS.items()}
    among = "" if len(changes) == len(plan.items) else f"{len(plan.items)} 项中可以比较的 "
    says = f"{among}{len(changes)} 项与 {plan.year - 1} 年相比，"
    says += "、".join(f"{count} 项{word}" for word, count in counts.items() if count)
    moves = sorted(changes, key=lambda entry: entry[1].size, reverse=True)
    largest = moves[0][1].size
    if len(moves) > 1 and largest and largest != moves[1][1].size:
        item, change = moves[0]
        says += f"，变化最大的是“{item.label}”，{moved(change, plan.unit)}"
    return f"{says}。"


# ---- The drawing


def bars(plan: BarPlan) -> Bars | None:
    """None when there is nothing above nought to draw. An item without a figure has no bar, only the name of its gap."""
    figures = [item.point.figure or 0 for item in plan.items]
    largest = max(figures, default=0)
    if largest <= 0 or min(figures) < 0:
        return None
    drawn = []
    for number, item in enumerate(plan.items):
        y = number * BAR_STEP + 20
        figure = item.point.figure
        width = round(float(figure / largest) * BAR_ROOM, 1) if figure is not None else 0
        value = item.point.gap if figure is None else plain_number(figure)
        note = note_of(item, plan)
        fits = width_of(item.label) + width_of(note) <= WIDTH - 12
        drawn.append(Bar(item.label, y - 6, y, width, value, round(width + 6, 1), y + 12, note if fits else ""))
    whole = all(bar.note or not note_of(item, plan) for bar, item in zip(drawn, plan.items, strict=True))
    return Bars(tuple(drawn), whole, BAR_STEP * len(drawn))


def note_of(item: Item, plan: BarPlan) -> str:
    """占 43.3% · 比上年 +21."""
    share = plan.shares.get(item.label, "") if item.point.figure is not None else ""
    parts = [f"占 {share}"] if share else []
    parts += [f"比上年 {signed_number(item.change.difference)}"] if item.change else []
    return " · ".join(parts)
