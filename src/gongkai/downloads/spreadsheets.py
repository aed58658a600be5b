"""What every table has to mind that a spreadsheet will open."""

from __future__ import annotations

import re
from collections.abc import Sequence

BOM = "\ufeff"  # without it Excel takes the file for GBK
NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?\Z")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
RUN_AT_ONCE = re.compile(f"\x1f[{re.escape(''.join(FORMULA))}]")  # where \x1f stands before each field
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")  # in the name of a sheet


def safe_row(fields: Sequence[str]) -> Sequence[str]:
    """Every field safe; most rows are as they stand, which is seen at once."""
    return [*map(safe, fields)] if RUN_AT_ONCE.search("\x1f".join(("", *fields))) else fields


def safe(field: str) -> str:
    """The field, kept from being run as a formula by a spreadsheet; a number is harmless and stays one.

    >>> [safe(field) for field in ("-39", "=1+1", "-39万元", "@SUM(A1)", "/", "420")]
    ['-39', "'=1+1", "'-39万元", "'@SUM(A1)", '/', '420']
    """
    return f"'{field}" if field.startswith(FORMULA) and not NUMBER.match(field) else field
