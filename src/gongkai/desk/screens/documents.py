"""文件: the county's documents found by year or by words, one of them in a form, and a list of new ones seen and taken."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from flask import Response
from werkzeug.exceptions import NotFound

from gongkai.collection import Collection
from gongkai.county.addresses import document_address
from gongkai.desk.journal import own_folder
from gongkai.desk.records import (
    Asked,
    RecordKind,
    catalogue_findings,
    dropped,
    finding,
    findings_by_field,
    kept,
    record_page,
    saved,
    shown_fields,
    undone,
)
from gongkai.desk.visit import Screen, Visit
from gongkai.documents.document import FIELDS, Document, document_values
from gongkai.documents.reading import FOLDER, TEXT
from gongkai.downloads.document_form import form
from gongkai.editing.document_record import FoundDocument, document_change, found_document
from gongkai.files import write_durably
from gongkai.html.frame import Link
from gongkai.imports.placing.documents import Reading, import_documents, read_documents
from gongkai.problems import errors, shown
from gongkai.source.text import told
from gongkai.statute.document_standard import document_standard

HERE = "/documents/"
ONE = f"{HERE}<document>/"
STEPS = FOLDER  # the name under which the journal keeps what was changed
WAITING = "documents-list"  # a list that was looked at and is not taken yet, in the desk's own folder
KINDS = (".xlsx", ".csv")
MOST = 200  # on one screen
LONG = ("title", "summary", "publisher")
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_FILE = "没有选文件"
OTHER = "看过的那份清单已经不在，或者这以后文件又改过；没有写入，请再上传一次"
DONE = "已读入 {} 件。请再看检查结果"


def files(data: Path, _: str) -> list[Path]:
    return sorted((data / FOLDER).glob("*.yml"))


DOCUMENT = RecordKind(STEPS, found_document, document_change, files)


# ---- All of them


def show(visit: Visit) -> Response:
    if visit.request.method == "GET":
        return page(visit)
    try:
        return taken(visit) if visit.sent("do") == "take" else uploaded(visit)
    except OSError as error:
        return page(visit, refused=[f"没有写入，文件还是原来的样子：{told(error)}"])


class Listed(NamedTuple):
    """A document that a list brings: its id and title, and all else that it says by label."""

    id: str
    title: str
    says: list[tuple[str, str]]


def page(visit: Visit, *, refused: list[str] | None = None, reading: Reading | None = None, seen: str = "") -> Response:
    collection, _ = visit.desk.county.now()
    documents = collection.documents
    year, find = visit.request.args.get("year", ""), visit.request.args.get("find", "").strip()
    found = [each for each in documents.all if asked_for(each, year, find)] if year or find else []
    years = sorted({each.year for each in documents.all}, reverse=True)
    view = {
        "refused": refused or [],
        "seen": seen,
        "taken": [listed(each.document) for each in reading.taken] if reading else [],
        "doubts": [problem.message for problem in reading.problems] if reading else [],
        "years": [(year_name(each), sum(document.year == each for document in documents.all)) for each in years],
        "asked": year,
        "find": find,
        "looked": bool(year or find),
        "listed": found[:MOST],
        "total": len(found),
        "kinds": "、".join(KINDS),
    }
    return visit.page("documents.html", "公开文件", view, status=422 if refused else 200)


def year_name(year: int) -> str:
    return str(year) if year else "没有写日期"


def asked_for(document: Document, year: str, find: str) -> bool:
    words = (document.title, document.document_number, document.id)
    return (not year or year == year_name(document.year)) and (not find or any(find in each for each in words))


def listed(document: Document) -> Listed:
    labels = document_standard().labels
    values = ((name, value if isinstance(value, str) else "；".join(value)) for name, value in document_values(document))
    says = [(labels[name], value) for name, value in values if value and name not in ("id", "title")]
    return Listed(document.id, document.title, says)


# ---- A list of new ones


def uploaded(visit: Visit) -> Response:
    """What the list would bring; nothing is written but the list, which waits in the desk's own folder."""
    sent = visit.request.files.get("file")
    suffix = Path(sent.filename or "").suffix.lower() if sent else ""
    if sent is None or not suffix:
        return page(visit, refused=[NO_FILE])
    for old in waiting(visit):
        old.unlink()
    file = own_folder(visit.desk.data) / WAITING / f"list{suffix if suffix in KINDS else '.other'}"
    file.parent.mkdir(exist_ok=True)
    write_durably(file, sent.read())
    collection, _ = visit.desk.county.now()
    reading = read_documents(file, collection)
    if refused := refusals(reading, file):
        return page(visit, refused=refused)
    return page(visit, reading=reading, seen=state_of(collection, file))


def refusals(reading: Reading, file: Path) -> list[str]:
    """Each with its place in the list, as the command says it."""
    return [str(problem.position).replace(shown(file), "清单") + f"：{problem.message}" for problem in errors(reading.problems)]


