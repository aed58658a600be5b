"""What was understood of files, row by row, for a list that a person completes and reads in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from gongkai.county.agencies import Agency
from gongkai.documents.form_row import BETWEEN, NONE, FormRow
from gongkai.imports.placing.documents import Reading
from gongkai.imports.placing.own_files import Filled

ASKED = ("title", "agency", "kind")
"""What a document should say; and one of its days."""


def understood(reading: Reading, agencies: Mapping[str, Agency]) -> list[FormRow]:
    """A row for each document in the order of the source, with what is wrong about it or to be compared."""
    remarks: dict[str, list[str]] = {}
    for problem in reading.problems:
        remarks.setdefault(problem.position.file, []).append(problem.message)
    return [row_of(filled, remarks, agencies) for filled in reading.rows]


def row_of(filled: Filled, remarks: Mapping[str, list[str]], agencies: Mapping[str, Agency]) -> FormRow:
    cells = {**{name: text for name, text in texts(filled, agencies) if text}, **filled.unplaced}
    lacking = {name for name in ASKED if name not in cells}
    if not {"written", "published"} & cells.keys():
        lacking.add("published")
    remark = BETWEEN.join(dict.fromkeys(remarks.get(filled.row.place.file, ())))
    return FormRow(cells, frozenset({*lacking, *filled.unplaced}), remark)


def texts(filled: Filled, agencies: Mapping[str, Agency]) -> Iterator[tuple[str, str]]:
    for name, value in filled.said.items():
        if name == "agency":
            yield name, agencies[value].name
        elif name == "attachments":
            yield name, BETWEEN.join(filled.published) or NONE
        elif isinstance(value, date):
            yield name, value.isoformat()
        else:
            yield name, value if isinstance(value, str) else BETWEEN.join(value)
    yield "file", filled.row.file
    yield "old_addresses", " ".join(filled.old_addresses)
