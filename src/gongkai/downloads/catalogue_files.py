"""The catalogue's files for taking away. What a field is in each of them is made once, for its own files and for those of all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from gongkai.catalogue import Field, Item
from gongkai.downloads import catalogue_csv, catalogue_json, catalogue_xlsx

ALL = "catalogue"  # what the files of all fields are called; a field's own are called as the field is in addresses


@dataclass(frozen=True, slots=True)
class Pieces:
    """A field: its lines of the CSV, its record in the JSON and those of the items published under it, its sheet."""

    lines: bytes
    record: bytes
    items: bytes
    sheet: catalogue_xlsx.Sheet


@dataclass(frozen=True, slots=True)
class FileKind:
    """`made` gives the file of these fields, the records of items that belong to none of them, and the county's name."""

    label: str
    about: str
    made: Callable[[Iterable[Pieces], bytes, str], bytes]


def pieces_of(field: Field, items: Iterable[Item], county: str) -> Pieces:
    """`items` are those published under it. The county's name stands above the sheet's table; empty for none."""
    return Pieces(
        lines=catalogue_csv.rows(field),
        record=catalogue_json.field_content(field),
        items=catalogue_json.items_content(items),
        sheet=catalogue_xlsx.sheet_of(field, county),
    )


def workbook(fields: Iterable[Pieces], _: bytes, county: str) -> bytes:
    return catalogue_xlsx.workbook([pieces.sheet for pieces in fields], county)


def table(fields: Iterable[Pieces], _: bytes, __: str) -> bytes:
    return catalogue_csv.whole(pieces.lines for pieces in fields)


def records(fields: Iterable[Pieces], others: bytes, _: str) -> bytes:
    records, items = [], []
    for pieces in fields:
        records.append(pieces.record)
        items.append(pieces.items)
    return catalogue_json.whole(records, [*items, others])


# For people first and for programs last.
KINDS: Mapping[str, FileKind] = {
    "xlsx": FileKind("Excel 表格", "官方两行表头，可打印，改后可再导入", workbook),
    "csv": FileKind("CSV 表格", "一条一行，可用 Excel 打开", table),
    "json": FileKind("JSON 数据", "供程序读取，含已公开的信息", records),
}
