"""Documents of an office taken in: from its list, from a folder of files, or from both; nothing is written with an error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.checks import catalogue_links, document_files, document_links, document_terms, index_numbers, item_dates
from gongkai.collection import Collection
from gongkai.documents import Documents
from gongkai.documents.document import FIELDS, Document, FolderFile
from gongkai.documents.reading import FOLDER, TEXT, read_lists, wrong_id
from gongkai.documents.writing import HEAD, added_to, free_ids, list_of
from gongkai.imports import READERS, why_no_report
from gongkai.imports.document import whole
from gongkai.imports.placing.document_body import DocumentBody, body_of
from gongkai.imports.placing.document_rows import ListedDocument, agency_named, read_rows
from gongkai.imports.placing.folder import write_folder
from gongkai.imports.readers.lists import ListKind, read_tables
from gongkai.problems import Problem, errors, shown
from gongkai.source.editor_schema import schema_remark
from gongkai.source.records import SourceSpan
from gongkai.source.text import reason
from gongkai.statute.document_standard import document_standard, meant
from gongkai.statute.labels import fold

LIST = ListKind("文件清单", 100_000)
SCHEMA = "documents.json"
BLANK = {name: () if kind == "several" else None if kind == "day" else "" for name, kind in FIELDS}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is meant where the source does not say it; `files` is where the files of a list lie; `original`: the file that was
    read is published with the text.
    """

    agency: str = ""
    kind: str = ""
    files: Path | None = None
    original: bool = False

    def meant(self, collection: Collection) -> dict[str, str]:
        kind = meant(self.kind, document_standard().kinds)
        return {"agency": agency_named(self.agency, collection.agencies), "kind": kind.name if kind else ""}


@dataclass(frozen=True, slots=True)
class Taken:
    """A document that is to be written, the row that it was read from, and what is to stand in its folder."""

    document: Document
    row: ListedDocument
    contents: Mapping[str, bytes]


def import_documents(source: Path, collection: Collection, wanted: Wanted = Wanted()) -> tuple[int, list[Problem]]:
    """Writes the documents of a list or a folder into `data/documents`; how many they were."""
    problems = wrong_wishes(wanted, collection)
    if errors(problems):
        return 0, problems
    try:
        listed, found = from_folder(source) if source.is_dir() else from_list(source, collection)
        problems += found
        base = source if source.is_dir() else wanted.files or source.parent
        taken, found = placed(listed, base, collection, wanted)
        problems += found
        if not errors(problems):
            problems += checked(taken, collection)
        if errors(problems) or not taken:
            return 0, problems or [whole(shown(source)).problem("里面没有文件可以读入")]
        return len(taken), [*problems, *written(taken, collection)]
    except OSError as error:
        return 0, [*problems, whole(shown(Path(error.filename or source))).problem(f"读不了：{reason(error)}")]


def wrong_wishes(wanted: Wanted, collection: Collection) -> list[Problem]:
    found = []
    if wanted.agency and not agency_named(wanted.agency, collection.agencies):
        found.append(whole("--agency").problem(f"agencies.yml 里没有“{wanted.agency}”这个机构"))
    if wanted.kind and not meant(wanted.kind, document_standard().kinds):
        names = "、".join(kind.name for kind in document_standard().kinds)
        found.append(whole("--kind").problem(f"没有“{wanted.kind}”这个种类；可以写{names}"))
    if wanted.files and not wanted.files.is_dir():
        found.append(whole(shown(wanted.files)).problem("找不到这个文件夹"))
    return found


# ---- What is read


def from_list(file: Path, collection: Collection) -> tuple[list[ListedDocument], list[Problem]]:
    """The rows of all tables of the list."""
    tables, problems = read_tables(file, LIST)
    read = [found for table in tables if (found := read_rows(table, collection.agencies))]
    if not read and not errors(problems):
        message = "没有找到“信息名称”这一列；第一行应是列名，例如 信息名称、文号、发布机构、成文日期、发布日期、有效性"
        return [], [*problems, whole(shown(file)).problem(message)]
    return [each for rows, _ in read for each in rows], [*problems, *(problem for _, found in read for problem in found)]


def from_folder(folder: Path) -> tuple[list[ListedDocument], list[Problem]]:
    """A document for each file that can be read; what cannot is told."""
    listed, problems = [], []
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith((".", "~$"))):
        if file.suffix.lower() not in READERS:
            message = f"“{file.suffix or file.name}”不是能读成正文的文件，没有读入；能读的是 {'、'.join(READERS)}"
            problems.append(whole(shown(file)).doubt(message))
        else:
            listed.append(ListedDocument({}, whole(shown(file)), {}, file.relative_to(folder).as_posix()))
    return listed, problems


def read_body(file: Path) -> tuple[DocumentBody | None, bytes, list[Problem]]:
    place = whole(shown(file))
    if file.suffix.lower() not in READERS:
        return None, b"", [place.problem(f"这种文件不能读成正文；能读的是 {'、'.join(READERS)}，其他的请写在“附件”一列")]
    raw = file.read_bytes()
    if message := why_no_report(file, raw):
        return None, raw, [place.problem(message)]
    document, problems = READERS[file.suffix.lower()](raw, shown(file))
    if document is None:
        return None, raw, problems
    body, doubts = body_of(document)
    return body, raw, [*problems, *doubts]


# ---- What is made of it


