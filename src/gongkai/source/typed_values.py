"""What somebody typed into a command, as the value that the same characters are in a file."""

from __future__ import annotations

from decimal import Decimal

from gongkai.source.reference import DECIMAL, NOTHING, WHOLE


def typed_value(text: str, *, is_text: bool = False) -> int | Decimal | str | None:
    """None for nothing; with `is_text` a number stays the text it is.

    >>> typed_value("6423"), typed_value("1.40"), typed_value("/"), typed_value("null"), typed_value("2020", is_text=True)
    (6423, Decimal('1.40'), '/', None, '2020')
    """
    if text in NOTHING:
        return None
    if is_text or not (WHOLE.match(text) or DECIMAL.match(text)):
        return text
    return Decimal(text) if "." in text else int(text)
