"""What a form says of a table of free rows (2014–2018): its rows as report.yml has them, and those that cannot be taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.forms.free_rows import GROUP
from gongkai.forms.reading import Answer, ReturnedForm
from gongkai.imports.document import DocumentPlace
from gongkai.problems import Problem
from gongkai.statute.formats import Format

Rows = list[Mapping[str, str | None]]


def free_tables(format: Format) -> tuple[str, ...]:
    return tuple(table.id for table in format.tables if table.generic)


def free_rows(form: ReturnedForm, table: str) -> Rows:
    """The rows of a table of free rows, as report.yml has them: blank rows behind the last are none."""
    found: Rows = []
    for kind, label, unit, figure in by_row(form, table):
        if label.typed is None:
            continue
        if kind.typed == GROUP:
            found.append({"label": label.typed})
        else:
            found.append({"label": label.typed, "unit": unit.typed or "", "figure": figure.typed})
    return found


def by_row(form: ReturnedForm, table: str) -> Iterator[tuple[Answer, Answer, Answer, Answer]]:
    own = [answer for answer in form.answers if answer.address.startswith(f"{table}.")]
    for at in range(0, len(own), 4):
        kind, label, unit, figure = own[at : at + 4]
        yield kind, label, unit, figure


def gaps(form: ReturnedForm) -> Iterator[Problem]:
    """Rows of a free table that cannot be taken as they are."""
    for table in free_tables(form.identity.format):
        ended = False
        for kind, label, unit, figure in by_row(form, table):
            others = [each for each in (kind, unit, figure) if each.typed is not None]
            if label.typed is None and others:
                yield refused(form, others[0], "这一行没有写统计指标的名称")
            elif label.typed is not None and ended:
                yield refused(form, label, "上面有空行；请把中间的空行补上或移走")
            elif kind.typed == GROUP and (unit.typed or figure.typed):
                yield refused(form, kind, "类别选了“分组”，却填了单位或数；有数的请选“指标”")
            ended = ended or label.typed is None


def refused(form: ReturnedForm, answer: Answer, message: str) -> Problem:
    return DocumentPlace(form.file, answer.where).problem(message, subject=answer.address)
