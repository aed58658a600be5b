"""What charts are drawn of: places and words, as the templates of the page and of the file need them."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH = 360  # as wide as a phone, so that letters are never drawn smaller than they are set
LETTER, NOTE, CHARACTER = 7.2, 11.5, 12  # how wide a digit, a character of a note and one of a label are


@dataclass(frozen=True, slots=True)
class Bar:
    """`note` stands at the right above the bar, the label at the left."""

    label: str
    label_y: int
    y: int
    width: float
    value: str
    value_x: float
    value_y: int
    note: str = ""


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
class Bars:
    """`whole`: all that its table says is drawn."""

    bars: tuple[Bar, ...]
    whole: bool
    height: int
    width: int = WIDTH
    kind: str = "bars"


@dataclass(frozen=True, slots=True)
class Trend:
    """`whole`: all that its table says is drawn."""

    lines: tuple[str, ...]
    marks: tuple[Mark, ...]
    gaps: tuple[Label, ...]
    breaks: tuple[Label, ...]
    years: tuple[Label, ...]
    base: float
    height: int
    whole: bool
    width: int = WIDTH
    kind: str = "trend"


Drawing = Bars | Trend


@dataclass(frozen=True, slots=True)
class Panel:
    """One drawing with what it is called, empty where it stands alone, and what it shows in words.

    `says` has every figure, for whoever does not see the drawing.
    """

    id: str
    title: str
    says: str
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Drawn:
    """The panels of one chart, side by side where there is room, and what they count. `source` says where the figures stand."""

    panels: tuple[Panel, ...]
    unit: str
    source: str

    @property
    def whole(self) -> bool:
        return bool(self.panels) and all(panel.drawing.whole for panel in self.panels)


def width_of(text: str) -> float:
    """How wide a label is, about."""
    return sum(LETTER if character.isascii() else CHARACTER for character in text)
