"""A style sheet that holds inside one element alone: no rule of it reaches the page around, and none of the page's reaches in.

    a { color: blue }                  ->  .gk-host:not(#gk) a { color: blue }
    html:not([data-size]) .gk-x { … }  ->  html:not([data-size]) .gk-host:not(#gk) .gk-x { … }

`:not(#gk)` excludes nothing, since no element has that id, but it counts as an id: each rule is then stronger than any that a
host writes with classes and elements, and among themselves they keep their order. What the page around sets for the elements
inside is taken back first (`host.css`). Lengths that depend on the page's root or on the window depend on that element instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.html.style_rules import blocks, listed, without_comments

NAME = "gk-host"
SCOPE = f".{NAME}:not(#gk)"
# What readers and scripts set on the page's root, before what it concerns.
ABOVE = re.compile(r"((?:html|:root)(?:\[[^\]]*\]|:not\([^)]*\))+|\.js)\s+(.+)", re.DOTALL)
ROOT = re.compile(r"(?::root|body|html)(?![\w-])")
# The article is a plain box there, and what is said of the elements in it counts no more than it did.
ARTICLE, ARTICLE_INSIDE = re.compile(r"article(?=[ >])"), ":where(.gk-article)"
WITH_SCRIPT = {".js": f".{NAME}--js"}
REM = re.compile(r"(?<![\w.#-])(-?\d*\.?\d+)rem\b")
WIDTH = re.compile(r"(?<![\w.#-])(-?\d*\.?\d+)vw\b")
SIZE = re.compile(r"\((?:min|max)-width:[^)]*\)")
SCREEN_SIZE = re.compile(r"@media\s+(?:(\w+)\s+and\s+)?(\((?:min|max)-width:[^)]*\)(?:\s+and\s+\((?:min|max)-width:[^)]*\))*)")


def scoped(sheet: str) -> str:
    """The same rules, for what is inside."""
    return "\n".join(scoped_rules(without_comments(sheet)))


def scoped_rules(sheet: str) -> Iterator[str]:
    for head, body in blocks(sheet):
        if head.startswith("@media"):
            if inner := "\n".join(scoped_rules(body)):
                yield asked_of_the_element(head, inner)
        elif head.startswith("@supports"):
            if inner := "\n".join(scoped_rules(body)):
                yield f"{head} {{\n{inner}\n}}"
        elif head.startswith("@page"):
            if head != "@page":  # the host's pages are its own; a named one is taken by what names it
                yield f"{head} {{{body}}}"
        elif head.startswith("@"):
            yield f"{head} {{{body}}}"
        elif selectors := list(filter(None, map(scoped_selector, listed(head)))):
            yield f"{', '.join(selectors)} {{{lengths(body)}}}"


def scoped_selector(selector: str) -> str:
    """What is said of the whole page is said of the element; what is said of its root in a state that only our frame knows
    is left out.

    >>> [scoped_selector(each) for each in ("td", "body", ":root[data-scheme]", ".js .gk-x")]
    ['.gk-host:not(#gk) td', '.gk-host:not(#gk)', '', '.gk-host--js .gk-host:not(#gk) .gk-x']
    """
    if above := ABOVE.fullmatch(selector):
        return f"{WITH_SCRIPT.get(above[1], above[1])} {SCOPE} {above[2]}"
    if selector in (":root", "body"):
        return SCOPE
    return "" if ROOT.match(selector) else f"{SCOPE} {ARTICLE.sub(ARTICLE_INSIDE, selector)}"


def lengths(body: str) -> str:
    """
    >>> lengths("margin: 1.5rem -100vw")
    'margin: calc(1.5 * var(--gk-rem)) -100cqi'
    """
    return WIDTH.sub(r"\1cqi", REM.sub(r"calc(\1 * var(--gk-rem))", body))


def asked_of_the_element(head: str, inner: str) -> str:
    """A host leaves less than the window: how wide it is must be asked of the element.

    >>> asked_of_the_element("@media screen and (max-width: 44em)", "a {}")
    '@media screen { @container gk (max-width: 44em) {\\na {}\\n} }'
    """
    found = SCREEN_SIZE.fullmatch(head)
    if not found:
        if SIZE.search(head):
            raise ValueError(f"this cannot be asked of an element: {head}")
        return f"{head} {{\n{inner}\n}}"
    asked = f"@container gk {found[2]} {{\n{inner}\n}}"
    return f"@media {found[1]} {{ {asked} }}" if found[1] else asked
