"""What a form that came back says, cell by cell: taken where it is the form that was given out, refused by cell otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gongkai.checks.wording import quoted
from gongkai.collection import Collection
from gongkai.forms import returned
from gongkai.forms.cells import FormSheet, Input
from gongkai.forms.front import (
    AGENCY,
    COUNTY,
    DIGEST,
    EDITION,
    FACTS,
    FIRST,
    FRONT,
    PEOPLE,
    VERSION,
    YEAR,
    Identity,
    digest,
    front_sheet,
    notes_sheet,
)
from gongkai.forms.layout import table_sheets
from gongkai.forms.returned import SavedCell, SavedSheet
from gongkai.forms.stored import number_text
from gongkai.imports.document import whole
from gongkai.problems import Position, Problem, one_line
from gongkai.reports.reading import NOT_A_FIGURE, amount, is_number, unfit
from gongkai.source.nodes import Scalar
from gongkai.source.reference import MOST_DIGITS
from gongkai.source.text import shortened
from gongkai.source.typed_values import typed_value
from gongkai.statute.formats import Format, Line, formats

NO_FORM = "不是 gongkai form export 写出的填报表：第一张工作表不是“封面”，或封面上没有机构代号、报告年度、校验码"
OLDER = "这是旧版或别的版本的表（“{}”，现在是第 {} 版），不能收；请用 gongkai form export 重新导出，把数填进新表"
ALTERED = "校验码与表里的内容对不上：封面的机构、年度，或灰色的上年数被改动过；请用 gongkai form export 重新导出，把数填进新表"
MOVED = "里面的行或列被插入、删除或移动过；请用 gongkai form export 重新导出，把数填进新表"
COMPUTED = "这里是公式，不收；请把算出的数作为数填入（复制，再“选择性粘贴—数值”）"
A_DAY = "这里成了日期（{}），不是数；请把这一格的格式改成“常规”，再填一次"
AS_WORDS = "“{}”存成了文字，不是数；请选中这一格，改成数字（左上角绿三角处选“转换为数字”），再填一次"
YEAR_TYPED = re.compile("20[0-9]{2}")
FEW = 5  # labels that differ are told one by one; where more do, rows were moved


@dataclass(frozen=True, slots=True)
class Answer:
    """What one cell says, as it is typed in report.yml, None for a blank; `where` is its sheet and place, in words.

    `is_given`: it is no figure, and the form had it from the start: what a row of 2014–2018 is called.
    """

    address: str
    name: str
    typed: str | None
    where: str
    is_given: bool = False


@dataclass(frozen=True, slots=True)
class ReturnedForm:
    """`people` are those named on the front, by its labels."""

    file: str
    identity: Identity
    answers: tuple[Answer, ...]
    people: Mapping[str, str]

    @property
    def filled(self) -> int:
        """How many cells hold a figure, or a sign that stands where there is none."""
        return sum(answer.typed is not None and not answer.is_given for answer in self.answers)


def read_form(raw: bytes, file: str, collection: Collection) -> tuple[ReturnedForm | None, list[Problem]]:
    """The form, or None and everything that is wrong with it, each at its sheet and cell. `file` is its name for people."""
    saved, problems = returned.opened(raw, file)
    if problems:
        return None, problems
    identity, problems = identified(saved, file, collection)
    if identity is None:
        return None, problems
    answers, problems = Reader(saved, file, identity).read()
    if problems:
        return None, problems
    front = saved[0].cells
    people = {name: text_at(front, FIRST + len(FACTS) + number, 1) for number, name in enumerate(PEOPLE)}
    return ReturnedForm(file, identity, tuple(answers), people), []


# ---- Whose form it is


def identified(saved: tuple[SavedSheet, ...], file: str, collection: Collection) -> tuple[Identity | None, list[Problem]]:
    stated = front_facts(saved)
    if stated is None:
        return None, [whole(file).problem(NO_FORM)]
    for fact, fault in unknown_facts(stated, collection):
        return None, [returned.place(file, FRONT, FIRST + FACTS.index(fact), 1).problem(fault)]
    agency, format = collection.agencies[stated[AGENCY]], format_of(stated[VERSION])
    assert format  # or it would be unknown
    return Identity(stated[COUNTY], agency.name, agency.id, int(stated[YEAR]), format), []


def unknown_facts(stated: Mapping[str, str], collection: Collection) -> Iterator[tuple[str, str]]:
    """What the front says that is not so here, by fact, with the reason; the first is what to begin with."""
    county = collection.site.government if collection.site else ""
    if stated[COUNTY] != county:
        yield COUNTY, f"这是{quoted(stated[COUNTY])}的表，不是{county or '这里'}的"
    known = collection.agencies.get(stated[AGENCY])
    if known is None:
        yield AGENCY, f"没有{quoted(stated[AGENCY])}这个机构（见 agencies.yml）"
    if not YEAR_TYPED.fullmatch(stated[YEAR]):
        yield YEAR, f"{quoted(stated[YEAR])}不是年度"
    elif known and not known.existed(int(stated[YEAR])):
        yield YEAR, f"{known.name}在 {stated[YEAR]} 年还没有或已经没有（见 agencies.yml 的 since、until）"
    if format_of(stated[VERSION]) is None:
        yield VERSION, OLDER.format(stated[VERSION], EDITION)


def front_facts(saved: tuple[SavedSheet, ...]) -> dict[str, str] | None:
    """What the front says beside the names of its facts, wherever an older form has them; None where it is no front."""
    if not saved or saved[0].name != FRONT:
        return None
    cells = saved[0].cells
    named = {cell.text: text_at(cells, row, column + 1) for (row, column), cell in cells.items() if column == 0}
    return named if {*FACTS} <= {*named} and named[DIGEST] else None


def text_at(cells: Mapping[tuple[int, int], SavedCell], row: int, column: int) -> str:
    cell = cells.get((row, column))
    return one_line(number_text(cell.text) or cell.text) if cell else ""


def format_of(version: str) -> Format | None:
    id, _, edition = version.partition("-")
    return formats().get(id) if edition == str(EDITION) else None


# ---- Sheet by sheet


class Reader:
    """`problems` is everything found; nothing is taken from a form with any."""

    def __init__(self, saved: tuple[SavedSheet, ...], file: str, identity: Identity) -> None:
        self.saved, self.file, self.identity = saved, file, identity
        self.problems: list[Problem] = []
        self.answers: list[Answer] = []
        self.earlier: dict[str, str] = {}

    def read(self) -> tuple[list[Answer], list[Problem]]:
        stated = text_at(self.saved[0].cells, FIRST + FACTS.index(DIGEST), 1)
        tables = table_sheets(self.identity.format, self.identity.year)
        wanted = (front_sheet(self.identity, stated), *tables, notes_sheet(self.identity.format))
        there = {sheet.name: sheet for sheet in self.saved}
        for sheet in wanted:
            if sheet.name in there:
                self.sheet(sheet, there[sheet.name])
                if self.problems and sheet.name == FRONT:  # then nobody knows what the others should be
                    return [], self.problems
            else:
                self.problems.append(whole(self.file).problem(f"缺少工作表“{sheet.name}”"))
        self.other_sheets({sheet.name for sheet in wanted})
        if not self.problems and digest(self.identity, self.earlier) != stated:
            self.problems.append(self.at(FRONT, FIRST + FACTS.index(DIGEST), 1, ALTERED))
        return self.answers, self.problems

    def other_sheets(self, wanted: set[str]) -> None:
        for sheet in self.saved:
            if sheet.hidden:
                self.problems.append(whole(self.file).problem(f"工作表“{sheet.name}”是隐藏的；请取消隐藏，多出来的请删去"))
            elif sheet.name not in wanted and sheet.cells:
                message = f"多了一张工作表“{sheet.name}”，里面写了内容，不会读入；请删去，要说明的另行报送"
                self.problems.append(whole(self.file).problem(message))

    def at(self, sheet: str, row: int, column: int, message: str, subject: str = "") -> Problem:
        return returned.place(self.file, sheet, row, column).problem(message, subject=subject)

    def sheet(self, wanted: FormSheet, saved: SavedSheet) -> None:
        if saved.unseen:
            message = f"工作表“{wanted.name}”的{'、'.join(saved.unseen[:FEW])}是隐藏的；请取消隐藏，看过再交"
            self.problems.append(whole(self.file).problem(message))
        if faults := [*self.altered(wanted, saved)]:
            moved = len(faults) > FEW or has_moved(wanted, saved)
            message = f"工作表“{wanted.name}”{MOVED}"
            self.problems += [whole(self.file).problem(message, subject=wanted.name)] if moved else faults
            return
        for each in wanted.inputs:
            self.input(wanted.name, each, saved)
        for earlier in wanted.earlier:
            cell = saved.cells.get((earlier.area.row, earlier.area.column))
            if cell and cell.text:
                self.earlier[earlier.address] = (number_text(cell.text) if cell.kind == "n" else None) or cell.text

    def altered(self, wanted: FormSheet, saved: SavedSheet) -> Iterator[Problem]:
        """Every cell that is not to be filled in and is not as it was given out."""
        labels = {(label.area.row, label.area.column): label.text for label in wanted.labels}
        checks = {(check.area.row, check.area.column) for check in wanted.checks}
        areas = [*(each.area for each in wanted.inputs), *(each.area for each in wanted.earlier)]
        others = {(area.row, area.column) for area in areas}
        for at in sorted({*labels, *checks, *saved.cells}):
            cell = saved.cells.get(at)
            if at in labels:
                if cell is None or cell.computed or squeezed(as_text(cell)) != squeezed(labels[at]):
                    said = quoted(shortened(as_text(cell))) if cell and as_text(cell) else "空的"
                    yield self.at(wanted.name, *at, f"这里的标签应是{quoted(shortened(labels[at]))}，现在是{said}；标签不能改")
            elif at in checks:
                if cell is None or not cell.computed:
                    yield self.at(wanted.name, *at, "这里是自动核对的公式，被改动或删去了；请用 gongkai form export 重新导出")
            elif at not in others and cell:
                yield self.at(wanted.name, *at, f"这里不是填数的格，写着{quoted(shortened(cell.text))}，不会读入；请删去")

    def input(self, sheet: str, each: Input, saved: SavedSheet) -> None:
        row, column = each.area.row, each.area.column
        cell = saved.cells.get((row, column))
        typed, fault = typed_in(cell, each) if cell else (None, "")
        where = returned.place(self.file, sheet, row, column).words
        if fault:
            self.problems.append(self.at(sheet, row, column, f"{each.name}：{fault}", each.address))
        elif sheet != FRONT:
            self.answers.append(Answer(each.address, each.name, typed, where, is_given=each.column is None))


def has_moved(wanted: FormSheet, saved: SavedSheet) -> bool:
    """Whether the last label of the sheet stands at another place."""
    last = max(wanted.labels, key=lambda label: (label.area.row, label.area.column))
    at = (last.area.row, last.area.column)
    stands = [place for place, cell in saved.cells.items() if squeezed(as_text(cell)) == squeezed(last.text)]
    return at not in stands and bool(stands)


def squeezed(text: str) -> str:
    return "".join(text.split())


def as_text(cell: SavedCell) -> str:
    return (number_text(cell.text) if cell.kind == "n" else None) or cell.text


# ---- One cell


def typed_in(cell: SavedCell, each: Input) -> tuple[str | None, str]:
    """What is typed there and what is wrong with it; the first None for a blank, the second empty where nothing is."""
    if cell.computed:
        return None, COMPUTED
    if cell.kind in ("b", "e") or (cell.kind == "d" and each.column):
        return None, {"b": "这里是“是/否”，不是数", "e": f"这里是错误值“{cell.text}”"}.get(cell.kind, A_DAY.format(cell.text))
    if each.column is None:
        text = one_line(as_text(cell)).strip()
        wrong = each.choices and text not in ("", *each.choices)
        return (text or None), f"“{shortened(text)}”不能填，请选{'、'.join(each.choices)}" if wrong else ""
    if cell.kind == "n":
        return of_number(cell.text, each.column)
    return of_words(cell.text, each.column)


def of_number(stored: str, column: Line) -> tuple[str | None, str]:
    text = number_text(stored)
    if text is None:
        return None, f"“{shortened(stored)}”不是数"
    value = typed_value(text)
    if len(text.lstrip("-").replace(".", "")) > MOST_DIGITS:
        return None, f"“{shortened(text)}”超过 {MOST_DIGITS} 位，表格软件存不准；请核对"
    assert isinstance(value, int | Decimal)
    fault = unfit(value, "", column)
    return (None, f"“{text}”{fault}") if fault else (text, "")


def of_words(text: str, column: Line) -> tuple[str | None, str]:
    """Signs that stand where there is no figure; a figure with the unit or the remark that report.yml may have beside it."""
    if not text or text in NOT_A_FIGURE:
        return text or None, ""
    if is_number(text):
        return None, AS_WORDS.format(shortened(text))
    value, unit, _ = amount(Scalar(text, text, Position("")))
    fault = unfit(value, unit, column)
    return (None, f"“{shortened(one_line(text))}”{fault}") if fault else (text, "")
