"""What a sheet that people fill in has besides its cells: what may be typed where, what turns red, and its lock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongkai.downloads.spreadsheet_xml import escaped

RED = '<dxf><font><b/><color rgb="FF9C0006"/></font><fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill></dxf>'
LOCK = '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0"/>'
"""Without a password: it keeps labels from being typed over by mistake, and is no secret."""


class Condition(NamedTuple):
    """The cell at `place` turns red where `formula` holds."""

    place: str
    formula: str


class Validation(NamedTuple):
    """What may be typed at `place`: where `formula` holds, or with `choices` one of a list. `error` says so to who types else."""

    place: str
    formula: str
    error: str
    choices: bool = False


def conditions(found: Sequence[Condition]) -> Iterator[str]:
    for priority, (place, formula) in enumerate(found, start=1):
        rule = f'<cfRule type="expression" dxfId="0" priority="{priority}"><formula>{escaped(formula)}</formula></cfRule>'
        yield f'<conditionalFormatting sqref="{place}">{rule}</conditionalFormatting>'


def question(asked: Validation) -> str:
    kind = "list" if asked.choices else "custom"
    return (
        f'<dataValidation type="{kind}" allowBlank="1" showErrorMessage="1" errorTitle="不能这样填"'
        f' error="{escaped(asked.error)}" sqref="{asked.place}"><formula1>{escaped(asked.formula)}</formula1></dataValidation>'
    )
