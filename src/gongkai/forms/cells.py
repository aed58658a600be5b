"""What stands on a sheet of the form, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from gongkai.statute.formats import Line
from gongkai.tables.grid import Area


class Role(Enum):
    """What a label is, which decides how it looks."""

    TITLE = auto()
    HEAD = auto()
    LABEL = auto()
    NOTE = auto()
    PALE = auto()


@dataclass(frozen=True, slots=True)
class Label:
    area: Area
    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class Input:
    """A cell to fill in. `column` is the form's, with its unit and kind of figure, None for words; `choices` are all it takes."""

    area: Area
    address: str
    name: str
    column: Line | None = None
    choices: tuple[str, ...] = ()

    @property
    def defined_name(self) -> str:
        """Its address as spreadsheets allow a name: a point would part a sheet from a cell in some of them."""
        return self.address.replace(".", "__")


@dataclass(frozen=True, slots=True)
class Earlier:
    """Where last year's figure of that address stands."""

    area: Area
    address: str


@dataclass(frozen=True, slots=True)
class Check:
    """A cell that works something out. Where it is a `verdict`, it and the `judged` cells turn red when it begins with 差."""

    area: Area
    formula: str
    verdict: bool = False
    judged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormSheet:
    """One sheet. The first `frozen` rows and columns stay in sight; `heights` by row, in points; `widths` in characters."""

    name: str
    widths: tuple[float, ...]
    heights: tuple[tuple[int, float], ...]
    labels: tuple[Label, ...]
    inputs: tuple[Input, ...]
    earlier: tuple[Earlier, ...] = ()
    checks: tuple[Check, ...] = ()
    frozen: tuple[int, int] = (0, 0)
    upright: bool = False
