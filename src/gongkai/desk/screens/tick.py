"""核对: what was imported beside the document it was read from, place by place, recorded as `gongkai tick` does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import quote, unquote

from flask import Response
from werkzeug.exceptions import NotFound

from gongkai.desk.documents import UnreadableError, page_picture
from gongkai.desk.left_side import Left, left_side
from gongkai.desk.places import home, place_of
from gongkai.desk.saving import CHANGED, Edit, stated_at
from gongkai.desk.screens.tables import figure_change
from gongkai.desk.table_form import CellField, Fields, shown_value
from gongkai.desk.unsent import Typed
from gongkai.desk.visit import Screen, Visit
from gongkai.editing.file_change import Made
from gongkai.editing.found_report import FoundReport
from gongkai.editing.ticking import Ticks, ticking
from gongkai.html.frame import Link
from gongkai.problems import Problem
from gongkai.reports.import_record import PICTURES, RULE, RecordLine, as_stated, open_lines, read_record
from gongkai.tables.layout import table_grid

AGREE, CHANGE, NAME = "agree", "change", "name"
NO_NAME = "没有写核对人"
NO_DOCUMENT = "草稿的 source 里没有原件，请拿着原件核对"
TICK = "/reports/<int:year>/<agency>/tick/"


@dataclass(frozen=True, slots=True)
class Stage:
    """The lines in the order in which they are compared, doubtful ones first; each with the value that the report has now.

    `open` are the addresses of those that nobody has compared.
    """

    found: FoundReport
    record: tuple[RecordLine, ...]
    lines: tuple[RecordLine, ...]
    open: frozenset[str]

    def at(self, address: str) -> RecordLine | None:
        """The line that is asked for; the first that is open where none is."""
        return next((line for line in self.lines if (line.address == address if address else line.address in self.open)), None)

    def after(self, address: str) -> str:
        """The address of the next open line, round to the first; empty where none is left."""
        at = [line.address for line in self.lines].index(address)
        round_about = (*self.lines[at + 1 :], *self.lines[:at])
        return next((line.address for line in round_about if line.address in self.open), "")

    def beside(self, address: str, step: int) -> str:
        """The address before or after it, compared or not; empty at the ends."""
        at = [line.address for line in self.lines].index(address) + step
        return self.lines[at].address if 0 <= at < len(self.lines) else ""


def show(visit: Visit, year: int, agency: str) -> Response:
    stage = stage_of(visit.report(year, agency))
    if visit.request.method == "GET":
        return page(visit, stage, visit.request.args.get("at", ""), ())
    what, by = visit.sent("do"), visit.sent("by").strip() or known_name(visit)
    address = visit.sent("place")
    if what == NAME:
        return named(visit, by, address)
    if stage.at(address) is None or not address:
        raise NotFound
    if not by:
        return page(visit, stage, address, (NO_NAME,))
    why = changed(visit, stage, address) if what == CHANGE else ()
    if not why:
        compared = stated_at(address)(visit.report(year, agency)) if what == CHANGE else visit.sent("seen")
        why = ticked(visit, address, by, compared)
    if why:
        return page(visit, stage_of(visit.report(year, agency)), address, why)
    return visit.go(address_of(stage.found, stage.after(address)))


def stage_of(found: FoundReport) -> Stage:
    """Raises NotFound of a report that was not imported."""
    record, _ = read_record(found.report.folder)
    if not record:
        raise NotFound
    lines = sorted(as_stated(record, found.report), key=lambda line: not line.doubt)
    still_open = frozenset(each.line.address for each in open_lines(found.report, record))
    return Stage(found, record, tuple(lines), still_open)


def address_of(found: FoundReport, at: str) -> str:
    return f"{home(found.report)}tick/" + (f"?at={quote(at)}" if at else "")


# ---- Who compares


def cookie(visit: Visit) -> str:
    return f"{visit.keeper.cookie}-by"


def known_name(visit: Visit) -> str:
    """Who said so in this browser; asked once."""
    return unquote(visit.request.cookies.get(cookie(visit), ""))


def named(visit: Visit, by: str, at: str) -> Response:
    response = visit.go(f"{visit.request.path}{f'?at={quote(at)}' if at else ''}", "" if by else NO_NAME)
    response.set_cookie(cookie(visit), quote(visit.sent("by").strip()), httponly=True, samesite="Strict", path="/")
    return response


# ---- What is written


def ticked(visit: Visit, address: str, by: str, seen: str) -> tuple[str, ...]:
    """Why it could not be recorded; empty where it was. `seen` is the value that was compared."""
    year, agency = (visit.request.view_args or {}).values()

    def change(found: FoundReport) -> Made:
        stage = stage_of(found)
        line = stage.at(address)
        if line is None or line.value != seen:
            return [], [Problem(found.report.position(), RULE, CHANGED)]
        return ticking(found, stage.record, Ticks(by, date.today().isoformat(), line=address))

    return visit.desk.do(Edit(f"{year}/{agency}", address, f"核对：{shown_value(seen)}", change)).why


def changed(visit: Visit, stage: Stage, address: str) -> tuple[str, ...]:
    """The value typed, written as the form writes it; why not, where it was not."""
    report = stage.found.report
    if not can_change(stage.found, address):
        raise NotFound
    line, typed = stage.at(address), Typed(visit.sent("value").strip(), visit.sent("seen"))
    what = f"{line.label if line else address}：{shown_value(typed.seen)}改为{shown_value(typed.text)}"
    name = f"{report.year}/{report.agency_id}"
    return visit.desk.save(Edit(name, address, what, partial(figure_change, address, typed.text), stated_at(address)), typed).why


def can_change(found: FoundReport, address: str) -> bool:
    """A cell of a draft; what is published is corrected with a reason, and words are changed where they stand."""
    return not found.report.was_public and field_of(found, address) is not None


# ---- What is shown


def field_of(found: FoundReport, address: str, unsent: dict[str, Typed] | None = None) -> CellField | None:
    """What the form knows of that cell: last year's, the sum of its parts. None of what is no figure in a table."""
    table = found.report.tables.get(address.split(".", maxsplit=1)[0])
    if table is None:
        return None
    fields = Fields(found, table, [], unsent or {}, {})
    cells = (cell for row in table_grid(found.report, table).body for cell in row.cells if cell.address == address)
    return next((field for cell in cells if (field := fields.field(cell))), None)


