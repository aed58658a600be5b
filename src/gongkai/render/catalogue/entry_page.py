"""An entry's page: what is made public, on what ground, when, where, by whom; the items published under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.addresses import BY_AGENCY, OVERVIEW, catalogue_address
from gongkai.catalogue import Channel, Entry, Field, Item, TimeLimit
from gongkai.catalogue.entries import audience_text
from gongkai.catalogue.standard import standard
from gongkai.render.catalogue.facets import days_in_words
from gongkai.render.catalogue.setting import CataloguePage, Setting, in_lines, in_one_line
from gongkai.render.frame import Link
from gongkai.render.pieces import chinese_day
from gongkai.render.shells import Press

CATALOGUE_NAME = "基层政务公开标准目录"
DESCRIBED = 80  # characters of the content that a description gives


@dataclass(frozen=True, slots=True)
class Around:
    """An entry's field and its entries' titles by id, the items published under it, and the entries before and after it.

    `before` and `after` are None at the ends of the list.
    """

    field: Field
    titles: Mapping[str, str]
    items: Sequence[Item]
    before: Entry | None
    after: Entry | None


def entry_page(entry: Entry, around: Around, setting: Setting, press: Press) -> CataloguePage:
    field = around.field
    title = around.titles[entry.id]
    description = description_of(entry, field, title)
    view = {
        "title": title,
        "bar": bar(entry, field),
        "facts": facts(entry),
        "required": [channel_text(channel) for channel in entry.required_channels],
        "optional": [channel_text(channel) for channel in entry.optional_channels],
        "channels": label("channels") if entry.channels else "",
        "published": items_list(around.items),
        "figures": figures(entry, setting),
        "agencies": agencies(entry, setting),
        "field": {"href": "../", "text": f"{field.title}目录"},
        "before": neighbour(around.before, around.titles),
        "after": neighbour(around.after, around.titles),
    }
    return CataloguePage(
        address=catalogue_address(entry.field, entry.id),
        title=title,
        description=description,
        content=press.fragment("catalogue-entry", view),
        path=(*above(), Link(field.title, f"{catalogue_address(field.id)}/")),
        labels=labels(entry, field, title, description),
        within=field.title,
    )


def above() -> tuple[Link, ...]:
    """The column's part and the catalogue's overview."""
    return (Link("法定主动公开内容", f"{catalogue_address()}/"), Link(CATALOGUE_NAME, f"{catalogue_address(OVERVIEW)}/"))


def title_of(entry: Entry) -> str:
    """Both matters, as printed; the id of an entry that names none."""
    matters = dict.fromkeys(in_one_line(matter) for matter in (entry.matter, entry.submatter) if matter.strip())
    return "：".join(matters) or entry.id


def titles_of(field: Field) -> dict[str, str]:
    """Each entry's title by its id. Many entries of one field may be of the same matters; no two have the same title."""
    titles: dict[str, str] = {}
    left = list(field.entries)
    for apart in (nothing, publisher, publisher_and_number):
        told = {entry.id: told_apart(title_of(entry), apart(entry)) for entry in left}
        times = Counter([*told.values(), *titles.values()])
        titles |= {id: title for id, title in told.items() if times[title] == 1}
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


def bar(entry: Entry, field: Field) -> list[dict[str, str]]:
    """The metadata of 政府信息公开目录 that is stated; what is not stated is left out."""
    items = [
        ("索引号", in_one_line(entry.index_number), ""),
        ("领域", field.title, ""),
        ("公开主体", in_one_line(entry.publisher), ""),
        ("生效日期", entry.valid_from and chinese_day(entry.valid_from), entry.valid_from and entry.valid_from.isoformat()),
        ("失效日期", entry.valid_until and chinese_day(entry.valid_until), entry.valid_until and entry.valid_until.isoformat()),
        ("目录更新", field.updated and chinese_day(field.updated), field.updated and field.updated.isoformat()),
    ]
    return [{"label": label, "text": text, "time": time or ""} for label, text, time in items if text]


def facts(entry: Entry) -> list[dict[str, str]]:
    """The row's cells under the labels of the official table, in its order; then the county's own columns."""
    cells = [
        ("number", entry.number, ""),
        ("matter", entry.matter, ""),
        ("submatter", entry.submatter, ""),
        ("content", entry.content, ""),
        ("basis", entry.basis, ""),
        ("time_limit", entry.time_limit, "；".join(map(in_words, entry.limits))),
        ("audience", audience_text(entry.audience), ""),
        ("method", "、".join(entry.methods), ""),
        ("levels", "、".join(entry.levels), ""),
    ]
    told = [{"label": label(key), "text": in_lines(text), "note": note} for key, text, note in cells if text]
    return told + [{"label": name, "text": in_lines(text), "note": ""} for name, text in entry.extra.items() if text]


LABELS: dict[str, str] = {}


def label(key: str) -> str:
    """As the official table prints it."""
    if not LABELS:
        LABELS.update({column.key: column.label for column in standard().columns})
    return LABELS[key]


def in_words(limit: TimeLimit) -> str:
    """The structured reading, said beside the printed words."""
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


def channel_text(channel: Channel) -> str:
    return f"{channel.name}：{channel.detail}" if channel.detail else channel.name


def figures(entry: Entry, setting: Setting) -> list[dict[str, str]]:
    """The report's figures that count what is published under it."""
    found = [setting.figures[address] for address in entry.figures if address in setting.figures]
    return [{"href": f"../../../{link.href}", "text": link.title} for link in found]


def agencies(entry: Entry, setting: Setting) -> list[dict[str, str]]:
    """The agencies in whose lists it stands."""
    names = [(id, setting.agencies[id].name) for id in entry.agencies if id in setting.listed]
    return [{"href": f"../../{BY_AGENCY}/{id}/", "text": f"{name}的全部事项"} for id, name in names]


def neighbour(entry: Entry | None, titles: Mapping[str, str]) -> dict[str, str]:
    return {"href": f"../{entry.id}/", "text": titles[entry.id]} if entry else {"href": "", "text": ""}


def items_list(items: Sequence[Item]) -> list[dict[str, str]]:
    return [
        {
            "href": item.link,
            "title": in_one_line(item.title),
            "number": in_one_line(item.document_number),
            "index": in_one_line(item.index_number),
            "date": chinese_day(item.published) if item.published else "",
            "iso_date": item.published.isoformat() if item.published else "",
            "status": item.status,
        }
        for item in items
    ]
