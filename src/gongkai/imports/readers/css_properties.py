"""Which properties of a style are known to leave a figure as its text says, and within which values.

An allow-list: a property or a value that is not named here is a doubt, whatever it may do. Names and values are those of
CSS as browsers of 2026 read it; what only Word or old browsers know (`mso-…`, `-ms-…`) changes nothing in a browser.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from gongkai.imports.looks import HIDDEN, MOVED, RAISED, TURNED, unknown
from gongkai.imports.readers.css_values import (
    GLOBAL,
    INLINE,
    OTHERWISE,
    TABLE_PARTS,
    Rule,
    Said,
    Tokens,
    among_words,
    any_value,
    at_most,
    background,
    border,
    border_style,
    clipping,
    content,
    decoration,
    direction,
    display,
    enormous,
    families,
    floating,
    font,
    is_inner,
    lengths,
    line_height,
    low,
    markers,
    narrow,
    only,
    opacity,
    outlined,
    pixels,
    position,
    shadow,
    where,
)

IGNORED = ("mso-", "-ms-", "-o-", "_", "*", "--")  # no browser of today knows these, or they only name a value


def judged(name: str, said: Said) -> str:
    """What this declaration may do to a figure; empty when nothing."""
    if name.startswith(IGNORED):
        return ""
    rule = PROPERTIES.get(name) or PROPERTIES.get(re.sub(r"^-(webkit|moz)-", "", name))
    if rule is None:
        return unknown(name)
    if len(said.tokens) == 1 and said.words[0] in GLOBAL and not is_taken_over(name, said):
        return ""
    sentence = rule(said)
    return unknown(name) if sentence == OTHERWISE else sentence


def is_taken_over(name: str, said: Said) -> bool:
    """Whether `inherit` and the like do something here: of a row's way of display, and of a cell's lines around words."""
    lines = said.words[0] == "inherit" and name.startswith(("border", "outline")) and is_inner(said)
    return lines or (name == "display" and said.tag in TABLE_PARTS)


MARGIN = where(lengths(-1, 300, "auto", em=20, percent=50), lengths(-10, 600, "auto", em=20, percent=50))
PADDING = lengths(0, 200, em=10, percent=30)
OFFSET = lengths(-4, 4, "auto")
SPAN = lengths(0, 3000, "auto", "none", "min-content", "max-content", "fit-content", percent=100)
TIME_OUT = only("none", otherwise=OTHERWISE)
NOT_MOVED = only("none", otherwise=MOVED)
LINES = ("baseline", "top", "middle", "bottom", "text-top", "text-bottom")
SIDES = ("top", "right", "bottom", "left")
LOGICAL = ("block", "inline", "block-start", "block-end", "inline-start", "inline-end")
FREE = (
    *("font-weight", "font-style", "font-kerning", "text-rendering", "font-smoothing", "osx-font-smoothing", "text-justify"),
    *("text-autospace", "word-break", "word-wrap", "overflow-wrap", "line-break", "text-overflow", "cursor", "user-select"),
    *("pointer-events", "transition", "transition-property", "transition-duration", "transition-delay", "clear", "quotes"),
    *("transition-timing-function", "page-break-before", "page-break-after", "page-break-inside", "break-before", "break-after"),
    *("break-inside", "orphans", "widows", "empty-cells", "caption-side", "z-index", "box-sizing", "resize", "appearance"),
    *("tap-highlight-color", "print-color-adjust", "scroll-behavior", "scrollbar-width", "scrollbar-color", "touch-action"),
    *("overscroll-behavior", "tab-size", "isolation", "backface-visibility", "counter-reset", "counter-increment", "counter-set"),
    *("align-items", "align-content", "align-self", "justify-content", "justify-items", "justify-self", "flex", "flex-grow"),
    *("flex-shrink", "flex-basis", "gap", "row-gap", "column-gap", "border-collapse", "border-radius", "text-decoration-color"),
    *("text-decoration-style", "text-align-last", "layout-grid", "layout-grid-mode", "layout-grid-line", "layout-flow"),
    *("punctuation-trim", "tab-interval", "tab-stops", "text-kashida-space", "ruby-align", "speak", "accent-color", "size"),
    *("background-position", "background-repeat", "background-size", "background-attachment", "page", "punctuation-wrap"),
    *("background-position-x", "background-position-y", "background-origin", "behavior", "scrollbar-face-color", "lang"),
    *("border-color", *(f"border-{side}-color" for side in SIDES)),
    *(
        "font-size",
        "color",
        "font-stretch",
        "box-align",
        "box-pack",
        "align-tracks",
        "text-fill-color-adjust",
        "list-style-position",
    ),
)

PROPERTIES: Mapping[str, Rule] = {
    **dict.fromkeys(FREE, any_value),  # size and colours are measured where they are in force
    **dict.fromkeys(("margin", *(f"margin-{side}" for side in (*SIDES, *LOGICAL))), among_words(MARGIN)),
    **dict.fromkeys(("padding", *(f"padding-{side}" for side in (*SIDES, *LOGICAL))), among_words(PADDING)),
    **dict.fromkeys(("border", "border-width", "border-block", "border-inline"), border),
    **dict.fromkeys((f"border-{side}" for side in SIDES), border),
    **dict.fromkeys(("border-style", *(f"border-{side}-style" for side in SIDES)), border_style),
    **dict.fromkeys((f"border-{side}-width" for side in SIDES), border),
    **dict.fromkeys(SIDES, OFFSET),
    **dict.fromkeys(("transform", "translate", "rotate", "scale", "clip-path", "mask", "mask-image"), NOT_MOVED),
    **dict.fromkeys(("filter", "animation", "animation-name", "text-shadow", "backdrop-filter", "background-image"), TIME_OUT),
    **dict.fromkeys(("overflow", "overflow-x", "overflow-y"), clipping),
    **dict.fromkeys(("min-width", "min-height", "min-inline-size", "min-block-size"), SPAN),
    **dict.fromkeys(("width", "inline-size"), narrow),
    **dict.fromkeys(("max-width", "max-inline-size"), at_most),
    **dict.fromkeys(("height", "max-height", "block-size", "max-block-size"), low),
    **dict.fromkeys(("list-style", "list-style-type", "list-style-image"), markers),
    **dict.fromkeys(("text-decoration", "text-decoration-line"), decoration),
    **dict.fromkeys(("background", "background-color"), background),
    "border-spacing": lengths(0, 40),
    "outline": outlined,
    "box-shadow": shadow,
    "font": font,
    "font-family": families,
    "font-variant": only("normal", "small-caps", "tabular-nums", "lining-nums"),
    "font-variant-numeric": only("normal", "tabular-nums", "lining-nums"),
    "font-variant-caps": only("normal", "small-caps"),
    "font-variant-ligatures": only("normal", "none", "common-ligatures", "no-common-ligatures"),
    "font-variant-east-asian": only("normal"),
    "font-size-adjust": only("none"),
    "text-size-adjust": lengths(0, 0, "none", "auto", percent=200),
    "text-align": only("left", "right", "center", "justify", "start", "end", "-webkit-center", "-moz-center"),
    "text-transform": only("none", "uppercase", "lowercase", "capitalize"),
    "text-indent": lengths(0, 100, em=6, percent=20),
    "text-emphasis": only("none"),
    "text-orientation": only("mixed"),
    "letter-spacing": lengths(-1, 5, "normal"),
    "word-spacing": lengths(-2, 50, "normal"),
    "white-space": only("normal", "nowrap", "pre", "pre-wrap", "pre-line", "break-spaces"),
    "text-wrap": only("wrap", "nowrap", "balance", "pretty"),
    "vertical-align": only(*LINES, otherwise=MOVED, also={"super": RAISED, "sub": RAISED}),
    "line-height": line_height,
    "layout-grid-align": any_value,
    "display": display,
    "visibility": only("visible", otherwise=HIDDEN),
    "content-visibility": only("visible", otherwise=HIDDEN),
    "opacity": opacity,
    "position": position,
    "float": where(only("none", otherwise=MOVED), floating),
    "clip": only("auto", otherwise=MOVED),
    "content": content,
    "direction": direction,
    "unicode-bidi": only("normal", "embed", "isolate", otherwise=TURNED),
    "writing-mode": only("horizontal-tb", "lr-tb", otherwise=TURNED),
    "table-layout": only("auto", otherwise=MOVED),
    "flex-direction": only("row", "column"),
    "flex-flow": only("row", "column", "nowrap", "wrap"),
    "flex-wrap": only("nowrap", "wrap"),
    "hyphens": only("none", "manual"),
    "zoom": lambda said: "" if said.words == ["normal"] or getattr(said.tokens[0], "value", 0) == 1 else MOVED,
    "will-change": any_value,
}  # fmt: skip

# What cannot leave the box of the element that it styles; elsewhere on the page that is all that counts.
CONFINED = frozenset(
    (
        *("color", "opacity", "visibility", "display", "overflow", "overflow-x", "overflow-y", "float", "list-style", "content"),
        *("list-style-type", "list-style-image", "background", "background-color", "background-image", "width", "min-width"),
        *("max-width", "max-height", "min-height", "text-decoration", "text-decoration-line", "direction", "unicode-bidi"),
        *("font", "font-family", "font-variant", "font-variant-numeric", "text-transform", "text-align", "table-layout"),
        *("white-space", "clip", "clip-path", "src", "font-display", "unicode-range", "box-sizing", "vertical-align", "filter"),
        *("columns", "column-count", "column-width", "object-fit", "object-position", "aspect-ratio", "writing-mode", "stroke"),
        *("fill", "stroke-width", "flex-direction", "flex-flow", "flex-wrap", "order", "grid", "grid-template", "height"),
        *("grid-template-columns", "grid-template-rows", "hyphens", "contain"),
        *("border-radius", "text-overflow", "line-clamp", "box-orient", "border-image", "content-visibility", "color-scheme"),
        *("font-feature-settings", "font-variation-settings", "transition", "caret-color"),
        *("letter-spacing", "text-indent", "font-size"),
    )
)  # fmt: skip


def reaches(name: str, tokens: Tokens, tag: str) -> bool:
    """Whether what is styled so, somewhere on the page, may come to lie over what stands elsewhere."""
    plain = re.sub(r"^-(webkit|moz)-", "", name)
    if plain.startswith("margin"):
        return any((pixels(piece) or 0) < -3 or (piece.type == "percentage" and piece.value < 0) for piece in tokens)
    if plain.startswith("padding"):
        return tag in INLINE and any((pixels(piece) or 0) > 20 or piece.type == "percentage" for piece in tokens)
    if plain in ("font-size", "font"):
        return enormous(tokens)
    return plain not in CONFINED and bool(judged(name, Said(tokens, tag, inside=False)))
