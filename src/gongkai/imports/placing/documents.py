"""Documents of an office taken in: from its list, from a folder of files, or from both; nothing is written with an error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.checks import (
    catalogue_links,
    document_files,
    document_links,
    document_terms,
    document_texts,
    index_numbers,
    item_dates,
)
from gongkai.checks.wording import see
from gongkai.collection import Collection
from gongkai.county.redirects import FILE as REDIRECTS
from gongkai.documents import Documents
from gongkai.documents.document import FIELDS, Document, FolderFile
from gongkai.documents.reading import FOLDER, TEXT, read_lists, wrong_id
from gongkai.documents.writing import HEAD, added_to, free_ids, list_of
from gongkai.files import write_durably
from gongkai.imports.document import whole
from gongkai.imports.placing import old_addresses
from gongkai.imports.placing.agency_names import agency_named, no_such_agency
from gongkai.imports.placing.document_rows import ListedDocument
from gongkai.imports.placing.document_sources import from_folder, from_list
from gongkai.imports.placing.folder import write_folder
from gongkai.imports.placing.own_files import Filled, filled_in
from gongkai.imports.placing.saved_documents import TextLinks
from gongkai.imports.saved_pages.addresses import whole_address
from gongkai.imports.saved_pages.column import SavedColumn
from gongkai.problems import Problem, errors, shown
from gongkai.source.editor_schema import schema_remark
from gongkai.source.records import SourceSpan
from gongkai.source.text import reason
from gongkai.statute.document_standard import document_standard, meant
from gongkai.statute.labels import fold

SCHEMA = "documents.json"
BLANK = {name: () if kind == "several" else None if kind == "day" else "" for name, kind in FIELDS}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is meant where the source does not say it; `files` is where the files of a list lie; `original`: the file that was
    read is published with the text; `address` is that of the folder on an old portal.
    """

    agency: str = ""
    kind: str = ""
    files: Path | None = None
    original: bool = False
    address: str = ""

    def meant(self, collection: Collection) -> dict[str, str]:
        kind = meant(self.kind, document_standard().kinds)
        return {"agency": agency_named(self.agency, collection.agencies), "kind": kind.name if kind else ""}


