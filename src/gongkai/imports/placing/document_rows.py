"""The rows of an office's list of documents, each taken as a document or refused by name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.county.agencies import Agency
from gongkai.documents.document import FIELDS
from gongkai.documents.form_row import NONE, REMARK
from gongkai.imports.document import DocumentPlace, Grid, GridCell
from gongkai.imports.placing.agency_names import agency_named, no_such_agency
from gongkai.problems import Problem, errors
from gongkai.statute.document_standard import DocumentClass, document_standard, meant
from gongkai.statute.labels import fold, squeezed

HEADER_ROWS = 10  # a title and a date may stand above the names of the columns
DAY = re.compile(r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})日?(?P<time>[ T].*)?\Z")
EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")  # 20210520
SEVERAL = re.compile(r"[；;、，,\n]+")
ADDRESSES = re.compile(r"[\s；，、]+")
NO_VALUES = ("file", "old_addresses")
DAYS = frozenset(name for name, kind in FIELDS if kind == "day")
LISTS = frozenset(name for name, kind in FIELDS if kind == "several")
IGNORED = ("序号", "编号", REMARK)
Row = Mapping[int, GridCell]
Said = dict[str, str | tuple[str, ...] | date]


@dataclass(slots=True)
class ListedDocument:
    """A row as it was read: by name what it says, in the forms of a document's values; `file` is the document's own file,
    `old_addresses` are those that are to lead on to it.
    """

    said: Said
    place: DocumentPlace
    cells: Mapping[str, GridCell]
    file: str = ""
    old_addresses: tuple[str, ...] = ()

    def place_of(self, name: str) -> DocumentPlace:
        return self.cells[name].place if name in self.cells else self.place


def read_rows(table: Grid, agencies: Mapping[str, Agency]) -> tuple[list[ListedDocument], list[Problem]] | None:
    """The documents of the table, and what cannot be read of it; None where it names no column of titles."""
    rows = table.spread()
    for number in sorted(rows)[:HEADER_ROWS]:
        if "title" in {field_named(cell.text) for cell in rows[number].values()}:
            return below(rows, number, agencies)
    return None


def below(rows: Mapping[int, Row], header: int, agencies: Mapping[str, Agency]) -> tuple[list[ListedDocument], list[Problem]]:
    columns, problems = columns_of(rows[header])
    found = []
    for number in sorted(rows):
        cells = {columns[column]: cell for column, cell in rows[number].items() if column in columns and squeezed(cell.text)}
        if number <= header or not cells or is_header(cells):
            continue
        document, wrong = document_of(cells, agencies)
        problems += wrong
        found += [document] if document else []
    return found, problems


def field_named(heading: str) -> str:
    """The field that a column's heading means; empty for none."""
    field = document_standard().field_labelled(heading)
    return field.name if field else ""


def is_header(cells: Mapping[str, GridCell]) -> bool:
    """The header printed again at the top of another page."""
    return all(field_named(cell.text) == name for name, cell in cells.items())


def columns_of(row: Row) -> tuple[dict[int, str], list[Problem]]:
    """The field of each column; a column that is not read is told, one that is there twice is wrong."""
    columns: dict[int, str] = {}
    problems: list[Problem] = []
    for column, cell in sorted(row.items()):
        name = field_named(cell.text)
        if name and name in columns.values():
            problems.append(cell.place.problem(f"“{cell.text}”这一列与前面的一列是同一项内容；请只留一列"))
        elif name:
            columns[column] = name
        elif squeezed(cell.text) and fold(cell.text) not in map(fold, IGNORED):
            problems.append(cell.place.doubt(f"“{cell.text}”这一列没有读入"))
    return columns, problems


# ---- One document


def document_of(cells: Mapping[str, GridCell], agencies: Mapping[str, Agency]) -> tuple[ListedDocument | None, list[Problem]]:
    place = next(iter(cells.values())).place
    if "title" not in cells:
        return None, [place.problem("这一行没有写信息名称")]
    said: Said = {}
    problems: list[Problem] = []
    for name, cell in cells.items():
        value, wrong = value_of(name, cell, agencies)
        problems += wrong
        if value is not None and name not in NO_VALUES:
            said[name] = value
    file = cells["file"].text.strip() if "file" in cells else ""
    old = tuple(filter(None, ADDRESSES.split(cells["old_addresses"].text.strip()))) if "old_addresses" in cells else ()
    return (None if errors(problems) else ListedDocument(said, place, cells, file, old)), problems


def value_of(
    name: str, cell: GridCell, agencies: Mapping[str, Agency]
) -> tuple[str | tuple[str, ...] | date | None, list[Problem]]:
    text = cell.text.strip()
    if name in DAYS:
        return day_of(cell, text)
    if name in LISTS:
        return tuple(part for one in SEVERAL.split(text) if (part := one.strip()) and part != NONE), []
    if name == "agency":
        id = agency_named(text, agencies)
        return (id, []) if id else (None, [cell.place.problem(no_such_agency(text, agencies))])
    if name == "kind":
        return class_of(cell, text, document_standard().kinds, "种类")
    if name == "validity":
        return class_of(cell, text, document_standard().validities, "有效性")
    return " ".join(text.split()), []


def day_of(cell: GridCell, text: str) -> tuple[date | None, list[Problem]]:
    """A day as offices write it; the time of day is left out, and that is told."""
    found = DAY.match(EIGHT.sub(r"\1-\2-\3", text))
    try:
        stated = date(int(found["year"]), int(found["month"]), int(found["day"])) if found else None
    except ValueError:
        stated = None
    if stated is None or found is None:
        return None, [cell.place.problem(f"“{text}”不是日期；应像 2021-05-20 或 2021年5月20日")]
    timed = (found["time"] or "").strip(" T")
    return stated, [cell.place.doubt(f"“{text}”只读入了日期")] if timed and not re.fullmatch("[0:]+", timed) else []


def class_of(cell: GridCell, text: str, classes: Sequence[DocumentClass], what: str) -> tuple[str | None, list[Problem]]:
    found = meant(text, classes)
    if found:
        return found.name, []
    return None, [cell.place.problem(f"没有“{text}”这个{what}；可以写{'、'.join(each.name for each in classes)}")]
