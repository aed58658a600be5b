"""report.json: the whole report for programs, each figure exactly as it was counted."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from gongkai.problems import Problem
from gongkai.reports.envelope import Revision
from gongkai.reports.narrative import Narrative, TablePlace
from gongkai.reports.notes import Note, notes
from gongkai.reports.report import Cell, Report, ReportTable
from gongkai.tables.figure_text import exact_number, number_or_text

NAME = "report.json"
PLAIN = json.JSONEncoder(ensure_ascii=False, default=str)  # a date writes itself: 2021-01-08


def write(report: Report, folder: Path, findings: Sequence[Problem] = ()) -> Path:
    target = folder / NAME
    target.write_text(content(report, findings), "utf-8", newline="\n")
    return target


def content(report: Report, findings: Sequence[Problem] = ()) -> str:
    return encoded(record(report, findings)) + "\n"


def record(report: Report, findings: Sequence[Problem] = ()) -> dict[str, object]:
    """The report as plain values in the order of the form; a key that may be absent is absent when it has nothing to say."""
    envelope = report.envelope
    always = {
        "year": report.year,
        "agency": report.agency_id,
        "agency_name": report.agency_name,
        "format": report.format.id,
        "title": envelope.title,
        "document_number": envelope.letter.document_number if envelope.letter else None,
        "tables": {id: table_record(table) for id, table in report.tables.items()},
        "units": units(report),
    }
    where_any = {
        "remarks": {address: cell.remark for address, cell in addressed(report) if cell.remark},
        "figures": {id: dict(figure.model_dump(exclude_defaults=True)) for id, figure in envelope.figures.items()},
        "introduction": introduction(report.narrative),
    }
    after = {
        "revisions": [revision.model_dump(exclude_none=True) | was_and_now(revision) for revision in envelope.revisions],
        "restates": [entry.model_dump(exclude={"of"} if entry.of is None else None) for entry in envelope.restates],
        "withdrawn": envelope.withdrawn.model_dump() if envelope.withdrawn else None,
        "notes": [note_record(note) for note in notes(report)],
        "findings": [finding(problem) for problem in findings],
    }
    sections = [{"id": s.id, "title": s.title, "text": s.text} for s in report.narrative.sections]
    return always | present(where_any) | {"sections": sections} | present(after)


def note_record(note: Note) -> dict[str, object]:
    """校注; as_printed where it stands beside an error of a document that was public already."""
    record = {"number": note.number, "subject": note.subject, "text": note.text, "by": note.by}
    return {**record, **present({"date": note.date, "as_printed": note.as_printed})}


def present(entries: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in entries.items() if value}


def was_and_now(revision: Revision) -> dict[str, object]:
    """Both are always there; None is a blank."""
    return {"was": revision.was, "now": revision.now}


def table_record(table: ReportTable) -> object:
    if table.format.generic:
        return [
            {"label": row.label, "unit": row.unit, "figure": number_or_text(row.cell)} if row.cell else {"label": row.label}
            for row in table.generic
        ]
    return {row: {column: number_or_text(cell) for column, cell in cells.items()} for row, cells in table.cells.items()}


def units(report: Report) -> dict[str, str]:
    """The unit of each cell that is not in the unit its column prescribes."""
    prescribed = {f"{t.id}.{column.id}": column.unit for t in report.format.tables for column in t.leaf_columns}
    found = {}
    for address, cell in addressed(report):
        table, _, column = address.split(".")
        if cell.figure is not None and cell.unit and cell.unit != prescribed[f"{table}.{column}"]:
            found[address] = cell.unit
    return found


def addressed(report: Report) -> list[tuple[str, Cell]]:
    return [entry for table in report.tables.values() for entry in table.addressed()]


def introduction(narrative: Narrative) -> str:
    return "\n".join(block.text for block in narrative.introduction if not isinstance(block, TablePlace))


def finding(problem: Problem) -> dict[str, object]:
    """Without the place in the file, which means something only to whoever holds the data."""
    known = {
        "rule": problem.rule,
        "severity": problem.severity.value,
        "subject": problem.subject,
        "message": problem.message,
        "reason": problem.reason,
    }
    return present(known)


def encoded(value: object, indent: str = "") -> str:
    """JSON with two spaces a level. The standard encoder would take a Decimal only as a float, which alters it.

    >>> print(encoded({"amount": Decimal("22961.413"), "blank": None, "rows": []}))
    {
      "amount": 22961.413,
      "blank": null,
      "rows": []
    }
    """
    deeper = indent + "  "
    if isinstance(value, Mapping) and value:
        entries = (f"{deeper}{PLAIN.encode(key)}: {encoded(entry, deeper)}" for key, entry in value.items())
        return "{\n" + ",\n".join(entries) + f"\n{indent}}}"
    if isinstance(value, list | tuple) and value:
        return "[\n" + ",\n".join(deeper + encoded(entry, deeper) for entry in value) + f"\n{indent}]"
    if isinstance(value, Decimal):
        return exact_number(value)
    return PLAIN.encode(value)
