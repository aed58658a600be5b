"""Pictures and shapes that lie over a Word document's text, and which of its tables they may cover.

Where they lie on the page is known only roughly, since nobody knows where its pages end: each is taken to reach the tables within
a page of the paragraph that it belongs to, as far as its height and its offset can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from gongkai.imports.readers.docx_names import OFF, W, number_in, value_of
from gongkai.imports.readers.docx_styles import Styles

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
VML = "{urn:schemas-microsoft-com:vml}"
WORD_VML = "{urn:schemas-microsoft-com:office:word}"
POINT = 12_700  # EMU
THIN = 4  # points: a rule, which covers no line of text
LINE, PAGE = 12, 760  # points: the least height of a paragraph, and that of a page's text
ANCHORED_TO_TEXT = ("paragraph", "line")
GIVE_WAY = ("auto", "around", "notBeside")
NEAR = 600  # twips from the paragraph that a table belongs to
PAGE_NUMBER = 12  # letters
PUSH_AWAY = ("wrapSquare", "wrapTopAndBottom")
SHAPES = tuple(
    f"{VML}{name}" for name in ("shape", "rect", "roundrect", "oval", "line", "group", "polyline", "arc", "curve", "image")
)
LENGTH = re.compile(r"(-?[0-9.]+)\s*(pt|in|cm|mm|px|pc)?")
UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "pc": 12.0, "": 1.0}


class Floating:
    """`covered`: the tables over which something may lie."""

    def __init__(self, body: etree._Element, styles: Styles) -> None:
        self.covered: set[etree._Element] = set()
        self.lines = [element for element in body.iter(f"{W}p", f"{W}tbl") if outermost(element)]
        self.at = {element: number for number, element in enumerate(self.lines)}
        for shape in floating_in(body):
            if not is_harmless(shape):
                self.covered.update(self.reached(shape))
        for element in self.lines:
            if element.tag == f"{W}p" and is_loose_frame(element, styles):
                self.covered.update(self.reached(element))
            elif element.tag == f"{W}tbl" and is_placed_by_page(element):
                self.covered.update(table for table in self.reached(element) if floats(table) and table is not element)

    def reached(self, shape: etree._Element) -> Iterator[etree._Element]:
        home = shape if shape in self.at else next((parent for parent in shape.iterancestors() if parent in self.at), None)
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


def is_loose_frame(paragraph: etree._Element, styles: Styles) -> bool:
    """A paragraph in a frame that other words do not give way to."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    given = styles.of(value_of(style) if style is not None else None, "paragraph").paragraph.get("framePr")
    frames = [frame for frame in (paragraph.find(f"{W}pPr/{W}framePr"), given) if frame is not None]
    return any(frame.get(f"{W}wrap", "auto") not in GIVE_WAY for frame in frames)


def floats(table: etree._Element) -> bool:
    return table.find(f"{W}tblPr/{W}tblpPr") is not None


def is_placed_by_page(table: etree._Element) -> bool:
    """A table that stands somewhere on the page, where it may lie over another such table."""
    place = table.find(f"{W}tblPr/{W}tblpPr")
    if place is None:
        return False
    by_text = place.get(f"{W}vertAnchor", "page") == "text" and place.get(f"{W}tblpYSpec") is None
    return not by_text or abs(number_in(place, "tblpY") or 0) > NEAR


def is_clear(anchor: etree._Element) -> bool:
    """A box without a ground, whose words are a page's number or less."""
    shape = next((part for part in anchor.iter() if str(part.tag).endswith("}spPr")), None)
    if shape is None or shape.find(f"{A}noFill") is None or next(anchor.iter(f"{A}blip"), None) is not None:
        return False
    words = "".join(text.text or "" for text in anchor.iter(f"{W}t"))
    return len(words.strip()) <= PAGE_NUMBER and all(line.find(f"{A}noFill") is not None for line in shape.iter(f"{A}ln"))


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
    if shape.tag != f"{WP}anchor":
        return PAGE, PAGE
    if place is not None and place.get("relativeFrom") in ANCHORED_TO_TEXT and place.find(f"{WP}align") is not None:
        return 0, max(0, height(shape))
    by_text = place is not None and place.get("relativeFrom") in ANCHORED_TO_TEXT and shape.get("simplePos") not in ("1", "true")
    if not by_text or offset is None:
        return PAGE, PAGE
    tall, top = height(shape), number(offset) / POINT
    return (max(0, -top), max(0, top + tall)) if tall >= 0 else (PAGE, PAGE)
