"""An entry's page: what is made public, on what ground, when, where, by whom; the items published under it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from gongkai.catalogue import Audience, Entry, Field, Item, TimeLimit
from gongkai.catalogue.entries import audience_text
from gongkai.catalogue.limits import read_limit
from gongkai.county.addresses import BY_AGENCY, FORM, OVERVIEW, REQUESTS, catalogue_address
from gongkai.county.portal import SOUGHT
from gongkai.html.elements import chinese_day
from gongkai.html.frame import Link
from gongkai.html.pages.catalogue.facets import days_in_words
from gongkai.html.setting import Page, Setting, in_lines, in_one_line
from gongkai.html.shells import Fragments, Words
from gongkai.statute.catalogue_standard import entry_labels

CATALOGUE_NAME = "基层政务公开标准目录"
SHOWN = ("number", "matter", "submatter", "content", "basis", "time_limit", "audience", "method", "levels")
DESCRIBED = 80  # characters of the content that a description gives
QUOTED = re.compile(r"[^A-Za-z0-9_.~-]+")  # what an address does not hold as such (RFC 3986, 2.3)


@dataclass(frozen=True, slots=True)
class Around:
    """An entry's field and its entries' titles by id, the items published under it, and the entries before and after it.

    `before` and `after` are None at the ends of the list. `tree` stands beside its page and leads to other fields and matters.
    """

    field: Field
    titles: Mapping[str, str]
    items: Sequence[Item]
    before: Entry | None
    after: Entry | None
    tree: bytes = b""


def entry_page(entry: Entry, around: Around, setting: Setting, press: Fragments) -> Page:
    field = around.field
    title = around.titles[entry.id]
    description = description_of(entry, field, title)
    return Page(
        address=catalogue_address(entry.field, entry.id),
        title=title,
        description=description,
        content=press.fragment("catalogue-entry", view_of, words_of(entry, around, setting)),
        path=path_to(field.id, field.title),
        labels=labels(entry, field, title, description),
        within=field.title,
        tree=around.tree,
    )


# An entry's words, and how its page lays them out. Each knows the order of the other.


def words_of(entry: Entry, around: Around, setting: Setting) -> Words:
    field = around.field
    own = [(name, in_lines(text)) for name, text in entry.extra.items() if text]
    return Words(
        texts=(
            around.titles[entry.id],
            in_one_line(entry.index_number),
            field.title,
            in_one_line(entry.publisher),
            *day(entry.valid_from),
            *day(entry.valid_until),
            *day(field.updated),
            in_lines(entry.number),
            in_lines(entry.matter),
            in_lines(entry.submatter),
            in_lines(entry.content),
            in_lines(entry.basis),
            *served(entry.time_limit, entry.audience, entry.methods, entry.levels),
            f"{field.title}目录",
            *neighbour(around.before, around.titles),
            *neighbour(around.after, around.titles),
        ),
        lists=(
            entry.channels.required,
            entry.channels.optional,
            [text for _, text in own],
            [text for item in around.items for text in item_words(item)],
            figures(entry, setting),
            agencies(entry, setting),
            offices(entry.agencies, setting),
            request(f"{field.title}：{around.titles[entry.id]}", in_one_line(entry.index_number), entry.agencies, setting),
            [word for link in setting.elsewhere.get(field.id, ()) for word in (link.href, link.title)],
        ),
        fixed=tuple(name for name, _ in own),
    )


@lru_cache(maxsize=4096)
def served(time_limit: str, audience: Audience, methods: tuple[str, ...], levels: tuple[str, ...]) -> tuple[str, ...]:
    """What many entries say alike: the time limit as printed and as read, for whom, how, and at which level."""
    cells = (audience_text(audience), "、".join(methods), "、".join(levels))
    return (in_lines(time_limit), limits_in_words(time_limit), *map(in_lines, cells))


def view_of(words: Words) -> dict[str, object]:
    """The row's cells stand under the labels of the official table, in its order; then the county's own columns."""
    (title, index_number, field, publisher, *days) = words.texts[:10]
    *cells, field_list, before_href, before, after_href, after = words.texts[10:]
    note = cells.pop(SHOWN.index("time_limit") + 1)
    required, optional, own, items, figures, agencies, offices, request, elsewhere = words.lists
    facts = zip(SHOWN, cells, strict=True)
    official = [
        {"label": label(name), "text": text, "note": note if name == "time_limit" else ""} for name, text in facts if text
    ]
    names = words.fixed
    assert isinstance(names, tuple)
    return {
        "title": title,
        "bar": bar(index_number, field, publisher, days),
        "facts": official + [{"label": name, "text": text, "note": ""} for name, text in zip(names, own, strict=True)],
        "required": required,
        "optional": optional,
        "channels": label("channels"),
        "published": [dict(zip(ITEM, item, strict=True)) for item in in_groups(items, len(ITEM))],
        "figures": links(figures),
        "agencies": links(agencies),
        "elsewhere": links(elsewhere),
        "ask": ask_view(offices, request, title, index_number, within=field_list),
        "field": {"href": "../", "text": field_list},
        "near": {
            "label": "前后条目",
            "previous": "上一条",
            "next": "下一条",
            "before": {"href": before_href, "text": before},
            "after": {"href": after_href, "text": after},
        },
    }


def ask_view(
    offices: Sequence[str], request: Sequence[str], title: str, index_number: str, within: str = ""
) -> dict[str, object]:
    """Whom to ask, and where, for what is not found; `within` is the list in which its title stands."""
    online, form = request
    return {
        "offices": [dict(zip(OFFICE, office, strict=True)) for office in in_groups(offices, len(OFFICE))],
        "online": online,
        "form": form,
        "within": within,
        "title": title,
        "index_number": index_number,
    }


def bar(index_number: str, field: str, publisher: str, days: Sequence[str]) -> list[dict[str, str]]:
    """The metadata of 政府信息公开目录 that is stated; what is not stated is left out."""
    since, since_iso, until, until_iso, updated, updated_iso = days
    items = [
        (label("index_number"), index_number, ""),
        ("领域", field, ""),
        (label("publisher"), publisher, ""),
        ("生效日期", since, since_iso),
        ("失效日期", until, until_iso),
        ("目录更新", updated, updated_iso),
    ]
    return [{"label": label, "text": text, "time": time} for label, text, time in items if text]


def links(words: Sequence[str]) -> list[dict[str, str]]:
    return [{"href": href, "text": text} for href, text in in_groups(words, 2)]


def in_groups(words: Sequence[str], size: int) -> list[Sequence[str]]:
    return [words[start : start + size] for start in range(0, len(words), size)]


@lru_cache
def day(day: date | None) -> tuple[str, str]:
    """In words, and for programs."""
    return (chinese_day(day), day.isoformat()) if day else ("", "")


@cache
def above() -> tuple[Link, ...]:
    """The column's part and the catalogue's overview."""
    return (Link("法定主动公开内容", f"{catalogue_address()}/"), Link(CATALOGUE_NAME, f"{catalogue_address(OVERVIEW)}/"))


@lru_cache
def path_to(field: str, title: str) -> tuple[Link, ...]:
    """The pages above the entries of a field."""
    return (*above(), Link(title, f"{catalogue_address(field)}/"))


def title_of(entry: Entry) -> str:
    """Both matters, as printed; the id of an entry that names none."""
    matters = dict.fromkeys(in_one_line(matter) for matter in (entry.matter, entry.submatter) if matter.strip())
    return "：".join(matters) or entry.id


def titles_of(field: Field) -> dict[str, str]:
    """Each entry's title by its id. Many entries of one field may be of the same matters; no two have the same title."""
    titles: dict[str, str] = {}
    left = list(field.entries)
    for apart in (nothing, publisher, publisher_and_number):
        candidates = {entry.id: told_apart(title_of(entry), apart(entry)) for entry in left}
        times = Counter([*candidates.values(), *titles.values()])
        titles |= {id: title for id, title in candidates.items() if times[title] == 1}
        left = [entry for entry in left if entry.id not in titles]
    return titles | {entry.id: told_apart(title_of(entry), entry.id) for entry in left}


