"""What a document that was public already printed wrongly, kept in its draft as printed (decisions/0036).

Nothing is guessed: a cell keeps its words, a row or table that is not there stays away, and each is left as an error of the
draft until somebody accepts it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gongkai.checks.acceptances import entry_for
from gongkai.imports.document import whole
from gongkai.imports.placing.draft import Draft
from gongkai.imports.placing.reading import Imported
from gongkai.imports.placing.reading_result import Misprint
from gongkai.problems import Problem, Severity, errors
from gongkai.reports.import_record import RecordLine
from gongkai.reports.reading import FIGURE, STRUCTURE

THE_WAY = "原件早已公布、确是这样印的，加上 --as-printed 再导入一次：照印写成草稿，每一处留待说明"
KEPT = "；照印写入，要说明（gongkai accept --as-printed）"


def named_way(imported: Imported, problems: list[Problem]) -> tuple[Imported, list[Problem]]:
    """With a line that names the way, where all that keeps the document out is what it may have printed so."""
    known = {misprint.address for misprint in imported.misprints}
    wrong = errors(problems)
    if not wrong or any(problem.subject not in known for problem in wrong):
        return imported, problems
    return imported, [*problems, whole(wrong[0].position.file).doubt(THE_WAY)]


def printed_so(imported: Imported, problems: Sequence[Problem]) -> tuple[Imported, list[Problem]]:
    """The draft with what was printed. What was an error for that reason is told; every other error stays one."""
    known = {misprint.address: misprint for misprint in imported.misprints}
    entries = [with_words(entry, known.get(entry.address)) for entry in imported.entries]
    entries += [RecordLine(m.address, m.name, "", "", m.where, m.fault) for m in imported.misprints if m.words is None]
    kept = replace(imported, draft=with_printed(imported.draft, known), entries=tuple(entries))
    return kept, [told(problem, known) for problem in problems]


def with_words(entry: RecordLine, misprint: Misprint | None) -> RecordLine:
    return replace(entry, value=misprint.words) if misprint and misprint.words is not None else entry


def with_printed(draft: Draft, known: Mapping[str, Misprint]) -> Draft:
    def text(address: str, value: str | None) -> str | None:
        return known[address].words if address in known else value

    cells = {
        table: {row: {name: text(f"{table}.{row}.{name}", value) for name, value in line.items()} for row, line in rows.items()}
        for table, rows in draft.cells.items()
    }
    return replace(draft, cells=cells)


def told(problem: Problem, known: Mapping[str, Misprint]) -> Problem:
    """With the entry that accepts what the draft's reader will find there."""
    misprint = known.get(problem.subject)
    if problem.severity is not Severity.ERROR or misprint is None:
        return problem
    found = replace(problem, rule=STRUCTURE if misprint.words is None else FIGURE)
    return replace(
        problem, message=problem.message + KEPT, severity=Severity.WARNING, paste=("accepted", entry_for(found, as_printed=True))
    )
