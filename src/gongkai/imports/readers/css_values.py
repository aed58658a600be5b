"""Within which values a declaration of a style leaves a figure as its text says; what is not named here is a doubt."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.imports.looks import ADDED, FAINT, GLYPHS, HIDDEN, MOVED, STRUCK, TURNED
from gongkai.imports.readers.css_colors import color_of

Tokens = Sequence[Any]
"""Component values of tinycss2, without white space and comments."""

PIXELS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "q": 2.4 / 2.54}
FONT_SIZES = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
}
ROOT_SIZE = 16.0  # pixels
LETTERS = re.compile(
    r"[宋黑楷仿隶圆魏书]|song|hei|kai|fang|^sim|^st[a-z]|^fz|yahei|ping ?fang|hiragino|noto|source han|wenquanyi|wqy|times|arial"
    r"|helvetica|calibri|cambria|courier|verdana|tahoma|georgia|segoe ui$|roboto|dejavu|liberation|century|consolas|menlo|monaco"
    r"|^(microsoft|ms) (sans|gothic|mincho)|^(p?mingliu|batang|gulim|dengxian|等线|微软雅黑)|trebuchet|garamond|lucida"
    r"|^(serif|sans-serif|monospace|system-ui|ui-serif|ui-sans-serif|-apple-system|blinkmacsystemfont|inherit|initial|unset)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """One declaration where it is in force: on what element, and whether that is in a cell or stands above one."""

    tokens: Tokens
    tag: str
    inside: bool = True
    size: float = ROOT_SIZE

    @property
    def words(self) -> list[str]:
        return [piece.lower_value if piece.type == "ident" else "" for piece in self.tokens]


Rule = Callable[[Said], str]
"""What a value makes of a figure: empty when nothing, else a sentence; an unknown value gives `OTHERWISE`."""

OTHERWISE = "?"
GLOBAL = frozenset(("inherit", "initial", "unset", "revert"))


def pixels(piece: Any, size: float = ROOT_SIZE) -> float | None:
    """A length in pixels; None of a percentage and of what no one can know. A bare number is taken as old pages mean it."""
    if piece.type == "number":
        return float(piece.value)
    if piece.type == "dimension":
        unit = piece.lower_unit
        relative = {"em": size, "rem": ROOT_SIZE, "ex": size / 2, "ch": size / 2}.get(unit)
        factor = PIXELS.get(unit, relative)
        return None if factor is None else piece.value * factor
    return None


def any_value(_: Said) -> str:
    return ""


def only(*names: str, otherwise: str = OTHERWISE, also: Mapping[str, str] | None = None) -> Rule:
    """Only these words; `also` says what other words do."""
    other = also or {}

    def rule(said: Said) -> str:
        return next((other.get(word, otherwise) for word in said.words if word not in names), "")

    return rule


def lengths(least: float, most: float, *names: str, percent: float = 0, otherwise: str = MOVED, em: float = 0) -> Rule:
    """Lengths between these, in pixels (in `em` when that is more), percentages of either sign up to `percent`, these words."""

    def harmless(piece: Any, said: Said) -> bool:
        if piece.type == "percentage":
            return bool((0 if least >= 0 else -percent) <= piece.value <= percent)
        if piece.type == "ident":
            return piece.lower_value in names
        length = pixels(piece, said.size)
        return length is not None and bool(least <= length <= max(most, em * said.size))

    return lambda said: "" if all(harmless(piece, said) for piece in said.tokens) else otherwise


def where(inside: Rule, above: Rule) -> Rule:
    return lambda said: (inside if said.inside else above)(said)


def display(said: Said) -> str:
    """A row or a cell has to stay one, or the figures stand under other heads."""
    word = said.words[0] if len(said.tokens) == 1 else ""
    natural = TABLE_PARTS.get(said.tag)
    if word == "none":
        return HIDDEN
    return "" if word == natural or (natural is None and word in BOXES) else OTHERWISE


def floating(said: Said) -> str:
    """A table may stand at a side; a row or a cell that does so leaves its table."""
    allowed = ("none",) if said.tag in TABLE_PARTS and said.tag != "table" else ("none", "left", "right")
    return only(*allowed, otherwise=MOVED)(said)


TABLE_PARTS = {
    "td": "table-cell", "th": "table-cell", "tr": "table-row", "table": "table", "caption": "table-caption",
    "tbody": "table-row-group", "thead": "table-header-group", "tfoot": "table-footer-group",
    "col": "table-column", "colgroup": "table-column-group",
}  # fmt: skip
BOXES = frozenset(("block", "inline", "inline-block", "flow-root", "flex", "grid", "inline-flex", "contents"))


def position(said: Said) -> str:
    return "" if said.words in (["static"], ["relative"]) else MOVED


def opacity(said: Said) -> str:
    if len(said.tokens) != 1 or said.tokens[0].type not in ("number", "percentage"):
        return OTHERWISE
    value = said.tokens[0].value / (100 if said.tokens[0].type == "percentage" else 1)
    return "" if value >= 0.95 else FAINT


def line_height(said: Said) -> str:
    (piece,) = said.tokens if len(said.tokens) == 1 else (None,)
    if piece is None:
        return OTHERWISE
    if piece.type == "ident":
        return "" if piece.lower_value == "normal" else OTHERWISE
    if piece.type == "number":
        return "" if 0.8 <= piece.value <= 8 else MOVED
    if piece.type == "percentage":
        return "" if 80 <= piece.value <= 800 else MOVED
    length = pixels(piece, said.size)
    return "" if length is not None and max(8, 0.8 * said.size) <= length <= 160 else MOVED


def families(said: Said) -> str:
    """Typefaces that are known to draw digits as digits."""
    names: list[list[str]] = [[]]
    for piece in said.tokens:
        if piece.type in ("ident", "string"):
            names[-1].append(piece.value)
        elif piece == ",":
            names.append([])
        else:
            return OTHERWISE
    return "" if all(LETTERS.search(" ".join(name)) for name in names) else GLYPHS


def font(said: Said) -> str:
    """The shorthand; size and family are judged by themselves. A system's own font (`caption`) is one of letters."""
    known = (*FONT_SIZES, "normal", "italic", "oblique", "bold", "bolder", "lighter", "small-caps", "caption", "menu", "smaller")
    size, height, family = font_parts(said.tokens)
    before = said.tokens[: said.tokens.index(size)] if size is not None else said.tokens
    if any((piece.type == "ident" and piece.lower_value not in known) or piece.type == "function" for piece in before):
        return OTHERWISE
    doubts = (line_height(Said([height], said.tag, said.inside, said.size)) if height else "", families_of(family, said))
    return next(filter(None, doubts), "")


