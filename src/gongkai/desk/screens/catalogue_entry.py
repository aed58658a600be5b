"""目录里的一条: the entries of a field, and one of them in a form; its id and its address stay."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from flask import Response
from werkzeug.exceptions import NotFound

from gongkai.catalogue import FOLDER, Entry, Field, standard
from gongkai.catalogue.difference import LABELS
from gongkai.catalogue.entry_fields import ENTRY_FIELDS
from gongkai.county.addresses import CATALOGUE
from gongkai.desk.records import (
    Asked,
    Kind,
    RecordKind,
    catalogue_findings,
    dropped,
    findings_by_field,
    kept,
    open_findings,
    record_page,
    saved,
    shown_fields,
    undone,
)
from gongkai.desk.screens.catalogue import HERE, NAME
from gongkai.desk.visit import Screen, Visit
from gongkai.editing.catalogue_entry import FoundEntry, entry_change, found_entry
from gongkai.html.frame import Link

ONE = f"{HERE}<field>/<entry>/"
LONG = ("matter", "submatter", "content", "basis", "time_limit")
HINTS = {
    "index_number": "没有的空着",
    "time_limit": "例如：自信息形成或者变更之日起20个工作日内",
    "channels": "■ 必选，□ 可选，例如 ■政府网站 □政府公报",
    "audience": "写全社会，或特定群体：哪些人；两样都有的用分号隔开",
    "method": "主动，或依申请；两样都有的用分号隔开",
    "levels": "几级的用分号隔开，例如 县级；乡、村级",
    "agencies": "本县机构的名称；几个的用分号隔开",
    "figures": "报告里数到它的格；没有的空着",
    "valid_from": "像 2026-01-08；没有的空着",
    "valid_until": "像 2026-12-31；没有的空着",
}


def files(data: Path, address: str) -> list[Path]:
    return [data / FOLDER / f"{address.partition('/')[0]}.yml"]


ENTRY = RecordKind(NAME, found_entry, entry_change, files)


class Listed(NamedTuple):
    id: str
    name: str
    publisher: str
    href: str
    found: int


def listed(visit: Visit, field: str) -> Response:
    collection, problems = visit.desk.county.now()
    known = collection.catalogue.by_field.get(field)
    if known is None:
        raise NotFound
    found = catalogue_findings(collection, problems)
    entries = [
        Listed(entry.id, name_of(entry), entry.publisher, f"{HERE}{field}/{entry.id}/", open_findings(found, entry.place))
        for entry in known.entries
    ]
    return visit.page("entries.html", f"{known.title}：改一条", {"entries": entries}, path=above())


def asked_of(field: Field) -> list[Asked]:
    """What the form asks of an entry: all but its id, and the county's own columns."""
    own = [Asked(name, name, "lines") for name in field.extra_columns]
    return [*(asked(each.name) for each in ENTRY_FIELDS if each.name != "id"), *own]


def asked(name: str) -> Asked:
    kind: Kind = "lines" if name in LONG else "line"
    labels = {column.key: column.label for column in standard().columns}
    return Asked(name, LABELS.get(name) or labels.get(name) or name, kind, hint=HINTS.get(name, ""))


def show(visit: Visit, field: str, entry: str) -> Response:
    found = known(visit, field, entry)
    fields = asked_of(found.field)
    refused = {}
    if visit.request.method == "POST":
        refused = saved(visit, ENTRY, found.entry.address, found, fields)
        if not refused:
            return visit.go(visit.request.path, "已保存")
        found = known(visit, field, entry)
    collection, problems = visit.desk.county.now()
    by_field = findings_by_field(catalogue_findings(collection, problems), found.entry.place)
    shown = [*shown_fields(found, fields, visit.desk.unsent.of(found.report), refused, by_field)]
    names = {each.name for each in fields}
    about = {
        "id": entry,
        "page": f"{CATALOGUE}/{found.entry.address}/",
        "steps": NAME,
        "refused": refused,
        "others": [each for name, own in by_field.items() if name not in names for each in own],
    }
    path = (*above(), Link(f"{found.field.title}：改一条", f"{HERE}{field}/"))
    return record_page(visit, name_of(found.entry), path, found, fields=shown, about=about)


def known(visit: Visit, field: str, entry: str) -> FoundEntry:
    with visit.desk.lock:
        collection, _ = visit.desk.county.again(*files(visit.desk.data, field))
    found = found_entry(collection, f"{field}/{entry}")
    if found is None:
        raise NotFound
    return found


def name_of(entry: Entry) -> str:
    return " › ".join(filter(None, (entry.matter, entry.submatter))) or entry.id


def above() -> tuple[Link, ...]:
    return (Link("公开目录", HERE),)


def keep(visit: Visit, field: str, entry: str) -> Response:
    found = known(visit, field, entry)
    return kept(visit, found, asked_of(found.field))


def drop(visit: Visit, field: str, entry: str) -> Response:
    return dropped(visit, known(visit, field, entry), f"{HERE}{field}/{entry}/")


def undo(visit: Visit, field: str, entry: str) -> Response:
    known(visit, field, entry)
    return undone(visit, NAME, f"{HERE}{field}/{entry}/")


SCREENS = (
    Screen("entries", f"{HERE}<field>/", listed),
    Screen("entry", ONE, show, methods=("GET", "POST")),
    Screen("entry_keep", f"{ONE}keep", keep, methods=("POST",)),
    Screen("entry_drop", f"{ONE}drop", drop, methods=("POST",)),
    Screen("entry_undo", f"{ONE}undo", undo, methods=("POST",)),
)
