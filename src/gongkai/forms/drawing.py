"""What the sheets of tables have in common: how a table's cells become inputs, the terms of its sums, room for words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil

from gongkai.downloads.xlsx import across
from gongkai.forms.cells import Input, Label, Role
from gongkai.forms.formulas import Signed
from gongkai.reports.sums import FEW, short_name
from gongkai.statute.formats import Balance, FormatTable, Term
from gongkai.tables.grid import Area, DataCell

LEGEND = (
    "浅蓝的格里填数，其余的不能改。没有发生填 0；没有统计、不涉及的填“/”或“不适用”；空着就是没有填，不是 0。灰字是上一年度的数。"
)
LINE, LEAST = 15.5, 22.0  # points: a line of words, and what a row is high at least
Places = Mapping[str, tuple[int, int]]
"""Row and column by address."""


def input_cell(cell: DataCell, area: Area) -> Input:
    return Input(area, cell.address, " › ".join(header.text for header in cell.headers), cell.column)


def top_left(area: Area) -> tuple[int, int]:
    return area.row, area.column


def signed(terms: Sequence[Term], balance_each: str, table: str, line: str, places: Places) -> Signed:
    """The cells of one side of a sum over one row or column, each with what it counts for."""
    found = []
    for term in terms:
        row, column = (line, term.id) if balance_each == "row" else (term.id, line)
        found.append((places[f"{table}.{row}.{column}"], term.sign))
    return found


def side_name(form: FormatTable, terms: Sequence[Term]) -> str:
    """一 + 二; of many, the first and the last."""
    names = [short_name(form, term.id) for term in terms]
    return f"{names[0]}至{names[-1]}各项之和" if len(names) > FEW else " + ".join(names)


def balances(all_balances: Iterable[Balance], table: str, each: str) -> list[Balance]:
    return [balance for balance in all_balances if balance.table == table and balance.each == each]


def judged(side: Signed, addresses: Places) -> tuple[str, ...]:
    """The addresses of the cells on that side."""
    by_place = {place: address for address, place in addresses.items()}
    return tuple(by_place[cell] for cell, _ in side)


def room(labels: Iterable[Label], widths: Sequence[float]) -> dict[int, float]:
    """How high each row has to be for the words of the labels that stand in it alone."""
    high: dict[int, float] = {}
    for label in labels:
        if label.area.rows == 1 and label.role is not Role.TITLE:
            wide = sum(widths[label.area.column : label.area.column + label.area.columns])
            lines = sum(ceil(across(line) / max(wide - 1, 2)) for line in label.text.split("\n"))
            high[label.area.row] = max(high.get(label.area.row, LEAST), lines * LINE + 6)
    return high


def heads(title: str, width: int) -> Iterator[Label]:
    """The first two rows of each sheet."""
    yield Label(Area(0, 0, columns=width), title, Role.TITLE)
    yield Label(Area(1, 0, columns=width), LEGEND, Role.NOTE)
