"""What changed from one catalogue to the next, as CSV: a row for each part of an entry that came, went or says something else."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from gongkai.catalogue.difference import EntryDifference, FieldDifference, stated
from gongkai.downloads.spreadsheets import BOM, safe

NAME = "changes.csv"
HEADER = ("领域代号", "领域", "变化", "条目代号", "索引号", "一级事项", "二级事项", "栏目", "原来", "现在")


def content(fields: Iterable[FieldDifference]) -> bytes:
    """With a BOM, lines ended as Excel ends them; the head alone when nothing changed."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    for field in fields:
        writer.writerows([safe(cell) for cell in row] for entry in field.entries for row in rows(field, entry))
    return (BOM + text.getvalue()).encode("utf-8")


def rows(field: FieldDifference, entry: EntryDifference) -> Iterator[tuple[str, ...]]:
    shown = entry.entry
    start = (field.id, field.title, entry.kind, shown.id, shown.index_number, shown.matter, shown.submatter)
    if entry.before and entry.after:
        yield from ((*start, change.label, change.was, change.now) for change in entry.changes)
    elif entry.after:
        yield from ((*start, part.label, "", part.now) for part in stated(entry.after))
    else:
        yield from ((*start, part.label, part.now, "") for part in stated(shown))
