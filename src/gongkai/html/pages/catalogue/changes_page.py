"""What changed in the catalogue from one year to the next: a page over all steps, and one for each field that differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from gongkai.catalogue.difference import ADDED, CHANGED, KINDS, REMOVED, EntryDifference, FieldDifference, stated
from gongkai.county.addresses import CHANGES, catalogue_address
from gongkai.html.cross_table import CrossRow, CrossTable, TableCell, heads
from gongkai.html.elements import file_size, heading, joined, paragraph
from gongkai.html.fragments import fragment
from gongkai.html.frame import Link
from gongkai.html.page_labels import page_labels
from gongkai.html.pages.catalogue.entry_page import CATALOGUE_NAME, above, titles_of
from gongkai.html.setting import Page, Setting, in_one_line

TITLE = "目录变化"
NONE = "—"
BLANK = "（空白）"
IDS = {ADDED: "added", REMOVED: "removed", CHANGED: "changed"}


@dataclass(frozen=True, slots=True)
class FieldChanges:
    """A field that differs: how many entries of each of KINDS, and the ids of those that came or say something else.

    `fate` says what befell the field itself, if it came, went or was renamed; otherwise it is empty.
    """

    id: str
    title: str
    fate: str
    counts: Mapping[str, int]
    entries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Step:
    """From the catalogue of `year` to that of the year `then`, None: that in force. `size` is that of its CSV, in bytes."""

    year: int
    then: int | None
    fields: tuple[FieldChanges, ...]
    size: int

    @property
    def title(self) -> str:
        """
        >>> Step(2024, 2025, (), 0).title, Step(2025, None, (), 0).title
        ('2025年目录与2024年目录相比', '现行目录与2025年目录相比')
        """
        return f"{f'{self.then}年' if self.then else '现行'}目录与{self.year}年目录相比"

    def field(self, id: str) -> FieldChanges | None:
        return next((field for field in self.fields if field.id == id), None)


def counted(field: FieldDifference) -> FieldChanges:
    return FieldChanges(
        field.id,
        field.title,
        "新增领域" if not field.before else "取消领域" if not field.after else "领域更名" if field.renamed else "",
        {kind: len(field.of(kind)) for kind in KINDS},
        frozenset(entry.after.id for entry in field.entries if entry.after),
    )


def address_of(step: Step, field: str = "") -> str:
    return catalogue_address(CHANGES, str(step.year), field).rstrip("/")


# ---- The page over all steps


def changes_page(steps: Sequence[Step], setting: Setting, csv: str) -> Page:
    """Newest first. `csv` is the name of each step's file."""
    description = f"{setting.site.county}{CATALOGUE_NAME}与以前各年相比，各领域新增、取消和改动了哪些条目。"
    content = joined(
        Markup("<h1>{}</h1>").format(TITLE),
        Markup('<p class="gk-lead">{}</p>').format(description),
        *(part for step in steps for part in step_part(step, csv)),
    )
    return Page(catalogue_address(CHANGES), TITLE, description, content.encode(), above(), page_labels(TITLE, description))


def step_part(step: Step, csv: str) -> Iterator[Markup]:
    yield heading(f"since-{step.year}", step.title)
    if not step.fields:
        yield paragraph("没有不同。")
        return
    total = {kind: sum(field.counts[kind] for field in step.fields) for kind in KINDS}
    yield paragraph(f"{len(step.fields)}个领域有变化：{in_words(total) or '条目没有变化'}。其余领域没有变化。")
    rows = tuple(
        CrossRow(
            TableCell(field.title + (f"（{field.fate}）" if field.fate else ""), f"{step.year}/{field.id}/"),
            tuple(TableCell(str(count)) if count else TableCell(NONE, kind="gap") for count in field.counts.values()),
            field.id,
        )
        for field in step.fields
    )
    yield fragment("cross-table", CrossTable(f"changes-{step.year}", f"{step.title}（条）", "领域", heads(KINDS), rows))
    file = Markup('<a href="{}" download>{}</a>').format(f"{step.year}/{csv}", f"{step.title}的全部变化（CSV 表格）")
    yield Markup('<p>{} <span class="gk-changed__about">{}</span></p>').format(file, file_size(step.size))


def in_words(counts: Mapping[str, int]) -> str:
    """
    >>> in_words({"新增": 2, "取消": 0, "改动": 1})
    '新增2条，改动1条'
    """
    return "，".join(f"{kind}{count}条" for kind, count in counts.items() if count)


# ---- The page of a field


