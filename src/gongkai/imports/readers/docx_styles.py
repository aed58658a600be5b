"""The styles of a Word file: what each says of runs, paragraphs, cells, rows and tables, with what it takes over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from gongkai.imports.readers.docx_names import W, short_name, value_of
from gongkai.imports.readers.office_package import tree_of

Properties = Mapping[str, etree._Element]
"""Properties by their short names. A name that is said twice has a star behind it the second time."""

LARGE_STYLES = 500_000  # bytes; those of a word processor have some 30,000
HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)
BY_ATTRIBUTE = ("rFonts", "ind", "spacing", "tblCellMar", "lang")  # of these a later one changes only what it names
FONT_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
WHOLE_TABLE = "wholeTable"
NOTHING: Properties = {}


@dataclass(frozen=True, slots=True)
class Given:
    """What a style says, or one condition of a table style (its first row, every second row, …)."""

    run: Properties = field(default_factory=dict)
    paragraph: Properties = field(default_factory=dict)
    cell: Properties = field(default_factory=dict)
    row: Properties = field(default_factory=dict)
    table: Properties = field(default_factory=dict)

    def under(self, upper: Given) -> Given:
        """With what a nearer one says instead."""
        return Given(
            laid_over(self.run, upper.run),
            laid_over(self.paragraph, upper.paragraph),
            laid_over(self.cell, upper.cell),
            laid_over(self.row, upper.row),
            laid_over(self.table, upper.table),
        )


SAYS_NOTHING = Given()


class Styles:
    """`twice` are the style ids that two styles have: nobody can tell which of them Word takes."""

    def __init__(self, root: etree._Element | None) -> None:
        styles = list(root.iter(f"{W}style")) if root is not None else []
        self.elements: dict[str, etree._Element] = {}
        self.twice: set[str] = set()
        for style in styles:
            id = style.get(f"{W}styleId", "")
            if id in self.elements:
                self.twice.add(id)
            self.elements.setdefault(id, style)
        defaults = root.find(f"{W}docDefaults") if root is not None else None
        self.defaults = SAYS_NOTHING if defaults is None else defaults_in(defaults)
        self.usual = {
            style.get(f"{W}type", "paragraph"): id
            for id, style in self.elements.items()
            if style.get(f"{W}default") in ("1", "true", "on")
        }
        self.levels = heading_levels(styles)
        self.found: dict[str, Given] = {}

    def of(self, id: str | None, kind: str) -> Given:
        """What the style says, or the usual one where none, or one that does not exist, is named."""
        known = id if id in self.elements and self.kind(id) == kind else self.usual.get(kind)
        if known is None:
            return SAYS_NOTHING
        if known not in self.found:
            given = SAYS_NOTHING
            for style in self.chain(known):
                given = given.under(given_by(style)).under(given_under(style, WHOLE_TABLE))
            self.found[known] = given
        return self.found[known]

    def kind(self, id: str | None) -> str:
        return self.elements[id].get(f"{W}type", "paragraph") if id in self.elements and id is not None else ""

    def is_usual(self, id: str | None, kind: str) -> bool:
        return id not in self.elements or id == self.usual.get(kind)

    def chain(self, id: str) -> list[etree._Element]:
        """The style and those that it is based on, the first of them first."""
        seen: list[str] = []
        while id in self.elements and id not in seen:
            seen.append(id)
            id = value_of(self.elements[id].find(f"{W}basedOn"))
        return [self.elements[one] for one in reversed(seen)]

    def is_sure(self, id: str | None, kind: str) -> bool:
        """Whether the id means one style of this kind, or none at all."""
        return id is None or (id not in self.twice and self.kind(id) in (kind, ""))

    def conditions(self, id: str | None) -> dict[str, Given]:
        """What a table style says of certain rows and columns only, by the name of the condition."""
        known = id if self.kind(id) == "table" and id is not None else self.usual.get("table", "")
        found: dict[str, Given] = {}
        for style in self.chain(known):
            for part in style.iter(f"{W}tblStylePr"):
                name = part.get(f"{W}type", "")
                if name != WHOLE_TABLE:
                    found[name] = found.get(name, SAYS_NOTHING).under(given_by(part))
        return {name: given for name, given in found.items() if given != SAYS_NOTHING}


def styles_in(content: bytes) -> Styles:
    return usual_styles_in(content) if len(content) < LARGE_STYLES else Styles(tree_of(content))


@lru_cache(maxsize=8)
def usual_styles_in(content: bytes) -> Styles:
    """Read once: the agencies of a county fill in copies of one file."""
    return Styles(tree_of(content))


def properties_in(element: etree._Element | None) -> dict[str, etree._Element]:
    found: dict[str, etree._Element] = {}
    for child in list(element) if element is not None else ():
        name = short_name(child)
        found[f"{name}*" if name in found and not same(found[name], child) else name] = child
    return found


def same(one: etree._Element, other: etree._Element) -> bool:
    return [*one.items()] == [*other.items()] and len(one) == len(other) == 0


def given_by(element: etree._Element) -> Given:
    parts = (properties_in(element.find(f"{W}{name}")) for name in ("rPr", "pPr", "tcPr", "trPr", "tblPr"))
    return Given(*parts)


def given_under(style: etree._Element, condition: str) -> Given:
    found = SAYS_NOTHING
    for part in style.iter(f"{W}tblStylePr"):
        if part.get(f"{W}type") == condition:
            found = found.under(given_by(part))
    return found


def defaults_in(element: etree._Element) -> Given:
    return Given(properties_in(element.find(f"{W}rPrDefault/{W}rPr")), properties_in(element.find(f"{W}pPrDefault/{W}pPr")))


def laid_over(under: Properties, upper: Properties) -> Properties:
    if not under or not upper:
        return under or upper
    found = dict(under)
    for name, element in upper.items():
        found[name] = merged(found[name], element) if name in BY_ATTRIBUTE and name in found else element
    return found


def merged(under: etree._Element, upper: etree._Element) -> etree._Element:
    """One element with the attributes of both, and the children of the nearer; a font that is named ends one of the theme."""
    both = copy(upper)
    for name, value in under.attrib.items():
        if name not in both.attrib and not replaced(str(name), upper):
            both.set(name, value)
    named = {child.tag for child in both}
    both.extend([copy(child) for child in under if child.tag not in named])
    return both


def replaced(name: str, upper: etree._Element) -> bool:
    slot = next((slot for slot in FONT_SLOTS if name.removeprefix(W).removesuffix("Theme").removesuffix("theme") == slot), "")
    return bool(slot) and any(upper.get(f"{W}{slot}{ending}") is not None for ending in ("", "Theme", "theme"))


def heading_levels(styles: Iterable[etree._Element]) -> dict[str, int]:
    """The levels of the styles that are headings, by style id."""
    return {style.get(f"{W}styleId", ""): int(level[1]) for style in styles for level in named_level(style)}


def named_level(style: etree._Element) -> Iterator[re.Match[str]]:
    name = style.find(f"{W}name")
    if name is not None and (found := HEADING.match(name.get(f"{W}val", ""))):
        yield found
