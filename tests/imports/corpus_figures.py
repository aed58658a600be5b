"""What the cells of a form may say, and how documents print it: each figure as printed and as report.yml must hold it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from gongkai.statute.formats import Format, Line


@dataclass(frozen=True)
class Said:
    """What a cell prints, and what report.yml must then hold."""

    printed: str
    typed: str


Figures = Callable[[Format, str, str, str], Said]


def same(text: str) -> Said:
    return Said(text, text)


def number(*address: str) -> int:
    """Another number for each cell, so that no two can be confused."""
    return random.Random(".".join(address)).randrange(1_000, 999_999)


def column_of(format: Format, table: str, column: str) -> Line:
    form = format.table(table)
    line = form.line(column) if form else None
    assert line is not None
    return line


def zeros(_: Format, *address: str) -> Said:
    return same("0")


def large(_: Format, *address: str) -> Said:
    return same(str(number(*address)))


def small(_: Format, *address: str) -> Said:
    return same(str(number(*address) % 4))


def signed(format: Format, table: str, row: str, column: str) -> Said:
    value = number(table, row, column)
    if column_of(format, table, column).kind != "change":
        return same(str(value))
    sign = ("-", "+", "−", "减", "－")[value % 5]
    return Said(f"{sign}{value}", str(value) if sign == "+" else f"-{value}")


def blanks(format: Format, table: str, row: str, column: str) -> Said:
    value = number(table, row, column)
    return same(("", "", "/", "不适用", "—", "0", "无", "／", "-", str(value))[value % 10])


def blank_totals(format: Format, table: str, row: str, column: str) -> Said:
    return same("" if "total" in (row, column) or row == "handled_total" else str(number(table, row, column)))


def amounts(format: Format, table: str, row: str, column: str) -> Said:
    value = number(table, row, column)
    if column_of(format, table, column).kind == "money":
        return same((f"{value}.413万元", f"{value}元", f"{value}", f"{value}.50")[value % 4])
    return same(str(value))


def remarks(_: Format, *address: str) -> Said:
    value = number(*address)
    return same(f"{value}（其中修订{value % 9}件）" if value % 3 == 0 else str(value))


FIGURES: dict[str, Figures] = {
    made.__name__: made for made in (zeros, large, small, signed, blanks, blank_totals, amounts, remarks)
}

# Hazards: how the figure is printed


def changed(change: Callable[[str, Line], str]) -> Callable[[Format, Figures], Figures]:
    """A hazard that prints figures otherwise, by their column; what they mean stays."""

    def with_figures(format: Format, figures: Figures) -> Figures:
        def figure(of: Format, *address: str) -> Said:
            said = figures(of, *address)
            return Said(change(said.printed, column_of(of, address[0], address[2])), said.typed)

        return figure

    return with_figures


def whole(text: str) -> bool:
    return bool(re.fullmatch(r"\d+", text))


def full_width(text: str, _: Line) -> str:
    """The figure only: a remark is kept as printed."""
    figure, bracket, remark = text.partition("（")
    return figure.translate(str.maketrans("0123456789", "０１２３４５６７８９")) + bracket + remark


def thousands(text: str, _: Line) -> str:
    return f"{int(text):,}" if whole(text) else text


def with_unit(text: str, column: Line) -> str:
    return f"{text}{column.unit}" if whole(text) and column.kind == "count" else text


def spaced(text: str, _: Line) -> str:
    return f"\u3000{text}\xa0"


def worded_minus(text: str, column: Line) -> str:
    return re.sub(r"^[-−－]", "减", text) if column.kind == "change" else text


def ascii_remark(text: str, _: Line) -> str:
    return text.replace("（", "(").replace("）", ")")


CELL_HAZARDS = {made.__name__: changed(made) for made in (full_width, thousands, with_unit, spaced, worded_minus, ascii_remark)}
