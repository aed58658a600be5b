"""The documents as lists for taking away: Excel and CSV with a row for each, which may be read in again, and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from gongkai.county.agencies import Agency
from gongkai.documents.document import FIELDS, Document, document_values
from gongkai.documents.form_row import BETWEEN
from gongkai.downloads.spreadsheets import BOM, safe_row
from gongkai.statute.document_standard import document_standard

WIDTHS = {"title": 48.0, "summary": 40.0, "agency": 22.0, "document_number": 22.0, "index_number": 24.0, "id": 14.0}
WIDTH = 12.0
END = "\r\n"


class Pieces(NamedTuple):
    """What some documents are in the files of all: their lines of the CSV, without the head, and of the JSON."""

    rows: bytes
    records: bytes


def pieces_of(documents: Sequence[Document], agencies: Mapping[str, Agency]) -> Pieces:
    said = [dict(document_values(document)) for document in documents]
    rows = csv_lines(row(each, agencies) for each in said)
    records = (json.dumps(each, ensure_ascii=False) for each in said)
    return Pieces(rows, ",\n".join(records).encode())


def whole_csv(pieces: Iterable[Pieces]) -> bytes:
    return b"".join((BOM.encode(), csv_lines([columns()]), *(each.rows for each in pieces)))


def whole_json(pieces: Iterable[Pieces]) -> bytes:
    """One line a document, so that two lists can be compared line by line."""
    records = b",\n".join(each.records for each in pieces if each.records)
    return b'{"documents": [\n' + records + b"\n]}\n"


def content(kind: str, documents: Sequence[Document], agencies: Mapping[str, Agency], county: str) -> bytes:
    """The file of that kind: the same bytes for the same documents."""
    if kind == "xlsx":
        return workbook(documents, agencies, county)
    pieces = [pieces_of(documents, agencies)]
    return whole_csv(pieces) if kind == "csv" else whole_json(pieces)


@cache
def names() -> list[str]:
    """The fields in the order of a list: as the standard has them, without what only an office's own list says."""
    said = {field.name for field in FIELDS}
    return [field.name for field in document_standard().fields if field.name in said]


def columns() -> list[str]:
    labels = document_standard().labels
    return [labels[name] for name in names()]


def row(said: Mapping[str, str | tuple[str, ...]], agencies: Mapping[str, Agency]) -> list[str]:
    """What a document says in each column; an agency by its name, which tells more than its id."""
    agency = agencies.get(str(said["agency"]))
    named = {**said, "agency": agency.name} if agency else said
    return [value if isinstance(value, str) else BETWEEN.join(value) for value in map(named.__getitem__, names())]


def csv_lines(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator=END).writerows(map(safe_row, rows))
    return text.getvalue().encode()


def workbook(documents: Sequence[Document], agencies: Mapping[str, Agency], county: str) -> bytes:
    from gongkai.downloads.workbook import Workbook  # noqa: PLC0415 - the other kinds need none of it
    from gongkai.downloads.xlsx import HEAD, LABEL, add_sheet  # noqa: PLC0415 - as above
    from gongkai.downloads.zip_parts import NO_DAY  # noqa: PLC0415 - as above

    title = f"{county}政府信息公开目录"
    book = Workbook(title, NO_DAY)
    sheet = add_sheet(book, "文件清单", title, [WIDTHS.get(name, WIDTH) for name in names()], head=1)
    for number, cells in enumerate(
        (columns(), *(row(dict(document_values(document)), agencies) for document in documents)), start=1
    ):
        for column, text in enumerate(cells):
            if text:
                sheet.put(number, column, text, LABEL if number > 1 else HEAD)
    return book.content()
