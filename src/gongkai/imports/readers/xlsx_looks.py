"""How a workbook shows its cells: number formats, fonts, fills; and what of that may show something else than the value."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator

from lxml import etree

from gongkai.drawn.legibility import BLACK, LARGEST, SMALLEST, WHITE, Rgb, is_seen_on
from gongkai.imports import looks
from gongkai.imports.readers.docx_colors import Palette, UnknownColorError, rgb_of
from gongkai.imports.readers.docx_fonts import has_letters

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMATTED = "单元格的数字格式是“{0}”，看到的数可能与格里存的不同；请对照原件"
OFF = ("0", "false", "none")
PLAIN = {"0", "49"}  # General and text
# Formats that Excel has without writing them out (ECMA-376, 18.8.30).
BUILT_IN = {"1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%", "11": "0.00E+00", "12": "# ?/?"}
DAYS = frozenset(range(14, 18)) | frozenset(range(27, 32)) | frozenset(range(50, 59))  # number formats that show a day
WHOLE_DAYS = (14, 15, 30, 31)  # of these, those with year, month and day
QUOTED_SIGN = re.compile(r'"([年月日/. -]*)"')
WRITTEN_OUT = re.compile(r'"[^"]*"|\[[^\]]*\]')
SHOWS_A_DAY = re.compile(r"[yd]", re.IGNORECASE)
DAY = re.compile(r"(?:yyyy|yy|mm?|dd?|[-/.年月日 \\;@]|\[\$-[0-9A-Fa-f]+\])+", re.IGNORECASE)
NUMBERS = re.compile(r"#,##0|0|#")
DECIMALS = re.compile(r"(?:#,##0|0|#)\.([0#]+)")
LONGEST_PLAIN = 11  # signs of a number that is shown as it is; a longer one is rounded
THEME_ORDER = (
    *("light1", "dark1", "light2", "dark2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6"),
    *("hyperlink", "followedHyperlink"),
)
FIRST_COLORS: tuple[Rgb, ...] = (BLACK, WHITE, (1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1))
ALIGNED = ("general", "left", "center", "right", "justify", "distributed")
MOST_INDENT = 15  # steps of three spaces
SYMBOLS = "2"  # the character set of typefaces that draw no letters
SYSTEM_FRONT, SYSTEM_BACK = 64, 65


class CellLooks:
    """The styles of a workbook's cells, by their numbers."""

    def __init__(self, styles: etree._Element | None, theme: etree._Element | None) -> None:
        self.palette = Palette(theme, None)
        found = styles if styles is not None else etree.Element("none")
        self.formats = {form.get("numFmtId", ""): form.get("formatCode", "") for form in found.iter(f"{S}numFmt")}
        self.cells = [xf for cells in found.iterfind(f"{S}cellXfs") for xf in cells.iterfind(f"{S}xf")]
        self.fonts = [font for fonts in found.iterfind(f"{S}fonts") for font in fonts.iterfind(f"{S}font")]
        self.borders = [border for borders in found.iterfind(f"{S}borders") for border in borders.iterfind(f"{S}border")]
        self.fills = [fill for fills in found.iterfind(f"{S}fills") for fill in fills.iterfind(f"{S}fill")]
        self.known: dict[str, tuple[str, ...]] = {}

    def format_of(self, style: str) -> tuple[str, str]:
        """The number of the format, and what it is where it is written out or built in."""
        xf = self.cell(style)
        number = xf.get("numFmtId", "0") if xf is not None else "0"
        return number, self.formats.get(number, BUILT_IN.get(number, ""))

    def cell(self, style: str) -> etree._Element | None:
        return self.cells[int(style)] if style.isdecimal() and int(style) < len(self.cells) else None

    def shows_a_day(self, style: str) -> bool:
        number, code = self.format_of(style)
        built_in = number.isdecimal() and int(number) in DAYS and number not in self.formats
        return built_in or bool(SHOWS_A_DAY.search(WRITTEN_OUT.sub("", code)))

    def doubts(self, style: str, kind: str, value: str) -> Iterator[str]:
        """Why a reader may see something else than this value of a number ("n") or a text."""
        number, code = self.format_of(style)
        if kind == "n" and not self.shows(number, code, value):
            yield FORMATTED.format(code or f"内置第 {number} 号")
        elif kind != "n" and number not in PLAIN and ";" in code:  # its fourth part is for texts
            yield FORMATTED.format(code)
        if style not in self.known:
            self.known[style] = tuple(dict.fromkeys(self.about_style(style)))
        yield from self.known[style]

    def shows(self, number: str, code: str, value: str) -> bool:
        """Whether the format shows this number as it is."""
        if (number in PLAIN and number not in self.formats) or code in ("General", "@"):
            return len(value) <= LONGEST_PLAIN
        if self.is_day(number):
            return True
        tight = value.removesuffix(".0")
        if NUMBERS.fullmatch(code):
            return tight.removeprefix("-").isdecimal() and not (code == "#" and tight == "0")
        decimals = DECIMALS.fullmatch(code)
        return decimals is not None and len(value.partition(".")[2]) <= len(decimals[1])

    def is_day(self, number: str) -> bool:
        """Whether the format shows a number as a whole day: year, month and day, and nothing else."""
        if number in self.formats:
            plain = QUOTED_SIGN.sub(r"\1", self.formats[number])
            return DAY.fullmatch(plain) is not None and all(part in plain.lower() for part in "ymd")
        return number.isdecimal() and int(number) in WHOLE_DAYS

    def about_style(self, style: str) -> Iterator[str]:
        xf = self.cell(style)
        if xf is None:
            if self.cells:
                yield looks.unknown(f"s={style}")
            return
        fill, font = entry(self.fills, xf.get("fillId")), entry(self.fonts, xf.get("fontId"))
        yield from self.about_font(font, fill)
        for place in xf.iterfind(f"{S}alignment"):
            if place.get("textRotation", "0") not in ("0", "255") or place.get("readingOrder", "0") == "2":
                yield looks.TURNED
            if place.get("horizontal", "general") not in ALIGNED or not is_between(place.get("indent", "0"), 0, MOST_INDENT):
                yield looks.MOVED
        border = entry(self.borders, xf.get("borderId"))
        if border is not None and any(border.get(name, "0") not in OFF for name in ("diagonalUp", "diagonalDown")):
            yield looks.UNREAD

    def about_letters(self, style: str, font: etree._Element | None) -> Iterator[str]:
        """About a part of a cell's words that has a font of its own."""
        xf = self.cell(style)
        if font is not None:
            yield from self.about_font(font, entry(self.fills, xf.get("fillId")) if xf is not None else None)

    def about_font(self, font: etree._Element | None, fill: etree._Element | None) -> Iterator[str]:
        """About letters of this font, on this fill."""
        parts = {} if font is None else {str(part.tag).removeprefix(S): part for part in font}
        name = parts.get("name", parts.get("rFont"))
        symbols = "charset" in parts and parts["charset"].get("val") == SYMBOLS
        if symbols or (name is not None and not has_letters(name.get("val", ""))):
            yield looks.GLYPHS
        if "strike" in parts and parts["strike"].get("val", "1") not in OFF:
            yield looks.STRUCK
        if "vertAlign" in parts and parts["vertAlign"].get("val") != "baseline":
            yield looks.MOVED
        size = parts["sz"].get("val", "11") if "sz" in parts else "11"
        if not is_between(size, SMALLEST, LARGEST):
            yield looks.TINY
        try:
            letters = self.color(parts.get("color"), BLACK)
            if not is_seen_on(letters, self.ground(fill)):
                yield looks.FAINT
        except UnknownColorError:
            yield looks.unknown("color")

    def ground(self, fill: etree._Element | None) -> Rgb:
        pattern = fill.find(f"{S}patternFill") if fill is not None else None
        if fill is None or (pattern is not None and pattern.get("patternType", "none") == "none"):
            return WHITE
        if pattern is None or pattern.get("patternType") not in ("solid", "gray125"):
            raise UnknownColorError
        return self.color(pattern.find(f"{S}fgColor"), WHITE if pattern.get("patternType") == "gray125" else BLACK)

    def color(self, element: etree._Element | None, otherwise: Rgb) -> Rgb:
        if element is None or element.get("auto") in ("1", "true"):
            return otherwise
        if rgb := element.get("rgb"):
            found = rgb_of(rgb[-6:])
        elif theme := element.get("theme"):
            found = self.of_theme(theme)
        else:
            found = indexed(element.get("indexed", ""))
        if found is None:
            raise UnknownColorError
        return tinted(found, element.get("tint", "0"))

    def of_theme(self, number: str) -> Rgb:
        if not number.isdecimal() or int(number) >= len(THEME_ORDER):
            raise UnknownColorError
        name = THEME_ORDER[int(number)]
        if not self.palette.colors and name in ("light1", "dark1"):
            return WHITE if name == "light1" else BLACK
        return self.palette.of(name)


