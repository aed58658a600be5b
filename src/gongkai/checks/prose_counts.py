"""Documents, decisions and fees that the prose counts, or says there were none of, are those of section 二 (条例 art. 50)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.checks.prose import Passage, passages
from gongkai.checks.prose_bindings import Binding, bindings
from gongkai.checks.prose_claims import address_of
from gongkai.checks.prose_tables import another_year
from gongkai.checks.wording import cell_name, quoted, see
from gongkai.collection import Collection
from gongkai.problems import Problem
from gongkai.reports.report import Cell, Report, warning

ID = "prose-count"
TITLE = "正文说到的文件、决定和收费与表格一致"
BASIS = "《条例》第五十条；国办公开办函〔2019〕60号、国办公开办函〔2021〕30号所附表式第二部分"

DOCUMENTS = "(?:行政)?规范性文件"
DECIDED = "(?:作出|做出|办理|办结|实施)"
DENIED = "(?P<claim>(?:没有|未曾?|并未|无){what})(?!信息|公开|依据|职)"
# Another body, a part, what was published and not what was done: not what the table counts.
PARTIAL = re.compile("名义|部门|乡镇|街道|办公室|其中|本级|公开|公示|网上|同比|增长|下降|增加|减少")


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell of the table by its name."""

    name: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Counted:
    """Words of the prose, and the columns that may answer to them: forms name them differently."""

    words: str
    table: str
    row: str
    columns: tuple[str, ...]

    def figure(self, report: Report) -> Figure | None:
        """None when the form does not ask for it or the cell has no figure."""
        for column in self.columns:
            cell = report.cell(self.table, self.row, column)
            if cell and cell.figure is not None:
                return Figure(cell_name(report.tables[self.table].format, self.row, column), cell)
        return None


COUNTED = (
    Counted(f"(?:新?制发|新?制定|出台|印发|新制作)了?{DOCUMENTS}", "documents", "normative_documents", ("issued", "made")),
    Counted(f"废止了?{DOCUMENTS}", "documents", "normative_documents", ("repealed",)),
    Counted(f"(?:现行有效的?{DOCUMENTS}|{DOCUMENTS}现行有效)", "documents", "normative_documents", ("in_force",)),
    Counted(f"{DECIDED}了?行政许可", "licensing", "administrative_licensing", ("decisions",)),
    Counted(f"{DECIDED}了?行政处罚", "enforcement", "administrative_penalty", ("decisions",)),
    Counted(f"{DECIDED}了?行政强制", "enforcement", "administrative_compulsion", ("decisions",)),
    Counted("收取了?行政事业性收费", "fees", "administrative_fees", ("amount",)),
)


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    for binding in bindings(report):
        if binding.group.rule == ID and not binding.agrees and not binding.count.about:
            yield from wrong(binding, report)
    for passage in passages(report):
        for counted in COUNTED:
            if figure := counted.figure(report):
                yield from denied(passage, counted.words, figure, report)


def wrong(binding: Binding, report: Report) -> Iterator[Problem]:
    """A figure of the prose beside the one cell that it speaks of."""
    cell = binding.claims[0].cell
    if cell and (address := address_of(report, cell)):
        table, row, column = address.split(".")
        figure = Figure(cell_name(report.tables[table].format, row, column), cell)
        yield contradiction(binding.count.passage, binding.count.start, f"正文{quoted(binding.words)}", figure)


def denied(passage: Passage, words: str, figure: Figure, report: Report) -> Iterator[Problem]:
    for found in re.finditer(DENIED.format(what=words), passage.plain):
        if figure.cell.figure and not elsewhere(passage, found, report):
            yield contradiction(passage, found.start(), f"正文说{quoted(found['claim'])}", figure)


def elsewhere(passage: Passage, found: re.Match[str], report: Report) -> bool:
    """Whether the clause speaks of a part, of another body, or of another year."""
    clause = max(passage.plain.rfind(mark, 0, found.start()) for mark in "，。；！？：") + 1
    sentence = max(passage.plain.rfind(mark, 0, found.start()) for mark in "。！？") + 1
    return bool(PARTIAL.search(passage.plain, clause, found.start())) or another_year(passage, sentence, found.start(), report)


def contradiction(passage: Passage, start: int, claim: str, figure: Figure) -> Problem:
    here, cell = passage.position(start), figure.cell
    message = f"{claim}，而表格中“{figure.name}”是 {cell.text}{see(cell.position, here)}，两边应当一致"
    return warning(here, ID, message, passage.subject(start), cell.position)
