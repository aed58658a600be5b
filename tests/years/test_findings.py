"""What a chart says of its figures, and where it says nothing. Cases are YAML."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from gongkai.county.agencies import Agency
from gongkai.html.charts.bars import BarPlan, Item, Whole, bar_chart, bars_say, entries
from gongkai.html.charts.kinds import kind_series, kinds_chart, kinds_say
from gongkai.html.charts.trends import trend_says
from gongkai.reports.history import BLANK, Break, History, Point
from gongkai.statute.concepts import Concept, concepts

FOLDER = Path(__file__).parent


def cases(name: str) -> list[object]:
    return [pytest.param(case, id=case["name"]) for case in yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8"))]


def concept(id: str = "requests-received") -> Concept:
    return next(each for each in concepts().all if each.id == id)


def point(year: int, figure: int | None, *, printed: bool = False) -> Point:
    return Point(year, None, BLANK, "没有填写") if figure is None else Point(year, figure, printed="照原件" if printed else "")


def known(figures: Sequence[int | None], first: int, kind: str = "department", **case) -> History:
    years = range(first, first + len(figures))
    points = (point(y, f, printed=y in case.get("printed", ())) for y, f in zip(years, figures, strict=True))
    return History(
        concept(case.get("concept", "requests-received")),
        Agency(id="a", name="甲局", kind=kind),
        tuple(points),
        tuple(Break(year, "口径有变") for year in case.get("breaks", ())),
        frozenset(case.get("doubtful", ())),
    )


@pytest.mark.parametrize("case", cases("findings"))
def test_a_line_says_how_its_last_figure_changed(case):
    facts = {key: value for key, value in case.items() if key not in ("name", "figures", "says")}
    assert trend_says(known(case["figures"], 2025 - len(case["figures"]), **facts)) == case["says"]


@pytest.mark.parametrize("case", cases("bars"))
def test_bars_say_their_shares_or_how_they_changed(case):
    items = [
        Item(label, point(2024, now), None if then is None else point(2023, then)) for label, (now, then) in case["items"].items()
    ]
    whole = Whole("本年办理申请", *case["whole"]) if "whole" in case else None
    plan = BarPlan("results", "办理结果", "件", 2024, items, "《报告》", whole)
    assert bars_say(plan) == case["says"]
    assert [" ".join(cell.text for cell in entries(item, plan)) for item in items] == case["table"]
    html = bar_chart(plan).html
    assert case["says"] in html
    assert ("gk-chart__fold" in html) == ("<svg" in html)


@pytest.mark.parametrize("case", cases("kinds"))
def test_of_each_kind_the_same_agencies_are_added_up_in_every_year(case):
    histories = [known(figures, 2020, kind) for kind, own in case["agencies"].items() for figures in own.values()]
    found = kind_series(histories)
    assert [each.title for each in found] == case["titles"]
    assert [[each.figure for each in series.points] for series in found] == case["points"]
    chart = kinds_chart(concept(), histories, "数据来源")
    assert (chart is None) == ("says" not in case)
    if chart:
        assert kinds_say(found, concept()) == case["says"]
        assert chart.html.count("<svg") == len(found)
