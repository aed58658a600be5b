"""The county's disclosure catalogue: 26 fields and ten townships, and the items published under each entry in its last year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from gongkai.catalogue.writing import record_text
from gongkai.statute.catalogue_standard import standard

from .chance import between, chance, shuffled
from .county import Agency, county, facts_in
from .mistakes import ListError

Values = Iterator[tuple[str, str | tuple[str, ...]]]
YEAR = 2024
BASIS = "《中华人民共和国政府信息公开条例》"
OFTEN, SELDOM = 10, 8  # submatters of a matter, most and least
FICTION = "# 虚构的示例县，由 examples/demo/generator 生成，改了会被覆盖。\n"


def catalogue_files() -> dict[str, str]:
    """Every file of the catalogue, with the mistakes that catalogue_mistakes.yml lists, by its path in the data folder."""
    files = {
        f"catalogue/{name}": text for place, field in enumerate(plan()["fields"]) for name, text in field_files(place, field)
    }
    for entry in facts_in("catalogue_mistakes.yml"):
        name = f"catalogue/{entry['file']}"
        files[name] = retyped(files[name], entry)
    return files | earlier_files()


def retyped(text: str, entry: Mapping[str, Any]) -> str:
    """The first place after the entry's id, or the only one, typed otherwise."""
    start = text.index(f"\n  - id: {entry['entry']}\n") if "entry" in entry else 0
    if entry["correct"] not in text[start:]:
        raise ListError(f"{entry['file']}: “{entry['correct']}” stands nowhere")
    return text[:start] + text[start:].replace(entry["correct"], entry["typed"], 1)


@cache
def plan() -> Mapping[str, Any]:
    return {**facts_in("catalogue.yml")}


def field_files(place: int, field: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The field's file, and the items of its last year."""
    entries = entries_of(field)
    yield f"{field['id']}.yml", field_text(title_of(field), plan()["updated"], entries)
    items = (record_text(item_of(place, number, field["id"], entry)) for number, entry in enumerate(entries, start=1))
    yield f"items/{YEAR}/{field['id']}.yml", f"{FICTION}items:\n" + "\n".join(items) + "\n"


def entries_of(field: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [*county_entries(field), *township_entries(field)]


def title_of(field: Mapping[str, Any]) -> str:
    known = standard().field(field["id"])
    return str(field.get("title") or (known.name if known else field["id"]))


def field_text(title: str, updated: date, entries: Iterable[Mapping[str, Any]]) -> str:
    head = f"{FICTION}title: {title}\nlevels: [县级, 乡级]\nupdated: {updated}\n"
    head += f"defaults:\n  basis: {BASIS}\n  audience: 全社会\n  method: 主动\nentries:\n"
    records = (record_text((name, value) for name, value in entry.items() if name != "agency") for entry in entries)
    return head + "\n".join(records) + "\n"


def earlier_files() -> dict[str, str]:
    """The catalogue of the year before, by path: as it is now, but for what catalogue_earlier.yml lists."""
    earlier = facts_in("catalogue_earlier.yml")
    files = {}
    for field in plan()["fields"]:
        own = [change for change in earlier["changes"] if change["field"] == field["id"]]
        title = next((change["title"] for change in own if "title" in change), title_of(field))
        files[f"{field['id']}.yml"] = field_text(title, earlier["updated"], before(entries_of(field), own))
    for entry in facts_in("catalogue_mistakes.yml"):
        if entry["file"] in files:  # it was typed so then, too
            files[entry["file"]] = retyped(files[entry["file"]], entry)
    return {f"catalogue-{earlier['year']}/{name}": text for name, text in files.items()}


def before(entries: list[dict[str, Any]], changes: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The entries as they were; those that are gone since stand last."""
    by_entry = {change["entry"]: change for change in changes if "entry" in change}
    if strange := by_entry.keys() - {entry["id"] for entry in entries}:
        raise ListError(f"catalogue_earlier.yml: no entry {sorted(strange)}")
    for entry in entries:
        change = by_entry.get(entry["id"], {})
        if not change.get("absent"):
            yield {**entry, **change.get("was", {})}
    yield from ({**change["gone"], **tuples(change["gone"])} for change in changes if "gone" in change)


def tuples(entry: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(value) for name, value in entry.items() if isinstance(value, list)}


def county_entries(field: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    agency = organ(field["agency"])
    number = 0
    for matter in field["matters"]:
        wanted = between(SELDOM, OFTEN, field["id"], matter)
        for submatter in plan()["submatters"][:wanted]:
            number += 1
            yield entry_of(str(number), number, (matter, submatter), agency)


def township_entries(field: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What each township publishes in the field: some of what the county does."""
    if not field.get("township"):
        return
    for agency in (organ for organ in county().organs if organ.kind == "township"):
        pairs = [(matter, submatter) for matter in field["matters"] for submatter in plan()["submatters"]]
        chosen = shuffled(pairs, field["id"], agency.id)[: between(4, 7, field["id"], agency.id, "entries")]
        for number, about in enumerate(chosen, start=1):
            yield entry_of(f"{agency.id}-{number}", number, about, agency)


def entry_of(id: str, number: int, about: tuple[str, Mapping[str, Any]], agency: Agency) -> dict[str, Any]:
    matter, submatter = about
    return {
        "id": id,
        "number": str(number),
        "matter": matter,
        "submatter": submatter["name"],
        "content": "；".join(submatter["content"]),
        "time_limit": plan()["limits"][submatter["limit"]],
        "publisher": agency.name,
        "channels": plan()["channels"][submatter["channels"]],
        "levels": ("乡级" if agency.kind == "township" else "县级",),
        "agencies": (agency.id,),
        "agency": agency,
    }


def organ(id: str) -> Agency:
    return next(agency for agency in county().organs if agency.id == id)


def item_of(place: int, number: int, field: str, entry: Mapping[str, Any]) -> Values:
    """One document published under the entry, always in time."""
    agency = entry["agency"]
    start = 0 if entry["time_limit"].startswith("每年") else int(chance(field, entry["id"], "day") * 300)
    written = date(YEAR, 1, 2) + timedelta(days=start)
    if (field, entry["id"]) == ("budgets", "1"):
        written = date(YEAR, 3, 4)  # the one that a listed mistake makes late
    yield "title", f"{agency.short}{YEAR}年{entry['matter']}：{entry['submatter']}（示例）"
    yield "entry", f"{field}/{entry['id']}"
    yield "agency", agency.id
    yield "index_number", f"{place + 1:09}/{YEAR}-{number:05}"
    yield "written", written.isoformat()
    yield "published", (written + timedelta(days=between(1, 4, field, entry["id"], "published"))).isoformat()
    yield "status", "有效"
    yield "method", "主动公开"
    yield "topic", entry["matter"]
    yield "summary", f"虚构的示例：{entry['content']}。"
