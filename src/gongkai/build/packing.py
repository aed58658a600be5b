"""How what was read is packed, so that reading it again next time takes a hundredth of the time."""

from __future__ import annotations

import copyreg
import pickle
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from io import BytesIO
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from gongkai.catalogue import Entry, Item
from gongkai.documents.document import Document
from gongkai.source.records import SourceSpan
from gongkai.statute.formats import Format, FormatTable, formats

SLOTTED = ("Cell", "GenericRow", "PrintedLabel", "Report", "ReportTable")


def by_fields(kind: type[Any]) -> Callable[[Any], tuple[type[Any], tuple[object, ...]]]:
    """How values of that kind are packed: as what they are made of, which is quicker than the way of all classes."""
    values = attrgetter(*(field.name for field in fields(kind) if field.init))
    return lambda one: (kind, values(one))


OURS: dict[type[Any], Any] = {
    **{kind: by_fields(kind) for kind in (Entry, Item, Document)},
    SourceSpan: lambda place: (SourceSpan, tuple(place)),
    MappingProxyType: lambda mapping: (dict, (dict(mapping),)),
}


class ReportPickler(pickle.Pickler):
    """The statute's forms are named, not packed: every report has one."""

    def persistent_id(self, value: Any) -> tuple[str, ...] | None:
        if value.__class__ is FormatTable:
            return table_names()[id(value)]
        if value.__class__ is Format:
            return (value.id,)
        return None


@cache
def table_names() -> dict[int, tuple[str, str]]:
    """The form and the name of each statutory table, which is there once."""
    return {id(table): (form.id, table.id) for form in formats().values() for table in form.tables}


class ReportUnpickler(pickle.Unpickler):
    def persistent_load(self, name: tuple[str, ...]) -> object:
        form = formats()[name[0]]
        return form if len(name) == 1 else form.table(name[1])


def packed(read: object) -> bytes:
    into = BytesIO()
    pickler = pickle.Pickler(into, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {**copyreg.dispatch_table, **OURS}
    pickler.dump(read)
    return into.getvalue()


def packed_report(read: object) -> bytes:
    from gongkai.reports import report  # noqa: PLC0415 - a catalogue alone has none

    into = BytesIO()
    pickler = ReportPickler(into, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {
        **copyreg.dispatch_table,
        **OURS,
        **{kind: by_fields(kind) for kind in map(vars(report).__getitem__, SLOTTED)},
    }
    pickler.dump(read)
    return into.getvalue()


def unpacked_report(content: bytes) -> Any:
    return ReportUnpickler(BytesIO(content)).load()
