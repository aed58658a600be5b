"""The colours of a Word file: of letters, of what they are highlighted with, and of the ground of a cell or a page.

A theme's colour is looked up in the theme; the colour that the file wrote beside it counts as well, and both must be seen.
"""

from __future__ import annotations

import colorsys
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from gongkai.drawn.legibility import BLACK, WHITE, Rgb, is_seen_on
from gongkai.imports.readers.docx_names import OFF, VALUE, W14, W

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
HEX = re.compile(r"[0-9A-Fa-f]{6}")
PERCENT = re.compile(r"pct([0-9]{1,3})")
PERCENT_SHADE = 255
HIGHLIGHTS: Mapping[str, Rgb] = {
    "black": BLACK,
    "white": WHITE,
    "blue": (0, 0, 1),
    "cyan": (0, 1, 1),
    "green": (0, 1, 0),
    "magenta": (1, 0, 1),
    "red": (1, 0, 0),
    "yellow": (1, 1, 0),
    "darkBlue": (0, 0, 0.5),
    "darkCyan": (0, 0.5, 0.5),
    "darkGreen": (0, 0.5, 0),
    "darkMagenta": (0.5, 0, 0.5),
    "darkRed": (0.5, 0, 0),
    "darkYellow": (0.5, 0.5, 0),
    "darkGray": (0.5, 0.5, 0.5),
    "lightGray": (0.75, 0.75, 0.75),
}
# Names of a document's colours, as its settings map them to those of the theme.
MAPPED = {"text1": "t1", "text2": "t2", "background1": "bg1", "background2": "bg2"}
SHORT = {
    "tx1": "text1",
    "tx2": "text2",
    "bg1": "background1",
    "bg2": "background2",
    "dk1": "dark1",
    "lt1": "light1",
    "dk2": "dark2",
    "lt2": "light2",
}
THEME = {"dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink"}
USUAL_MAP = {"t1": "dark1", "t2": "dark2", "bg1": "light1", "bg2": "light2"}
Colors = tuple[Rgb, ...]
"""Every colour that it may be."""


class UnknownColorError(Exception):
    """The file says a colour in a way that is not known here."""


class Palette:
    """The colours and fonts of the theme, as the settings map them."""

    def __init__(self, theme: etree._Element | None, settings: etree._Element | None) -> None:
        scheme = next(theme.iter(f"{A}clrScheme"), None) if theme is not None else None
        self.colors = {} if scheme is None else {str(entry.tag).removeprefix(A): entry for entry in scheme}
        self.fonts = {} if theme is None else dict(theme_fonts(theme))
        mapping = settings.find(f"{W}clrSchemeMapping") if settings is not None else None
        own = {} if mapping is None else {str(name).removeprefix(W): str(said) for name, said in mapping.items()}
        self.mapping = USUAL_MAP | own

    def of(self, name: str) -> Rgb:
        """The colour of the theme that the document calls so."""
        name = SHORT.get(name, name)
        name = self.mapping.get(MAPPED.get(name, name), name)
        entry = self.colors.get(THEME.get(name, name))
        if entry is None:
            raise UnknownColorError
        for color in entry:
            if found := rgb_of(color.get("lastClr", color.get("val", ""))):
                return found
        raise UnknownColorError

    def letters(self, color: etree._Element | None) -> Colors:
        """What `w:color` may be; black where nothing is said."""
        return (BLACK,) if color is None else tuple(self.said(color, "val", "theme", BLACK)) or (BLACK,)

    def said(self, element: etree._Element, plain: str, theme: str, auto: Rgb | None) -> Iterator[Rgb]:
        """The colours of an element: the one written out, and that of the theme made lighter or darker."""
        value = element.get(f"{W}{plain}", "auto")
        name = element.get(f"{W}{theme}Color" if theme == "theme" else f"{W}{theme}")
        if value == "auto" or not value:
            if auto is not None and name is None:
                yield auto
        elif found := rgb_of(value):
            yield found
        else:
            raise UnknownColorError
        if name is not None and name != "none":
            yield changed(self.of(name), element.get(f"{W}{theme}Tint"), element.get(f"{W}{theme}Shade"))

    def ground(self, shading: etree._Element | None) -> Colors:
        """The colours of `w:shd`; none where what is below it shows through."""
        kind = shading.get(VALUE, "clear") if shading is not None else "nil"
        if shading is None or kind == "nil":
            return ()
        fills = tuple(self.said(shading, "fill", "themeFill", None))
        if kind == "clear":
            return fills
        fronts = tuple(self.said(shading, "color", "theme", BLACK))
        if kind == "solid":
            return fronts
        percent = PERCENT.fullmatch(kind)
        if percent is None:
            raise UnknownColorError
        return tuple(mixed(front, fill, int(percent[1]) / 100) for front, fill in itertools.product(fronts, fills or (WHITE,)))

    def fill(self, element: etree._Element) -> Colors:
        """The colour of `w14:textFill`."""
        solid = element.find(f"{W14}solidFill")
        if len(element) != 1 or solid is None or len(solid) != 1:
            raise UnknownColorError
        color = solid[0]
        name = color.get(f"{W14}val", "")
        found = self.of(name) if color.tag == f"{W14}schemeClr" else rgb_of(name) if color.tag == f"{W14}srgbClr" else None
        if found is None:
            raise UnknownColorError
        for change in color:
            found = lit(found, str(change.tag).removeprefix(W14), change.get(f"{W14}val", ""))
        return (found,)


