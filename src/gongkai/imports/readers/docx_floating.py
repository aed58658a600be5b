"""Pictures and shapes that lie over a Word document's text, and which of its tables they may cover.

Where they lie on the page is known only roughly, since nobody knows where its pages end: each is taken to reach the tables within
a page of the paragraph that it belongs to, as far as its height and its offset can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from gongkai.imports.readers.docx_names import OFF, W

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
VML = "{urn:schemas-microsoft-com:vml}"
WORD_VML = "{urn:schemas-microsoft-com:office:word}"
POINT = 12_700  # EMU
THIN = 4  # points: a rule, which covers no line of text
LINE, PAGE = 12, 760  # points: the least height of a paragraph, and that of a page's text
ANCHORED_TO_TEXT = ("paragraph", "line")
PUSH_AWAY = ("wrapSquare", "wrapTopAndBottom")
SHAPES = tuple(
    f"{VML}{name}" for name in ("shape", "rect", "roundrect", "oval", "line", "group", "polyline", "arc", "curve", "image")
)
LENGTH = re.compile(r"(-?[0-9.]+)\s*(pt|in|cm|mm|px|pc)?")
UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "pc": 12.0, "": 1.0}


class Floating:
    """`covered`: the tables over which something may lie."""

    def __init__(self, body: etree._Element) -> None:
        self.covered: set[etree._Element] = set()
        found = [shape for shape in floating_in(body) if not is_harmless(shape)]
        if not found:
            return
        self.lines = [element for element in body.iter(f"{W}p", f"{W}tbl") if outermost(element)]
        self.at = {element: number for number, element in enumerate(self.lines)}
        for shape in found:
            self.covered.update(self.reached(shape))

    def reached(self, shape: etree._Element) -> Iterator[etree._Element]:
        home = next((parent for parent in shape.iterancestors() if parent in self.at), None)
        if home is None:
            return
        above, below = reach(shape)
        yield from (table for table in (home,) if table.tag == f"{W}tbl")
        yield from self.within(range(self.at[home] - 1, -1, -1), above)
        yield from self.within(range(self.at[home] + 1, len(self.lines)), below)

    def within(self, numbers: range, reach: float) -> Iterator[etree._Element]:
        """The tables that begin within so many points of a paragraph, in one direction, on the same page."""
        for number in numbers:
            element = self.lines[number]
            if reach <= 0 or begins_page(element if numbers.step > 0 else self.lines[number + 1]):
                return
            if element.tag == f"{W}tbl":
                yield element
            reach -= LINE * max(1, sum(1 for _ in element.iter(f"{W}tr")))


def outermost(element: etree._Element) -> bool:
    return not any(parent.tag in (f"{W}tbl", f"{W}txbxContent") for parent in element.iterancestors())


def begins_page(element: etree._Element) -> bool:
    break_before = element.find(f"{W}pPr/{W}pageBreakBefore")
    forced = break_before is not None and break_before.get(f"{W}val", "1") not in OFF
    return forced or any(mark.get(f"{W}type") == "page" for mark in element.iter(f"{W}br"))


def floating_in(body: etree._Element) -> Iterator[etree._Element]:
    yield from body.iter(f"{WP}anchor")
    yield from (shape for shape in body.iter(*SHAPES) if "absolute" in shape.get("style", "") or shape.get("from"))


def is_harmless(shape: etree._Element) -> bool:
    """A thin rule, or what pushes the text away instead of lying over it."""
    if shape.tag == f"{WP}anchor":
        pushes = any(shape.find(f"{WP}{name}") is not None for name in PUSH_AWAY)
        thin = 0 <= height(shape) <= THIN and all(number(line.get("w", "0")) <= THIN * POINT for line in shape.iter(f"{A}ln"))
        return (pushes and not in_table(shape)) or thin
    wrap = shape.find(f"{WORD_VML}wrap")
    pushes = wrap is not None and wrap.get("type") in ("square", "topAndBottom")
    thin = 0 <= vml_length(shape, "height") <= THIN and 0 <= points(shape.get("strokeweight", "1pt")) <= THIN
    return (pushes and not in_table(shape)) or thin


def in_table(shape: etree._Element) -> bool:
    return next(shape.iterancestors(f"{W}tbl"), None) is not None


def height(anchor: etree._Element) -> float:
    """In points; below 0 where it is not said."""
    extent = anchor.find(f"{WP}extent")
    return number(extent.get("cy", "")) / POINT if extent is not None else -1


def number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return -POINT


def vml_length(shape: etree._Element, name: str) -> float:
    """A length of an older drawing's style, in points; below 0 where it is not said."""
    styles = dict(part.split(":", 1) for part in shape.get("style", "").replace(" ", "").split(";") if ":" in part)
    return points(styles.get(name, ""))


def points(length: str) -> float:
    """
    >>> points("1in"), points("thick")
    (72.0, -1.0)
    """
    found = LENGTH.fullmatch(length.strip())
    return float(found[1]) * UNITS[found[2] or ""] if found and found[1].strip("-.").replace(".", "", 1).isdigit() else -1.0


def reach(shape: etree._Element) -> tuple[float, float]:
    """How far above and below its paragraph the shape may lie, in points."""
    place = shape.find(f"{WP}positionV")
    offset = place.findtext(f"{WP}posOffset") if place is not None else None
    by_text = place is not None and place.get("relativeFrom") in ANCHORED_TO_TEXT and shape.get("simplePos") not in ("1", "true")
    if not by_text or offset is None:
        return PAGE, PAGE
    tall, top = height(shape), number(offset) / POINT
    return (max(0, -top), max(0, top + tall)) if tall >= 0 else (PAGE, PAGE)
