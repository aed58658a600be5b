"""The live checks of the form, as formulas that every spreadsheet works out the same: sums that agree, years that carry on.

A verdict that begins with FAULT is what turns red. A blank is never taken for a fault: it is said that something is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gongkai.downloads.workbook import place
from gongkai.reports.reading import NOT_A_FIGURE
from gongkai.statute.formats import Line

FAULT = "差"
Cells = Sequence[tuple[int, int]]
"""Rows and columns, from 0."""
Signed = Sequence[tuple[tuple[int, int], int]]
"""Cells with what each counts for: 1, or −1 where it is taken away."""


def ranges(cells: Iterable[tuple[int, int]]) -> str:
    """As a formula lists them, neighbours in a row or a column together.

    >>> ranges([(1, 1), (1, 2), (1, 3), (5, 5)]), ranges([(3, 0), (4, 0)])
    ('B2:D2,F6', 'A4:A5')
    """
    runs: list[list[tuple[int, int]]] = []
    for cell in cells:
        if runs and is_next(runs[-1], cell):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return ",".join(place(*run[0]) if len(run) == 1 else f"{place(*run[0])}:{place(*run[-1])}" for run in runs)


def is_next(run: list[tuple[int, int]], cell: tuple[int, int]) -> bool:
    step = (cell[0] - run[-1][0], cell[1] - run[-1][1])
    return step in ((0, 1), (1, 0)) and (len(run) == 1 or step == (run[-1][0] - run[-2][0], run[-1][1] - run[-2][1]))


def total(side: Signed) -> str:
    """
    >>> total([((0, 0), 1), ((0, 1), -1), ((0, 2), 1)])
    'SUM(A1,C1)-SUM(B1)'
    """
    added, taken = ([cell for cell, sign in side if sign == wanted] for wanted in (1, -1))
    return f"SUM({ranges(added)})" + (f"-SUM({ranges(taken)})" if taken else "")


def shown_total(side: Signed) -> str:
    """The sum; nothing while there is nothing to add up."""
    cells = ranges(cell for cell, _ in side)
    return f'IF(COUNT({cells})=0,"",{total(side)})'


def agreement(left: Signed, right: Signed, *, with_sum: bool = False) -> str:
    """Whether both sides agree (勾稽关系). `with_sum`: the verdict says what the left side comes to."""
    judged, all_cells = ranges(cell for cell, _ in right), ranges(cell for cell, _ in (*left, *right))
    added = f'&"；各项之和 "&{total(left)}' if with_sum else ""
    return (
        f'IF(COUNTA({all_cells})=0,"",IF(COUNTA({all_cells})>COUNT({all_cells}),"非数字",'
        f'IF(COUNT({judged})<{len(right)},"未填全"{added},'
        f'IF({total(left)}={total(right)},"相符","{FAULT} "&({total(right)}-({total(left)})){added}))))'
    )


def continuity(now: Signed, then: Signed) -> str:
    """Whether this year begins where the last one ended; nothing where either is not known."""
    ours, theirs = ranges(cell for cell, _ in now), ranges(cell for cell, _ in then)
    return (
        f'IF(OR(COUNT({ours})<{len(now)},COUNT({theirs})<{len(then)}),"",'
        f'IF({total(now)}={total(then)},"衔接","{FAULT} "&({total(now)}-({total(then)}))))'
    )


def is_fault(cells: Iterable[tuple[int, int]]) -> str:
    """
    >>> is_fault([(0, 0), (1, 0)])
    'OR(LEFT(A1,1)="差",LEFT(A2,1)="差")'
    """
    found = [f'LEFT({place(*cell)},1)="{FAULT}"' for cell in cells]
    return found[0] if len(found) == 1 else f"OR({','.join(found)})"


def fits(cell: str, column: Line) -> str:
    """What the column takes: a number of its kind, or one of the signs that stand where there is none."""
    bounds = {"count": f"AND({cell}>=0,{cell}=INT({cell}))", "change": f"{cell}=INT({cell})", "money": f"{cell}>=0"}
    signs = ",".join(f'{cell}="{sign}"' for sign in NOT_A_FIGURE)
    with_unit = f',RIGHT({cell},1)="元"' if column.kind == "money" and column.unit is None else ""
    return f"IF(ISNUMBER({cell}),{bounds[column.kind]},OR({signs}{with_unit}))"
