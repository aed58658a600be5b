"""What a page's own style sheets hide: 移动端 labels beside figures, columns that only a script opens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SCREEN = re.compile(r"@media\s+(only\s+)?(screen|all)\s*\{", re.IGNORECASE)
ONE_NAME = re.compile(r"[a-z][a-z0-9]*|[.#][\w-]+", re.IGNORECASE)
NAMES = re.compile(r"[.#][\w-]+")
DISPLAY = re.compile(r"(?:^|;)\s*(?:display|visibility)\s*:\s*([\w-]+)", re.IGNORECASE)
OUT = ("none", "hidden", "collapse")


class Hiding:
    """Read from the style elements of a page. A sheet in a file of its own is not there to be read."""

    def __init__(self, root: html.HtmlElement) -> None:
        self.never: set[str] = set()  # what one name alone hides
        self.sometimes: set[str] = set()  # names by which a rule with more to it hides or shows
        for selector, hides in rules_of(root):
            if hides and ONE_NAME.fullmatch(selector):
                self.never.add(selector.lower())
            elif hides:
                self.sometimes |= {name.lower() for name in NAMES.findall(last_of(selector))}
        shown = {last_of(selector).lower() for selector, hides in rules_of(root) if not hides}
        self.sometimes |= self.never & shown
        self.never -= shown

    def hides(self, element: html.HtmlElement) -> bool:
        return bool(self.never and self.never.intersection(names_of(element)))

    def may_change(self, element: html.HtmlElement) -> bool:
        return bool(self.sometimes and self.sometimes.intersection(names_of(element)))


def rules_of(root: html.HtmlElement) -> Iterator[tuple[str, bool]]:
    """Each selector whose rule says how its elements are displayed, and whether that hides them on a screen of any width."""
    for style in root.iter("style"):
        if style.get("media", "all").lower() in ("all", "screen"):
            for selectors, said in RULE.findall(without_conditions(style.text or "")):
                shown = DISPLAY.findall(said)
                yield from ((selector.strip(), shown[-1].lower() in OUT) for selector in selectors.split(",") if shown)


def without_conditions(sheet: str) -> str:
    """The sheet without what holds only on paper or on some screens."""
    text = SCREEN.sub("", COMMENT.sub("", sheet))
    kept, depth, at = [], 0, 0
    for found in re.finditer(r"@[\w-]+[^{};]*[{;]|[{}]", text):
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