def page(visit: Visit, stage: Stage, at: str, why: Sequence[str]) -> Response:
    report = stage.found.report
    line = stage.at(at)
    if line is None and at:
        raise NotFound
    name = f"{report.year}/{report.agency_id}"
    field = field_of(stage.found, line.address, visit.desk.unsent.of(name)) if line else None
    view = {
        "home": home(report),
        "line": line,
        "left": left(stage.found, line, visit.request.args.get("page", "")) if line and known_name(visit) else Left(),
        "field": field,
        "editable": bool(line and can_change(stage.found, line.address)),
        "elsewhere": place_of(report, line.address).href if line else "",
        "last_year": report.year - 1,
        "picture": f"{home(report)}tick/picture?at={quote(line.address)}" if line and drawn_file(report.folder, line) else "",
        "is_open": bool(line and line.address in stage.open),
        "by": known_name(visit),
        "who": "who" in visit.request.args,
        "done": len(stage.lines) - len(stage.open),
        "total": len(stage.lines),
        "doubtful": sum(bool(each.doubt) for each in stage.lines if each.address in stage.open),
        "before": address_of(stage.found, stage.beside(line.address, -1)) if line and stage.beside(line.address, -1) else "",
        "next": address_of(stage.found, stage.beside(line.address, 1)) if line and stage.beside(line.address, 1) else "",
        "here": address_of(stage.found, line.address) if line else "",
        "refused": why,
    }
    path = (Link("总览", "/"), Link(f"{report.agency_name}{report.year}年度报告", home(report)))
    return visit.page("tick.html", "对照原件核对", view, path=path, status=422 if why else 200)


def left(found: FoundReport, line: RecordLine, page_asked: str) -> Left:
    file = document_of(found)
    return left_side(file, line.where, page_asked) if file else Left(why=NO_DOCUMENT)


def document_of(found: FoundReport) -> Path | None:
    """The document that the report was read from; None where it is not in its folder."""
    name = found.report.envelope.source_document or ""
    file = found.report.folder / "source" / name
    return file if name and Path(name).name == name and file.is_file() else None


def drawn_file(folder: Path, line: RecordLine) -> Path | None:
    """How a cell of a PDF in doubt is drawn, beside what was read."""
    file = folder / PICTURES / f"{line.address}.png"
    return file if file.is_file() else None


# ---- Pictures


def page_of(visit: Visit, year: int, agency: str, number: int) -> Response:
    """A page of the PDF as it is drawn."""
    file = document_of(visit.report(year, agency))
    if file is None or file.suffix.lower() != ".pdf":
        raise NotFound
    try:
        return Response(page_picture(file, number), content_type="image/png")
    except UnreadableError:
        raise NotFound from None


def picture(visit: Visit, year: int, agency: str) -> Response:
    """A cell in doubt as it is drawn. Only the record's own addresses name a file."""
    stage = stage_of(visit.report(year, agency))
    line = stage.at(visit.request.args.get("at", "-"))
    file = drawn_file(stage.found.report.folder, line) if line else None
    if file is None:
        raise NotFound
    return Response(file.read_bytes(), content_type="image/png")


SCREENS = (
    Screen("tick", TICK, show, methods=("GET", "POST")),
    Screen("tick_page", f"{TICK}page/<int:number>.png", page_of),
    Screen("tick_picture", f"{TICK}picture", picture),
)
