"""What every workbook writes: its namespaces, the letters of its columns, and texts as its cells may hold them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
LONGEST = 32_767  # characters; more in one cell, and Excel calls the file damaged
UNKNOWN = re.compile("[\x00-\x1f\ufffe\uffff\ud800-\udfff]")
# What XML cannot hold or would change, and what would be read as such a sign that is written out: _x0041_.
WRITTEN_OUT = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")
SPECIAL = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_x[0-9A-Fa-f]{4}_")


def escaped(text: str) -> str:
    """Also for the value of an attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def in_xml(text: str, escaped: Callable[[str], str] = escaped) -> str:
    """
    >>> in_xml("a<b & \\x01 _x0041_"), in_xml("甲\\r\\n乙")
    ('a&lt;b &amp; _x0001_ _x005F_x0041_', '甲_x000D_\\n乙')
    """
    if len(text) > LONGEST:
        text = text[: LONGEST - 1] + "…"
    if not SPECIAL.search(text):
        return text
    return escaped(WRITTEN_OUT.sub(lambda found: f"_x{ord(found[0]):04X}_", text))


@cache
def column_letters(number: int) -> str:
    """
    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    before, last = divmod(number, 26)
    return (column_letters(before - 1) if before else "") + chr(65 + last)
