"""Figures as a reader should see and hear them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.reports.report import Cell

MINUS = "\u2212"  # a screen reader says “minus”; it often skips the hyphen of -39


def printed(cell: Cell | None) -> str:
    """The cell as the document wrote it, with a true minus sign. A blank stays empty; it is never a zero.

    >>> from gongkai.problems import Position
    >>> from gongkai.reports.report import Cell
    >>> here = Position("report.yml", 1, 1)
    >>> [printed(Cell(n, t, here)) for n, t in ((420, "420"), (-39, "-39"), (None, ""), (None, "/"), (0, "0"))]
    ['420', '−39', '', '/', '0']
    """
    if cell is None:
        return ""
    return cell.text.replace("-", MINUS) if cell.figure is not None else cell.text


def with_unit(cell: Cell | None) -> str:
    """The figure with its unit, for a sentence.

    >>> from gongkai.problems import Position
    >>> from gongkai.reports.report import Cell
    >>> here = Position("report.yml", 1, 1)
    >>> with_unit(Cell(420, "420", here, "项")), with_unit(Cell(None, "", here, "项")), with_unit(Cell(None, "/", here))
    ('420 项', '（未填写）', '“/”')
    """
    if cell is None or (cell.figure is None and not cell.text):
        return "（未填写）"
    if cell.figure is None:
        return f"“{cell.text}”"
    number = plain_number(cell.figure)
    return f"{number} {cell.unit}" if cell.unit else number


def change_in_words(cell: Cell | None) -> str:
    """A signed count as words.

    >>> from gongkai.problems import Position
    >>> from gongkai.reports.report import Cell
    >>> here = Position("report.yml", 1, 1)
    >>> [change_in_words(Cell(n, str(n), here, "项")) for n in (-39, 5, 0)]
    ['减少 39 项', '增加 5 项', '没有增减']
    """
    if cell is None or cell.figure is None:
        return f"增减{with_unit(cell)}"
    if cell.figure == 0:
        return "没有增减"
    word, size = ("增加", cell.figure) if cell.figure > 0 else ("减少", -cell.figure)
    return f"{word} {plain_number(size)} {cell.unit or ''}".rstrip()


def plain_number(value: int | Decimal) -> str:
    """Without exponent, without any digit lost or added, with a true minus sign.

    >>> plain_number(Decimal("59237.2449")), plain_number(Decimal("-1E+3"))
    ('59237.2449', '−1000')
    """
    return f"{value:f}".replace("-", MINUS) if isinstance(value, Decimal) else str(value).replace("-", MINUS)
