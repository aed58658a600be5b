"""Whether letters can be seen at all: how well one colour stands out from another (WCAG 2.2), and how large they have to be."""

from __future__ import annotations

Rgb = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""

BLACK, WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
LEAST_CONTRAST = 2.0  # WCAG 2 asks for 4.5; red on white has 4.0, the usual light grey 2.3, pale yellow 1.1
SMALLEST, LARGEST = 5.0, 72.0  # points; smaller is not seen, larger runs into the neighbours


def luminance(color: Rgb) -> float:
    """Relative luminance, from 0 to 1.

    >>> luminance(WHITE), luminance(BLACK)
    (1.0, 0.0)
    """
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(first: float, second: float) -> float:
    """The contrast of two luminances, from 1 to 21."""
    dark, light = sorted((first, second))
    return (light + 0.05) / (dark + 0.05)


def contrast(first: Rgb, second: Rgb) -> float:
    """How well one colour is seen on the other, from 1 to 21.

    >>> round(contrast(BLACK, WHITE)), round(contrast((0.996, 0.996, 0.996), WHITE), 2)
    (21, 1.01)
    """
    return ratio(luminance(first), luminance(second))


def is_seen_on(letters: Rgb, ground: Rgb) -> bool:
    return contrast(letters, ground) >= LEAST_CONTRAST