def families_of(family: Tokens, said: Said) -> str:
    return families(Said(family, said.tag, said.inside, said.size)) if family else ""


def font_parts(tokens: Tokens) -> tuple[Any | None, Any | None, Tokens]:
    """Size, line height and family of the shorthand `font`; None and empty where it does not say them."""
    for at, piece in enumerate(tokens):
        weight = piece.type == "number" and 1 <= piece.value <= 1000 and piece.value != 0
        if (piece.type in ("dimension", "percentage", "number") and not weight) or (
            piece.type == "ident" and piece.lower_value in (*FONT_SIZES, "larger", "smaller")
        ):
            rest = tokens[at + 1 :]
            return (piece, rest[1], rest[2:]) if len(rest) > 1 and rest[0] == "/" else (piece, None, rest)
    return None, None, ()


def decoration(said: Said) -> str:
    if "line-through" in said.words:
        return STRUCK
    lines = ("none", "underline", "solid", "double", "dotted", "dashed", "wavy")
    fit = all(word in lines if piece.type == "ident" and color_of(piece) is None else color_of(piece) is not None
              for word, piece in zip(said.words, said.tokens, strict=True))  # fmt: skip
    return "" if fit else OTHERWISE


def background(said: Said) -> str:
    """Any one colour is measured elsewhere; a picture may show whatever it likes."""
    words = frozenset(
        ("none", "repeat", "no-repeat", "repeat-x", "repeat-y", "left", "right", "top", "bottom", "center", "scroll")
    )
    for piece in said.tokens:
        known = piece.type in ("dimension", "percentage", "number") or piece == "/" or color_of(piece) is not None
        if not known and not (piece.type == "ident" and piece.lower_value in words):
            return OTHERWISE
    return ""


