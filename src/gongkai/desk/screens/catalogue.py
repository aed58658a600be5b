"""目录: a catalogue downloaded to go on in Excel, a workbook compared with it word by word, and taken once that was seen."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from flask import Response
from werkzeug.exceptions import NotFound

from gongkai.catalogue import FOLDER, Catalogue, Field, load_catalogue
from gongkai.catalogue.difference import FieldDifference
from gongkai.desk.catalogue import changes, compared
from gongkai.desk.journal import own_folder
from gongkai.desk.records import undone
from gongkai.desk.visit import Screen, Visit
from gongkai.downloads.catalogue_files import ALL, KINDS, pieces_of
from gongkai.files import write_durably
from gongkai.imports.placing.catalogue import READERS, read_catalogue
from gongkai.problems import errors
from gongkai.source.text import told

HERE = "/catalogue/"
WAITING = "workbook"  # what was compared and is not taken yet, in the desk's own folder
NAME = "catalogue"  # the name under which the journal keeps what was taken
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_FILE = "没有选文件"
OTHER = "看过的那个文件已经不在，或者这以后目录又改过；没有写入，请再上传一次"
DONE = "已写入：新增 {} 条，改动 {} 条，取消 {} 条。请再看检查结果"
SAME = "与现在的目录一字不差，没有要写的"


def show(visit: Visit) -> Response:
    if visit.request.method == "GET":
        return page(visit)
    try:
        if visit.sent("do") == "take":
            return taken(visit)
        if visit.sent("do") == "undo":
            return undone(visit, NAME, HERE)
        return uploaded(visit)
    except OSError as error:
        return page(visit, refused=[f"没有写入，文件还是原来的样子：{told(error)}"])


def uploaded(visit: Visit) -> Response:
    """What the workbook would change; nothing is written but the workbook, which waits in the desk's own folder."""
    sent = visit.request.files.get("file")
    suffix = Path(sent.filename or "").suffix.lower() if sent else ""
    if sent is None or not suffix:
        return page(visit, refused=[NO_FILE])
    file = own_folder(visit.desk.data) / f"{WAITING}{suffix if suffix in READERS else '.other'}"
    for old in waiting(visit):
        old.unlink()
    write_durably(file, sent.read())
    return seen(visit, file)


def seen(visit: Visit, file: Path) -> Response:
    now, fields, refused = read(visit, file)
    if refused:
        return page(visit, refused=refused)
    differences = compared(now, fields)
    if not differences:
        return page(visit, said=SAME)
    return page(visit, differences=differences, seen=state_of(visit, file))


def read(visit: Visit, file: Path) -> tuple[Catalogue, list[Field], list[str]]:
    """The catalogue as it is, the fields of the workbook, and why it cannot be taken."""
    now, wrong = load_catalogue(visit.desk.data / FOLDER)
    fields, problems = read_catalogue(file)
    return now, fields, [problem.message for problem in (*errors(wrong), *errors(problems))]


def taken(visit: Visit) -> Response:
    """What was seen, written: the same workbook, and files that are still what they were then."""
    with visit.desk.lock:
        file = next(iter(waiting(visit)), None)
        if file is None or visit.sent("seen") != state_of(visit, file):
            return page(visit, refused=[OTHER])
        now, fields, refused = read(visit, file)
        if refused:
            return page(visit, refused=refused)
        differences = compared(now, fields)
        visit.desk.journal.write(
            NAME, f"目录：{'、'.join(each.title for each in differences)}", changes(visit.desk.data, differences)
        )
        file.unlink()
    counts = (sum(len(each.of(kind)) for each in differences) for kind in ("新增", "改动", "取消"))
    return visit.go(HERE, DONE.format(*counts))


def waiting(visit: Visit) -> list[Path]:
    return sorted(own_folder(visit.desk.data).glob(f"{WAITING}.*"))


def state_of(visit: Visit, file: Path) -> str:
    """By which it is told whether the workbook and the catalogue are still those that were compared."""
    digest = sha256(file.read_bytes())
    for each in sorted((visit.desk.data / FOLDER).glob("*.yml")):
        digest.update(each.name.encode() + sha256(each.read_bytes()).digest())
    return digest.hexdigest()


def page(
    visit: Visit,
    *,
    refused: list[str] | None = None,
    differences: tuple[FieldDifference, ...] = (),
    seen: str = "",
    said: str = "",
) -> Response:
    collection, _ = visit.desk.county.now()
    change = visit.desk.journal.to_undo(NAME)
    view = {
        "fields": [
            (field.title, len(field.entries), f"{HERE}{field.id}.xlsx", f"{HERE}{field.id}/")
            for field in collection.catalogue.fields
        ],
        "all": f"{HERE}{ALL}.xlsx",
        "refused": refused or [],
        "differences": differences,
        "seen": seen,
        "same": said,
        "kinds": "、".join(READERS),
        # An undone new field would leave an empty file, which is none.
        "undo": change if change and all(before for before, _ in change.files.values()) else None,
    }
    return visit.page("catalogue.html", "公开目录", view, status=422 if refused else 200)


def fetch(visit: Visit, name: str) -> Response:
    """The file that `gongkai catalogue export xlsx` writes."""
    collection, _ = visit.desk.county.now()
    asked = name.removesuffix(".xlsx")
    fields = [field for field in collection.catalogue.fields if asked in (ALL, field.id)]
    if not fields or not name.endswith(".xlsx"):
        raise NotFound
    county = collection.site.county if collection.site else ""
    pieces = [pieces_of(field, collection.catalogue.items_of_field(field), county) for field in fields]
    headers = {"Content-Disposition": f'attachment; filename="{asked}.xlsx"'}
    return Response(KINDS["xlsx"].made(pieces, b"", county), content_type=SHEET, headers=headers)


SCREENS = (
    Screen("catalogue", HERE, show, methods=("GET", "POST"), menu="目录"),
    Screen("catalogue_file", f"{HERE}<name>", fetch),
)