# What tells entries of the same matters apart, in the order in which it is tried.


def nothing(_: Entry) -> str:
    return ""


def publisher(entry: Entry) -> str:
    return in_one_line(entry.publisher)


def publisher_and_number(entry: Entry) -> str:
    number = in_one_line(entry.number)
    return "，".join(filter(None, (publisher(entry), number and f"序号{number}")))


def told_apart(title: str, words: str) -> str:
    return f"{title}（{words}）" if words else title


def description_of(entry: Entry, field: Field, title: str) -> str:
    content = in_one_line(entry.content)
    said = content if len(content) <= DESCRIBED else content[:DESCRIBED] + "…"
    return f"{field.title}领域{CATALOGUE_NAME}里的“{title}”" + (f"：{said}" if said else "")


def labels(entry: Entry, field: Field, title: str, description: str) -> dict[str, str]:
    """An entry states no day of publication, so it has no PubDate."""
    source = {"ContentSource": in_one_line(entry.publisher)} if entry.publisher else {}
    matters = (in_one_line(matter) for matter in (entry.matter, entry.submatter))
    keywords = ",".join(dict.fromkeys(filter(None, (field.title, *matters, CATALOGUE_NAME))))
    return {"ArticleTitle": title, **source, "Keywords": keywords, "Description": description}