@dataclass(frozen=True, slots=True)
class Taken:
    """A document that is to be written, what it was read from, and what is to stand in its folder."""

    document: Document
    filled: Filled
    contents: Mapping[str, bytes]

    @property
    def row(self) -> ListedDocument:
        return self.filled.row


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source holds: its rows completed, the documents made of them, the old addresses that lead to these, and all that is
    wrong or to be compared. With an error nothing of it may be written.
    """

    rows: tuple[Filled, ...] = ()
    taken: tuple[Taken, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_documents(source: Path, collection: Collection, wanted: Wanted = Wanted()) -> Reading:
    """The documents of a list or a folder; nothing is written."""
    problems = [*wrong_wishes(wanted, collection)]
    if errors(problems):
        return Reading(problems=tuple(problems))
    try:
        listed, found, column = listed_in(source, collection, wanted)
        problems += found
        meant = wanted.meant(collection)
        rows = [filled_in(row, column, collection.agencies, meant, original=wanted.original) for row in listed]
        taken, found = placed(rows, column, collection)
        led = old_addresses.leading_on(
            ((each.document.id, each.filled.old_addresses, each.row.place_of("old_addresses")) for each in taken), collection
        )
        problems += [*found, *led.problems]
        if not errors(problems):
            problems += checked(taken, collection)
        if not (rows or errors(problems)):
            problems.append(whole(shown(source)).problem("里面没有文件可以读入"))
        return Reading(tuple(rows), tuple(taken), led.lines, tuple(problems))
    except OSError as error:
        return Reading(problems=(*problems, whole(shown(Path(error.filename or source))).problem(f"读不了：{reason(error)}")))


def listed_in(source: Path, collection: Collection, wanted: Wanted) -> tuple[list[ListedDocument], list[Problem], SavedColumn]:
    """The rows, and the folder in which their files lie."""
    if source.is_dir():
        column = SavedColumn(source, wanted.address)
        return *from_folder(column), column
    listed, problems = from_list(source, collection.agencies)
    stated = {row.file: row.old_addresses for row in listed if row.old_addresses}
    return listed, problems, SavedColumn(wanted.files or source.parent, wanted.address, stated)


def import_documents(reading: Reading, collection: Collection) -> list[Problem]:
    """Writes what was read into `data/documents`, and the old addresses into redirects.yml; all of it or nothing."""
    if errors(reading.problems) or not reading.taken:
        return []
    file = collection.data / REDIRECTS
    before = file.read_bytes() if file.is_file() else None
    if reading.redirects:
        text = old_addresses.added_to((before or b"").decode(), reading.redirects)
        write_durably(file, text.encode())  # first: a second try finds them, and gives the documents the same ids
    written_whole = False
    try:
        problems = written(reading.taken, collection)
        written_whole = not errors(problems)
        return problems
    except OSError as error:
        return [whole(shown(Path(error.filename or collection.data))).problem(f"写不了：{reason(error)}")]
    finally:
        if reading.redirects and not written_whole:
            put_back(file, before)


def put_back(file: Path, before: bytes | None) -> None:
    if before is None:
        file.unlink(missing_ok=True)
    else:
        write_durably(file, before)


def wrong_wishes(wanted: Wanted, collection: Collection) -> Iterator[Problem]:
    if wanted.agency and not agency_named(wanted.agency, collection.agencies):
        yield whole("--agency").problem(no_such_agency(wanted.agency, collection.agencies))
    if wanted.kind and not meant(wanted.kind, document_standard().kinds):
        names = "、".join(kind.name for kind in document_standard().kinds)
        yield whole("--kind").problem(f"没有“{wanted.kind}”这个种类；可以写{names}")
    if wanted.files and not wanted.files.is_dir():
        yield whole(shown(wanted.files)).problem("找不到这个文件夹")
    if wanted.address and not whole_address(wanted.address):
        yield whole("--address").problem(f"“{wanted.address}”不是网址；应像 https://www.example.gov.cn/zwgk/tzgg/")


# ---- What is made of it


def placed(rows: Sequence[Filled], column: SavedColumn, collection: Collection) -> tuple[list[Taken], list[Problem]]:
    """Each row as a document of its own, with its id, its text and its files."""
    problems = [problem for filled in rows for problem in filled.problems]
    new = [day.year for filled in rows if "id" not in filled.said and (day := day_of(filled.said))]
    free = iter(free_ids(collection.documents, new))
    with_ids: list[tuple[str, Filled]] = []
    for filled in rows:
        row, said = filled.row, filled.said
        if "id" not in said and not day_of(said):
            if not {"written", "published"} & filled.unplaced.keys():
                problems.append(row.place.problem(f"“{said['title']}”没有成文日期，也没有发布日期；请在清单里写上一个"))
            continue
        id = said.get("id") or next(free)
        if wrong := wrong_id(id):
            problems.append(row.place_of("id").problem(wrong))
            continue
        with_ids.append((id, filled))
    links = TextLinks(column, ids_of_pages(with_ids, column))
    taken = [document_of(number, id, filled, links, problems) for number, (id, filled) in enumerate(with_ids)]
    problems += links.told()
    return named_by_id(taken, collection.documents, problems), problems


def ids_of_pages(with_ids: Iterable[tuple[str, Filled]], column: SavedColumn) -> dict[str, str]:
    """By the name of a saved page, the id of the document that it shows."""
    return {
        name: id for id, filled in with_ids if filled.page
        for name in (filled.page.name, *column.twins(filled.page))
    }  # fmt: skip


def document_of(number: int, id: str, filled: Filled, links: TextLinks, problems: list[Problem]) -> Taken:
    contents = dict(filled.contents)
    if filled.page and TEXT in contents:
        text, found = links.text(filled.page, filled.published)
        contents[TEXT] = text.encode()
        problems += found
    files = tuple(FolderFile(name, len(content)) for name, content in contents.items())
    values: dict[str, Any] = {**BLANK, **filled.said, "id": id}
    document = Document(**values, place=span_of(number, filled.row), text=contents.get(TEXT, b"").decode(), files=files)
    return Taken(document, filled, contents)


def day_of(said: Mapping[str, Any]) -> date | None:
    stated = said.get("published") or said.get("written")
    return stated if isinstance(stated, date) else None


POINTING = ("replaces", "replaced_by", "interprets")


def named_by_id(taken: Sequence[Taken], documents: Documents, problems: list[Problem]) -> list[Taken]:
    """With the ids of the documents that a row names by their number or title."""
    known: dict[str, str] = {}
    for document in (*documents.all, *(each.document for each in taken)):
        for name in (document.title, document.document_number, document.id):
            if name:
                known[fold(name)] = document.id
    found = []
    for each in taken:
        ids: dict[str, Any] = {}
        for name in POINTING:
            said = getattr(each.document, name)
            names = [one for one in ((said,) if isinstance(said, str) else said) if one]
            unknown = [one for one in names if fold(one) not in known]
            problems += [each.row.place_of(name).problem(f"没有叫“{one}”的文件；写文号、名称或文件代号") for one in unknown]
            own = tuple(known[fold(one)] for one in names if fold(one) in known)
            ids[name] = next(iter(own), "") if isinstance(said, str) else own
        found.append(replace(each, document=replace(each.document, **ids)))
    return found


# ---- What is wrong with it

RULES = (item_dates, index_numbers, catalogue_links, document_terms, document_links)


def checked(taken: Sequence[Taken], collection: Collection) -> Iterator[Problem]:
    """What the checks will say of the new documents, at the rows that they were read from."""
    yield from there_already(taken, collection.documents)
    new = tuple(each.document for each in taken)
    documents = Documents({**collection.documents.lists, "": new})
    catalogue = collection.catalogue.with_items(document.as_item for document in new if document.entry)
    whole = replace(collection, documents=documents, catalogue=catalogue)
    rows = {each.document.place.file: each.row for each in taken}
    for rule in RULES:
        for problem in rule.check(whole):
            if row := rows.get(problem.position.file):
                message = seen_from_row(problem, rows)
                yield row.place_of(name_at(problem, row)).problem(message, problem.severity, problem.subject)
    for each in taken:
        for name, content in each.contents.items():
            if name != TEXT and (wrong := document_files.unfit_content(name, content)):
                yield each.row.place.problem(f"附件“{name}”{wrong}")
        if each.document.text:
            for problem in document_texts.of_text(each.document, each.row.place.file, documents.by_id):
                yield each.row.place.problem(f"正文第 {problem.position.line} 行：{problem.message}", problem.severity)


def span_of(number: int, row: ListedDocument) -> SourceSpan:
    """By which a finding about a document that stands nowhere yet is led back to its row, and there to the column."""
    return SourceSpan(str(number), 1, names=("", *row.cells))


def seen_from_row(problem: Problem, rows: Mapping[str, ListedDocument]) -> str:
    """The message with the row of another new document where it names a place that is nowhere yet."""
    message = problem.message
    for other in problem.others:
        if row := rows.get(other.file):
            place = row.place_of(name_at(problem.at(other.file), row))
            message = message.replace(see(other, problem.position), f"（见 {place.words or place.file}）")
    return message


def name_at(problem: Problem, row: ListedDocument) -> str:
    """The column that the finding is about; empty for the row."""
    return ("", *row.cells)[problem.position.line - 1]


def there_already(taken: Sequence[Taken], documents: Documents) -> Iterator[Problem]:
    """A document is not taken in twice, nor is one that is there replaced."""
    ids = {document.id: document.title for document in documents.all}
    known = {name: document.id for document in documents.all for name in names_of(document)}
    rows: dict[str, ListedDocument] = {}
    for each in taken:
        document = each.document
        if document.id in ids:
            yield each.row.place_of("id").problem(f"代号“{document.id}”已给了“{ids[document.id]}”；不会覆盖它")
        elif other := next((known[name] for name in names_of(document) if name in known), ""):
            row = rows.get(other)
            place = row.place_of("title") if row else None
            there = f"与{place.words or f' {place.file} '}是同一件" if place else f"已经有了（{other}）"
            yield each.row.place_of("title").problem(f"“{document.title}”{there}；不会再读入一次")
        ids[document.id] = document.title
        known |= dict.fromkeys(names_of(document), document.id)
        rows[document.id] = each.row


def names_of(document: Document) -> set[tuple[str, str]]:
    """By each of which it is the same document: its agency's number, or its title with one of its days."""
    days = {str(day) for day in (document.written, document.published) if day}
    numbers = {(document.agency, fold(document.document_number))} if document.document_number else set[tuple[str, str]]()
    return numbers | {(fold(document.title), day) for day in days}


# ---- What is written


def written(taken: Sequence[Taken], collection: Collection) -> list[Problem]:
    """All of it or nothing: the lists of their years with the new documents at the end, a folder for each that has files."""
    into = collection.data / FOLDER
    contents: dict[str, bytes] = {}
    renewed: dict[str, list[Document]] = {}
    for each in taken:
        renewed.setdefault(f"{list_of(each.document)}.yml", []).append(each.document)
        contents |= {f"{each.document.id}/{name}": content for name, content in each.contents.items()}
    for name, documents in sorted(renewed.items()):
        file = into / name
        before = file.read_text("utf-8") if file.is_file() else f"{schema_remark(file, SCHEMA)}{HEAD}"
        contents[name] = added_to(before, documents).encode()

    def refusals(built: Path) -> list[Problem]:
        problems: list[Problem] = []
        read_lists(built, problems)
        return [found.at(found.position.file.replace(shown(built), shown(into))) for found in errors(problems)]

    return write_folder(into, contents, refusals, renewed)
