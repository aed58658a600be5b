"""The documents of a county: `data/documents/*.yml` are lists of them, and beside the lists stands a folder for each that has
a text or attachments, called as the document's id: `text.md` is its text, the other files are what is attached.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeVar

from gongkai.county.addresses import DEVICE, NO_FOLDER
from gongkai.documents.document import FIELDS, Document, FolderFile
from gongkai.problems import Position, Problem, shown
from gongkai.source.gc_pause import gc_paused
from gongkai.source.record_reader import Lists, RecordReader, Texts
from gongkai.source.records import Layout, Record, read_records
from gongkai.source.text import read_text, reason

RULE = "documents"
FOLDER, TEXT = "documents", "text.md"
LAYOUT = Layout("documents", ("defaults",))
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}\Z")
# What lists of documents are called in addresses (html/pages/documents/lists.py).
LIST_WORD = re.compile(r"(?:quanbu|zuixin|ye-\d+|(?:zhonglei|xiang|xiaoli|jigou|nian|zhuti|ticai)-.+)\Z")
NAMES = frozenset(name for name, _ in FIELDS)
TEXTS = tuple(name for name, kind in FIELDS if kind == "text")
SEVERAL = tuple(name for name, kind in FIELDS if kind == "several")
DAYS = tuple(name for name, kind in FIELDS if kind == "day")
Read = TypeVar("Read")


class Reader(Protocol):
    """How a file is read; a build may remember what it read the last time."""

    def __call__(self, read: Callable[[Path, list[Problem]], Read], file: Path, problems: list[Problem]) -> Read: ...


def anew(read: Callable[[Path, list[Problem]], Read], file: Path, problems: list[Problem]) -> Read:
    return read(file, problems)


class DocumentReader(RecordReader):
    """Takes documents out of records."""

    several = frozenset(SEVERAL)
    rule = RULE

    def __init__(self, problems: list[Problem], allowed: frozenset[str] = NAMES) -> None:
        super().__init__(allowed, (), problems)

    def document(self, record: Record, defaults: Record | None) -> Document | None:
        """None when it has no id that can stand in an address, or no title."""
        self.extra_names(record)
        said, lists = self.sorted_out(record, defaults.values if defaults else {})
        id = said.get("id", "")
        if wrong := wrong_id(id):
            self.problem(record, "id", wrong)
            return None
        if not said.get("title"):
            self.problem(record, "title", "缺少信息名称 title")
            return None
        texts = {name: said.get(name, "") for name in TEXTS}
        days = {name: self.day(record, said, name) for name in DAYS}
        lists = {name: several(name, said, lists) for name in SEVERAL}
        return Document(**texts, **days, **lists, place=record.place)  # type: ignore[arg-type]


def wrong_id(id: str) -> str:
    """Why it can stand in no address; empty where it can."""
    if not ID.match(id):
        return f"代号 id“{id}”只能用小写字母、数字和连字符" if id else "缺少代号 id"
    if LIST_WORD.match(id):
        return f"“{id}”在网址里另有所指，不能作文件代号；请换一个"
    return NO_FOLDER.format(id, "文件代号") if DEVICE.fullmatch(id) else ""


def several(name: str, said: Texts, lists: Lists) -> tuple[str, ...]:
    return lists.get(name) or ((one,) if (one := said.get(name, "")) else ())


def read_list(file: Path, problems: list[Problem]) -> tuple[Document, ...]:
    """The documents of one list, as it has them."""
    records, found = read_records(file, LAYOUT)
    problems += found
    if records is None:
        return ()
    reader = DocumentReader(problems)
    DocumentReader(problems, frozenset()).extra_names(records.head)
    defaults = records.groups.get("defaults")
    read = (reader.document(record, defaults) for record in records.records)
    return tuple(document for document in read if document)


def read_lists(folder: Path, problems: list[Problem], reader: Reader = anew) -> dict[str, tuple[Document, ...]]:
    """By the name of the list; each document once, with what its folder holds. Empty where the county keeps none."""
    try:
        files = sorted(file for file in folder.glob("*.yml") if not file.name.startswith((".", "_"))) if folder.exists() else []
        with gc_paused():
            lists = {file.stem: reader(read_list, file, problems) for file in files}
        return dict(filled(lists, folders_in(folder), problems))
    except OSError as error:
        problems.append(Problem(Position(shown(Path(error.filename or folder))), RULE, f"读不了这个文件夹：{reason(error)}"))
        return {}


def folders_in(folder: Path) -> dict[str, Path]:
    if not folder.exists():
        return {}
    return {found.name: found for found in sorted(folder.iterdir()) if found.is_dir() and not found.name.startswith(".")}


def filled(
    lists: Mapping[str, tuple[Document, ...]], folders: dict[str, Path], problems: list[Problem]
) -> Iterator[tuple[str, tuple[Document, ...]]]:
    """The lists without a second document of one id, each document with its folder's files; folders of none are told."""
    first: dict[str, Document] = {}
    left = dict(folders)
    for name, documents in lists.items():
        own = []
        for document in documents:
            if other := first.get(document.id):
                place = other.position("id")
                message = f"代号“{document.id}”写了两次（第一次在 {place}）；代号是网址，不能重复"
                problems.append(Problem(document.position("id"), RULE, message, others=(place,)))
                continue
            folder = left.pop(document.id, None)
            own.append(first.setdefault(document.id, with_folder(document, folder, problems) if folder else document))
        yield name, tuple(own)
    for name, folder in left.items():
        message = f"没有哪条文件的代号是“{name}”；请把这个文件夹改成文件的代号，或在清单里写上它"
        problems.append(Problem(Position(shown(folder)), RULE, message))


def with_folder(document: Document, folder: Path, problems: list[Problem]) -> Document:
    files = tuple(
        FolderFile(file.relative_to(folder).as_posix(), file.stat().st_size)
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.startswith(".")
    )
    text = ""
    if any(file.name == TEXT for file in files):
        read, wrong = read_text(folder / TEXT)
        problems += wrong
        text = read or ""
    return replace(document, text=text, files=files)
