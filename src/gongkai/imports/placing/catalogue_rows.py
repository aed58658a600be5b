"""The rows of a catalogue's table, each taken as an entry or refused by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gongkai.catalogue.entries import Audience, Channel, Channels, Entry
from gongkai.imports.checkboxes import channels_from, ticked, without_tick
from gongkai.imports.document import PAGE_NUMBER, DocumentPlace, Grid, GridCell
from gongkai.imports.placing.catalogue_table import Header
from gongkai.problems import Problem
from gongkai.source.record_reader import NOTHING
from gongkai.source.records import SourceSpan
from gongkai.statute.labels import fold, squeezed
from gongkai.statute.workdays import day_in

SAME = re.compile(r"(?:同上(?:格|栏|行)?|（同上(?:格|栏|行)?）|\(同上(?:格|栏|行)?\)|[〃″\"”])\Z")
NOTE = re.compile(r"(?:备?注|说明|填表说明|填报)[:：\d]|[★※]")
GROUP = re.compile(r"[一二三四五六七八九十]+[、.．]\S{1,30}\Z")
SPLIT = re.compile(r"[；;/\n、，,\s]+")
NOWHERE = SourceSpan("", 0)


@dataclass(slots=True)
class Draft:
    """A row while it is taken apart."""

    place: DocumentPlace
    texts: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    channels: tuple[Channel, ...] = ()
    audience: Audience = field(default_factory=Audience)
    methods: list[str] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)


class RowReader:
    """Reads the rows of one table below its header. `problems` are rows that could not be placed; `doubts` are readings."""

    def __init__(self, grid: Grid, header: Header, field_id: str, first: int) -> None:
        self.grid, self.header, self.field_id, self.next_id = grid, header, field_id, first
        self.counted: list[int] = []
        """Which of the field's entries, from 1, have their number for an id because the row states none."""
        self.problems: list[Problem] = []
        self.doubts: list[Problem] = []
        self.above: Mapping[int, str] = {}

    def entries(self) -> Iterator[Entry]:
        covered = self.by_row()
        for row in sorted(row for row in covered if row >= self.header.rows.stop):
            cells = covered[row]
            if self.is_no_entry(row, cells):
                continue
            texts = {column: self.text_of(cell, column) for column, cell in cells.items()}
            entry = self.entry(Draft(place_of(cells)), texts)
            self.above = {**self.above, **texts}
            if entry:
                yield entry

    def by_row(self) -> dict[int, dict[int, GridCell]]:
        """By row and column every cell that covers the place: a cell merged downwards says the same in each of its rows."""
        covered: dict[int, dict[int, GridCell]] = {}
        for cell in self.grid.cells:
            for row in cell.rows:
                covered.setdefault(row, {}).update(dict.fromkeys(cell.columns, cell))
        return covered

    def text_of(self, cell: GridCell, column: int) -> str:
        """What the cell says; 同上 says what stands above."""
        text = cell.text.strip()
        return self.above.get(column, "") if SAME.match(squeezed(text)) else text

    def is_no_entry(self, row: int, cells: Mapping[int, GridCell]) -> bool:
        """Blank rows, page numbers, the header printed again, notes, and lines across the table, of which the last are told."""
        begins = [cell for cell in dict.fromkeys(cells.values()) if cell.row == row and squeezed(cell.text)]
        if all(PAGE_NUMBER.fullmatch(squeezed(cell.text)) or fold(cell.text) in self.header.printed for cell in begins):
            return True
        alone = begins[0] if len(begins) == 1 else None
        if alone and NOTE.match(squeezed(alone.text)):
            self.doubts.append(alone.place.doubt(f"“{alone.text}”是注，没有读入"))
            return True
        if alone and GROUP.match(squeezed(alone.text)):
            self.doubts.append(alone.place.doubt(f"“{alone.text}”是分组的一行，没有读入；下面的条目照样读入"))
            return True
        if alone and alone.colspan > len(self.header.columns) // 2:
            message = f"“{alone.text}”横贯整行，不能判断属于哪个条目；请改成各条目自己的事项名称"
            self.problems.append(alone.place.problem(message))
            return True
        return False

    def entry(self, draft: Draft, texts: Mapping[int, str]) -> Entry | None:
        wrong = [message for column, text in texts.items() if (message := self.take(draft, column, text))]
        if not any(draft.texts.get(key) for key in ("matter", "submatter", "content")):
            wrong.append("没有事项名称，也没有公开内容")
        elif not draft.texts.get("submatter") and not draft.texts.get("content"):
            wrong.append(f"只有“{draft.texts.get('matter', '')}”，没有二级事项，也没有公开内容")
        if wrong:
            said = " ".join(squeezed(text) for text in texts.values() if text)[:60]
            self.problems.append(draft.place.problem(f"这一行放不进目录（{said}）：{'；'.join(wrong)}"))
            return None
        return self.made(draft)

    def take(self, draft: Draft, column: int, text: str) -> str:
        """Puts a cell where it belongs; a sentence when it cannot."""
        head = self.header.columns.get(column)
        if head is None:
            return f"“{text}”上面没有表头" if text else ""
        match head.kind:
            case "text":
                draft.texts[head.key] = text
            case "extra":
                if text:
                    draft.extra[head.label] = text
            case "channels":
                return self.take_channels(draft, text)
            case "everyone" | "group" | "method" | "level":
                return take_box(draft, head.kind, head.label, text)
            case _:
                return take_words(draft, head.kind, text)
        return ""

    def take_channels(self, draft: Draft, text: str) -> str:
        draft.channels, marked = channels_from(text)
        if draft.channels and not marked:
            self.doubts.append(draft.place.doubt("渠道前没有 ■ 或 □，按必选（■）读入；请对照原件"))
        return "" if draft.channels or not squeezed(text) else f"渠道“{text}”读不出来"

    def made(self, draft: Draft) -> Entry:
        id = draft.texts.get("id") or str(self.next_id)
        self.counted += [] if draft.texts.get("id") else [self.next_id]
        self.next_id += 1
        said = draft.texts.get
        return Entry(
            field=self.field_id,
            id=id,
            index_number=said("index_number", ""),
            number=said("number", ""),
            matter=said("matter", ""),
            submatter=said("submatter", ""),
            content=said("content", ""),
            basis=said("basis", ""),
            time_limit=said("time_limit", ""),
            publisher=said("publisher", ""),
            channels=Channels(draft.channels),
            audience=draft.audience,
            methods=tuple(draft.methods),
            levels=tuple(draft.levels),
            agencies=tuple(said("agencies", "").split()),
            figures=tuple(said("figures", "").split()),
            valid_from=day_in(said("valid_from", "")),
            valid_until=day_in(said("valid_until", "")),
            extra=draft.extra or NOTHING,
            place=NOWHERE,
        )


