"""The list of documents as a sheet to fill in: blank, or with what was understood of files and what nobody could tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongkai.county.agencies import Agency
from gongkai.documents.form_row import REMARK, FormRow
from gongkai.downloads.document_files import WIDTH, WIDTHS
from gongkai.downloads.workbook import Sheet, Workbook
from gongkai.downloads.workbook_parts import BORDER, FONT, GREY, Look
from gongkai.downloads.xlsx import HEAD, LABEL, WRAPPED, add_sheet
from gongkai.downloads.zip_parts import NO_DAY
from gongkai.statute.document_standard import document_standard
from gongkai.tables.grid import Area

FIRST = (
    *("title", "agency", "document_number", "index_number", "kind", "written", "published", "validity", "repealed"),
    *("replaced_by", "interprets", "file", "attachments", "old_addresses"),
)
"""What offices fill in most; the other fields stand behind them."""
BLANK_ROWS = 500
TITLE = "文件清单：一件一行，从第 3 行写起；列的次序可以换，不用的列可以删"
UNDERSTOOD = "文件清单：灰色的格和“需要核对”一列请照原件填好、改好，再读入"
LISTS, NOTES = "可选", "填写说明"
TO_FILL = Look(FONT, GREY, BORDER, WRAPPED)
CHOSEN = {"agency": 0, "kind": 1, "validity": 2}
"""The fields whose texts can be picked, with their columns on the sheet of choices."""


def form(agencies: Mapping[str, Agency], rows: Sequence[FormRow] = ()) -> bytes:
    """The same bytes for the same rows and agencies."""
    book = Workbook("文件清单", NO_DAY)
    names = [*FIRST, *(field.name for field in document_standard().fields if field.name not in FIRST)]
    labels = document_standard().labels
    heads = [REMARK] * bool(rows) + [labels[name] for name in names]
    widths = [36.0] * bool(rows) + [WIDTHS.get(name, WIDTH) for name in names]
    sheet = add_sheet(book, "文件清单", UNDERSTOOD if rows else TITLE, widths, head=1)
    for column, head in enumerate(heads):
        sheet.put(1, column, head, HEAD)
    for number, row in enumerate(rows, start=2):
        sheet.put(number, 0, row.remark, LABEL)
        for column, name in enumerate(names, start=1):
            sheet.put(number, column, row.cells.get(name, ""), TO_FILL if name in row.doubtful else LABEL)
    choices = columns_of_choices(agencies)
    for column, name in enumerate(names, start=bool(rows)):
        ask(sheet, name, column, max(len(rows), BLANK_ROWS), choices)
    add_notes(book, names)
    add_choices(book, choices)
    return book.content()


def columns_of_choices(agencies: Mapping[str, Agency]) -> list[list[str]]:
    standard = document_standard()
    kinds, validities = [each.name for each in standard.kinds], [each.name for each in standard.validities]
    return [[agency.name for agency in agencies.values()], kinds, validities]


def ask(sheet: Sheet, name: str, column: int, rows: int, choices: Sequence[Sequence[str]]) -> None:
    field = next(field for field in document_standard().fields if field.name == name)
    area = Area(2, column, rows=rows)
    if name in CHOSEN and choices[CHOSEN[name]]:
        letter = "ABC"[CHOSEN[name]]
        sheet.ask(area, field.note, f"{LISTS}!${letter}$2:${letter}${len(choices[CHOSEN[name]]) + 1}")
    else:
        sheet.ask(area, field.note)


def add_notes(book: Workbook, names: Sequence[str]) -> None:
    """What to write in each column, and which kinds there are, each with the words that are read as it."""
    standard = document_standard()
    fields = {field.name: field for field in standard.fields}
    sheet = add_sheet(book, NOTES, "各列怎样写（这一页不会读入）", [24, 60, 60], head=0)
    lines = [("列", "写什么", "也可以叫作")]
    lines += [(f"“{fields[name].label}”", fields[name].note, "、".join(fields[name].aliases)) for name in names]
    lines += [("", "", ""), ("种类", "属于第二十条的第几项", "也可以写成")]
    lines += [
        (f"“{kind.name}”", f"第{kind.item}项" if kind.item else "看内容", "、".join(kind.aliases)) for kind in standard.kinds
    ]
    for number, line in enumerate(lines, start=1):
        for column, text in enumerate(line):
            sheet.put(number, column, text, HEAD if line[0] in ("列", "种类") else LABEL)


def add_choices(book: Workbook, choices: Sequence[Sequence[str]]) -> None:
    sheet = book.sheet(LISTS, [30, 20, 12])
    for column, (head, texts) in enumerate(zip(("机构", "种类名", "效力名"), choices, strict=True)):
        sheet.put(0, column, head, HEAD)
        for number, text in enumerate(texts, start=1):
            sheet.put(number, column, text, LABEL)