def field_changes_page(step: Step, field: FieldDifference, setting: Setting) -> Page:
    title = f"{field.title}：{TITLE}（{step.title}）"
    total = counted(field)
    description = f"{setting.site.county}{field.title}领域，{step.title}：{in_words(total.counts) or '条目没有变化'}。"
    view = {
        "title": title,
        "lead": description,
        "notes": list(notes(field)),
        "groups": [group(field, kind, setting, linked=step.then is None) for kind in KINDS if total.counts[kind]],
        "label": "相关页面",
        "links": links(step, field),
    }
    path = (*above(), Link(TITLE, f"{catalogue_address(CHANGES)}/"))
    content = fragment("catalogue-changes", view).encode()
    return Page(address_of(step, field.id), title, description, content, path, page_labels(title, description))


def notes(field: FieldDifference) -> Iterator[str]:
    """What befell the field itself."""
    if field.before is None:
        yield "这个领域是新增的。"
    elif field.after is None:
        yield "这个领域已经取消。"
    elif field.before.title != field.after.title:
        yield f"领域名称由“{field.before.title}”改为“{field.after.title}”。"


def group(field: FieldDifference, kind: str, setting: Setting, *, linked: bool) -> dict[str, object]:
    """`linked`: the later catalogue is in force, so its entries have pages."""
    shown = field.before if kind == REMOVED else field.after
    assert shown
    titles = titles_of(shown)
    entries = [entry_view(entry, titles, setting, linked=linked and kind != REMOVED) for entry in field.of(kind)]
    return {"id": IDS[kind], "title": f"{kind}（{len(entries)}条）", "brief": kind == ADDED, "entries": entries}


def entry_view(entry: EntryDifference, titles: Mapping[str, str], setting: Setting, *, linked: bool) -> dict[str, object]:
    shown = entry.entry
    return {
        "id": f"{'now' if entry.after else 'was'}-{shown.id}",
        "href": f"../../../{shown.field}/{shown.id}/" if linked else "",
        "title": titles[shown.id],
        "about": [f"{label}：{text}" for label, text in about(entry) if text],
        "parts": list(parts(entry, setting)),
    }


def about(entry: EntryDifference) -> Iterator[tuple[str, str]]:
    """What tells an entry from others; one that went says all that it said."""
    if entry.after:
        yield "索引号", in_one_line(entry.after.index_number)
    if entry.kind == ADDED:
        yield "公开主体", in_one_line(entry.entry.publisher)
        yield "公开时限", in_one_line(entry.entry.time_limit)


def parts(entry: EntryDifference, setting: Setting) -> Iterator[dict[str, object]]:
    """Each part with what it said and says, what is unlike set apart; of an entry that went what it said."""
    found = entry.changes if entry.after else stated(entry.entry)
    for change in found:
        was, now = (worded(change.name, text, setting) for text in (change.was, change.now))
        if entry.after:
            one, other = apart(was, now)
            versions = [{"word": "原来", **one}, {"word": "现在", **other}]
        else:
            versions = [{"word": "", **whole(now)}]
        yield {"label": change.label, "versions": versions}


def worded(name: str, text: str, setting: Setting) -> str:
    """Agencies and the report's figures by their names, where there are such; otherwise as it is typed."""
    names = {"agencies": {id: agency.name for id, agency in setting.agencies.items()}}
    names["figures"] = {address: figure.title for address, figure in setting.figures.items()}
    known = names.get(name)
    return "、".join(known.get(word, word) for word in text.split("、")) if known else text


def apart(was: str, now: str) -> tuple[dict[str, str], dict[str, str]]:
    """What both begin and end with, and what lies between; nothing is set apart where they share nothing.

    >>> apart("自形成20个工作日内", "自形成10个工作日内")[0]
    {'start': '自形成', 'unlike': '20', 'end': '个工作日内'}
    >>> apart("", "甲")
    ({'start': '（空白）', 'unlike': '', 'end': ''}, {'start': '甲', 'unlike': '', 'end': ''})
    """
    start = shared(was, now)
    while start and was[start - 1].isdigit():  # a number is never torn
        start -= 1
    end = shared(was[start:][::-1], now[start:][::-1])
    while end and was[-end].isdigit():
        end -= 1
    if not start and not end:
        return whole(was), whole(now)
    return split(was, start, end), split(now, start, end)


def shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    alike = (number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(alike, min(len(one), len(other)))


def split(text: str, start: int, end: int) -> dict[str, str]:
    last = len(text) - end
    return {"start": text[:start], "unlike": text[start:last], "end": text[last:]}


def whole(text: str) -> dict[str, str]:
    return {"start": text or BLANK, "unlike": "", "end": ""}


def links(step: Step, field: FieldDifference) -> list[dict[str, str]]:
    own = [{"href": f"../../../{field.id}/", "text": f"{field.title}目录"}] if step.then is None and field.after else []
    return [*own, {"href": "../../", "text": TITLE}]
