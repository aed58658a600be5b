"""The table of 2014–2018, whose rows the State leaves to the office: each row says whether it has a figure or groups others."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.forms.cells import FormSheet, Input, Label, Role
from gongkai.forms.drawing import LEAST, room
from gongkai.tables.grid import Area, Grid

ROWS, HEAD = 150, 2
KIND, INDICATOR, GROUP = "kind", "指标", "分组"
TITLES = ("类别", "统计指标", "单位", "统计数")
WIDTHS = (10.0, 60.0, 12.0, 20.0)
LEGEND = (
    "一行一个指标，可以添改。类别选“指标”；只作小标题、没有数的选“分组”。"
    "没有发生填 0；没有统计的填“/”或“不适用”；空着就是没有填，不是 0。"
)


def free_sheet(name: str, grid: Grid) -> FormSheet:
    labels = [
        Label(Area(0, 0, columns=4), grid.title, Role.TITLE),
        Label(Area(1, 0, columns=4), LEGEND, Role.NOTE),
        *(Label(Area(HEAD, at), title, Role.HEAD) for at, title in enumerate(TITLES)),
    ]
    high = dict.fromkeys(range(1, HEAD + 1 + ROWS), LEAST) | room(labels, WIDTHS)
    return FormSheet(
        name, WIDTHS, tuple(sorted(high.items())), tuple(labels), tuple(inputs(grid)), frozen=(HEAD + 1, 0), upright=True
    )


def inputs(grid: Grid) -> Iterator[Input]:
    assert grid.form.generic
    figure = grid.form.generic.figure
    for number in range(1, ROWS + 1):
        row, at = HEAD + number, f"{grid.id}.{number}"
        yield Input(Area(row, 0), f"{at}.{KIND}", f"第 {number} 行类别", choices=(INDICATOR, GROUP))
        yield Input(Area(row, 1), f"{at}.label", f"第 {number} 行统计指标")
        yield Input(Area(row, 2), f"{at}.unit", f"第 {number} 行单位")
        yield Input(Area(row, 3), f"{at}.{figure.id}", f"第 {number} 行统计数", figure)
