"""A row of a list completed by its own file: its text, what the list does not say of it, and what is attached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from gongkai.county.agencies import Agency
from gongkai.documents.reading import TEXT
from gongkai.imports import READERS, why_no_report
from gongkai.imports.document import whole
from gongkai.imports.placing.document_body import DocumentBody, body_of
from gongkai.imports.placing.document_rows import ListedDocument
from gongkai.imports.placing.saved_documents import PageDocument, page_document
from gongkai.imports.saved_pages.column import SavedColumn
from gongkai.imports.saved_pages.page import SavedPage, is_page
from gongkai.problems import Problem, shown
from gongkai.statute.document_standard import document_standard
from gongkai.statute.labels import fold

LARGEST_FILE = 50_000_000  # bytes


@dataclass(slots=True)
class Filled:
    """A row completed by its own file: what it says, what is to stand in its folder, what is wrong or to be compared.

    `unplaced` is by field what was stated and cannot be placed; `page` is the saved page that its text comes from, whose links
    are put in when every document has its id; `published` are the names under which files of the page are attached;
    `old_addresses` lead on to it.
    """

    row: ListedDocument
    said: dict[str, Any]
    contents: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unplaced: dict[str, str] = field(default_factory=dict)
    page: SavedPage | None = None
    published: Mapping[str, str] = field(default_factory=dict)
    old_addresses: tuple[str, ...] = ()


def filled_in(
    row: ListedDocument, column: SavedColumn, agencies: Mapping[str, Agency], meant: Mapping[str, str], *, original: bool
) -> Filled:
    """`column` is the folder in which the files lie; `meant` is what holds where neither row nor file says it."""
    filled = Filled(row, dict(row.said), old_addresses=row.old_addresses)
    if row.file:
        take_own_file(filled, column, agencies, meant, original=original)
    elif (id := filled.said.get("id")) and (text := beside(column.folder, f"{id}/{TEXT}")):
        filled.contents[TEXT] = text.read_bytes()  # a list that was given back, beside the folders of its documents
    take_attachments(filled, column.folder)
    for name, value in meant.items():
        if value and name not in filled.unplaced:
            filled.said.setdefault(name, value)
    return filled


def take_own_file(
    filled: Filled, column: SavedColumn, agencies: Mapping[str, Agency], meant: Mapping[str, str], *, original: bool
) -> None:
    """The document's text out of its own file, and what the list does not say of it; `original`: the file itself as well."""
    row, said = filled.row, filled.said
    said.setdefault("title", "")
    file = beside(column.folder, row.file)
    if file is None:
        message = f"找不到原文件“{row.file}”；应放在 {shown(column.folder)} 里"
        filled.problems.append(row.place_of("file").problem(message))
    else:
        if is_page(file):
            take_page(filled, column, page_document(column, file, agencies, meant))
        else:
            take_body(filled, *read_body(file))
        if original and file.is_file():
            filled.contents[file.name] = file.read_bytes()
            said["attachments"] = (file.name, *said.get("attachments", ()))
    said["title"] = said["title"] or Path(row.file).stem


def take_body(filled: Filled, body: DocumentBody | None, found: list[Problem]) -> None:
    filled.problems += found
    if body:
        take_stated(filled, stated_by(body))
        filled.contents |= {TEXT: body.text.encode()} if body.text else {}


def take_stated(filled: Filled, stated: Mapping[str, Any]) -> None:
    """What the list says is followed; what it does not say is taken from the file."""
    filled.problems += disagreements(filled.row, stated)
    filled.said |= {name: value for name, value in stated.items() if value and not filled.said.get(name)}


def take_page(filled: Filled, column: SavedColumn, found: PageDocument | list[Problem]) -> None:
    if isinstance(found, list):
        filled.problems += found
        return
    listed = filled.said.get("attachments")
    filled.page = found.page
    filled.problems += [*found.page.problems, *(one for name, one in found.problems if name not in filled.row.said)]
    filled.unplaced = {name: text for name, text in found.unplaced.items() if name not in filled.row.said}
    take_stated(filled, found.said)
    files = [name for name in found.files if listed is None or name in listed or PurePosixPath(name).name in listed]
    filled.said["attachments"] = tuple(dict.fromkeys((*files, *(listed or ()))))
    filled.old_addresses = filled.old_addresses or column.old_addresses(found.page)
    if listed is None:
        filled.problems += found.missing
    filled.contents |= {TEXT: found.page.text.encode()} if found.page.text else {}


def take_attachments(filled: Filled, base: Path) -> None:
    """Beside the list, or in the document's own folder there; two of one name in several folders are told apart."""
    published: dict[str, str] = {}
    for name in filled.said.get("attachments", ()):
        there = beside(base, name) or beside(base, f"{filled.said.get('id', '')}/{name}")
        if there and there.name in filled.contents and name == there.name:
            published[name] = name  # the original itself
        elif there:
            published[name] = free_name(there.name, filled.contents)
            filled.contents[published[name]] = there.read_bytes()
        else:
            message = f"找不到附件“{name}”；应放在 {shown(base)} 里"
            filled.problems.append(filled.row.place_of("attachments").problem(message))
    if "attachments" in filled.said:
        filled.said["attachments"] = tuple(dict.fromkeys(published.values()))
    filled.published = published


def free_name(name: str, taken: Iterable[str]) -> str:
    """
    >>> free_name("a.docx", ["a.docx", "a-2.docx"])
    'a-3.docx'
    """
    stem, dot, end = name.rpartition(".")
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{stem}-{number}{dot}{end}"
    return found


def read_body(file: Path) -> tuple[DocumentBody | None, list[Problem]]:
    place = whole(shown(file))
    if file.suffix.lower() not in READERS:
        return None, [place.problem(f"这种文件不能读成正文；能读的是 {'、'.join(READERS)}，其他的请写在“附件”一列")]
    if file.stat().st_size > LARGEST_FILE:
        return None, [place.problem(f"文件超过 {LARGEST_FILE // 1_000_000} MB，不像是一件文件")]
    raw = file.read_bytes()
    if message := why_no_report(file, raw, "一件文件"):
        return None, [place.problem(message)]
    document, problems = READERS[file.suffix.lower()](raw, shown(file))
    if document is None:
        return None, problems
    body, doubts = body_of(document)
    return body, [*problems, *doubts]


def beside(base: Path, name: str) -> Path | None:
    """The file of that name in the folder or below it; None where there is none, or the name leads out of the folder."""
    file = base / name
    return file if file.is_file() and file.resolve().is_relative_to(base.resolve()) else None


def stated_by(body: DocumentBody) -> dict[str, Any]:
    return {"title": body.title, "document_number": body.document_number, "written": body.written}


def disagreements(row: ListedDocument, stated: Mapping[str, Any]) -> Iterator[Problem]:
    """Where the list and the document itself say different things; the list is followed."""
    for name in ("title", "document_number", "written", "published"):
        listed, value = row.said.get(name), stated.get(name)
        if value and listed and fold(str(listed)) != fold(str(value)):
            label = document_standard().labels[name]
            yield row.place_of(name).doubt(f"{label}：清单里是“{listed}”，原文件里是“{value}”；按清单读入，请核对")
