"""A figure as text: for the eye and ear (pages, Word, PDF), for programs (CSV, JSON), for a spreadsheet.

A blank stays a blank in all of them; it is never a zero.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai.reports.corrections import Correction
    from gongkai.reports.notes import Note
    from gongkai.reports.report import Cell

MINUS = "\u2212"  # a screen reader says “minus”; it often skips the hyphen of -39
DIGITS = 15  # a spreadsheet keeps no more of a number
LONGEST_FORMAT = 200  # characters in which a spreadsheet may be told how to show a number


# ---- For the eye and ear


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
    return true_minus(cell.text) if cell.figure is not None else cell.text


def true_minus(text: str) -> str:
    """The text of a figure with a minus sign that is seen and heard."""
    return text.replace("-", MINUS)


def with_notes(text: str, notes: Iterable[Note | Correction]) -> str:
    """With the marks of notes behind it, in brackets that no figure has: 12〔校注1〕."""
    return text + "".join(f"〔{note.name}〕" for note in notes)


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
    return true_minus(exact_number(value))


def signed_number(change: int | Decimal) -> str:
    """
    >>> signed_number(3), signed_number(-3), signed_number(0)
    ('+3', '−3', '0')
    """
    return plain_number(change) if change <= 0 else f"+{plain_number(change)}"


# ---- For programs


def exact_number(value: int | Decimal | None) -> str:
    """With a plain hyphen, without exponent, without any digit lost or added; empty for None.

    >>> exact_number(-39), exact_number(Decimal("1E+3")), exact_number(0), exact_number(None)
    ('-39', '1000', '0', '')
    """
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f"{value:f}"


def number_or_text(cell: Cell) -> int | Decimal | str | None:
    """The figure; None for a blank; whatever else the cell says as it is."""
    return cell.figure if cell.figure is not None else cell.text or None


# ---- For a spreadsheet


def number_format(cell: Cell, notes: Iterable[Note | Correction] = ()) -> str | None:
    """How a spreadsheet shows the figure as the document has it; None when it cannot keep or show it so.

    >>> from gongkai.problems import Position
    >>> from gongkai.reports.report import Cell
    >>> here = Position("report.yml", 1, 1)
    >>> number_format(Cell(22, "22（其中修订16件）", here, "件", "（其中修订16件）"))
    '0"（其中修订16件）"'
    >>> number_format(Cell(Decimal("22961.413"), "22961.413万元", here, "万元")), number_format(Cell(420, "420", here, "项"))
    ('0.000"万元"', '0')
    """
    if cell.figure is None or len(str(abs(cell.figure)).replace(".", "")) > DIGITS:
        return None
    decimals = -int(cell.figure.as_tuple().exponent) if isinstance(cell.figure, Decimal) else 0
    shown = f"0.{'0' * decimals}" if decimals else "0"
    unit = cell.unit or ""
    beside = with_notes((unit if unit and unit in cell.text.removesuffix(cell.remark) else "") + cell.remark, notes)
    if beside:
        shown += '"' + beside.replace('"', '"\\""') + '"'
    return shown if len(shown) < LONGEST_FORMAT else None
