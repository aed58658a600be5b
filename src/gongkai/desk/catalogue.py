"""A workbook beside the catalogue that is there: what it would add, change and take away, and the files as they would be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from gongkai.catalogue import FOLDER, Catalogue, Entry, Field
from gongkai.catalogue.difference import FieldDifference, difference, matched
from gongkai.catalogue.writing import field_text
from gongkai.editing.file_change import FileChange, as_typed
from gongkai.imports.placing.catalogue import FIELD_SCHEMA
from gongkai.source.editor_schema import schema_remark


def compared(now: Catalogue, read: Sequence[Field]) -> tuple[FieldDifference, ...]:
    """Of the fields that the workbook has; the others are not touched, whatever it leaves out."""
    fields = tuple(with_ids(now.by_field.get(field.id), field) for field in read)
    before = tuple(now.by_field[field.id] for field in fields if field.id in now.by_field)
    return difference(Catalogue(fields=before), Catalogue(fields=fields))


def with_ids(before: Field | None, field: Field) -> Field:
    """The field with the ids that its entries have already: addresses are made of them. A new entry takes one that is free."""
    if before is None:
        return field
    partners = matched(before.entries, field.entries)
    taken = {entry.id for entry in before.entries}
    free = (str(number) for number in range(1, len(before.entries) + len(field.entries) + 2) if str(number) not in taken)
    entries = tuple(replace(entry, id=id_of(entry, partners.get(entry.id), taken, free)) for entry in field.entries)
    return replace(field, title=before.title, updated=before.updated, entries=entries)


def id_of(entry: Entry, partner: Entry | None, taken: set[str], free: Iterator[str]) -> str:
    if partner:
        return partner.id
    return next(free) if entry.id in taken else entry.id


def changes(data: Path, differences: Sequence[FieldDifference]) -> list[FileChange]:
    """The files of the fields that differ, each with the text that `gongkai catalogue import` would write."""
    found = []
    for each in differences:
        assert each.after  # no field goes for not being in a workbook
        file = data / FOLDER / f"{each.id}.yml"
        text = f"{schema_remark(file, FIELD_SCHEMA)}{field_text(each.after)}"
        found.append(FileChange(file, as_typed(file) if file.exists() else "", text))
    return found
