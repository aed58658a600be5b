"""An entry of the catalogue, or a document, as a form: its fields, what is found at each, and how one is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol, Self

from flask import Response

from gongkai.checks.catalogue_rules import CATALOGUE_RULES
from gongkai.collection import Collection
from gongkai.desk.county import County
from gongkai.desk.findings import KINDS, Finding, rules
from gongkai.desk.places import Place
from gongkai.desk.rules import help_address
from gongkai.desk.saving import AskedChange, Outcome
from gongkai.desk.table_form import shown_value
from gongkai.desk.unsent import Typed
from gongkai.desk.visit import Visit
from gongkai.editing.file_change import Made
from gongkai.html.frame import Link
from gongkai.problems import Position, Problem, in_order
from gongkai.source.records import SourceSpan

RULE = "catalogue"
FIELD, SEEN = "fact.", "seen."
FOUND = "desk: what is found in the catalogue"
GONE = "这一条已经不在文件里"
OTHER_VALUE = "文件里是{}，您填的{}还没有写入"
CANNOT_UNDO = "这一步以后，文件又在别处改过，不能自动退回；没有改动任何文件"
Kind = Literal["line", "lines", "choice"]


class Asked(NamedTuple):
    """A field of the form: its name in the file, what it is called, how it is typed, what may be chosen, what to write."""

    name: str
    label: str
    kind: Kind = "line"
    choices: Sequence[tuple[str, str]] = ()
    hint: str = ""


class FoundRecord(Protocol):
    @property
    def report(self) -> str: ...

    def text(self, name: str) -> str: ...


class RecordKind(NamedTuple):
    """`find` takes what the county has now and an address; `files` are the lists that may hold it, below `data`."""

    steps: str
    find: Callable[[Collection, str], FoundRecord | None]
    change: Callable[..., Made]
    files: Callable[[Path, str], Sequence[Path]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEdit(AskedChange[FoundRecord]):
    """Of one field of a record; `address` is what `kind.find` takes."""

    kind: RecordKind
    address: str

    @property
    def steps(self) -> str:
        return self.kind.steps

    def found(self, county: County) -> tuple[FoundRecord | None, list[Problem]]:
        collection, problems = county.again(*self.kind.files(county.data, self.address))
        found = self.kind.find(collection, self.address)
        return found, [] if found else (problems or [Problem(Position(""), RULE, GONE)])

    @classmethod
    def of(cls, kind: RecordKind, address: str, found: FoundRecord, asked: Asked, typed: Typed) -> Self:
        what = f"{asked.label}：{shown_value(typed.seen)}改为{shown_value(typed.text)}"
        change: Callable[[FoundRecord], Made] = partial(_changed, kind, asked.name, typed.text)
        return cls(found.report, asked.name, what, change, partial(_stated, asked.name), kind=kind, address=address)


def _changed(kind: RecordKind, name: str, text: str, found: FoundRecord) -> Made:
    return kind.change(found, name, text)


def _stated(name: str, found: FoundRecord) -> str:
    return found.text(name)


# ---- What was sent


def saved(visit: Visit, kind: RecordKind, address: str, found: FoundRecord, fields: Sequence[Asked]) -> dict[str, Outcome]:
    """By the name of a field, what could not be saved of it; all else that was changed is in the files."""
    refused = {}
    for asked in fields:
        if f"{FIELD}{asked.name}" not in visit.request.form:
            continue
        typed = Typed(as_said(visit.sent(f"{FIELD}{asked.name}")), visit.sent(f"{SEEN}{asked.name}"))
        if typed.text == typed.seen:
            visit.desk.unsent.drop(found.report, asked.name)
            continue
        outcome = visit.desk.save(RecordEdit.of(kind, address, found, asked, typed), typed)
        if not outcome.saved:
            refused[asked.name] = outcome
    return refused


def as_said(text: str) -> str:
    """Without spaces at the ends of its lines, and without blank lines around it."""
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def kept(visit: Visit, found: FoundRecord, fields: Sequence[Asked]) -> Response:
    """What is being typed, kept while it is not saved."""
    place = visit.sent("place")
    typed = Typed(as_said(visit.sent("text")), visit.sent("seen"))
    if place in {asked.name for asked in fields}:
        with visit.desk.lock:
            if typed.text in (typed.seen, found.text(place)):
                visit.desk.unsent.drop(found.report, place)
            else:
                visit.desk.unsent.keep(found.report, place, typed)
    return Response(status=204)


def dropped(visit: Visit, found: FoundRecord, back: str) -> Response:
    with visit.desk.lock:
        for place in [*visit.desk.unsent.of(found.report)]:
            visit.desk.unsent.drop(found.report, place)
    return visit.go(back, "没有保存的内容已经放弃，文件里的不变")


def undone(visit: Visit, steps: str, back: str) -> Response:
    """The last change of that name taken back."""
    with visit.desk.lock:
        change = visit.desk.journal.to_undo(steps)
        done = change is not None and visit.desk.journal.turn(change, undone=True)
    return visit.go(back, f"已撤销：{change.what}" if change and done else CANNOT_UNDO)


# ---- What is shown


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as the page has it. `stored` is what the file says; `choices` with whether each is chosen."""

    name: str
    label: str
    kind: Kind
    hint: str
    text: str
    stored: str
    choices: Sequence[tuple[str, str, bool]]
    why: Sequence[str]
    findings: Sequence[Finding]
    rows: int


