"""What a returned form says, put into the report's folder: a new draft, or the blank cells of one that is there.

Nothing is written where anything is refused. The workbook as received stays in source/, who filled it in and when in the import
record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.collection import Collection
from gongkai.forms.filling import Change, Filling, Order
from gongkai.forms.free_answers import free_rows, free_tables, gaps
from gongkai.forms.free_rows import KIND
from gongkai.forms.front import FILLED_BY
from gongkai.forms.reading import Answer, ReturnedForm
from gongkai.imports import draft_files
from gongkai.imports.document import RULE, whole
from gongkai.imports.placing.draft import blank_draft
from gongkai.imports.placing.folder import REPORT, NotWrittenError, write_folder
from gongkai.problems import Position, Problem, errors, shown
from gongkai.reports.import_record import FILE as RECORD
from gongkai.reports.import_record import RecordLine, read_record, record_bytes
from gongkai.reports.reading import read_report
from gongkai.source.text import reason

NOTHING_FILLED = "一格也没有填；没有发生的填 0"
NO_RECORD = "这份导入记录是旧版程序写的，或读不懂，没有写入；请先把它移开"
UNREADABLE = "这里的 report.yml 读不懂，没有写入；请先运行 gongkai check"


@dataclass(frozen=True, slots=True)
class Taken:
    """`written` cells were blank or said something else before. With an error among `problems` nothing was written."""

    folder: Path
    written: int
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        return bool(errors(self.problems))


def take(form: ReturnedForm, raw: bytes, collection: Collection, order: Order) -> Taken:
    """The form in the file `raw` taken over into the county's data."""
    identity = form.identity
    into = collection.data / "reports" / str(identity.year) / identity.agency
    report = collection.report(identity.year, identity.agency)
    if not form.filled:
        return Taken(into, 0, (whole(form.file).problem(NOTHING_FILLED),))
    if report is None and (into / REPORT).exists():
        return Taken(into, 0, (Problem(Position(shown(into / REPORT)), RULE, UNREADABLE),))
    if (into / RECORD).is_file() and read_record(into)[0] is None:
        return Taken(into, 0, (Problem(Position(shown(into / RECORD)), RULE, NO_RECORD),))
    change = Filling(form, report, order).change() if report else new_draft(form, collection, into)
    if errors(change.problems):
        return Taken(into, 0, change.problems)
    name = free_name(into, Path(form.file).name, raw)
    contents = {**change.files(name), f"source/{name}": raw, RECORD: record(form, into, order, change.certain)}
    return Taken(into, change.written, (*change.problems, *write(into, contents, form.file)))


# ---- A new draft


def new_draft(form: ReturnedForm, collection: Collection, into: Path) -> Change:
    """As `gongkai new` would make it, but for what last year's report proposes: the agency has had that before its eyes."""
    identity = form.identity
    draft = blank_draft(identity.format, identity.year, collection.agencies[identity.agency])
    cells = {table: {row: dict(columns) for row, columns in rows.items()} for table, rows in draft.cells.items()}
    for answer in form.answers:
        table, row, column = answer.address.split(".")
        if table not in free_tables(identity.format):
            cells[table][row][column] = answer.typed
    for table in free_tables(identity.format):
        cells[table] = {str(number): dict(row) for number, row in enumerate(free_rows(form, table), start=1)}
    named = any(form.people.values())

    def files(name: str) -> Mapping[str, bytes]:
        return draft_files(into, replace(draft, cells=cells, source_document=name, private_source=named))

    certain = frozenset(answer.address for answer in form.answers)
    return Change(files, certain, form.filled, tuple(gaps(form)))


# ---- Into the folder


def record(form: ReturnedForm, into: Path, order: Order, certain: frozenset[str]) -> bytes:
    """The lines of what was there before, and one for each cell that the form answers for."""
    by = order.by or form.people.get(FILLED_BY, "")
    mark = order.on if by else ""
    fresh = [
        RecordLine(answer.address, answer.name, answer.typed or "", answer.typed or "", answer.where, "", mark, by)
        for answer in recorded(form)
        if answer.address in certain
    ]
    known = read_record(into)[0] or ()
    addresses = {line.address for line in fresh}
    return record_bytes([*(line for line in known if line.address not in addresses), *fresh])


def recorded(form: ReturnedForm) -> Sequence[Answer]:
    """Of free rows only what is filled in, and no word for their kind, which report.yml does not have."""
    free = free_tables(form.identity.format)
    return [
        answer
        for answer in form.answers
        if answer.address.partition(".")[0] not in free or (answer.typed is not None and not answer.address.endswith(f".{KIND}"))
    ]


def free_name(into: Path, name: str, raw: bytes) -> str:
    """The file's name, with a number where another of that name is kept already."""
    stem, ending = Path(name).stem, Path(name).suffix
    number = 1
    while (kept := into / "source" / name).exists() and kept.read_bytes() != raw:
        number += 1
        name = f"{stem}-{number}{ending}"
    return name


def write(into: Path, contents: Mapping[str, bytes], file: str) -> list[Problem]:
    """Read back before it is kept: what our reader finds now and did not find before is refused."""
    known = {problem.message for problem in read_report(into, {})[1]} if (into / REPORT).exists() else set()

    def refusals(folder: Path) -> list[Problem]:
        found = read_report(folder, {})[1]
        return [whole(file).problem(f"有一处写不进去：{each.message}") for each in found if each.message not in known]

    try:
        return write_folder(into, contents, refusals, renewed=(REPORT, RECORD))
    except NotWrittenError as error:
        return [Problem(Position(shown(into)), RULE, str(error))]
    except OSError as error:
        return [Problem(Position(shown(into)), RULE, f"写不了这个文件夹：{reason(error)}")]
