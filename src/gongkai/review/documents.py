"""A document of an office read as a report without being imported: its draft, and where each part of it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.county.report_title import report_title
from gongkai.imports import why_no_report, why_unreadable
from gongkai.imports.document import Document, Grid, Paragraph
from gongkai.imports.placing.draft import Draft
from gongkai.imports.placing.identity import Asked
from gongkai.imports.placing.reading import Imported, read_document
from gongkai.imports.readers.office_kinds import FORMS as OLD_FORMS
from gongkai.imports.readers.office_kinds import way_out
from gongkai.problems import Position, Problem, Severity
from gongkai.review.sources import DOCUMENTS, RULE, Source
from gongkai.review.spots import Spot
from gongkai.source.text import reason
from gongkai.statute.labels import squeezed

SOMEBODY = "document"  # an agency's id, until it is known which of the agencies it is
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
MARK = re.compile(r"#+ ")
PLACED_TABLE = re.compile(r'\{\{ table\("\w+"\) \}\}')

Rows = Mapping[str, Mapping[str, str | None]]


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """`owner` is whose report it is, as its title says it. `lines` are the places of the draft's lines of prose, `spots` those
    of cells and other parts, by address. `problems` are what could not be read and what should be compared."""

    source: Source
    draft: Draft
    owner: str
    lines: tuple[Spot, ...]
    spots: Mapping[str, Spot]
    problems: tuple[Problem, ...]


def read(source: Source, year: int | None) -> tuple[ReadDocument | None, list[Problem]]:
    """The report in the file, whatever is wrong with it; or None and why it cannot be read as one."""
    try:
        if message := unreadable(source.path):
            return None, [Problem(Position(source.name), RULE, message)]
        raw = source.path.read_bytes()
    except OSError as error:
        return None, [Problem(Position(source.name), RULE, f"读不了这个文件：{reason(error)}")]
    if message := why_no_report(source.path, raw):
        return None, [Problem(Position(source.name), RULE, message)]
    document, problems = DOCUMENTS[source.path.suffix.lower()](raw, source.name)
    if document is None:
        return None, problems
    imported, problems = read_document(document, Asked(Path(SOMEBODY), SOMEBODY, year or year_in(source)))
    if imported is None:
        return None, [problem for problem in problems if problem.severity is Severity.ERROR]
    return placed(source, document, imported, problems), []


def unreadable(file: Path) -> str:
    kind = file.suffix.lower()
    return way_out(kind) if kind in OLD_FORMS and file.is_file() else why_unreadable(file)


def year_in(source: Source) -> int | None:
    """Of a document whose title says no year: the one that the file's name says, where it says one."""
    found = set(YEAR.findall(source.path.stem))
    return int(found.pop()) if len(found) == 1 else None


def placed(source: Source, document: Document, imported: Imported, problems: list[Problem]) -> ReadDocument:
    draft = imported.draft
    spots = {entry.address: Spot(entry.where, entry.text, entry.address) for entry in imported.entries}
    title = report_title(draft.title)
    owner = title.owner if title else ""
    lines = tuple(line_spots(draft, document))
    printed = replace(draft, cells=with_unreadable(draft, spots))
    return ReadDocument(source, printed, owner, lines, spots, tuple(problems))


def with_unreadable(draft: Draft, spots: Mapping[str, Spot]) -> dict[str, Rows]:
    """The cells, those from which no figure could be read with the words that stand there."""

    def text(address: str, value: str | None) -> str | None:
        spot = spots.get(address)
        return value if value is not None or spot is None else squeezed(spot.words) or None

    def cells(table: str, rows: Rows) -> Rows:
        return {row: {name: text(f"{table}.{row}.{name}", value) for name, value in line.items()} for row, line in rows.items()}

    return {table: cells(table, rows) for table, rows in draft.cells.items()}


def line_spots(draft: Draft, document: Document) -> Iterator[Spot]:
    """A spot for each line of the prose. The lines follow the paragraphs of the document, so each is sought behind the last."""
    paragraphs = [(squeezed(text), place) for text, place in paragraphs_of(document)]
    begin = 0
    for line in draft.narrative:
        words = MARK.sub("", line, count=1) if line.startswith("#") else line
        sought = squeezed(words)
        found = next((at for at in range(begin, len(paragraphs)) if paragraphs[at][0] == sought), None)
        begin = begin if found is None else found + 1
        yield Spot() if PLACED_TABLE.fullmatch(line) else Spot("" if found is None else paragraphs[found][1], words)


def paragraphs_of(document: Document) -> Iterator[tuple[str, str]]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text, block.place.words
        elif isinstance(block, Grid):
            for row in block.rows():
                texts = [squeezed(cell.text) for cell in row if squeezed(cell.text)]
                yield "　".join(texts), row[0].place.words
