"""What a page's own styles hide or set apart: 移动端 labels beside figures, columns that only a script opens, notes' marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import html

from gongkai.imports.readers.spans import TooLargeError

COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
SCREEN = re.compile(r"@media\s+(only\s+)?(screen|all)\s*\{", re.IGNORECASE)
ONE_NAME = re.compile(r"[a-z][a-z0-9]*|[.#][\w-]+", re.IGNORECASE)
NAMES = re.compile(r"[.#][\w-]+")
DISPLAY = re.compile(r"(?:^|;)\s*(?:display|visibility)\s*:\s*([\w-]+)", re.IGNORECASE)
MOST_RULES = 20_000  # of a page's own style sheets
OUT = ("none", "hidden", "collapse")
# What is struck out, raised, turned round, printed by the sheet itself, or moved where nobody sees it.
SET_APART = re.compile(
    r"vertical-align\s*:\s*(super|sub)\b|line-through|bidi-override|(?<![\w-])opacity\s*:\s*0?\.?0*\s*(;|!|$)"
    r"|(?<![\w-])color\s*:\s*(white|transparent|#fff(fff)?|rgba?\(\s*255\s*,\s*255\s*,\s*255\b[^)]*\))\s*(;|!|$)"
    r"|(?<![\w-])(left|top|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}|(?<![\w-])clip(-path)?\s*:"
    r"|(?<![\w-])(width|height|font-size|max-width|max-height)\s*:\s*0(px|pt|em)?\s*(;|!|$)"
    r"|(?<![\w-])content\s*:\s*[\"'][^\"']*(?<!\\)(?<!\\[0-9a-f])\d",
    re.IGNORECASE,
)
# What may differ between two digits that a word processor wrote as one figure.
HARMLESS = re.compile(
    r"(mso|-\w+)-.*|font(-family|-weight|-style|-kerning|-variant|-stretch)?|letter-spacing|word-.*|line-height|text-align|text-autospace"
    r"|background.*|layout-.*|white-space|tab-.*|border.*|padding.*|margin.*|text-justify|color|lang"
)
TELLING = ("a", "big", "small", "label", "abbr", "acronym")


class CssVisibility:
    """Read from the style elements of a page. A sheet in a file of its own is not there to be read."""

    def __init__(self, root: html.HtmlElement) -> None:
        self.never: set[str] = set()  # what one name alone hides
        self.sometimes: set[str] = set()  # names by which a rule with more to it hides or shows
        sheet = [(selector.strip(), said) for selector, said in islice(sheet_of(root), MOST_RULES + 1)]
        if len(sheet) > MOST_RULES:
            raise TooLargeError("网页的样式太多，不像是年度报告")
        for selector, hides in rules_of(sheet):
            if hides and ONE_NAME.fullmatch(selector):
                self.never.add(selector.lower())
            elif hides:
                self.sometimes |= {name.lower() for name in NAMES.findall(last_of(selector))}
        for selector, said in sheet:
            if SET_APART.search(said):
                self.sometimes |= set(NAMES.findall(re.sub(r":.*", "", last_of(selector)).lower()))
        shown = {last_of(selector).lower() for selector, hides in rules_of(sheet) if not hides}
        self.sometimes |= self.never & shown
        self.never -= shown

    def hides(self, element: html.HtmlElement) -> bool:
        return bool(self.never and self.never.intersection(names_of(element)))

    def may_change(self, element: html.HtmlElement) -> bool:
        return bool(self.sometimes and self.sometimes.intersection(names_of(element)))


def rules_of(sheet: Iterable[tuple[str, str]]) -> Iterator[tuple[str, bool]]:
    """Each selector whose rule says how its elements are displayed, and whether that hides them on a screen of any width."""
    for selector, said in sheet:
        if shown := DISPLAY.findall(said):
            yield selector, shown[-1].lower() in OUT


def sheet_of(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Each selector with what its rule declares."""
    for style in root.iter("style"):
        if style.get("media", "all").lower() in ("all", "screen"):
            for block in without_conditions(style.text or "").split("}")[:-1]:
                *_, selectors, said = ("", *block.split("{"))
                yield from ((selector, said) for selector in selectors.split(",") if "{" in block)


def is_set_apart(element: html.HtmlElement) -> bool:
    """By its own style, or in the old way by its colour."""
    return bool(SET_APART.search(element.get("style", "")) or SET_APART.search(f"color:{element.get('color', '')}"))


def look_of(element: html.HtmlElement) -> tuple[str, ...]:
    """What about an element may make its digits look otherwise than those beside it; empty for most."""
    styles = (part.strip().lower() for part in element.get("style", "").split(";"))
    telling = sorted(part for part in styles if part and not HARMLESS.fullmatch(part.partition(":")[0].strip()))
    marks = [element.tag] if element.tag in TELLING else []
    marks += [f"{name}={value}" for name in ("size", "aria-hidden") if (value := element.get(name))]
    return (*marks, *names_of_class(element), *telling)


def names_of_class(element: html.HtmlElement) -> list[str]:
    names: str = element.get("class", "")
    return sorted(names.lower().split())


def without_conditions(sheet: str) -> str:
    """The sheet without what holds only on paper or on some screens."""
    text = SCREEN.sub("", COMMENT.sub("", sheet))
    kept, depth, at = [], 0, 0
    for found in re.finditer(r"@[\w-]+[^{};@]*[{;]|[{}]", text):
        if depth == 0 and found[0].startswith("@"):
            kept.append(text[at : found.start()])
            at, depth = found.end(), int(found[0].endswith("{"))
        elif depth:
            depth += {"{": 1, "}": -1}.get(found[0][-1], 0)
            at = found.end()
    return "".join((*kept, text[at:] if not depth else ""))


def last_of(selector: str) -> str:
    """The part of a selector that names the element itself."""
    return re.split(r"[\s>+~]+", selector.strip())[-1]


def names_of(element: html.HtmlElement) -> set[str]:
    classes = (f".{name}" for name in element.get("class", "").lower().split())
    own = (f"#{element.get('id', '').lower()}",) if element.get("id") else ()
    return {*classes, *own, str(element.tag)}
