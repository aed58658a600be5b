"""A draft that is there already, filled in: its blank cells take what the form says, and nothing that differs is lost unasked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest

from gongkai.forms.free_answers import Rows, by_row, free_rows, free_tables, gaps, refused
from gongkai.forms.reading import Answer, ReturnedForm
from gongkai.imports.document import DocumentPlace, whole
from gongkai.imports.placing.draft import proposed_remark
from gongkai.imports.placing.folder import REPORT
from gongkai.problems import Problem, shown
from gongkai.reports.report import Report
from gongkai.source.editing import NoPlaceError, Step, TypedFile, Value
from gongkai.source.typed_values import typed_value

PUBLIC = "{}{}，填报表不能改它；要改的数用 gongkai correct 改正，同时写更正"
READY = "{}已经定稿；要用填报表里的数，先在 {} 里把 state 改回 draft，或者用 gongkai correct 逐处改"
OTHER_FORMAT = "报告用的是 {} 年的格式，交来的是 {} 年的表；请用 gongkai form export 重新导出"
DIFFERS = "{}：报告里已经是“{}”，表里是“{}”；核对以后，以表为准的加上 --replace"
KEPT = "{}：表里空着，报告里是“{}”，没有改动"
OTHER_ROWS = "表里的统计指标与报告里的不一样（第 {} 行）；核对以后，以表为准的加上 --replace"


@dataclass(frozen=True, slots=True)
class Order:
    """`replace_others`: the form counts where the report says something else. `by`: who answers for the figures, the form's own
    front says who where it is empty; `on` is the day.
    """

    on: str
    by: str = ""
    replace_others: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """`files` makes the report's files, given the name under which the workbook is kept; `certain` are the addresses at which the
    report then says what the form says.
    """

    files: Callable[[str], Mapping[str, bytes]]
    certain: frozenset[str]
    written: int
    problems: tuple[Problem, ...] = ()


def nothing(*problems: Problem) -> Change:
    return Change(lambda _: {}, frozenset(), 0, problems)


class Filling:
    """What has to change in a draft so that it says what the form says."""

    def __init__(self, form: ReturnedForm, report: Report, order: Order) -> None:
        self.form, self.report, self.order = form, report, order
        self.values: dict[tuple[Step, ...], Value] = {}
        self.rows: dict[tuple[str, str], dict[str, Value]] = {}
        self.certain: set[str] = set()
        self.problems: list[Problem] = []

    def change(self) -> Change:
        if fault := self.why_not():
            return nothing(whole(self.form.file).problem(fault))
        free = free_tables(self.form.identity.format)
        for answer in self.form.answers:
            if answer.address.partition(".")[0] not in free:
                self.compare(answer)
        whole_tables = {table: rows for table in free if (rows := self.other_rows(table)) is not None}
        self.problems += gaps(self.form)
        written = len(self.values) + sum(map(len, self.rows.values())) + sum(map(len, whole_tables.values()))
        try:
            typed = self.filled(whole_tables)
        except NoPlaceError as error:
            return nothing(whole(self.form.file).problem(f"report.yml 里没有放“{error}”的地方；请先运行 gongkai check"))

        def files(name: str) -> Mapping[str, bytes]:
            return {REPORT: self.with_source(typed, name).text.encode()}

        return Change(files, frozenset(self.certain), written, tuple(self.problems))

    def why_not(self) -> str:
        report, format = self.report, self.form.identity.format
        name = f"{report.agency_name} {report.year} 年的报告"
        if report.was_public:
            assert report.state
            return PUBLIC.format(name, report.state.label)
        if not report.is_draft:
            return READY.format(name, shown(report.folder / REPORT))
        return "" if report.format.id == format.id else OTHER_FORMAT.format(report.format.id, format.id)

    def compare(self, answer: Answer) -> None:
        table, row, column = answer.address.split(".")
        cell = self.report.cell(table, row, column)
        now = cell.text if cell else ""
        value = self.taken_over(answer, now, is_open=not now or self.is_proposed(answer.address))
        if value is not None and row in self.report.tables[table].cells:
            self.values["tables", table, row, column] = value
        elif value is not None:
            self.rows.setdefault((table, row), {})[column] = value

    def taken_over(self, answer: Answer, now: str, *, is_open: bool) -> Value:
        """What has to be written in the place of `now`; None where that stays, which is told where the form says something else.

        `is_open`: nobody has stated yet what stands there.
        """
        if answer.typed is None:
            if not is_open:
                place = DocumentPlace(self.form.file, answer.where)
                self.problems.append(place.doubt(KEPT.format(answer.name, now), answer.address))
            return None
        if same(now, answer.typed):
            self.certain.add(answer.address)
            return None
        if not is_open and not self.order.replace_others:
            self.problems.append(refused(self.form, answer, DIFFERS.format(answer.name, now, answer.typed)))
            return None
        self.certain.add(answer.address)
        return typed_value(answer.typed)

    def is_proposed(self, address: str) -> bool:
        return any(address == each or address.startswith(f"{each}.") for each in self.report.envelope.proposed)

    def other_rows(self, table: str) -> Rows | None:
        """All rows of a free table where they are not those of the report; figures of the same rows are compared one by one."""
        theirs, ours = free_rows(self.form, table), self.report.tables[table].generic
        labels = [(row.label, row.unit, row.cell is None) for row in ours]
        said = [(row["label"], row.get("unit", ""), "figure" not in row) for row in theirs]
        if labels != said:
            empty = all(row.cell is None or not row.cell.text for row in ours)
            if not empty and not self.order.replace_others:
                first = next(at for at, pair in enumerate(zip_longest(labels, said), start=1) if pair[0] != pair[1])
                self.problems.append(whole(self.form.file).problem(OTHER_ROWS.format(first), subject=table))
            self.certain |= {answer.address for answer in self.form.answers if answer.address.startswith(f"{table}.")}
            return theirs
        figures = [figure for _, label, _, figure in by_row(self.form, table) if label.typed is not None]
        for number, (row, answer) in enumerate(zip(ours, figures, strict=True)):
            now = row.cell.text if row.cell else ""
            if (value := self.taken_over(answer, now, is_open=not now)) is not None:
                self.values["tables", table, number, "figure"] = value
        return None

    def filled(self, whole_tables: Mapping[str, Rows]) -> TypedFile:
        typed = TypedFile((self.report.folder / REPORT).read_bytes().decode("utf-8")).with_values(self.values)
        for (table, row), cells in self.rows.items():
            form = self.report.tables[table].format
            ids = [line.id for line in form.leaf_rows]
            every = {column.id: cells.get(column.id) for column in form.leaf_columns}
            typed = typed.with_value(("tables", table, row), every, below=ids[: ids.index(row)])
        for table, rows in whole_tables.items():
            listed = [{key: typed_value(text or "", is_text=key != "figure") for key, text in row.items()} for row in rows]
            typed = typed.with_value(("tables", table), listed)
        return self.without_proposals(typed)

    def without_proposals(self, typed: TypedFile) -> TypedFile:
        """Without those that the agency has answered; the remark above them goes with the last."""
        proposed = self.report.envelope.proposed
        answered = [number for number, address in enumerate(proposed) if self.is_answered(address)]
        for number in reversed(answered):
            typed = typed.without_item(("proposed", number))
        if answered and len(answered) == len(proposed):
            remark = typed.line_end.join((*proposed_remark(self.report.year), ""))
            typed = replace(typed, text=typed.text.replace(remark + typed.line_end, ""))
        return typed

    def is_answered(self, proposed: str) -> bool:
        """Whether the agency has filled in all that was proposed there."""
        addresses = [answer.address for answer in self.form.answers if f"{answer.address}.".startswith(f"{proposed}.")]
        filled = [address for address in addresses if self.stated(address)]
        return bool(filled) and self.certain >= {*filled}

    def stated(self, address: str) -> bool:
        table, row, column = address.split(".")
        cell = self.report.cell(table, row, column)
        return bool(cell and cell.text)

    def with_source(self, typed: TypedFile, name: str) -> TypedFile:
        """The first document that was received is the one that report.yml names."""
        if self.report.envelope.source_document:
            return typed
        return typed.with_value(("source_document",), name, below=("scope", "state", "period", "written"))


def same(now: str, typed: str) -> bool:
    """1.40 and 1.4 are the same figure, and the report keeps the way in which it has it.

    >>> same("1.40", "1.4"), same("", "0"), same("/", "/")
    (True, False, True)
    """
    ours, theirs = typed_value(now), typed_value(typed)
    return now == typed or (not isinstance(ours, str | None) and not isinstance(theirs, str | None) and ours == theirs)
