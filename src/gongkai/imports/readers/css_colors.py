"""Colours as pages name them: by style, by the attributes of old pages, by the names of the system's own colours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import tinycss2
from tinycss2.color4 import parse_color

from gongkai.drawn.legibility import BLACK, WHITE, Rgb

Paint = tuple[Rgb, float]
"""A colour and how much it covers, from 0 to 1."""

CLEAR: Paint = (BLACK, 0.0)
# As on a machine whose windows are light, which is how an office's page is looked at.
SYSTEM = {
    **dict.fromkeys(("windowtext", "canvastext", "buttontext", "fieldtext", "infotext", "menutext", "captiontext"), (BLACK, 1.0)),
    **dict.fromkeys(("window", "canvas", "field"), (WHITE, 1.0)),
}
SPACES = ("srgb", "hsl", "hwb")  # measured; others (lab, oklch, color()) are told as unknown


def color_of(piece: Any) -> Paint | None:
    """The colour that one component value names; None when it names none, or none that can be measured."""
    if piece.type == "ident" and piece.lower_value in SYSTEM:
        return SYSTEM[piece.lower_value]
    if piece.type not in ("ident", "hash", "function"):
        return None
    try:
        found = parse_color(piece)
        if found is None or isinstance(found, str) or found.space not in SPACES:
            return None
        red, green, blue = (min(1.0, max(0.0, part or 0.0)) for part in found.to("srgb").coordinates)
        return (red, green, blue), float(found.alpha)
    except (ValueError, TypeError, AttributeError, IndexError, NotImplementedError):  # what the library does not expect
        return None


def first_color(tokens: Sequence[Any]) -> Paint | None:
    return next((color for piece in tokens if (color := color_of(piece)) is not None), None)


def color_in_attribute(text: str) -> Paint | None:
    """`bgcolor` and `color`, also without the sign: `ffffff`."""
    said = text.strip()
    if re.fullmatch(r"[0-9a-fA-F]{6}", said):
        said = f"#{said}"
    return color_of(tinycss2.parse_one_component_value(said)) if said else None


def on(paint: Paint, ground: Rgb) -> Rgb:
    """What is seen of a colour on a ground."""
    (red, green, blue), covers = paint
    return (
        red * covers + ground[0] * (1 - covers),
        green * covers + ground[1] * (1 - covers),
        blue * covers + ground[2] * (1 - covers),
    )
