"""Records taken as entries and items: what a name may hold, and what to say when it holds something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from gongkai.catalogue.entries import Audience, Channels, Entry, audience_in, channels_in
from gongkai.catalogue.entry_fields import ENTRY_NAMES, named
from gongkai.catalogue.items import Item
from gongkai.problems import Problem
from gongkai.source.record_reader import NOTHING, Lists, RecordReader, Texts
from gongkai.source.records import Record, Value

ENTRY_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}\Z")

SEVERAL = frozenset((*named("several"), "keywords", "extra_columns"))
ITEM_TEXTS = (
    *("index_number", "title", "agency", "publisher", "document_number", "status", "method", "topic", "summary"),
    *("source", "link", "entry"),
)
ITEM_DAYS = ("written", "published", "effective", "repealed")
ITEM_NAMES = frozenset((*ITEM_TEXTS, *ITEM_DAYS, "keywords"))
NOBODY = Audience()


def several(name: str, said: Texts, lists: Lists) -> tuple[str, ...]:
    """A value that may be one or several."""
    return lists.get(name) or ((one,) if (one := said.get(name, "")) else ())


class CatalogueReader(RecordReader):
    """Reads the files of the catalogue."""

    several = SEVERAL


class EntryReader(CatalogueReader):
    """Reads the entries of one field. `defaults` is what is meant where an entry does not say it itself."""

    def __init__(self, field: str, defaults: Record | None, extra: tuple[str, ...], problems: list[Problem]) -> None:
        super().__init__(frozenset(ENTRY_NAMES), extra, problems)
        self.field = field
        self.defaults: Mapping[str, Value] = defaults.values if defaults else {}
        self.default_extras = self.extra_names(defaults) if defaults else ()
        self.audiences: dict[str, Audience] = {}

    def entry(self, record: Record) -> Entry | None:
        """None when it has no id that can stand in an address."""
        extra = self.extra_names(record)
        if self.default_extras:
            extra = tuple(dict.fromkeys((*self.default_extras, *extra)))
        said, lists = self.sorted_out(record, self.defaults)
        id = said.get("id", "")
        if not ENTRY_ID.match(id):
            self.problem(record, "id", f"代号 id“{id}”只能用小写字母、数字和连字符" if id else "缺少代号 id")
            return None
        return self.made(record, said, lists, extra)

    def made(self, record: Record, said: Texts, lists: Lists, extra: tuple[str, ...]) -> Entry:
        get = said.get
        return Entry(
            field=self.field,
            id=said["id"],
            index_number=get("index_number", ""),
            number=get("number", ""),
            matter=get("matter", ""),
            submatter=get("submatter", ""),
            content=get("content", ""),
            basis=get("basis", ""),
            time_limit=get("time_limit", ""),
            publisher=get("publisher", ""),
            channels=self.channels(record, get("channels", "")),
            audience=self.audience(record, get("audience", "")),
            methods=several("method", said, lists),
            levels=several("levels", said, lists),
            agencies=several("agencies", said, lists),
            figures=several("figures", said, lists),
            valid_from=self.day(record, said, "valid_from") if "valid_from" in said else None,
            valid_until=self.day(record, said, "valid_until") if "valid_until" in said else None,
            extra={name: said[name] for name in extra if name in said} if extra else NOTHING,
            place=record.place,
        )

    def channels(self, record: Record, written: str) -> Channels:
        found = channels_in(written)
        if found is None:
            self.problem(record, "channels", f"渠道“{written}”应写成“■政府网站 □政府公报”：■ 必选，□ 可选")
            return Channels()
        return found

    def audience(self, record: Record, written: str) -> Audience:
        if not written:
            return NOBODY
        if written not in self.audiences:
            found = audience_in(written)
            if found is None:
                self.problem(record, "audience", f"公开对象“{written}”应写“全社会”、“特定群体：……”或“全社会；特定群体：……”")
                return NOBODY
            self.audiences[written] = found
        return self.audiences[written]


class ItemReader(CatalogueReader):
    """Reads published items."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(ITEM_NAMES, (), problems)

    def item(self, record: Record) -> Item | None:
        """None when it has no title."""
        self.extra_names(record)
        said, lists = self.sorted_out(record)
        if not said.get("title"):
            self.problem(record, "title", "缺少标题 title")
            return None
        texts = {name: said.get(name, "") for name in ITEM_TEXTS}
        days = {name: self.day(record, said, name) for name in ITEM_DAYS}
        return Item(keywords=several("keywords", said, lists), place=record.place, **texts, **days)  # type: ignore[arg-type]


def entries_of(reader: EntryReader, records: tuple[Record, ...]) -> Iterator[Entry]:
    """The entries, each id once: a second entry of the same id would have the same address."""
    seen: dict[str, Entry] = {}
    for record in records:
        entry = reader.entry(record)
        if entry is None:
            continue
        if entry.id in seen:
            first = seen[entry.id].position("id").line
            reader.problem(record, "id", f"代号“{entry.id}”写了两次（第一次在第 {first} 行）；代号是网址，不能重复")
            continue
        seen[entry.id] = entry
        yield entry
