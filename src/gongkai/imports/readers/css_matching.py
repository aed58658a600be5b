"""Which rules of a page's style sheets match an element: certainly, or only where names are read without regard to case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from cssselect2 import ElementWrapper, Matcher
from lxml import html

from gongkai.imports.readers.css_sheets import TOO_MUCH, Sheets, Styled, StyleRule
from gongkai.imports.readers.spans import TooLargeError

MOST_PAIRS = 12_000_000  # of rules and elements; a portal's page has some 3 000 elements and 500 rules


class Folded(ElementWrapper):  # type: ignore[misc]
    """An element for matching, its names without regard to case: pages without a document type are read so."""

    @cached_property
    def classes(self) -> set[str]:
        return set(self.etree_element.get("class", "").lower().split())

    @cached_property
    def id(self) -> str | None:
        name = self.etree_element.get("id")
        return name.lower() if name is not None else None


class Rules:
    """The rules of a page's sheets, asked which of them match an element."""

    def __init__(self, root: html.HtmlElement, rules: Iterable[StyleRule]) -> None:
        self.exact, self.folded = Matcher(), Matcher()
        self.there = False
        self.cased = any(has_capitals(element) for element in root.iter() if isinstance(element.tag, str))
        for rule in rules:
            self.there = True
            self.cased = self.cased or rule.cased
            self.exact.add_selector(rule.selector, rule.styled)
            self.folded.add_selector(rule.folded, rule.styled)
        self.nodes: dict[type[ElementWrapper], dict[html.HtmlElement, ElementWrapper]] = {ElementWrapper: {}, Folded: {}}

    def matching(self, element: html.HtmlElement) -> Iterator[tuple[Styled, bool]]:
        """The rules that match in the order in which they win, each with whether it certainly does."""
        if not self.there:
            return
        exact = self.exact.match(self.node(element, ElementWrapper))
        if not self.cased:
            yield from ((rule, rule.certain) for *_, rule in exact)
            return
        folded = self.folded.match(self.node(element, Folded))
        both = {rule.order for *_, rule in exact} & {rule.order for *_, rule in folded}
        yield from ((rule, rule.certain and rule.order in both) for *_, rule in exact)
        yield from ((rule, False) for *_, rule in folded if rule.order not in both)

    def node(self, element: html.HtmlElement, kind: type[ElementWrapper]) -> ElementWrapper:
        known = self.nodes[kind]
        if element not in known:
            parent = element.getparent()
            if parent is None:
                known[element] = kind.from_html_root(element)
            else:
                known.update((child.etree_element, child) for child in self.node(parent, kind).iter_children())
        return known[element]


def has_capitals(element: html.HtmlElement) -> bool:
    names = f"{element.get('class', '')}{element.get('id', '')}"
    return names != names.lower()


def refuse_too_many_pairs(root: html.HtmlElement, sheets: Sheets) -> None:
    """Of rules and elements, and of elements beside each other, which selectors compare."""
    if sheets.rules:
        elements = [len(element) for element in root.iter() if isinstance(element.tag, str)]
        if len(elements) * len(sheets.rules) > MOST_PAIRS or sum(children * children for children in elements) > MOST_PAIRS:
            raise TooLargeError(TOO_MUCH)