def shown_fields(
    found: FoundRecord,
    fields: Sequence[Asked],
    unsent: Mapping[str, Typed],
    refused: Mapping[str, Outcome],
    findings: Mapping[str, Sequence[Finding]],
) -> Iterator[Shown]:
    for asked in fields:
        stored = found.text(asked.name)
        text = unsent[asked.name].text if asked.name in unsent else stored
        outcome = refused.get(asked.name)
        why = [*outcome.why] if outcome else []
        if text != stored:
            why.append(OTHER_VALUE.format(shown_value(stored), shown_value(text)))
        choices = [(value, words, value == text) for value, words in (("", "没有写"), *asked.choices)] if asked.choices else []
        if choices and text not in {value for value, _, _ in choices}:
            choices.append((text, text, True))
        rows = min(max(text.count("\n") + 2, len(text) // 40 + 2), 24)
        own = findings.get(asked.name, ())
        yield Shown(asked.name, asked.label, asked.kind, asked.hint, text, stored, choices, why, own, rows)


def catalogue_findings(collection: Collection, problems: Sequence[Problem]) -> Sequence[Problem]:
    """All that `check` says of the catalogue and the documents."""
    if FOUND not in collection.derived:
        every = (problem for rule in CATALOGUE_RULES for problem in rule.check(collection))
        collection.derived[FOUND] = tuple(dict.fromkeys(in_order([*problems, *every])))
    found: Sequence[Problem] = collection.derived[FOUND]
    return found


def findings_by_field(problems: Sequence[Problem], place: SourceSpan) -> dict[str, list[Finding]]:
    """What is found in that record by the field that it is about; by an empty name what is about the whole."""
    last = place.line + (place.steps[-1] if place.steps else max(len(place.names) - 1, 0))
    names = {(at := place.position_of(name)).line: (name, at) for name in place.names}
    by_field: dict[str, list[Finding]] = {}
    for problem in problems:
        at = problem.position
        if at.file != place.file or not place.line <= at.line <= last:
            continue
        name = names.get(at.line, ("", place.position))[0] if at != place.position else ""
        number = sum(map(len, by_field.values())) + 1
        by_field.setdefault(name, []).append(finding(problem, number))
    return by_field


def open_findings(problems: Sequence[Problem], place: SourceSpan) -> int:
    """How many things in that record have to be looked at."""
    return sum(each.is_open for own in findings_by_field(problems, place).values() for each in own)


def finding(problem: Problem, number: int) -> Finding:
    title, basis = rules().get(problem.rule, ("", ""))
    place = Place("", "")
    return Finding(
        f"finding-{number}",
        KINDS[problem.severity],
        problem.message,
        place,
        title,
        basis,
        problem.reason,
        help=help_address(problem.rule),
    )


def record_page(
    visit: Visit, title: str, path: Sequence[Link], found: FoundRecord, *, fields: Sequence[Shown], about: Mapping[str, Any]
) -> Response:
    """`about`: `id` of the record, `page` its published address, `steps` under which it is undone, `others` what is found in it
    at no field.
    """
    change = visit.desk.journal.to_undo(about["steps"])
    wrong = any(field.why and field.name in about["refused"] for field in fields)
    view = {
        **about,
        "fields": fields,
        "kept": bool(visit.desk.unsent.of(found.report)),
        "wrong": wrong,
        "back": path[-1],
        "undo": change if change and all(before for before, _ in change.files.values()) else None,
    }
    return visit.page("record.html", title, view, path=path, status=422 if wrong else 200)
