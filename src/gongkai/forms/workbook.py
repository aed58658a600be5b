"""The form as an Excel workbook: what may be filled in is tinted and open, all else is locked; faults turn red as one types."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from gongkai.downloads.sheet_rules import Condition, Validation
from gongkai.downloads.workbook import Sheet, Workbook, place
from gongkai.downloads.workbook_parts import (
    BORDER,
    FONT,
    GREY,
    HEAD_FONT,
    NO_BORDER,
    NO_FILL,
    PALE_FONT,
    TINT,
    TITLE_FONT,
    Look,
)
from gongkai.downloads.xlsx import CENTRED
from gongkai.downloads.zip_parts import NO_DAY
from gongkai.forms.cells import Check, Earlier, FormSheet, Input, Role
from gongkai.forms.form import Form
from gongkai.forms.formulas import fits, is_fault
from gongkai.source.typed_values import typed_value
from gongkai.statute.formats import Line

WRAPPED = 'horizontal="left" vertical="center" wrapText="1" indent="1"'
LOOKS = {
    Role.TITLE: Look(TITLE_FONT, NO_FILL, NO_BORDER, CENTRED),
    Role.HEAD: Look(HEAD_FONT, GREY, BORDER, f'{CENTRED} wrapText="1"'),
    Role.LABEL: Look(FONT, NO_FILL, BORDER, WRAPPED),
    Role.NOTE: Look(FONT, NO_FILL, NO_BORDER, 'vertical="top" wrapText="1"'),
    Role.PALE: Look(PALE_FONT, NO_FILL, BORDER, f'{CENTRED} wrapText="1"'),
}
FIGURE = Look(FONT, TINT, BORDER, CENTRED, locked=False)
WORDS = Look(FONT, TINT, BORDER, WRAPPED, locked=False)
PALE = LOOKS[Role.PALE]
ERRORS = {
    "count": "这里只能填不小于 0 的整数。没有发生填 0；没有统计、不涉及的填“/”或“不适用”；没有填的空着。",
    "change": "这里只能填整数，减少的填负数，例如 -39。没有增减填 0；没有统计、不涉及的填“/”或“不适用”。",
    "money": "这里只能填不小于 0 的数，可以有小数。没有发生填 0；没有统计、不涉及的填“/”或“不适用”。",
}
UNIT_MISSING = "表头没有写单位的，把单位写在数后面，例如 22961.413万元。"


def workbook(form: Form) -> bytes:
    """The same bytes for the same form."""
    book = Workbook(form.identity.title, NO_DAY)
    for number, sheet in enumerate(form.sheets):
        add_sheet(book, sheet, form, protected=number > 0)
    return book.content()


def add_sheet(book: Workbook, layout: FormSheet, form: Form, *, protected: bool) -> None:
    sheet = book.sheet(layout.name, layout.widths, layout.frozen, layout.frozen[0])
    sheet.locked, sheet.upright, sheet.one_page = True, layout.upright, not layout.upright
    sheet.heights |= dict(layout.heights)
    for label in layout.labels:
        sheet.merged(label.area, label.text, LOOKS[label.role])
    for each in layout.inputs:
        add_input(sheet, each, form.filled.get(each.address, ""))
        if protected:
            book.name(each.defined_name, sheet, each.area.row, each.area.column)
    for earlier in layout.earlier:
        add_earlier(sheet, earlier, form.earlier)
    for check in layout.checks:
        sheet.spread(check.area, PALE)
        sheet.formula(check.area.row, check.area.column, check.formula, PALE)
    sheet.conditions += turning_red(layout)
    for each in layout.inputs:
        if found := validation(each):
            sheet.allow(found)


def add_input(sheet: Sheet, each: Input, typed: str) -> None:
    row, column = each.area.row, each.area.column
    value = typed_value(typed, is_text=each.column is None)
    look = FIGURE if each.column or each.choices else WORDS
    sheet.spread(each.area, look)
    if isinstance(value, int | Decimal):
        sheet.number(row, column, value, look._replace(number=shown(typed)))
    else:
        sheet.put(row, column, value or "", look)


def shown(typed: str) -> str:
    """With the decimals that were typed, 1.40; a whole number in no format, so that a fraction typed there later is seen."""
    decimals = len(typed.partition(".")[2])
    return f"0.{'0' * decimals}" if decimals else ""


def add_earlier(sheet: Sheet, earlier: Earlier, texts: Mapping[str, str]) -> None:
    value = typed_value(texts.get(earlier.address, ""))
    row, column = earlier.area.row, earlier.area.column
    sheet.spread(earlier.area, PALE)
    if isinstance(value, int | Decimal):
        sheet.number(row, column, value, PALE)
    else:
        sheet.put(row, column, value or "", PALE)


def turning_red(layout: FormSheet) -> list[Condition]:
    """What no column takes, though it was pasted there; figures that a check finds at fault, and the check."""
    by_address: dict[str, list[Check]] = {}
    for check in layout.checks:
        for address in check.judged:
            by_address.setdefault(address, []).append(check)
    found = []
    for each in layout.inputs:
        checks = [(check.area.row, check.area.column) for check in by_address.get(each.address, ())]
        cell = place(each.area.row, each.area.column)
        if each.column:
            unfit = f'AND({cell}<>"",NOT({fits(cell, each.column)}))'
            found.append(Condition(cell, f"OR({unfit},{is_fault(checks)})" if checks else unfit))
    for check in layout.checks:
        if check.verdict:
            at = (check.area.row, check.area.column)
            found.append(Condition(place(*at), is_fault([at])))
    return found


def validation(each: Input) -> Validation | None:
    cell = place(each.area.row, each.area.column)
    if each.choices:
        said = "、".join(each.choices)
        return Validation(cell, f'"{",".join(each.choices)}"', f"请选 {said}。", choices=True)
    return Validation(cell, fits(cell, each.column), error_of(each.column)) if each.column else None


def error_of(column: Line) -> str:
    return ERRORS[column.kind] + (UNIT_MISSING if column.kind == "money" and column.unit is None else "")
