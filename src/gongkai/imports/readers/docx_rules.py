"""Which properties of Word cannot make a figure look like another, each with the values of which that is known.

What stands in no table here, or has another value, is a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from gongkai.drawn.legibility import LARGEST, SMALLEST
from gongkai.imports import looks
from gongkai.imports.readers.docx_names import OFF, VALUE, W, is_on, number_in, value_of
from gongkai.imports.readers.docx_styles import Properties

TWIPS = 20  # a point
LEAST_SIZE, MOST_SIZE = SMALLEST * 2, LARGEST * 2  # half points
NO_LINE = ("none", "nil", "")
Harmless = Callable[[etree._Element], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """`said` is the sentence about another value; empty where only the property's name can be told."""

    harmless: Harmless
    said: str = ""


def always(_: etree._Element) -> bool:
    return True


def off(element: etree._Element) -> bool:
    return not is_on(element)


def one_of(*values: str) -> Harmless:
    return lambda element: element.get(VALUE, "") in values


def within(least: float, most: float, name: str = "val") -> Harmless:
    """A number between these; also where the attribute is not there."""

    def harmless(element: etree._Element) -> bool:
        if element.get(f"{W}{name}") is None:
            return True
        number = number_in(element, name)
        return number is not None and least <= number <= most

    return harmless


def all_within(least: float, most: float, *names: str) -> Harmless:
    each = [within(least, most, name) for name in names]
    return lambda element: all(harmless(element) for harmless in each)


def children_within(least: float, most: float) -> Harmless:
    """Of margins: each a child with its width."""
    return lambda element: all(within(least, most, "w")(child) for child in element)


def no_diagonal(element: etree._Element) -> bool:
    return all(value_of(element.find(f"{W}{name}")) in NO_LINE for name in ("tl2br", "tr2bl"))


def thin_lines(element: etree._Element) -> bool:
    """Lines around, none of them so thick that it reaches into the letters; said in eighths of a point."""
    return all(within(0, THICKEST, "sz")(line) for line in element)


def upright_width(element: etree._Element) -> bool:
    """A width that is not negative, and none that leaves no room."""
    number, kind = number_in(element, "w"), element.get(f"{W}type", "dxa")
    if kind == "pct":
        written = PERCENT.fullmatch(element.get(f"{W}w", ""))
        return number == 0 or (number or 0) >= LEAST_PERCENT or (written is not None and int(written[1]) > 1)
    return kind in ("auto", "nil") or number is None or number == 0 or number >= LEAST_WIDTH


def together(*rules: Harmless) -> Harmless:
    return lambda element: all(harmless(element) for harmless in rules)


LEAST_WIDTH = 150  # twips of a column: one narrow digit
PERCENT = re.compile(r"([0-9]{1,3})(?:\.[0-9]*)?%")
LEAST_PERCENT = 75  # the same in fiftieths of a percent
THICKEST = 48  # eighths of a point, of a line around a cell
ALWAYS = Rule(always)
UPRIGHT = Rule(one_of("lrTb", "lr", "lrTbV", ""), looks.TURNED)
NOT_TURNED = Rule(off, looks.TURNED)

RUN: Mapping[str, Rule] = {
    **dict.fromkeys(
        (
            *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "u", "lang", "noProof", "kern", "snapToGrid"),
            *("szCs", "rPrChange", "w14:ligatures", "w14:numForm", "w14:numSpacing", "w14:cntxtAlts"),
            *("color", "highlight", "shd", "w14:textFill"),  # measured
            *("vanish", "strike", "dstrike", "vertAlign", "position"),  # read
        ),
        ALWAYS,
    ),
    **dict.fromkeys(("outline", "shadow", "emboss", "imprint", "specVanish", "oMath"), Rule(off)),
    **dict.fromkeys(("rtl", "cs"), NOT_TURNED),
    "sz": Rule(within(LEAST_SIZE, MOST_SIZE), looks.TINY),
    "w": Rule(within(50, 200), looks.TINY),
    "spacing": Rule(within(-TWIPS, 2 * TWIPS), looks.MOVED),
    "webHidden": Rule(off, looks.HIDDEN),  # on paper in Word; LibreOffice does not draw it
    "bdr": Rule(one_of(*NO_LINE)),
    "em": Rule(one_of("none")),
    "effect": Rule(one_of("none")),
    "eastAsianLayout": Rule(
        lambda element: all(element.get(f"{W}{name}", "0") in OFF for name in ("combine", "vert", "vertCompress"))
    ),
    "w14:textOutline": Rule(lambda element: any(str(child.tag).endswith("}noFill") for child in element)),
}

