"""What changed from one year's catalogue to the next: entries that came, went, or say something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.catalogue import Catalogue, Entry, Field
from gongkai.catalogue.entries import entry_values
from gongkai.statute.catalogue_standard import entry_labels

LABELS = {**entry_labels(), "agencies": "机构"}
NO_CONTENT = ("id", "number")  # where it stands, not what it says
KINDS = ADDED, REMOVED, CHANGED = "新增", "取消", "改动"


@dataclass(frozen=True, slots=True)
class Change:
    """One part of an entry that says something else; an empty text: it said nothing, or says nothing now."""

    name: str
    label: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class EntryDifference:
    """`before` is None for an entry that came, `after` for one that went."""

    before: Entry | None
    after: Entry | None
    changes: tuple[Change, ...] = ()

    @property
    def entry(self) -> Entry:
        """The later one where there is one."""
        entry = self.after or self.before
        assert entry
        return entry

    @property
    def kind(self) -> str:
        return ADDED if not self.before else REMOVED if not self.after else CHANGED


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """`before` or `after` is None for a field that came or went. `entries` only those that differ, in the new order."""

    before: Field | None
    after: Field | None
    entries: tuple[EntryDifference, ...]

    @property
    def field(self) -> Field:
        """The later one where there is one."""
        field = self.after or self.before
        assert field
        return field

    @property
    def id(self) -> str:
        return self.field.id

    @property
    def title(self) -> str:
        return self.field.title

    @property
    def renamed(self) -> bool:
        return self.before is not None and self.after is not None and self.before.title != self.after.title

    def of(self, kind: str) -> tuple[EntryDifference, ...]:
        return tuple(entry for entry in self.entries if entry.kind == kind)


def difference(before: Catalogue, after: Catalogue) -> tuple[FieldDifference, ...]:
    """Fields that differ, in the new order, those that went last."""
    ids = dict.fromkeys((*after.by_field, *before.by_field))
    found = (of_field(before.by_field.get(id), after.by_field.get(id)) for id in ids)
    return tuple(field for field in found if field.entries or not field.before or not field.after or field.renamed)


def of_field(before: Field | None, after: Field | None) -> FieldDifference:
    old, new = before.entries if before else (), after.entries if after else ()
    partners = matched(old, new)
    entries = [entry_difference(partners.get(entry.id), entry) for entry in new]
    kept = {entry.id for entry in partners.values()}
    entries += [EntryDifference(entry, None) for entry in old if entry.id not in kept]
    return FieldDifference(before, after, tuple(e for e in entries if e.changes or not e.before or not e.after))


def matched(old: tuple[Entry, ...], new: tuple[Entry, ...]) -> dict[str, Entry]:
    """The old entry of each new one, by the new one's id: the same matter in the same words, otherwise the same id.

    Of several in the same words, as a county and its townships have, the one of the same id comes first, then one of the same
    publisher. An id that was only the row's number means nothing when all else is another: then one entry went and one came.
    """
    left = {entry.id: entry for entry in old}
    found: dict[str, Entry] = {}
    for key in (words_and_id, words_and_publisher, words):
        same: dict[tuple[str, ...], list[str]] = {}
        for entry in left.values():
            same.setdefault(key(entry), []).append(entry.id)
        for entry in new:
            if entry.id not in found and (partners := same.get(key(entry))):
                found[entry.id] = left.pop(partners.pop(0))
    rest = (entry for entry in new if entry.id not in found and entry.id in left)
    return found | {entry.id: left[entry.id] for entry in rest if akin(entry, left[entry.id])}


def words(entry: Entry) -> tuple[str, ...]:
    return entry.matter, entry.submatter


def words_and_id(entry: Entry) -> tuple[str, ...]:
    return *words(entry), entry.id


def words_and_publisher(entry: Entry) -> tuple[str, ...]:
    return *words(entry), entry.publisher


def akin(one: Entry, other: Entry) -> bool:
    """Do they share a matter or their content?"""
    pairs = ((one.matter, other.matter), (one.submatter, other.submatter), (one.content, other.content))
    return any(a == b and a for a, b in pairs)


def entry_difference(before: Entry | None, after: Entry) -> EntryDifference:
    if before is None or before == after:
        return EntryDifference(before, after)
    return EntryDifference(before, after, tuple(changes(before, after)))


def changes(before: Entry, after: Entry) -> Iterator[Change]:
    old, new = dict(entry_values(before)), dict(entry_values(after))
    for name in dict.fromkeys((*new, *old)):
        was, now = value_text(old.get(name, "")), value_text(new.get(name, ""))
        if name not in NO_CONTENT and was != now:
            yield Change(name, LABELS.get(name, name), was, now)


def stated(entry: Entry) -> Iterator[Change]:
    """What an entry says, as if it had said nothing before; what is blank is left out."""
    for name, value in entry_values(entry):
        if name not in NO_CONTENT and value:
            yield Change(name, LABELS.get(name, name), "", value_text(value))


def value_text(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "、".join(value)


def difference_text(fields: tuple[FieldDifference, ...]) -> str:
    """For people to read, a line a change."""
    lines = []
    for field in fields:
        mark = "（新增领域）" if not field.before else "（已取消）" if not field.after else ""
        mark = f"（原名“{field.before.title}”）" if field.before and field.renamed else mark
        lines.append(f"{field.title}{mark}")
        for entry in field.entries:
            name = " › ".join(filter(None, (entry.entry.matter, entry.entry.submatter)))
            lines.append(f"  {entry.kind}：{name}")
            lines += [f"    {change.label}：{change.was or '（空白）'} → {change.now or '（空白）'}" for change in entry.changes]
    return "".join(f"{line}\n" for line in lines) or "两年的目录没有不同\n"