def label(name: str) -> str:
    """As the official table prints it."""
    return entry_labels()[name]


@lru_cache(maxsize=4096)
def limits_in_words(written: str) -> str:
    """The structured reading, said beside the printed words."""
    return "；".join(map(in_words, read_limit(written).limits))


def in_words(limit: TimeLimit) -> str:
    about = f"{limit.about}：" if limit.about else ""
    if limit.kind == "within":
        return f"{about}{days_in_words(limit)}内" + (f"，从{limit.since}起算" if limit.since else "")
    if limit.kind == "shown":
        return f"{about}公示{days_in_words(limit)}"
    if limit.by:
        month, day = limit.by
        every = {"yearly": "每年", "quarterly": "每季度", "monthly": "每月"}[limit.kind]
        return f"{about}{every}{f'{month}月' if month else ''}{f'{day}日' if day else ''}前"
    names = {"standing": "长期公开", "at_once": "及时公开", "yearly": "每年", "quarterly": "每季度", "monthly": "每月"}
    return about + names[limit.kind]


def figures(entry: Entry, setting: Setting) -> list[str]:
    """The report's figures that count what is published under it: each its address and its words."""
    found = [setting.figures[address] for address in entry.figures if address in setting.figures]
    return [word for link in found for word in (f"../../../{link.href}", link.title)]


def agencies(entry: Entry, setting: Setting) -> list[str]:
    """The agencies in whose lists it stands: each an address and words."""
    names = setting.listed_names
    return [word for id in entry.agencies if id in names for word in (f"../../{BY_AGENCY}/{id}/", f"{names[id]}的全部事项")]


OFFICE = ("name", "address", "hours", "telephone")


def offices(ids: Iterable[str], setting: Setting) -> list[str]:
    """In the order of OFFICE, those of the agencies that state where or how they can be asked."""
    asked = (setting.agencies[id] for id in ids if id in setting.agencies)
    stated = ((one.name, one.contact.address or "", one.contact.hours or "", one.contact.telephone or "") for one in asked)
    return [word for office in stated if any(office[1:]) for word in office]


def request(sought: str, index_number: str, agencies: Iterable[str], setting: Setting) -> list[str]:
    """Where to ask for what is not published: the portal's form with what is looked for filled in, if it takes that; then this
    site's form with it, for the first of the agencies that is known. Either is empty where there is none.
    """
    online = (setting.site.request_form_url or "").replace(SOUGHT, in_address(sought))
    if f"{REQUESTS}/" not in setting.menu_addresses:
        return [online, ""]
    agency = next((id for id in agencies if id in setting.agencies), "")
    stated = {"jigou": agency, "nr": sought, "syh": index_number}
    asked = "&".join(f"{name}={in_address(text)}" for name, text in stated.items() if text)
    return [online, f"../../../{REQUESTS}/{FORM}/?{asked}"]


def in_address(text: str) -> str:
    """As the value of a parameter, what `urllib.parse.quote` gives where nothing is safe: a run of characters at a time.

    >>> in_address("许可：a-1 &")
    '%E8%AE%B8%E5%8F%AF%EF%BC%9Aa-1%20%26'
    """
    return QUOTED.sub(percent_encoded, text)


def percent_encoded(run: re.Match[str]) -> str:
    return f"%{run[0].encode().hex('%').upper()}"


def neighbour(entry: Entry | None, titles: Mapping[str, str]) -> tuple[str, str]:
    return (f"../{entry.id}/", titles[entry.id]) if entry else ("", "")


ITEM = ("href", "title", "number", "index", "date", "iso_date", "status")


def item_words(item: Item) -> tuple[str, ...]:
    """In the order of ITEM."""
    texts = (in_one_line(text) for text in (item.title, item.document_number, item.index_number))
    return (item.link, *texts, *day(item.published), item.status)
