"""Where the townships lie, as the office draws them (map.yml): the outline of each on one sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Annotated, NamedTuple

from gongkai.county.stated import Words
from gongkai.problems import Position, Problem
from gongkai.source.allowed_values import CLOSED, Bound, Checked
from gongkai.source.nodes import Node, position_of
from gongkai.source.reference import read_yaml

FILE = "map.yml"
POINT = re.compile(r"(\d{1,5}(?:\.\d{1,2})?),(\d{1,5}(?:\.\d{1,2})?)\Z")
FEWEST, MOST = 3, 500  # corners of an outline
LARGEST = 10_000


class Corner(NamedTuple):
    x: float
    y: float


def corners_of(outline: str) -> tuple[Corner, ...]:
    """
    >>> corners_of("0,0 10,0 10,7.5")
    (Corner(x=0.0, y=0.0), Corner(x=10.0, y=0.0), Corner(x=10.0, y=7.5))
    """
    found = []
    for point in outline.split():
        numbers = POINT.match(point)
        if numbers is None:
            raise ValueError(f"“{point}”不是一个点；一个点写成“横,纵”，例如 120,45.5，点与点之间空一格")
        found.append(Corner(float(numbers[1]), float(numbers[2])))
    if not FEWEST <= len(found) <= MOST:
        raise ValueError(f"一块的边界要有{FEWEST}到{MOST}个点，这里有{len(found)}个")
    return tuple(found)


def checked_outline(outline: str) -> str:
    corners_of(outline)
    return outline


Outline = Annotated[Words, Checked(checked_outline)]
Length = Annotated[int, Bound(ge=1, le=LARGEST)]


@dataclass(frozen=True, kw_only=True)
class Area:
    """A township's: `agency` is its id; several outlines where it lies in several parts."""

    agency: Words
    outlines: tuple[Outline, ...]

    __pydantic_config__ = CLOSED

    def __post_init__(self) -> None:
        if not self.outlines:
            raise ValueError("“outlines”是空的；至少写一块的边界")

    @cached_property
    def largest(self) -> tuple[Corner, ...]:
        return max(map(corners_of, self.outlines), key=lambda corners: abs(size_of(corners)))


@dataclass(frozen=True, kw_only=True)
class MapFile:
    """`width` and `height` are those of the sheet, in the unit of the corners, from the upper left. `approval` is the number
    under which the map was approved for the public (地图管理条例, 国务院令第664号, 第十五条), or why it needs none.
    """

    width: Length
    height: Length
    approval: Words
    source: Words | None = None
    areas: tuple[Area, ...]

    __pydantic_config__ = CLOSED


@dataclass(frozen=True)
class TownshipMap:
    """`sheet` is None where the office draws none."""

    sheet: MapFile | None = None
    node: Node | None = field(default=None, repr=False, compare=False)

    @property
    def areas(self) -> Sequence[Area]:
        return self.sheet.areas if self.sheet else ()

    def position(self, number: int, *path: str | int) -> Position:
        """Where that part of the area of that number was typed."""
        assert self.node
        return position_of(self.node, ("areas", number, *path))


def read_township_map(data: Path) -> tuple[TownshipMap, list[Problem]]:
    if not (data / FILE).is_file():
        return TownshipMap(), []
    from gongkai.source.shapes import read_shape  # noqa: PLC0415 - see `allowed_values`

    node, problems = read_yaml(data / FILE)
    if node is None:
        return TownshipMap(), problems
    read, found = read_shape(MapFile, node)
    return TownshipMap(read, node), [*problems, *found]


def size_of(corners: Sequence[Corner]) -> float:
    """The area within the corners, negative where they run the other way round."""
    return sum(here.x * there.y - there.x * here.y for here, there in sides(corners)) / 2


def middle_of(corners: Sequence[Corner]) -> Corner:
    """Where its name stands: the centre of gravity; of corners on one line, their mean.

    >>> middle_of(corners_of("0,0 10,0 10,10 0,10"))
    Corner(x=5.0, y=5.0)
    """
    size = size_of(corners)
    if not size:
        return Corner(sum(corner.x for corner in corners) / len(corners), sum(corner.y for corner in corners) / len(corners))
    weighed = [(here, there, here.x * there.y - there.x * here.y) for here, there in sides(corners)]
    x = sum((here.x + there.x) * weight for here, there, weight in weighed) / (6 * size)
    y = sum((here.y + there.y) * weight for here, there, weight in weighed) / (6 * size)
    return Corner(round(x, 1), round(y, 1))


def sides(corners: Sequence[Corner]) -> Sequence[tuple[Corner, Corner]]:
    return [*pairwise([*corners, corners[0]])]
