"""The names of Word's elements, and what their values say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VALUE = f"{W}val"
OFF = ("0", "false", "off", "none", "baseline")
LETTERS = {
    W: "",
    W14: "w14:",
    COMPATIBILITY: "mc:",
    MATH: "m:",
    "{http://schemas.microsoft.com/office/word/2012/wordml}": "w15:",
    "{http://schemas.microsoft.com/office/word/2020/wordml/sdtdatahash}": "w16:",
}
NUMBER = re.compile(r"-?[0-9]{1,7}")


def short_name(element: etree._Element) -> str:
    """The element's name with the usual letters of its namespace; those of Word's own stand alone.

    >>> short_name(etree.Element(W + "color")), short_name(etree.Element("{urn:a}b"))
    ('color', '?:b')
    """
    space, _, name = element.tag.rpartition("}")
    return f"{LETTERS.get(space + '}', '?:')}{name}"


def value_of(element: etree._Element | None, otherwise: str = "") -> str:
    return element.get(VALUE, otherwise) if element is not None else otherwise


def is_on(element: etree._Element | None) -> bool:
    """Of a property that is there or not: one without a value is there."""
    return element is not None and element.get(VALUE, "1") not in OFF


def number_in(element: etree._Element, name: str = "val") -> int | None:
    """A whole number of an attribute; None where it is not there or no number."""
    text = element.get(f"{W}{name}", "").strip()
    return int(text) if NUMBER.fullmatch(text) else None


def said(element: etree._Element, *names: str) -> Iterator[str]:
    """The values of those of the attributes that are there."""
    yield from (value for name in names if (value := element.get(f"{W}{name}")) is not None)
