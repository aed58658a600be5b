"""Numbers as spreadsheets store them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from gongkai.tables.figure_text import exact_number


def number_text(stored: str) -> str | None:
    """A number as it is typed, None for what is none. Spreadsheets store a binary fraction with up to 17 digits, and no 0 at its
    end; what was typed is the shortest of those that are the same fraction.

    >>> number_text("59237.244899999998"), number_text("3.0"), number_text("1E+5"), number_text("1.40"), number_text("甲")
    ('59237.2449', '3', '100000', '1.4', None)
    """
    try:
        value = Decimal(repr(float(stored)))
    except (ValueError, InvalidOperation):
        return None
    if not value.is_finite():
        return None
    whole_number = value.to_integral_value()
    return exact_number(int(value)) if value == whole_number else exact_number(value.normalize())
