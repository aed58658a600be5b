"""A style sheet in the words of older browsers, down to Chromium 69 and Safari 13 (decisions/0043).

Components may be written in today's words. What a browser of 2018 does not know, and without which the page would fall apart, is
said here once more in its own:

    a:is(:hover, :focus) { … }   ->  a:hover, a:focus { … }
    padding-inline: 1em          ->  padding-left: 1em; padding-right: 1em       (Chinese runs from left to right)
    width: min(9em, 52vw)        ->  width: 9em; width: min(9em, 52vw)
    display: flex; gap: 1em 2em  ->  the same, and margins where a browser leaves no gap in flexible rows
    overflow-wrap: anywhere      ->  the same, and its old name

A custom property takes whatever it is given, so what is newer in it is asked for with @supports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from gongkai.html.style_rules import blocks, closing, listed, without_comments

SIDES: Mapping[str, tuple[str, str]] = {
    "inline": ("left", "right"),
    "block": ("top", "bottom"),
}
LOGICAL = re.compile(r"(padding|margin|border|scroll-padding|scroll-margin)-(inline|block)(-start|-end)?")
COMPARED = re.compile(r"\b(min|max|clamp)\(")
WINDOW = re.compile(r"[\d.](?:%|v[wh])")
# Known since the same versions as the gap of flexible rows, or since later ones; @supports cannot tell that gap from a grid's.
WITHOUT_FLEXIBLE_GAP = "not (inset: 0)"
WITHOUT_ANYWHERE = "not (overflow-wrap: anywhere)"
WITH_COMPARED = "(width: min(1px, 1px))"

Declaration = tuple[str, str]


def lowered(sheet: str) -> str:
    return "\n".join(lowered_rules(without_comments(sheet)))


def lowered_rules(sheet: str) -> Iterator[str]:
    for head, body in blocks(sheet):
        if head.startswith(("@media", "@supports", "@container")):
            yield f"{head} {{\n" + "\n".join(lowered_rules(body)) + "\n}"
        elif head.startswith("@"):
            yield f"{head} {{{body}}}"
        else:
            yield from lowered_rule([plain for each in listed(head) for plain in without_is(each)], declarations(body))


def lowered_rule(selectors: list[str], stated: list[Declaration]) -> Iterator[str]:
    """The rule, and what is asked for or taken back by what a browser supports."""
    older = [each for declaration in stated for each in older_words(declaration)]
    yield rule(selectors, older)
    if newer := [(name, value) for name, value in stated if name.startswith("--") and COMPARED.search(value)]:
        yield supported(WITH_COMPARED, rule(selectors, newer))
    said = dict(stated)
    if said.get("overflow-wrap") == "anywhere" and "word-break" not in said:
        yield supported(WITHOUT_ANYWHERE, rule(selectors, [("word-break", "break-word")]))
    if is_flexible(said) and (gap := gaps(said)) != ("0", "0"):
        yield supported(WITHOUT_FLEXIBLE_GAP, *margins_for(selectors, *gap))


def declarations(body: str) -> list[Declaration]:
    """
    >>> declarations(" color: red; --a: b:c ")
    [('color', 'red'), ('--a', 'b:c')]
    """
    pairs = (each.split(":", 1) for each in listed(body, ";") if each)
    return [(name.strip(), value.strip()) for name, value in pairs]


def without_is(selector: str) -> list[str]:
    """
    >>> without_is("a :is(th, td):is(:hover, :focus)")
    ['a th:hover', 'a th:focus', 'a td:hover', 'a td:focus']
    """
    start = selector.find(":is(")
    if start < 0:
        return [selector]
    end = closing(selector, start + 3)
    choices = list(listed(selector[start + 4 : end]))
    if start and selector[start - 1] not in " >+~(" and any(each[0].isalpha() for each in choices):
        raise ValueError(f"an element's name cannot follow another part: {selector}")
    return [plain for each in choices for plain in without_is(selector[:start] + each + selector[end + 1 :])]


def older_words(declaration: Declaration) -> Iterator[Declaration]:
    name, value = declaration
    if name == "inset":
        yield from zip(("top", "right", "bottom", "left"), four(value), strict=True)
        return
    for side, said in by_side(name, value):
        if COMPARED.search(said):
            yield side, plain_length(said)
        if not (COMPARED.search(said) and side.startswith("--")):
            yield side, said


def by_side(name: str, value: str) -> Iterator[Declaration]:
    """
    >>> list(by_side("padding-inline", "1em 2em")), list(by_side("border-inline", "1px solid"))
    ([('padding-left', '1em'), ('padding-right', '2em')], [('border-left', '1px solid'), ('border-right', '1px solid')])
    """
    found = LOGICAL.fullmatch(name)
    if not found:
        yield name, value
        return
    kind, axis, end = found.groups()
    both = [value] * 2 if kind == "border" or end else (list(listed(value, " ")) * 2)[:2]
    for number, side in enumerate(SIDES[axis]):
        if end in (None, ("-start", "-end")[number]):
            yield f"{kind}-{side}", both[number]


def four(value: str) -> tuple[str, ...]:
    """
    >>> four("0 1em")
    ('0', '1em', '0', '1em')
    """
    parts = list(listed(value, " "))
    top = parts[0]
    right = parts[1] if len(parts) > 1 else top
    bottom = parts[2] if len(parts) > 2 else top
    return top, right, bottom, parts[3] if len(parts) > 3 else right


def plain_length(value: str) -> str:
    """Of what is compared the first length that does not depend on the window.

    >>> plain_length("0 min(100%, 18rem)"), plain_length("clamp(1rem, 3vw, 2rem)"), plain_length("min(calc(9vw / 9), 9em)")
    ('0 18rem', '1rem', '9em')
    """
    while found := COMPARED.search(value):
        end = closing(value, found.end() - 1)
        choices = list(listed(value[found.end() : end]))
        fixed = [each for each in choices if not WINDOW.search(each)]
        value = value[: found.start()] + (fixed or choices)[0] + value[end + 1 :]
    return value


def is_flexible(said: Mapping[str, str]) -> bool:
    """Also what only a script makes visible."""
    return "flex" in said.get("display", "") or (said.get("display") == "none" and "flex-wrap" in said)


def gaps(said: Mapping[str, str]) -> tuple[str, str]:
    """Between rows, and between columns."""
    both = [plain_length(each) for each in listed(said.get("gap", "0"), " ")]
    return said.get("row-gap", both[0]), said.get("column-gap", both[-1])


def margins_for(selectors: list[str], row: str, column: str) -> Iterator[str]:
    """`:nth-child(n)` says nothing, but counts, so that a part's own margin of 0 does not win."""
    yield rule(selectors, [("gap", "0")])
    if row != "0":
        yield rule([f"{each} > :nth-child(n)" for each in selectors], [("margin-bottom", row)])
    if column != "0":
        yield rule([f"{each} > :not(:last-child)" for each in selectors], [("margin-right", column)])


def rule(selectors: list[str], stated: list[Declaration]) -> str:
    said = " ".join(f"{name}: {value};" for name, value in stated)
    return f"{', '.join(selectors)} {{ {said} }}"


def supported(condition: str, *rules: str) -> str:
    return f"@supports {condition} {{ {' '.join(rules)} }}"
