"""For the office: every matter by agency with what was published last, what is late, and what a guide requires besides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.catalogue import Catalogue
from gongkai.catalogue.coverage import coverage
from gongkai.catalogue.entries import Entry
from gongkai.catalogue.items import Item
from gongkai.catalogue.lateness import item_late, overdue
from gongkai.county.agencies import Agency

NEVER, LATE, MISSING = "还没有公开过", "迟", "指引要求公开，尚无条目"
ON_REQUEST = ("依申请",)


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """A matter of one agency. `agency` is its name, the entry's own words where it names none of the county's.

    `last` is the day of the newest item, None where there is none or it has no day. `state` is empty where all is well, `why`
    says more of it.
    """

    field: str
    matter: str
    submatter: str
    agency: str
    time_limit: str
    count: int
    last: date | None
    state: str = ""
    why: str = ""
    address: str = ""


def published_rows(
    catalogue: Catalogue, documents: Mapping[str, Item], agencies: Mapping[str, Agency], on: date
) -> Iterator[PublishedRow]:
    """By field: its entries in their order, each once for every agency that answers for it, then what its guide requires."""
    guides = coverage(catalogue, documents)
    for field in catalogue.fields:
        for entry in field.entries:
            yield from of_entry(entry, field.title, catalogue, agencies, on)
    for found in guides.values():
        own = catalogue.by_field.get(found.guide.field)
        for covered in found.missing:
            matter = covered.matter
            who = "、".join(agencies[id].name for id in matter.agencies if id in agencies) or matter.publisher
            title = own.title if own else found.guide.field_name
            near = f"可能就是：{covered.near_in_words}" if covered.near else ""
            why = "；".join(filter(None, (f"{found.guide.title}（{found.guide.document_number}）", near)))
            yield PublishedRow(title, matter.matter, matter.submatter, who, matter.time_limit, 0, None, MISSING, why)


def of_entry(entry: Entry, field: str, catalogue: Catalogue, agencies: Mapping[str, Agency], on: date) -> Iterator[PublishedRow]:
    items = catalogue.items_of(entry)
    for id in entry.agencies or ("",):
        own = [item for item in items if not id or item.agency in ("", id) or len(entry.agencies) == 1]
        name = agencies[id].name if id in agencies else entry.publisher
        days = [item.published for item in own if item.published]
        last = max(days, default=None)
        state, why = state_of(entry, own, last, catalogue, on)
        yield PublishedRow(
            field, entry.matter, entry.submatter, name, entry.time_limit, len(own), last, state, why, entry.address
        )


def state_of(entry: Entry, own: Sequence[Item], last: date | None, catalogue: Catalogue, on: date) -> tuple[str, str]:
    """What is to be said of it, and why; of what is public on request alone nothing is asked."""
    if entry.methods == ON_REQUEST:
        return "", ""
    if not own:
        return NEVER, overdue(entry.limits, None, on)
    if missed := overdue(entry.limits, last, on):
        return LATE, missed
    newest = max(own, key=lambda item: item.published or date.min)
    late = item_late(entry.limits, newest, catalogue.workdays)
    return (LATE, f"最近一件成文 {newest.written}，{newest.published} 才发布，{late}") if late else ("", "")
