"""One entry of the catalogue with another value under one name; its id, by which it is addressed, stays."""

from __future__ import annotations

from typing import NamedTuple

from gongkai.catalogue import ENTRIES_FILE, FOLDER, read_field
from gongkai.catalogue.entries import Entry, Field, entry_values
from gongkai.catalogue.entry_fields import ENTRY_FIELDS, ENTRY_NAMES
from gongkai.collection import Collection
from gongkai.editing.file_change import Made
from gongkai.editing.record_change import RecordList, record_change
from gongkai.imports.placing.agency_names import agency_named, no_such_agency
from gongkai.problems import Problem

RULE = "catalogue"
SEVERAL = frozenset(field.name for field in ENTRY_FIELDS if field.kind == "several")
BETWEEN = "；"


class FoundEntry(NamedTuple):
    """As the files say it now."""

    entry: Entry
    field: Field
    collection: Collection

    @property
    def report(self) -> str:
        """Its address among what is kept at the desk."""
        return f"{FOLDER}/{self.entry.address}"

    def text(self, name: str) -> str:
        """What it says under that name, as an office types it: texts with a semicolon between, agencies by their names."""
        value = dict(entry_values(self.entry)).get(name, "")
        if name == "agencies":
            return BETWEEN.join(self.collection.agencies[id].name if id in self.collection.agencies else id for id in value)
        return value if isinstance(value, str) else BETWEEN.join(value)


def found_entry(collection: Collection, address: str) -> FoundEntry | None:
    """By field/id."""
    entry = collection.catalogue.entry(address)
    return FoundEntry(entry, collection.catalogue.by_field[entry.field], collection) if entry else None


def entry_change(found: FoundEntry, name: str, text: str) -> Made:
    """The field's file with it; or why it cannot be, in the words of `gongkai check`."""
    value: str | tuple[str, ...] = text
    if name in SEVERAL:
        value = several(text)
    if name == "agencies":
        ids = {said: agency_named(said, found.collection.agencies) for said in value}
        wrong = [said for said, id in ids.items() if not id]
        if wrong:
            message = no_such_agency(wrong[0], found.collection.agencies)
            return [], [Problem(found.entry.position(name), RULE, message)]
        value = tuple(ids.values())
    file = found.collection.data / FOLDER / f"{found.field.id}.yml"
    kind = RecordList(ENTRIES_FILE, read_field, (*ENTRY_NAMES, *found.field.extra_columns))
    return record_change(file, found.entry.place, kind, {name: value})


def several(text: str) -> tuple[str, ...]:
    """
    >>> several("县级； 乡、村级;")
    ('县级', '乡、村级')
    """
    parts = text.replace(";", BETWEEN).replace("\n", BETWEEN).split(BETWEEN)
    return tuple(part.strip() for part in parts if part.strip())