# Where a paragraph's lines begin and end beside its cell, in twips and in hundredths of a letter.
FARTHEST_OUT, FARTHEST_IN = -240, 1_000
INDENT = together(
    all_within(FARTHEST_OUT, FARTHEST_IN, "left", "start", "right", "end", "firstLine"),
    all_within(-150, 500, "leftChars", "startChars", "rightChars", "endChars", "firstLineChars"),
)
BESIDE_MARKS = ("keepNext", "keepLines", "pageBreakBefore", "widowControl", "suppressLineNumbers", "suppressAutoHyphens")
PARAGRAPH: Mapping[str, Rule] = {
    **dict.fromkeys(
        (
            *("pStyle", *BESIDE_MARKS, "numPr", "shd", "tabs", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct"),
            *("autoSpaceDE", "autoSpaceDN", "adjustRightInd", "snapToGrid", "contextualSpacing", "mirrorIndents", "jc"),
            *("suppressOverlap", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "pPrChange"),
        ),
        ALWAYS,
    ),
    "bidi": NOT_TURNED,
    "pBdr": Rule(thin_lines, looks.COVERED),
    "textDirection": UPRIGHT,
    "ind": Rule(INDENT, looks.MOVED),
    "spacing": Rule(
        together(all_within(0, 1_000, "before", "after"), all_within(0, 500, "beforeLines", "afterLines")), looks.MOVED
    ),
    "framePr": Rule(lambda _: False, looks.MOVED),
}
# Of the mark at a paragraph's end, which is no text: only whether it joins the next paragraph to this one.
MARK: Mapping[str, Rule] = {"vanish": Rule(off, looks.HIDDEN), "specVanish": Rule(off, looks.HIDDEN)}

CELL: Mapping[str, Rule] = {
    **dict.fromkeys(("cnfStyle", "gridSpan", "hMerge", "vMerge", "noWrap", "vAlign", "hideMark", "headers", "shd"), ALWAYS),
    **dict.fromkeys(("cellIns", "cellDel", "cellMerge", "tcPrChange"), ALWAYS),  # told as revisions
    "tcW": Rule(upright_width, looks.MOVED),
    "tcBorders": Rule(together(no_diagonal, thin_lines), looks.STRUCK),
    "tcMar": Rule(children_within(0, 600), looks.MOVED),
    "textDirection": UPRIGHT,
    "tcFitText": Rule(off, looks.MOVED),
}
ROW: Mapping[str, Rule] = {
    **dict.fromkeys(("cnfStyle", "divId", "gridBefore", "gridAfter", "wBefore", "wAfter", "cantSplit", "tblHeader"), ALWAYS),
    **dict.fromkeys(("jc", "ins", "del", "trPrChange"), ALWAYS),
    "trHeight": ALWAYS,  # measured
    "tblCellSpacing": Rule(within(0, 200, "w"), looks.MOVED),
    "hidden": Rule(off, looks.HIDDEN),
}
TABLE: Mapping[str, Rule] = {
    **dict.fromkeys(("tblStyle", "tblOverlap", "tblStyleRowBandSize", "tblStyleColBandSize", "tblW", "jc"), ALWAYS),
    **dict.fromkeys(("shd", "tblLayout", "tblLook", "tblCaption", "tblDescription", "tblPrChange", "tblPrExChange"), ALWAYS),
    "tblpPr": Rule(together(within(-1_440, 9_000, "tblpX"), within(-1_440, 14_000, "tblpY")), looks.MOVED),
    "tblBorders": Rule(thin_lines, looks.COVERED),
    "bidiVisual": NOT_TURNED,
    "tblInd": Rule(within(-1_800, 5_000, "w"), looks.MOVED),
    "tblCellSpacing": Rule(within(0, 200, "w"), looks.MOVED),
    "tblCellMar": Rule(children_within(0, 600), looks.MOVED),
}


def doubts_about(properties: Properties, rules: Mapping[str, Rule]) -> Iterator[str]:
    for name, element in properties.items():
        rule = rules.get(name)
        if rule is None:
            yield looks.unknown(name.removesuffix("*"))
        elif not rule.harmless(element):
            yield rule.said or looks.unknown(name)


def doubts_about_mark(properties: Properties) -> Iterator[str]:
    """About the mark at a paragraph's end: what makes letters look otherwise is no matter there."""
    yield from doubts_about({name: element for name, element in properties.items() if name in MARK}, MARK)