def theme_fonts(theme: etree._Element) -> Iterator[tuple[str, str]]:
    """The fonts of a theme by the names that `w:asciiTheme` and the like use."""
    for size in ("major", "minor"):
        for fonts in theme.iter(f"{A}{size}Font"):
            by_kind = {kind: node.get("typeface", "") for kind in ("latin", "ea", "cs") for node in fonts.iter(f"{A}{kind}")}
            chinese = next((font.get("typeface", "") for font in fonts.iter(f"{A}font") if font.get("script") == "Hans"), "")
            for name, font in (
                ("HAnsi", by_kind.get("latin")),
                ("Ascii", by_kind.get("latin")),
                ("EastAsia", by_kind.get("ea") or chinese),
                ("Bidi", by_kind.get("cs")),
            ):
                yield f"{size}{name}", font or ""


def rgb_of(text: str) -> Rgb | None:
    """
    >>> rgb_of("FF0000"), rgb_of("red")
    ((1.0, 0.0, 0.0), None)
    """
    if not HEX.fullmatch(text):
        return None
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def changed(color: Rgb, tint: str | None, shade: str | None) -> Rgb:
    """A theme's colour made lighter (tint) or darker (shade), each two hexadecimal digits (ECMA-376, 17.3.2.6)."""
    hue, light, full = colorsys.rgb_to_hls(*color)
    try:
        if tint:
            part = int(tint, 16) / PERCENT_SHADE
            light = light * part + 1 - part
        if shade:
            light *= int(shade, 16) / PERCENT_SHADE
    except ValueError as error:
        raise UnknownColorError from error
    return colorsys.hls_to_rgb(hue, min(max(light, 0), 1), full)


def lit(color: Rgb, change: str, value: str) -> Rgb:
    """With a theme colour's brightness multiplied or moved, in thousandths of a percent."""
    if change not in ("lumMod", "lumOff") or not value.isdecimal():
        raise UnknownColorError
    hue, light, full = colorsys.rgb_to_hls(*color)
    light = light * int(value) / 100_000 if change == "lumMod" else light + int(value) / 100_000
    return colorsys.hls_to_rgb(hue, min(max(light, 0), 1), full)


def mixed(front: Rgb, ground: Rgb, part: float) -> Rgb:
    red, green, blue = (one * part + other * (1 - part) for one, other in zip(front, ground, strict=True))
    return red, green, blue


def highlight(element: etree._Element | None) -> Colors:
    """What `w:highlight` marks the letters with; nothing where there is none."""
    name = element.get(VALUE, "") if element is not None else "none"
    if name in OFF:
        return ()
    if name not in HIGHLIGHTS:
        raise UnknownColorError
    return (HIGHLIGHTS[name],)


def all_seen(letters: Iterable[Rgb], grounds: Iterable[Rgb]) -> bool:
    return all(is_seen_on(letter, ground) for letter, ground in itertools.product(letters, grounds))
