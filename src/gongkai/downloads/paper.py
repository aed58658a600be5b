"""How a statutory table is fitted to a page: the width of its columns, the size of its letters, what stays together."""

from __future__ import annotations

from gongkai.tables.printed_form import PrintedForm

GROUP = 760  # twips, for a column that holds only a group's name
NARROW = 5  # figure columns
SHORT = 10  # rows that stay together on one page


def widths(form: PrintedForm, width: int) -> list[int]:
    """Columns on paper, in twips: figures as narrow as they may be; the labels' own column has the rest of `width`."""
    figures = form.width - form.stub
    if not form.stub:
        return [width // figures] * figures
    one = min(709, width // 2 // figures) if small(form) else min(2400, width * 5 // 8 // figures)
    groups = [GROUP] * (form.stub - 1)
    return [*groups, width - sum(groups) - one * figures, *[one] * figures]


def small(form: PrintedForm) -> bool:
    """Whether so many figures stand in a row that they want small letters."""
    return form.width - form.stub > NARROW


def short(form: PrintedForm) -> bool:
    """Whether the table is so short that it should not begin on one page and end on the next."""
    return form.height <= SHORT
