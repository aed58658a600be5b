"""Where the prose types a figure that it could cite: a named figure, or a cell of a table, that says the same.

Nothing is wrong there, so it is no rule; it is offered, since a figure that stands in two places parts company with itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checks.prose import Count, passages
from gongkai.checks.prose_bindings import Binding, bindings
from gongkai.checks.prose_claims import address_of
from gongkai.checks.prose_figures import cited, named_figures, typed_figures
from gongkai.collection import Collection
from gongkai.problems import Position
from gongkai.reports.report import Report, cell_texts


def citable(report: Report, collection: Collection) -> Iterator[tuple[Position, str]]:
    """Each such place in order, and the citation that could stand there.

    None of a report whose words are kept as published: there a citation would be a correction.
    """
    if (report.year, report.agency_id) in collection.published or collection.sealed(report):
        return
    found = {**dict(of_cells(report)), **dict(of_named_figures(report))}
    for position, id in sorted(found.items()):
        yield position, f'{{{{ figure("{id}") }}}}'


def of_named_figures(report: Report) -> Iterator[tuple[Position, str]]:
    names = named_figures(report)
    for passage in passages(report) if names.rows else ():
        for count, id in typed_figures(passage, names, report):
            if report.envelope.figures[id].value == count.value:
                yield count.position, id


def of_cells(report: Report) -> Iterator[tuple[Position, str]]:
    texts = cell_texts(report.tables)
    for binding in bindings(report):
        address = cell_meant(binding, report)
        if address and stands_there(texts[address], binding.count):
            yield binding.count.position, address


def cell_meant(binding: Binding, report: Report) -> str:
    """The address of the one cell that the figure is by all its words; empty for a sum, and where it is cited already."""
    agreeing = [claim for claim in binding.claims if claim.agrees(binding.count)]
    if binding.count.about or cited(binding.count) or len(agreeing) != 1 or agreeing[0].cell is None:
        return ""
    return address_of(report, agreeing[0].cell)


def stands_there(text: str, count: Count) -> bool:
    """Whether the prose writes it as the table does, so that no word would change: not 1,040 for 1040, nor ３ for 3."""
    typed = count.passage.paragraph.text
    return typed.startswith(text, count.start) and typed[count.start + len(text) :][:1] not in tuple("0123456789.,")