def entry(entries: list[etree._Element], number: str | None) -> etree._Element | None:
    at = int(number) if number is not None and number.isdecimal() else 0
    return entries[at] if at < len(entries) else None


def is_between(text: str, least: float, most: float) -> bool:
    try:
        return least <= float(text) <= most
    except ValueError:
        return False


def indexed(number: str) -> Rgb | None:
    """A colour of the old palette: the eight plain ones, and those of the system."""
    if not number.isdecimal():
        return None
    at = int(number)
    if at in (SYSTEM_FRONT, SYSTEM_BACK):
        return BLACK if at == SYSTEM_FRONT else WHITE
    return FIRST_COLORS[at % len(FIRST_COLORS)] if at < 2 * len(FIRST_COLORS) else None


def tinted(color: Rgb, tint: str) -> Rgb:
    """Darker with a tint below 0, lighter with one above (ECMA-376, 18.8.19)."""
    try:
        part = float(tint)
    except ValueError as error:
        raise UnknownColorError from error
    if not -1 <= part <= 1:
        raise UnknownColorError
    hue, light, full = colorsys.rgb_to_hls(*color)
    light = light * (1 + part) if part < 0 else light * (1 - part) + part
    return colorsys.hls_to_rgb(hue, min(max(light, 0), 1), full)
