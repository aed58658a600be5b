"""The documents as lists for taking away: Excel and CSV with a row for each, which may be read in again, and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence

from gongkai.county.agencies import Agency
from gongkai.documents.document import FIELDS, Document, document_values
from gongkai.downloads.spreadsheets import BOM, safe_row
from gongkai.statute.document_standard import document_standard

BETWEEN = "；"  # stands between several values in one cell
WIDTHS = {"title": 48.0, "summary": 40.0, "agency": 22.0, "document_number": 22.0, "index_number": 24.0, "id": 14.0}
WIDTH = 12.0
END = "\r\n"


def content(kind: str, documents: Sequence[Document], agencies: Mapping[str, Agency], county: str) -> bytes:
    """The file of that kind: the same bytes for the same documents."""
    if kind == "json":
        return as_json(documents)
    rows = [columns(), *(row(document, agencies) for document in documents)]
    return as_csv(rows) if kind == "csv" else as_workbook(rows, f"{county}政府信息公开目录")


def names() -> list[str]:
    """The fields in the order of a list: as the standard has them, without what only an office's own list says."""
    said = {field.name for field in FIELDS}
    return [field.name for field in document_standard().fields if field.name in said]


def columns() -> list[str]:
    labels = document_standard().labels
    return [labels[name] for name in names()]


def row(document: Document, agencies: Mapping[str, Agency]) -> list[str]:
    """What it says in each column; an agency by its name, which tells more than its id."""
    said = {name: value if isinstance(value, str) else BETWEEN.join(value) for name, value in document_values(document)}
    if document.agency in agencies:
        said["agency"] = agencies[document.agency].name
    return [said[name] for name in names()]


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator=END).writerows(map(safe_row, rows))
    return (BOM + text.getvalue()).encode()


def as_json(documents: Sequence[Document]) -> bytes:
    """One line a document, so that two lists can be compared line by line."""
    lines = (json.dumps(dict(document_values(document)), ensure_ascii=False) for document in documents)
    return ('{"documents": [\n' + ",\n".join(lines) + "\n]}\n").encode()


def as_workbook(rows: Sequence[Sequence[str]], title: str) -> bytes:
    from gongkai.downloads.workbook import Workbook  # noqa: PLC0415 - the other kinds need none of it
    from gongkai.downloads.xlsx import HEAD, LABEL, add_sheet  # noqa: PLC0415 - as above
    from gongkai.downloads.zip_parts import NO_DAY  # noqa: PLC0415 - as above

    book = Workbook(title, NO_DAY)
    sheet = add_sheet(book, "文件清单", title, [WIDTHS.get(name, WIDTH) for name in names()], head=1)
    for number, cells in enumerate(rows, start=1):
        for column, text in enumerate(cells):
            if text:
                sheet.put(number, column, text, LABEL if number > 1 else HEAD)
    return book.content()
