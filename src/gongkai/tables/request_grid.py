"""The application form as paper has it: groups and labels at the left, at the right the places to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.statute.request_form import FormField, RequestForm
from gongkai.tables.grid import Area
from gongkai.tables.printed_form import PrintedCell, PrintedForm

BOX = "□"
STUB, WIDTH = 2, 3


@dataclass(frozen=True, slots=True)
class RequestGrid:
    """`form` is the whole table; `fields` are by the row in which each stands."""

    title: str
    form: PrintedForm
    fields: Mapping[int, FormField]


def request_grid(form: RequestForm) -> RequestGrid:
    cells: list[PrintedCell] = []
    fields: dict[int, FormField] = {}
    for group in form.groups:
        cells.append(PrintedCell(Area(len(fields), 0, rows=len(group.fields)), group.title))
        for field in group.fields:
            row = len(fields)
            cells += [PrintedCell(Area(row, 1), field.label), PrintedCell(Area(row, 2), printed(field))]
            fields[row] = field
    return RequestGrid(form.title, PrintedForm(WIDTH, len(fields), 0, STUB, tuple(cells)), fields)


def printed(field: FormField) -> str:
    """What stands at the place from the start: the boxes to tick.

    >>> printed(FormField("medium", "载体形式", "one", ("纸质", "光盘")))
    '□纸质　□光盘'
    """
    return "　".join(f"{BOX}{option}" for option in field.options)
