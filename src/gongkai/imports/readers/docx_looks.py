"""How the letters of a Word file look, from all that is said of them: by the document, its styles, the cell, the run itself."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from lxml import etree

from gongkai.drawn.legibility import WHITE, contrast
from gongkai.imports import looks
from gongkai.imports.readers.docx_colors import Colors, Palette, UnknownColorError, all_seen, highlight
from gongkai.imports.readers.docx_fonts import Fonts
from gongkai.imports.readers.docx_names import OFF, W, is_on, number_in, value_of
from gongkai.imports.readers.docx_rules import PARAGRAPH, RUN, TWIPS, doubts_about, doubts_about_mark
from gongkai.imports.readers.docx_styles import NOTHING, SAYS_NOTHING, Given, Properties, Styles, laid_over, properties_in

USUAL_SIZE = 20  # half points, where nobody says more
ONE_LINE = 240  # of a spacing in lines
LEAST_LINE = 168  # the same: less cuts the letters
LEAST_EXACT = 0.8  # of the letters' size, the height of a line that is fixed
TOGGLES = {"vanish": looks.HIDDEN, "strike": looks.STRUCK, "dstrike": looks.STRUCK}
RAISED = ("vertAlign", "position")
OUTSIDE: Colors = (WHITE,)
PIXEL = 1.05  # a contrast below it is no contrast


@dataclass(frozen=True, slots=True)
class Ground:
    """What a table may say of the letters of one cell, and the colours that may be behind them."""

    given: Given = SAYS_NOTHING
    colors: Colors = OUTSIDE


@dataclass(frozen=True, slots=True)
class Look:
    """`size` is in half points times the percentage of the width; `unseen`: in the very colour of its ground."""

    hidden: bool
    aside: bool
    size: int
    unseen: bool
    doubts: tuple[str, ...]


class LooksReader:
    """What the document says of its letters. `paper` is the colour of its pages."""

    def __init__(self, styles: Styles, palette: Palette, fonts: Fonts, paper: Colors = OUTSIDE) -> None:
        self.styles, self.palette, self.fonts, self.paper = styles, palette, fonts, paper
        self.known: dict[tuple[object, ...], Look] = {}
        self.kept: dict[int, Sequence[Ground]] = {}  # so that no other takes the number by which a look is known
        self.outside: tuple[Ground, ...] = (Ground(colors=paper),)
        self.grounds: tuple[Ground, ...] = self.outside

    def paragraph(self, element: etree._Element) -> ParagraphLooks:
        return ParagraphLooks(self, element, self.grounds)


class ParagraphLooks:
    """One paragraph, in what is around it."""

    def __init__(self, document: LooksReader, element: etree._Element, grounds: Sequence[Ground]) -> None:
        self.document, self.grounds = document, grounds
        document.kept.setdefault(id(grounds), grounds)
        self.elements = [child for child in element if child.tag == f"{W}pPr"]
        self.properties = properties_in(self.elements[0]) if self.elements else NOTHING
        style = self.properties.get("pStyle")
        self.style = value_of(style) if style is not None else None
        self.given = document.styles.of(self.style, "paragraph")
        self.key = (id(grounds), self.style, as_text(self.properties.get("shd")))

    def whole(self, ground: Ground) -> Properties:
        """What is said of the paragraph in all."""
        levels = (self.document.styles.defaults.paragraph, ground.given.paragraph, self.given.paragraph, self.properties)
        return reduce(laid_over, levels)

    def run(self, element: etree._Element, text: str) -> Look:
        """The run's look, and what is doubtful about it."""
        said = [child for child in element if child.tag == f"{W}rPr"]
        key = (*self.key, *map(as_text, said), text.isascii())
        if key not in self.document.known:
            look = self.look(properties_in(said[0]) if said else NOTHING, text)
            extra = () if len(said) < 2 else (looks.unknown("rPr"),)
            self.document.known[key] = replace(look, doubts=(*look.doubts, *extra))
        return self.document.known[key]

    def look(self, own: Properties, text: str) -> Look:
        named = own.get("rStyle")
        id = value_of(named) if named is not None else None
        sure = self.document.styles.is_sure(id, "character") and self.document.styles.is_sure(self.style, "paragraph")
        doubts = [] if sure else [looks.unknown("style")]
        by_run = self.document.styles.of(id, "character").run
        found = [self.in_order(order, own, text) for ground in self.grounds for order in self.orders(ground, by_run)]
        first = found[0]
        doubts += itertools.chain.from_iterable(look.doubts for look in found)
        if any((look.hidden, look.aside) != (first.hidden, first.aside) for look in found):
            doubts.append(looks.HIDDEN)
        return replace(first, doubts=tuple(dict.fromkeys(doubts)))

    def orders(self, ground: Ground, by_run: Properties) -> Iterator[tuple[Ground, tuple[Properties, ...]]]:
        """The styles from the farthest to the nearest; of a table's and the usual paragraph's Word takes now this, now that."""
        first = self.document.styles.defaults.run
        yield ground, (first, ground.given.run, self.given.run, by_run)
        if ground.given.run and self.document.styles.is_usual(self.style, "paragraph"):
            yield ground, (first, self.given.run, ground.given.run, by_run)

    def in_order(self, order: tuple[Ground, tuple[Properties, ...]], own: Properties, text: str) -> Look:
        ground, levels = order
        whole = reduce(laid_over, (*levels, own))
        doubts = list(doubts_about(whole, RUN))
        toggles = {name: toggled(name, levels, own) for name in TOGGLES}
        doubts += [TOGGLES[name] for name, on in toggles.items() if on is None]
        if not self.document.fonts.are_letters(whole.get("rFonts"), text):
            doubts.append(looks.GLYPHS)
        unseen = False
        try:
            letters, behind = self.letters(whole), self.behind(whole, ground)
            if not all_seen(letters, behind):
                doubts.append(looks.FAINT)
            unseen = bool(behind) and all(contrast(letter, color) < PIXEL for letter in letters for color in behind)
        except UnknownColorError:
            doubts.append(looks.unknown("color"))
        raised = any(value_of(whole.get(name), "0") not in OFF for name in RAISED)
        size = number_or(whole.get("sz"), USUAL_SIZE)
        percent = number_or(whole.get("w"), 100)
        aside = bool(toggles["strike"] or toggles["dstrike"] or raised)
        if toggles["strike"] or toggles["dstrike"]:
            doubts.append(looks.STRUCK)
        return Look(bool(toggles["vanish"]), aside, size * percent, unseen, tuple(doubts))

    def letters(self, whole: Properties) -> Colors:
        fill = whole.get("w14:textFill")
        letters = self.document.palette.letters(whole.get("color"))
        return letters if fill is None else (*letters, *self.document.palette.fill(fill))

    def behind(self, whole: Properties, ground: Ground) -> Colors:
        """What is behind the letters: what marks them, their own shade, the paragraph's, the cell's."""
        palette = self.document.palette
        return (
            highlight(whole.get("highlight"))
            or palette.ground(whole.get("shd"))
            or palette.ground(self.whole(ground).get("shd"))
            or ground.colors
        )

    def doubts(self, size: float) -> Iterator[str]:
        """About where the paragraph stands and how high its lines are, with letters of this size in half points."""
        if len(self.elements) > 1:
            yield looks.unknown("pPr")
        for ground in self.grounds:
            whole = self.whole(ground)
            yield from doubts_about(whole, PARAGRAPH)
            yield from doubts_about_mark(properties_in(whole.get("rPr")))
            if too_low(whole.get("spacing"), size):
                yield looks.MOVED

    def line(self, size: float) -> float:
        """The least height of a line in twips, as far as the paragraph says it."""
        spacing = self.whole(self.grounds[0]).get("spacing")
        exact = spacing is not None and spacing.get(f"{W}lineRule") == "exact"
        return float(number_in(spacing, "line") or 0) if exact and spacing is not None else size / 2 * TWIPS

    def is_numbered(self) -> bool:
        """Whether Word sets a number or a sign before it, of its own or its style's accord."""
        numbers = (self.whole(ground).get("numPr") for ground in self.grounds)
        return any(value_of(element.find(f"{W}numId"), "0") != "0" for element in numbers if element is not None)

    def size(self) -> float:
        """Of the letters that the paragraph has where no run says another size, in half points."""
        levels = (self.document.styles.defaults.run, self.grounds[0].given.run, self.given.run)
        return number_or(reduce(laid_over, levels).get("sz"), USUAL_SIZE)


def toggled(name: str, levels: Iterable[Properties], own: Properties) -> bool | None:
    """Whether a property holds that every level of styles turns over (ECMA-376, 17.7.3); None where that is not sure."""
    if name in own:
        return is_on(own[name])
    said = [is_on(level[name]) for level in levels if name in level]
    if not any(said):
        return False
    return True if len(said) == 1 else None


def too_low(spacing: etree._Element | None, size: float) -> bool:
    line = number_in(spacing, "line") if spacing is not None else None
    if spacing is None or spacing.get(f"{W}line") is None:
        return False
    if line is None:
        return True
    match spacing.get(f"{W}lineRule", "auto"):
        case "auto":
            return line < LEAST_LINE
        case "exact":
            return line < LEAST_EXACT * size / 2 * TWIPS
        case _:
            return False


def number_or(element: etree._Element | None, otherwise: int) -> int:
    number = number_in(element) if element is not None else None
    return otherwise if number is None else number


def as_text(element: etree._Element | None) -> bytes:
    return etree.tostring(element) if element is not None else b""
