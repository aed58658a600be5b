"""How a page's styles draw each element: whether it is drawn at all, and what may make a figure look otherwise than its text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from lxml import html

from gongkai.drawn.legibility import BLACK, LARGEST, SMALLEST, WHITE, Rgb, contrast, is_seen_on
from gongkai.imports.looks import (
    ADDED,
    FAINT,
    GLYPHS,
    HIDDEN,
    MAY_BE_COVERED,
    NOT_NESTED,
    REWRITTEN,
    TINY,
    unknown,
)  # fmt: skip
from gongkai.imports.readers.css_colors import CLEAR, Paint, color_of, first_color, on
from gongkai.imports.readers.css_matching import Rules, refuse_too_many_pairs
from gongkai.imports.readers.css_properties import judged, reaches
from gongkai.imports.readers.css_sheets import Declared, Styled, StyleRule, sheets_of, styles_in
from gongkai.imports.readers.css_values import FONT_SIZES, GLOBAL, ROOT_SIZE, TABLE_PARTS, Said, font_parts, pixels
from gongkai.imports.readers.html_marks import about_page, declared_by, doubt_about
from gongkai.imports.readers.html_programs import rewrites

POINT = 4 / 3  # pixels
LINK = (0.0, 0.0, 238 / 255)  # browsers' own blue
OWN_GROUND = {"mark": (1.0, 1.0, 0.0)}
MOST_STATES = 24
PALE = 1.5  # contrast of a ground that is no ink
PLAIN_ADDRESS = re.compile(r"""(?!.*data:)(url\()?\s*["']?[\w./:%?=&~-]+["']?\s*\)?[\w\s,():-]*""", re.IGNORECASE)
SAYS_SO = 3  # doubts told of one cell


class Ink(NamedTuple):
    """One way in which words may be drawn: their colour, the ground behind them, their size in pixels, fonts not known."""

    color: Rgb
    ground: Rgb
    size: float
    glyphs: bool


PLAIN = Ink(BLACK, WHITE, ROOT_SIZE, False)


@dataclass(frozen=True, slots=True)
class Look:
    """Of one element: every way in which its own words may be drawn, whether it is certainly not drawn, and its doubts."""

    inks: frozenset[Ink]
    gone: bool
    doubts: tuple[str, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """What its own words would suffer."""
        return tuple(filter(None, (
            FAINT if any(not is_seen_on(ink.color, ink.ground) for ink in self.inks) else "",
            TINY if any(not SMALLEST * POINT <= ink.size <= LARGEST * POINT for ink in self.inks) else "",
            GLYPHS if any(ink.glyphs for ink in self.inks) else "",
        )))  # fmt: skip


class CssVisibility:
    """Of one page. Its sheets in files of their own are not there to be read."""

    def __init__(self, root: html.HtmlElement, otherwise: Collection[html.HtmlElement] = ()) -> None:
        self.root = root
        self.otherwise = otherwise  # tables that browsers build otherwise than the tree
        self.sheets = sheets_of(root)
        refuse_too_many_pairs(root, self.sheets)
        self.rules = Rules(root, self.sheets.rules)
        self.reaching = Rules(root, filter(may_reach, self.sheets.rules))
        self.looks: dict[tuple[html.HtmlElement, bool], Look] = {}
        self.alike: dict[tuple[object, ...], Look] = {}
        self.chains: dict[html.HtmlElement, tuple[str, ...]] = {}

    # What the readers ask

    def hides(self, element: html.HtmlElement) -> bool:
        """Whether it is certainly not drawn, nor anything in it."""
        return self.look(element, inside=True).gone

    def doubts_of_element(self, element: html.HtmlElement) -> tuple[str, ...]:
        """What may make the words of an element in a cell look otherwise than those beside it."""
        look = self.look(element, inside=True)
        return (*look.doubts, *(look.faults if has_words(element) else self.bars(element, look)))

    def bars(self, element: html.HtmlElement, look: Look) -> tuple[str, ...]:
        """A ground without words of its own, unless pale, may look like a digit or a stroke."""
        grounds = {above.ground for above in self.inherited(element)}
        inner = element.tag not in ("td", "th")
        dark = inner and any(contrast(ink.ground, ground) > PALE for ink in look.inks for ground in grounds)
        return (ADDED,) if dark else ()

    def doubt_of_cell(self, cell: html.HtmlElement) -> str:
        """Why a cell may show something else than its text; empty when nothing is known that could."""
        parent = cell.getparent()
        found = list(self.above(parent)) if parent is not None else []
        for element in self.drawn_in(cell):
            found += self.doubts_of_element(element)
        found += (*self.of_page, *((MAY_BE_COVERED,) if self.covered else ()))
        blank = not "".join(cell.itertext()).strip()
        said = [doubt for doubt in dict.fromkeys(found) if not blank or doubt not in (FAINT, TINY, HIDDEN)]
        return "；".join(said[:SAYS_SO])

    # What stands above a cell

    def above(self, element: html.HtmlElement) -> tuple[str, ...]:
        """The doubts of an element above a cell and of all that stands above it."""
        missing = []
        at: html.HtmlElement | None = element
        while at is not None and at not in self.chains:
            missing.append(at)
            at = at.getparent()
        found: tuple[str, ...] = self.chains[at] if at is not None else ()
        for one in reversed(missing):
            look = self.look(one, inside=False)
            beside = (*self.about_columns(one), *self.about_paragraph(one)) if one.tag == "table" else ()
            beside += (NOT_NESTED,) if one in self.otherwise else ()
            found = tuple(dict.fromkeys((*found, *look.doubts, *((HIDDEN,) if look.gone else ()), *beside)))
            self.chains[one] = found
        return found

    def about_columns(self, table: html.HtmlElement) -> Iterator[str]:
        """A column is no part of the tree above a cell, yet colours the ground behind it and can take it away."""
        for column in table.iter("col", "colgroup"):
            look = self.look(column, inside=False)
            grounds = {ink.ground for ink in look.inks} != {ink.ground for ink in self.inherited(column)}
            yield from (*look.doubts, *((unknown("background"),) if grounds else ()))

    def about_paragraph(self, table: html.HtmlElement) -> Iterator[str]:
        """A page without a document type lets a table stand in a paragraph that nobody closed; the tree has it behind."""
        last = table.getprevious()
        last = last if self.is_old and last is not None and last.tag == "p" else None
        while last is not None:
            if isinstance(last.tag, str):
                look = self.look(last, inside=False)
                yield from (*look.doubts, *look.faults, *((HIDDEN,) if look.gone else ()))
            last = last[-1] if len(last) else None

    def drawn_in(self, element: html.HtmlElement) -> Iterator[html.HtmlElement]:
        yield element
        for child in element:
            if isinstance(child.tag, str) and not self.hides(child):
                yield from self.drawn_in(child)

    @cached_property
    def of_page(self) -> tuple[str, ...]:
        strange = any(not PLAIN_ADDRESS.fullmatch(one) for one in self.sheets.imports)
        programs = (REWRITTEN,) if rewrites(self.root) else ()
        return (
            *about_page(self.root),
            *programs,
            *((unknown("rem"),) if self.by_root else ()),
            *((unknown("@import"),) if strange else ()),
        )

    @cached_property
    def by_root(self) -> bool:
        """Whether sizes are measured by that of the whole page, which is not the usual one."""
        top = next(iter(self.root.iterancestors("html")), self.root)
        if {ink.size for ink in self.look(top, inside=False).inks} == {ROOT_SIZE}:
            return False
        own = (*(style.text for style in self.root.iter("style")), *self.root.xpath(".//@style"))
        return any(re.search(r"\drem\b", said or "", re.IGNORECASE) for said in own)

    @cached_property
    def covered(self) -> bool:
        """Whether anything on the page may be drawn away from its place, and so over a cell."""
        for element in self.root.iter():
            if isinstance(element.tag, str) and self.may_reach(element) and not self.is_under_gone(element):
                return True
        return False

    def may_reach(self, element: html.HtmlElement) -> bool:
        own = styles_in(element.get("style", "")) if element.get("style") else ()
        said = (*own, *(one for rule, _ in self.reaching.matching(element) for one in rule.declared))
        opened = element.tag == "dialog" and element.get("open") is not None
        tag = "span" if any(one.name == "display" and is_word(one, "inline") for one in said) else str(element.tag)
        if opened or any(reaches(one.name, one.tokens, tag) for one in said):
            return True
        return element.tag not in TABLE_PARTS and any(one.name in HEIGHTS for one in said) and overflows(element, said)

    def is_under_gone(self, element: html.HtmlElement) -> bool:
        return any(self.look(one, inside=False).gone for one in (element, *element.iterancestors()))

    # How one element is drawn

    def look(self, element: html.HtmlElement, *, inside: bool) -> Look:
        if (element, inside) not in self.looks:
            self.looks[element, inside] = self.seen(element, inside=inside)
        return self.looks[element, inside]

    def inherited(self, element: html.HtmlElement) -> frozenset[Ink]:
        parent = element.getparent()
        if parent is None:
            return frozenset((PLAIN,))
        known = self.looks.get((parent, True)) or self.look(parent, inside=False)
        return known.inks

    def seen(self, element: html.HtmlElement, *, inside: bool) -> Look:
        """Most cells of a table are styled alike, so that one look is found once."""
        matched = tuple(self.rules.matching(element))
        orders = tuple((rule.order, certain) for rule, certain in matched)
        key = (element.tag, inside, self.inherited(element), orders, *element.attrib.items())
        if key not in self.alike:
            self.alike[key] = self.found(element, matched, inside=inside)
        return self.alike[key]

    def found(self, element: html.HtmlElement, matched: Sequence[tuple[Styled, bool]], *, inside: bool) -> Look:
        certain, perhaps, printed = self.declared(element, matched)
        doubts = [ADDED] if prints(printed, in_row=str(element.tag) in TABLE_PARTS and element.tag not in ("td", "th")) else []
        doubts += doubt_about(element, inside=inside)
        sizes = [ink.size for ink in self.inherited(element)]
        for said in (*certain, *(one for rule in perhaps for one in rule)):
            doubts.append(judged(said.name, Said(said.tokens, str(element.tag), inside, min(sizes))))
        gone = self.is_gone(certain, perhaps)
        inks = self.inks(element, certain, perhaps)
        return Look(inks, gone, tuple(dict.fromkeys(filter(None, doubts))))

    @staticmethod
    def declared(
        element: html.HtmlElement, matched: Sequence[tuple[Styled, bool]]
    ) -> tuple[list[Declared], list[tuple[Declared, ...]], list[Styled]]:
        """In the order in which they win: what is certainly said of it; what each rule says that may match; what is printed."""
        printed = [rule for rule, _ in matched if rule.prints]
        own = styles_in(element.get("style", "")) if element.get("style") else ()
        sure = (one for rule, certain in matched if certain and not rule.prints for one in rule.declared)
        certain = sorted((*declared_by(element), *sure, *own), key=lambda said: said.important)
        return certain, [rule.declared for rule, certain in matched if not certain and not rule.prints], printed

    @staticmethod
    def is_gone(certain: Sequence[Declared], perhaps: Iterable[Sequence[Declared]]) -> bool:
        shown = [said for said in certain if said.name == "display"]
        unsure = any(said.name in ("display", "all") for rule in perhaps for said in rule)
        plain = bool(shown) and len(shown[-1].tokens) == 1 and all(len(said.tokens) == 1 for said in shown)
        return plain and not unsure and shown[-1].tokens[0].type == "ident" and shown[-1].tokens[0].lower_value == "none"

    def inks(
        self, element: html.HtmlElement, certain: Sequence[Declared], perhaps: Sequence[Sequence[Declared]]
    ) -> frozenset[Ink]:
        """With nothing, each and all of what may be said besides."""
        measured = [rule for rule in perhaps if any(MEASURED.intersection((said.name,)) for said in rule)]
        ways = [certain, *([*certain, *rule] for rule in measured[:MOST_STATES])]
        if len(measured) > 1:
            ways.append([*certain, *(said for rule in measured for said in rule)])
        base = self.inherited(element)
        if element.tag == "table":  # pages without a document type begin anew in a table
            base |= (
                frozenset(ink._replace(color=BLACK, size=ROOT_SIZE) for ink in base if ink.color != BLACK)
                if self.is_old
                else frozenset()
            )
        found = frozenset(self.ink(element, way, ink) for way in ways for ink in base)
        return found if len(found) <= MOST_STATES else frozenset((*list(found)[:MOST_STATES], PLAIN._replace(glyphs=True)))

    @cached_property
    def is_old(self) -> bool:
        kind = self.root.getroottree().docinfo
        return not (kind.doctype or "").lower().startswith("<!doctype html>")

    def ink(self, element: html.HtmlElement, said: Iterable[Declared], above: Ink) -> Ink:
        color, size, glyphs = above.color, above.size, above.glyphs
        ground: Paint = (OWN_GROUND[str(element.tag)], 1.0) if element.tag in OWN_GROUND else CLEAR
        letters: Paint = (LINK, 1.0) if element.tag == "a" and element.get("href") is not None else (color, 1.0)
        for one in said:
            if one.name in ("color", "-webkit-text-fill-color"):
                letters = (color, 1.0) if is_word(one, "inherit", "unset", "currentcolor") else measured_color(one)
            elif one.name in ("background", "background-color"):
                ground = first_color(one.tokens) or (CLEAR if one.name == "background" or is_word(one, *GLOBAL) else ground)
            elif one.name in ("font-size", "font"):
                size = sized(one, above.size)
            if one.name in ("font-family", "font"):
                glyphs = self.is_strange(one)
        behind = on(ground, above.ground)
        return Ink(on(letters, behind), behind, size, glyphs)

    def is_strange(self, said: Declared) -> bool:
        """Whether a font of the page's own is asked for."""
        tokens = font_parts(said.tokens)[2] if said.name == "font" else said.tokens
        if is_word(said, "inherit", "initial", "unset"):
            return False
        names = " ".join(str(piece.value) if piece.type in ("ident", "string") else "," for piece in tokens).lower().split(" , ")
        return bool(self.sheets.families.intersection(name.strip() for name in names))


MEASURED = frozenset(("color", "-webkit-text-fill-color", "background", "background-color", "font-size", "font", "font-family"))


def may_reach(rule: StyleRule) -> bool:
    """Whether a rule could draw an element away from its place."""
    return any(said.name in HEIGHTS or reaches(said.name, said.tokens, "span") for said in rule.styled.declared)


def overflows(element: html.HtmlElement, said: Sequence[Declared]) -> bool:
    """Whether the words of a box are clearly more than its height holds, and so go on over what comes next."""
    if any(one.name in ("overflow", "overflow-y") and not is_word(one, "visible") for one in said):
        return False
    heights = [height for one in said if one.name in HEIGHTS for piece in one.tokens if (height := pixels(piece)) is not None]
    words = "".join(element.itertext()).strip()
    if not heights or not words:
        return False
    lines = sum(1 for one in element.iter("br", "p", "div", "tr", "li")) + len(words) // 60
    return min(heights) < 12 or lines * ROOT_SIZE > 3 * min(heights) + 200


HEIGHTS = ("height", "max-height", "block-size", "max-block-size")


def prints(rules: Iterable[Styled], *, in_row: bool) -> bool:
    """Whether the rules for what stands before or behind an element draw anything: an empty box that ends a float does not.

    In a row even an empty one is a cell, and moves the others.
    """
    said = [one for rule in rules for one in rule.declared]
    words = [one for one in said if one.name == "content" and not is_word(one, "none", "normal")]
    empty = all(len(one.tokens) == 1 and one.tokens[0].type == "string" and not one.tokens[0].value.strip() for one in words)
    return bool(words) and (in_row or not empty or not all(one.name in CLEARS for one in said))


CLEARS = ("content", "display", "clear", "height", "visibility", "font-size", "line-height", "overflow", "width", "zoom")


def is_word(said: Declared, *words: str) -> bool:
    return len(said.tokens) == 1 and said.tokens[0].type == "ident" and said.tokens[0].lower_value in words


def measured_color(said: Declared) -> Paint:
    """A colour that cannot be measured is taken for one that is not seen."""
    if is_word(said, "initial", "revert"):
        return BLACK, 1.0
    found = color_of(said.tokens[0]) if len(said.tokens) == 1 else None
    return found if found is not None else (WHITE, 0.0)


def sized(said: Declared, above: float) -> float:
    """The size in pixels; 0 of one that is not known."""
    piece = font_parts(said.tokens)[0] if said.name == "font" else said.tokens[0] if len(said.tokens) == 1 else None
    if piece is None:
        return above if said.name == "font" and len(said.tokens) == 1 and said.tokens[0].type == "ident" else 0.0
    if piece.type == "percentage":
        return float(above * piece.value / 100)
    if piece.type == "ident":
        word = piece.lower_value
        relative = {"smaller": above / 1.2, "larger": above * 1.2, "initial": ROOT_SIZE, "inherit": above, "unset": above}
        return FONT_SIZES.get(word, relative.get(word, 0.0))
    return pixels(piece, above) or 0.0


def has_words(element: html.HtmlElement) -> bool:
    """Whether words stand in it that are not in an element below."""
    return any(text and text.strip() for text in (element.text, *(child.tail for child in element)))


__all__ = ["CssVisibility", "Ink", "Look"]
