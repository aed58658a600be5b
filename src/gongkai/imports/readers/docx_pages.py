"""What a Word file says of its pages as a whole, and what of that may hide or change the figures of every table."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from gongkai.drawn.legibility import WHITE
from gongkai.imports import looks
from gongkai.imports.readers.docx_alternatives import taken
from gongkai.imports.readers.docx_colors import Colors, Palette, UnknownColorError, rgb_of
from gongkai.imports.readers.docx_floating import WP, floating_in, height, is_clear, reach
from gongkai.imports.readers.docx_names import W, is_on, number_in, short_name, value_of
from gongkai.imports.readers.docx_table_looks import PAGE_WIDTH
from gongkai.imports.readers.office_package import Package

HEAD_HEIGHT = 60  # points; what is higher in a page's head reaches into its text
LEAST_PAGE = 4_000  # twips
LETTER_PITCH = 4_096  # of a point, in which a grid of letters is said
UPRIGHT = ("lrTb", "lr", "")
PAGE_PARTS = ("header", "footer", "footnotes", "endnotes")


def paper(document: etree._Element, settings: etree._Element | None, palette: Palette) -> Colors:
    """The colour of the pages, which Word draws only where the settings say so."""
    background = document.find(f"{W}background")
    if background is None:
        return (WHITE,)
    shown = settings is not None and is_on(settings.find(f"{W}displayBackgroundShape"))
    try:
        color = background.get(f"{W}color", "auto")
        found = tuple(palette.said(background, "color", "theme", WHITE)) if rgb_of(color) or color == "auto" else ()
    except UnknownColorError:
        found = ()
    return tuple(dict.fromkeys((*((WHITE,) if not shown or not found else ()), *found)))


def width(body: etree._Element) -> int:
    """Of the narrowest page, in twips, from its left margin to its right edge."""
    found = [PAGE_WIDTH]
    for size in body.iter(f"{W}pgSz"):
        margins = getattr(size.getparent(), "find", lambda _: None)(f"{W}pgMar")
        left = number_in(margins, "left") or 0 if margins is not None else 0
        found.append((number_in(size, "w") or PAGE_WIDTH) - max(0, left))
    return min(found[1:] or found)


def doubts(package: Package, part: str, document: etree._Element, settings: etree._Element | None) -> Iterator[str]:
    """One sentence for each cause."""
    background = document.find(f"{W}background")
    if background is not None and len(background):
        yield looks.unknown(short_name(background))
    for section in document.iter(f"{W}sectPr"):
        yield from about_section(section)
    if settings is not None and is_on(settings.find(f"{W}linkStyles")):
        yield looks.unknown("linkStyles")
    for link in package.links(part):
        if link.kind in PAGE_PARTS and link.part in package:
            yield from about_head(package.tree(link.part))


def about_section(section: etree._Element) -> Iterator[str]:
    if value_of(section.find(f"{W}textDirection")) not in UPRIGHT or is_on(section.find(f"{W}bidi")):
        yield looks.TURNED
    size = section.find(f"{W}pgSz")
    if size is not None and any((number_in(size, name) or LEAST_PAGE) < LEAST_PAGE for name in ("w", "h")):
        yield looks.MOVED
    margins, grid = section.find(f"{W}pgMar"), section.find(f"{W}docGrid")
    if margins is not None and any((number_in(margins, name) or 0) < 0 for name in ("top", "bottom", "left", "right")):
        yield looks.MOVED
    spread = number_in(grid, "charSpace") or 0 if grid is not None else 0
    if not -2 * LETTER_PITCH <= spread <= 10 * LETTER_PITCH:
        yield looks.MOVED


def about_head(head: etree._Element) -> Iterator[str]:
    """What is drawn behind a page's text from its head or foot, and reaches out of it."""
    taken(head)
    if not all(stays(shape) for shape in floating_in(head)):
        yield looks.COVERED


def stays(shape: etree._Element) -> bool:
    """Whether it stays where the head or foot is: near its paragraph, and low or empty, as the box of a page's number is."""
    above, below = reach(shape)
    clear = shape.tag == f"{WP}anchor" and is_clear(shape)
    tall = 0 if clear else height(shape) if shape.tag == f"{WP}anchor" else -1
    return 0 <= tall <= HEAD_HEIGHT and above <= HEAD_HEIGHT and (clear or below <= 2 * HEAD_HEIGHT)