def shadow(said: Said) -> str:
    """A thin one around a box, of any softness; none around words."""
    if said.words == ["none"]:
        return ""
    sizes = [pixels(piece, said.size) for piece in said.tokens if piece.type in ("number", "dimension")]
    others = [piece for piece in said.tokens if piece.type not in ("number", "dimension") and color_of(piece) is None]
    thin = len(sizes) in (2, 3, 4) and all(size is not None and abs(size) <= 4 for size in (*sizes[:2], *sizes[3:]))
    soft = len(sizes) < 3 or (sizes[2] is not None and sizes[2] <= 20)
    return "" if thin and soft and not others and not (said.inside or said.tag in TABLE_PARTS) else OTHERWISE


def is_inner(said: Said) -> bool:
    """A box among the words of a cell: what is drawn at its edge may be taken for a digit."""
    return said.inside and said.tag not in TABLE_PARTS


def border(said: Said) -> str:
    """Of any style and colour, thin enough to stay beside the figure; none among its words."""
    sizes = [piece for piece in said.tokens if piece.type in ("number", "dimension", "percentage", "function")]
    widths = [0 if color_of(piece) is not None else pixels(piece, said.size) for piece in sizes]
    drawn = "none" not in said.words and "hidden" not in said.words and (not widths or max(w or 0 for w in widths) > 0)
    if drawn and is_inner(said):
        return ADDED
    return "" if all(width is not None and 0 <= width <= 12 for width in widths) else MOVED


def outlined(said: Said) -> str:
    """`auto` is a ring of the browser's own making."""
    return ADDED if "auto" in said.words else border(said)


def border_style(said: Said) -> str:
    return ADDED if is_inner(said) and any(word not in ("none", "hidden") for word in said.words) else ""


def markers(said: Said) -> str:
    plain = ("none", "disc", "circle", "square", "inside", "outside")
    return ADDED if any(piece.type != "ident" or piece.lower_value not in plain for piece in said.tokens) else ""


def clipping(said: Said) -> str:
    return "" if all(word in ("visible", "auto", "scroll") for word in said.words) else MOVED


def narrow(said: Said) -> str:
    """A box too narrow for its figure draws it over its neighbours; a cell of a table grows."""
    if said.tag in TABLE_PARTS:
        return lengths(0, 5000, "auto", "min-content", "max-content", "fit-content", percent=100)(said)
    least = 16 if said.inside else 300
    piece = said.tokens[0]
    if piece.type == "percentage":
        return "" if (30 if said.inside else 50) <= piece.value <= 100 else MOVED
    return lengths(least, 5000, "auto", "max-content", "fit-content", "none")(said)


def at_most(said: Said) -> str:
    """The most that a box may be wide: a cell with room around its figure draws that over its neighbour when it may not grow."""
    if said.tag in ("td", "th", "col"):
        return lengths(SEVEN_DIGITS, 5000, "auto", "none", "min-content", "max-content", "fit-content", percent=100)(said)
    return narrow(said)


def low(said: Said) -> str:
    """A box lower than what is in it draws that over what comes next; rows and cells grow."""
    if said.tag in TABLE_PARTS:
        return lengths(0, 3000, "auto", percent=100)(said)
    if said.inside:
        return lengths(8, 500, "auto", "none", "min-content", "max-content", "fit-content")(said)
    return (
        ""
        if said.words in (["auto"], ["none"]) or (said.tokens[0].type == "percentage" and said.tokens[0].value == 100)
        else MOVED
    )


def content(said: Said) -> str:
    return "" if said.words in (["normal"], ["none"]) else ADDED


def direction(said: Said) -> str:
    return "" if said.words == ["ltr"] else TURNED


def among_words(rule: Rule) -> Rule:
    """A gap between two digits makes them two numbers."""
    narrow_gap = lengths(-1, 4, "auto")
    return lambda said: (narrow_gap if said.inside and said.tag in INLINE else rule)(said)


SEVEN_DIGITS = 60  # pixels
LARGEST_LETTER = 200  # pixels, of what no page of an office is written in


def enormous(tokens: Tokens) -> bool:
    """Letters so large that they may be drawn beyond what is made room for."""
    return any(
        (pixels(piece) or 0) > LARGEST_LETTER or (piece.type == "percentage" and piece.value > 100 * LARGEST_LETTER / ROOT_SIZE)
        for piece in tokens
    )


INLINE = frozenset(
    ("a", "abbr", "b", "big", "em", "font", "i", "label", "span", "small", "strong", "u", "ins", "cite", "code", "var")
)
