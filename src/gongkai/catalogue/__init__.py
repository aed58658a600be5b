"""The disclosure catalogue of a county: its fields with their entries, and the items published under them.

`data/catalogue/<field>.yml` holds a field's entries; `data/catalogue/items/`, in files of any name, the published items.
Beside them `data/index_numbers.yml` (ledger.py), `data/workdays.yml` (workdays.py) and earlier years' catalogues (earlier.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from gongkai.catalogue.entries import Audience, Channel, Entry, Field
from gongkai.catalogue.guides import Guide, Reader, read_guides
from gongkai.catalogue.items import Item
from gongkai.catalogue.ledger import Assigned, read_ledger
from gongkai.catalogue.limits import TimeLimit
from gongkai.catalogue.reading import CatalogueReader, EntryReader, ItemReader, entries_of, several
from gongkai.problems import Position, Problem, shown
from gongkai.source.gc_pause import gc_paused
from gongkai.source.record_reader import RULE, RecordReader
from gongkai.source.records import Layout, Records, read_records
from gongkai.source.text import reason
from gongkai.statute.catalogue_standard import standard
from gongkai.statute.workdays import Workdays, read_workdays

FOLDER, ITEMS = "catalogue", "items"
ENTRIES_FILE, ITEMS_FILE = Layout("entries", ("defaults",)), Layout("items")
FIELD_ID = re.compile(r"[a-z][a-z0-9-]{0,79}\Z")
Read = TypeVar("Read")
HEAD_NAMES = frozenset(("title", "levels", "extra_columns", "updated"))


@dataclass(frozen=True)
class Catalogue:
    """Fields in the State's order, a county's own behind them; items newest first. Empty when a county keeps none.

    `ledger` has the 索引号 that were ever assigned; `workdays` which days are working days, as far as known.
    `guides` are those of the State that the office has entered, by field.
    """

    fields: tuple[Field, ...] = ()
    items: tuple[Item, ...] = ()
    ledger: Mapping[str, Assigned] = field(default_factory=dict, repr=False)
    workdays: Workdays = field(default=Workdays(), repr=False)
    guides: Mapping[str, Guide] = field(default_factory=dict, repr=False)
    by_field: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_field", {field.id: field for field in self.fields})

    def with_items(self, items: Iterable[Item]) -> Catalogue:
        """With more items; the same where there are none."""
        more = sorted((*self.items, *items), key=newest_first)
        return replace(self, items=tuple(more)) if len(more) > len(self.items) else self

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for field in self.fields for entry in field.entries)

    def entry(self, address: str) -> Entry | None:
        """By field/id."""
        id, _, entry = address.partition("/")
        found = self.by_field.get(id)
        return found.by_id.get(entry) if found else None

    @cached_property
    def items_by_entry(self) -> Mapping[str, tuple[Item, ...]]:
        """The items of each entry that has any, by the entry's address."""
        found: dict[str, list[Item]] = {}
        for item in self.items:
            if item.entry:
                found.setdefault(item.entry, []).append(item)
        return {address: tuple(items) for address, items in found.items()}

    def items_of(self, entry: Entry) -> tuple[Item, ...]:
        return self.items_by_entry.get(entry.address, ())

    def items_of_field(self, field: Field) -> list[Item]:
        """Those of its entries, in the entries' order."""
        return [item for entry in field.entries for item in self.items_of(entry)]

    @property
    def other_items(self) -> list[Item]:
        """Those that belong to no entry."""
        return [item for item in self.items if self.entry(item.entry) is None]

    @cached_property
    def by_agency(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of each agency that has any, by its id in agencies.yml."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for agency in entry.agencies:
                found.setdefault(agency, []).append(entry)
        return {agency: tuple(entries) for agency, entries in found.items()}

    def of(self, agency: str) -> tuple[Entry, ...]:
        return self.by_agency.get(agency, ())


def anew(read: Callable[[Path, list[Problem]], Read], file: Path, problems: list[Problem]) -> Read:
    return read(file, problems)


def load_catalogue(folder: Path, reader: Reader = anew) -> tuple[Catalogue, list[Problem]]:
    """The catalogue in a site's `data/catalogue` folder, empty when there is none; with everything that could not be read."""
    problems: list[Problem] = []
    try:
        fields, item_files = read_fields(folder, problems, reader), files_in(folder / ITEMS, deep=True)
    except OSError as error:
        return Catalogue(), [Problem(Position(shown(folder)), RULE, f"读不了这个文件夹：{reason(error)}")]
    with gc_paused():
        items = [item for file in item_files for item in reader(read_items, file, problems)]
    problems += titles_twice(fields)
    items.sort(key=newest_first)
    ledger, workdays = read_ledger(folder.parent, problems), read_workdays(folder.parent, problems)
    guides = read_guides(folder.parent, problems, reader)
    return Catalogue(fields, tuple(items), ledger, workdays, guides), problems


def newest_first(item: Item) -> int:
    return -item.published.toordinal() if item.published else 0


def read_fields(folder: Path, problems: list[Problem], reader: Reader = anew) -> tuple[Field, ...]:
    """In the State's order. OSError when the folder cannot be read."""
    with gc_paused():
        fields = [found for file in files_in(folder) if (found := reader(read_field, file, problems))]
    return tuple(sorted(fields, key=lambda field: (standard().rank(field.id), field.id)))


def files_in(folder: Path, *, deep: bool = False) -> list[Path]:
    if not folder.exists():
        return []
    return sorted(
        file for file in (folder.rglob("*.yml") if deep else folder.glob("*.yml")) if not file.name.startswith((".", "_"))
    )


def read_field(file: Path, problems: list[Problem]) -> Field | None:
    """A field's file; its name is the field's id and its address. None when the file cannot be read."""
    if not FIELD_ID.match(file.stem):
        message = f"文件名“{file.stem}”是网址的一部分，只能用小写字母、数字和连字符"
        problems.append(Problem(Position(shown(file)), RULE, message))
        return None
    records, found = read_records(file, ENTRIES_FILE)
    problems += found
    return field_of(file.stem, records, problems) if records else None


def field_of(id: str, records: Records, problems: list[Problem]) -> Field:
    known = standard().field(id)
    name = known.name if known else ""
    head = CatalogueReader(HEAD_NAMES, (), problems)
    head.extra_names(records.head)
    said, lists = head.sorted_out(records.head)
    if not said.get("title") and not name:
        head.problem(records.head, "title", "这不是 26 个试点领域之一，请写上它的名称 title")
    extra = several("extra_columns", said, lists)
    reader = EntryReader(id, records.groups.get("defaults"), extra, problems)
    return Field(
        id=id,
        title=said.get("title") or name or id,
        name=name,
        levels=several("levels", said, lists) or standard().levels,
        extra_columns=extra,
        updated=head.day(records.head, said, "updated"),
        entries=tuple(entries_of(reader, records.records)),
        place=records.head.place,
    )


def titles_twice(fields: Iterable[Field]) -> Iterator[Problem]:
    """A field called like one before it: a reader could not tell their lists apart, nor the pages of their entries."""
    before: dict[str, Field] = {}
    for one in fields:
        other = before.setdefault(one.title, one)
        if other is not one:
            message = f"“{one.title}”已是 {other.id} 的名称；两个领域的网页会同名，请改一个"
            yield Problem(one.position("title"), RULE, message)


def read_items(file: Path, problems: list[Problem]) -> list[Item]:
    records, found = read_records(file, ITEMS_FILE)
    problems += found
    if records is None:
        return []
    reader = ItemReader(problems)
    RecordReader(frozenset(), (), problems).extra_names(records.head)
    return [item for record in records.records if (item := reader.item(record))]


__all__ = [
    "Audience",
    "Catalogue",
    "Channel",
    "Entry",
    "Field",
    "Guide",
    "Item",
    "Reader",
    "TimeLimit",
    "load_catalogue",
    "standard",
]