def take_box(draft: Draft, kind: str, label: str, text: str) -> str:
    """A box below 公开对象, 公开方式 or 公开层级; only 特定群体 may hold words."""
    yes = True if fold(text) == fold(label) else ticked(text)
    if kind == "group":
        if yes is not False:
            draft.audience = draft.audience._replace(groups="" if yes else without_tick(text))
        return ""
    if yes is None:
        return f"“{label}”一格应打 √，写的是“{text}”"
    if yes and kind == "everyone":
        draft.audience = draft.audience._replace(everyone=True)
    elif yes:
        (draft.methods if kind == "method" else draft.levels).append(label)
    return ""


def take_words(draft: Draft, kind: str, text: str) -> str:
    """公开对象, 公开方式 or 公开层级 without boxes, in words."""
    if kind == "levels":
        draft.levels += [part for part in re.split(r"[；;/\n]+", text) if squeezed(part)]
        return ""
    for part in filter(None, SPLIT.split(text)):
        said = fold(part)
        if kind == "methods" and said.startswith(("主动", "依申请")):
            draft.methods.append("主动" if said.startswith("主动") else "依申请")
        elif kind == "audience" and said in ("全社会", "社会"):
            draft.audience = draft.audience._replace(everyone=True)
        elif kind == "audience":
            groups = "、".join(filter(None, (draft.audience.groups, part.removeprefix("特定群体："))))
            draft.audience = draft.audience._replace(groups=groups)
        else:
            return f"公开方式“{text}”读不出来"
    return ""


def place_of(cells: Mapping[int, GridCell]) -> DocumentPlace:
    """The row, by its lowest cell: merged ones began above."""
    lowest = max(cells.values(), key=lambda cell: (cell.row, -cell.column))
    return DocumentPlace(
        lowest.place.file, re.sub(r"第 \d+ 格$|(?<=”)[A-Z]+(?=\d+$)", "", lowest.place.words).strip(), lowest.place.line
    )
