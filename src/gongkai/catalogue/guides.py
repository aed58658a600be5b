"""The guides of the State's fields as an office enters them: which matters a field has to publish, and which rule says so.

`data/guides/<field>.yml`, a file for each field. The package ships none: a guide's words are those of its document, or nobody's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from gongkai.catalogue.writing import pair, record_text
from gongkai.problems import Position, Problem, shown
from gongkai.source.record_reader import RecordReader
from gongkai.source.records import Layout, Record, Records, SourceSpan, read_records, texts
from gongkai.source.text import reason
from gongkai.statute.catalogue_standard import standard

FOLDER = "guides"
RULE = "guide"
LAYOUT = Layout("matters")
HEAD_TEXTS = ("title", "document_number", "note")
HEAD_NAMES = frozenset((*HEAD_TEXTS, "date"))
TEXTS = ("matter", "submatter", "content", "basis", "time_limit", "publisher")
SEVERAL = ("agencies", "covers")
NAMES = frozenset((*TEXTS, *SEVERAL))
Read = TypeVar("Read")


class Reader(Protocol):
    """How a file is read; a build may remember what it read the last time."""

    def __call__(self, read: Callable[[Path, list[Problem]], Read], file: Path, problems: list[Problem]) -> Read: ...


@dataclass(frozen=True, slots=True)
class Matter:
    """What the guide requires to be public. Text is as it prints it, empty where it says nothing.

    `basis` is the rule by which it is required. `agencies` are those of agencies.yml that have to publish it here. `covers` are
    entries (field/id) and documents (id) of which the office says that they are it.
    """

    matter: str
    submatter: str
    content: str
    basis: str
    time_limit: str
    publisher: str
    agencies: tuple[str, ...]
    covers: tuple[str, ...]
    place: SourceSpan = field(compare=False, repr=False)

    @property
    def name(self) -> str:
        return " › ".join(filter(None, (self.matter, self.submatter)))

    def position(self, name: str = "") -> Position:
        return self.place.position_of(name)


@dataclass(frozen=True, slots=True)
class Guide:
    """A field's guide: the document that it is, and its matters in its order. `note` is shown wherever the guide is named."""

    field: str
    title: str
    document_number: str
    date: date
    note: str
    matters: tuple[Matter, ...]

    @property
    def field_name(self) -> str:
        known = standard().field(self.field)
        return known.name if known else self.field


class GuideReader(RecordReader):
    several = frozenset(SEVERAL)
    rule = RULE


def read_guides(data: Path, problems: list[Problem], reader: Reader) -> Mapping[str, Guide]:
    """By field, in the State's order; empty where the office has entered none."""
    folder = data / FOLDER
    try:
        files = sorted(folder.glob("*.yml")) if folder.is_dir() else []
    except OSError as error:
        problems.append(Problem(Position(shown(folder)), RULE, f"读不了这个文件夹：{reason(error)}"))
        return {}
    found = (reader(read_guide, file, problems) for file in files if not file.name.startswith((".", "_")))
    return {guide.field: guide for guide in sorted(filter(None, found), key=lambda guide: standard().rank(guide.field))}


def read_guide(file: Path, problems: list[Problem]) -> Guide | None:
    """None where it cannot be told whose guide it is, or which document."""
    if standard().field(file.stem) is None:
        message = f"文件名“{file.stem}”不是 26 个试点领域之一的代号；代号见手册“公开目录”"
        problems.append(Problem(Position(shown(file)), RULE, message))
        return None
    records, found = read_records(file, LAYOUT)
    problems += found
    return guide_of(file.stem, records, problems) if records else None


def guide_of(id: str, records: Records, problems: list[Problem]) -> Guide | None:
    head = GuideReader(HEAD_NAMES, (), problems)
    head.extra_names(records.head)
    said, _ = head.sorted_out(records.head)
    for name, meaning in (("title", "指引的名称"), ("document_number", "文号"), ("date", "日期")):
        if not said.get(name):
            head.problem(records.head, name, f"缺少 {name}（{meaning}）：指引要写明是哪一份文件")
    day = head.day(records.head, said, "date")
    matters = tuple(matters_of(records.records, problems))
    if day is None or not all(said.get(name) for name in ("title", "document_number")):
        return None
    return Guide(id, said["title"], said["document_number"], day, said.get("note", ""), matters)


def matters_of(records: tuple[Record, ...], problems: list[Problem]) -> Iterator[Matter]:
    """Each matter once."""
    reader = GuideReader(NAMES, (), problems)
    first: dict[tuple[str, str], int] = {}
    for record in records:
        reader.extra_names(record)
        said, lists = reader.sorted_out(record)
        name = (said.get("matter", ""), said.get("submatter", ""))
        line = record.place.position.line
        if not name[0]:
            reader.problem(record, "matter", "缺少 matter（一级事项）")
        elif name in first:
            reader.problem(record, "matter", f"“{' › '.join(filter(None, name))}”写了两次（第一次在第 {first[name]} 行）")
        else:
            first[name] = line
            several = {each: lists.get(each) or texts(said.get(each) or None) for each in SEVERAL}
            yield Matter(**{each: said.get(each, "") for each in TEXTS}, **several, place=record.place)  # type: ignore[arg-type]


def guide_text(guide: Guide) -> str:
    """The guide's file, whole."""
    head = {"title": guide.title, "document_number": guide.document_number, "date": guide.date.isoformat(), "note": guide.note}
    lines = [line for name, value in head.items() if value for line in pair(name, value, "")]
    matters = (record_text((name, getattr(matter, name)) for name in (*TEXTS, *SEVERAL)) for matter in guide.matters)
    return "\n".join([*lines, "matters:" if guide.matters else "matters: []", *matters]) + "\n"