@dataclass(slots=True)
class Filled:
    """A row completed by its own file: what it says, what is to stand in its folder, what is wrong or to be compared."""

    row: ListedDocument
    said: dict[str, Any]
    contents: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def placed(
    listed: Iterable[ListedDocument], base: Path, collection: Collection, wanted: Wanted
) -> tuple[list[Taken], list[Problem]]:
    """Each row as a document of its own, with its id, its text and its files, which lie in `base`."""
    rows = [filled_in(row, base, collection, wanted) for row in listed]
    problems = [problem for filled in rows for problem in filled.problems]
    new = [day.year for filled in rows if "id" not in filled.said and (day := day_of(filled.said))]
    free = iter(free_ids(collection.documents, new))
    taken: list[Taken] = []
    for number, filled in enumerate(rows):
        row, said = filled.row, filled.said
        if "id" not in said and not day_of(said):
            problems.append(row.place.problem(f"“{said['title']}”没有成文日期，也没有发布日期；请在清单里写上一个"))
            continue
        id = said.get("id") or next(free)
        if wrong := wrong_id(id):
            problems.append(row.place_of("id").problem(wrong))
            continue
        files = tuple(FolderFile(name, len(content)) for name, content in filled.contents.items())
        text = filled.contents.get(TEXT, b"").decode()
        values: dict[str, Any] = {**BLANK, **said, "id": id}
        document = Document(**values, place=span_of(number, row), text=text, files=files)
        taken.append(Taken(document, row, filled.contents))
    return named_by_id(taken, collection.documents, problems), problems


def day_of(said: Mapping[str, Any]) -> date | None:
    stated = said.get("published") or said.get("written")
    return stated if isinstance(stated, date) else None


def filled_in(row: ListedDocument, base: Path, collection: Collection, wanted: Wanted) -> Filled:
    filled = Filled(row, dict(row.said))
    if row.file:
        take_own_file(filled, base, original=wanted.original)
    elif (id := filled.said.get("id")) and (text := beside(base, f"{id}/{TEXT}")):
        filled.contents[TEXT] = text.read_bytes()  # a list that was given back, beside the folders of its documents
    take_attachments(filled, base)
    for name, value in wanted.meant(collection).items():
        if value:
            filled.said.setdefault(name, value)
    return filled


def take_own_file(filled: Filled, base: Path, *, original: bool) -> None:
    """The document's text out of its own file, and what the list does not say of it; `original`: the file itself as well."""
    row, said = filled.row, filled.said
    said.setdefault("title", "")
    file = beside(base, row.file)
    if file is None:
        filled.problems.append(row.place_of("file").problem(f"找不到原文件“{row.file}”；应放在 {shown(base)} 里"))
    else:
        body, raw, found = read_body(file)
        filled.problems += found
        if body:
            filled.problems += disagreements(row, body)
            said |= {name: value for name, value in stated_by(body).items() if value and not said.get(name)}
            filled.contents |= {TEXT: body.text.encode()} if body.text else {}
        if original and raw:
            filled.contents[file.name] = raw
            said["attachments"] = (file.name, *said.get("attachments", ()))
    said["title"] = said["title"] or Path(row.file).stem


def take_attachments(filled: Filled, base: Path) -> None:
    """Beside the list, or in the document's own folder there."""
    names = filled.said.get("attachments", ())
    for name in names:
        there = beside(base, name) or beside(base, f"{filled.said.get('id', '')}/{name}")
        if there:
            filled.contents.setdefault(there.name, there.read_bytes())
        elif name not in filled.contents:
            message = f"找不到附件“{name}”；应放在 {shown(base)} 里"
            filled.problems.append(filled.row.place_of("attachments").problem(message))
    if names:
        filled.said["attachments"] = tuple(dict.fromkeys(Path(name).name for name in names))


def beside(base: Path, name: str) -> Path | None:
    """The file of that name in the folder or below it; None where there is none, or the name leads out of the folder."""
    file = base / name
    return file if file.is_file() and file.resolve().is_relative_to(base.resolve()) else None


def stated_by(body: DocumentBody) -> dict[str, Any]:
    return {"title": body.title, "document_number": body.document_number, "written": body.written}


def disagreements(row: ListedDocument, body: DocumentBody) -> Iterator[Problem]:
    """Where the list and the document itself say different things; the list is followed."""
    for name, value in stated_by(body).items():
        listed = row.said.get(name)
        if value and listed and fold(str(listed)) != fold(str(value)):
            label = document_standard().labels[name]
            yield row.place_of(name).doubt(f"{label}：清单里是“{listed}”，原文件里是“{value}”；按清单读入，请核对")


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
                yield row.place_of(name_at(problem, row)).problem(problem.message, problem.severity, problem.subject)
    for each in taken:
        for name, content in each.contents.items():
            if name != TEXT and (wrong := document_files.unfit_content(name, content)):
                yield each.row.place.problem(f"附件“{name}”{wrong}")


def span_of(number: int, row: ListedDocument) -> SourceSpan:
    """By which a finding about a document that stands nowhere yet is led back to its row, and there to the column."""
    return SourceSpan(str(number), 1, names=("", *row.cells))


def name_at(problem: Problem, row: ListedDocument) -> str:
    """The column that the finding is about; empty for the row."""
    return ("", *row.cells)[problem.position.line - 1]


def there_already(taken: Sequence[Taken], documents: Documents) -> Iterator[Problem]:
    """A document is not taken in twice, nor is one that is there replaced."""
    ids = {document.id: document.title for document in documents.all}
    known = {name: document.id for document in documents.all for name in names_of(document)}
    for each in taken:
        document = each.document
        if document.id in ids:
            yield each.row.place_of("id").problem(f"代号“{document.id}”已给了“{ids[document.id]}”；不会覆盖它")
        elif other := next((known[name] for name in names_of(document) if name in known), ""):
            yield each.row.place_of("title").problem(f"“{document.title}”已经有了（{other}）；不会再读入一次")
        ids[document.id] = document.title
        known |= dict.fromkeys(names_of(document), document.id)


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