def taken(visit: Visit) -> Response:
    """What was seen, written: the same list, and documents that are still what they were then."""
    with visit.desk.lock:
        file = next(iter(waiting(visit)), None)
        collection, _ = visit.desk.county.again(*files(visit.desk.data, ""))
        if file is None or visit.sent("seen") != state_of(collection, file):
            return page(visit, refused=[OTHER])
        reading = read_documents(file, collection)
        problems = errors(reading.problems) or errors(import_documents(reading, collection))
        if problems:
            return page(visit, refused=[problem.message for problem in problems])
        file.unlink()
    return visit.go(HERE, DONE.format(len(reading.taken)))


def waiting(visit: Visit) -> list[Path]:
    return sorted((own_folder(visit.desk.data) / WAITING).glob("list.*"))


def state_of(collection: Collection, file: Path) -> str:
    """By which it is told whether the list and the documents are still those that were looked at."""
    digest = sha256(file.read_bytes())
    for each in files(collection.data, ""):
        digest.update(each.name.encode() + sha256(each.read_bytes()).digest())
    return digest.hexdigest()


def blank(visit: Visit) -> Response:
    """The blank list that `gongkai documents form` writes."""
    collection, _ = visit.desk.county.now()
    headers = {"Content-Disposition": 'attachment; filename="documents.xlsx"'}
    return Response(form(collection.agencies), content_type=SHEET, headers=headers)


# ---- One of them


def asked_of(found: FoundDocument) -> list[Asked]:
    """What the form asks of a document: all but its id, and its text where it has one."""
    standard = document_standard()
    notes = {field.name: field.note for field in standard.fields}
    choices = {
        "agency": [(id, agency.name) for id, agency in found.collection.agencies.items()],
        "kind": [(kind.name, kind.name) for kind in standard.kinds],
        "validity": [(each.name, each.name) for each in standard.validities],
    }
    ids = dict.fromkeys(("replaces", "interprets"), "写文件代号；几个用分号隔开")
    notes |= {**dict.fromkeys(choices, ""), **ids, "replaced_by": "写文件代号"}
    fields = [
        Asked(
            name,
            standard.labels[name],
            "choice" if name in choices else "lines" if name in LONG else "line",
            choices.get(name, ()),
            notes.get(name, ""),
        )
        for name, _ in FIELDS
        if name != "id"
    ]
    text = Asked("text", "正文", "lines", hint="一段空一行；“#”开头的一行是标题")
    return [*fields, text] if found.has_text else fields


def one(visit: Visit, document: str) -> Response:
    found = known(visit, document)
    fields = asked_of(found)
    refused = {}
    if visit.request.method == "POST":
        refused = saved(visit, DOCUMENT, document, found, fields)
        if not refused:
            return visit.go(visit.request.path, "已保存")
        found = known(visit, document)
    collection, problems = visit.desk.county.now()
    every = catalogue_findings(collection, problems)
    by_field = findings_by_field(every, found.document.place)
    text = shown(collection.data / FOLDER / document / TEXT)
    of_text = (problem for problem in every if problem.position.file == text)
    first = sum(map(len, by_field.values())) + 1
    by_field["text"] = [finding(problem, number) for number, problem in enumerate(of_text, first)]
    names = {each.name for each in fields}
    about = {
        "id": document,
        "page": document_address(document),
        "steps": STEPS,
        "refused": refused,
        "others": [each for name, own in by_field.items() if name not in names for each in own],
    }
    above = (Link("公开文件", HERE),)
    shown_now = [*shown_fields(found, fields, visit.desk.unsent.of(found.report), refused, by_field)]
    return record_page(visit, found.document.title, above, found, fields=shown_now, about=about)


def known(visit: Visit, document: str) -> FoundDocument:
    with visit.desk.lock:
        collection, _ = visit.desk.county.again(*files(visit.desk.data, ""))
    found = found_document(collection, document)
    if found is None:
        raise NotFound
    return found


def keep(visit: Visit, document: str) -> Response:
    found = known(visit, document)
    return kept(visit, found, asked_of(found))


def drop(visit: Visit, document: str) -> Response:
    return dropped(visit, known(visit, document), f"{HERE}{document}/")


def undo(visit: Visit, document: str) -> Response:
    known(visit, document)
    return undone(visit, STEPS, f"{HERE}{document}/")


SCREENS = (
    Screen("documents", HERE, show, methods=("GET", "POST"), menu="公开文件"),
    Screen("documents_form", f"{HERE}form.xlsx", blank),
    Screen("document", ONE, one, methods=("GET", "POST")),
    Screen("document_keep", f"{ONE}keep", keep, methods=("POST",)),
    Screen("document_drop", f"{ONE}drop", drop, methods=("POST",)),
    Screen("document_undo", f"{ONE}undo", undo, methods=("POST",)),
)
