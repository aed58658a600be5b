"""A report made of a document's draft without a file: every position in it is the number of a place in the document.

What the office's checks find of a report is found of the document so, at the place that its reader has before them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date

from gongkai.county.agencies import Agency
from gongkai.imports.placing.draft import Draft
from gongkai.imports.placing.figures import as_typed
from gongkai.problems import Position
from gongkai.reports.envelope import Envelope
from gongkai.reports.narrative import FigureTexts, parse_narrative
from gongkai.reports.reading import TableReader
from gongkai.reports.report import Report
from gongkai.review.documents import ReadDocument
from gongkai.review.spots import WHOLE, Spot, Spots
from gongkai.source.nodes import Items, Node, Scalar, Table
from gongkai.source.reference import SourceFile
from gongkai.source.shapes import read_shape


class Positions:
    """Numbers for places: first the lines of the prose, then the others as they come."""

    def __init__(self, read: ReadDocument) -> None:
        self.file, self.spots = read.source.name, read.spots
        self.numbered: list[Spot] = list(read.lines)
        self.exact: dict[Position, Spot] = {}

    def of(self, address: str) -> Position:
        """The place of an address; of what it is a part of where it has none of its own."""
        spot = self.spots.get(address) or self.spots.get(address.rpartition(".")[0]) or WHOLE
        self.numbered.append(spot if spot.address == address else Spot(spot.place, spot.words, spot.address or address))
        return Position(self.file, len(self.numbered), 1)

    def known(self) -> Spots:
        return Spots({}, {(self.file, line): spot for line, spot in enumerate(self.numbered, start=1)})


def report_of(read: ReadDocument, agency: Agency) -> tuple[Report | None, Spots]:
    """The report and its places; None where what stands around its tables can be no report's."""
    draft, at = replace(read.draft, agency=agency.id), Positions(read)
    outer = node(identity(draft), at)
    assert isinstance(outer, Table)
    envelope, _ = read_shape(Envelope, outer)
    if envelope is None:
        return None, at.known()
    statutory = Table({"tables": tables(draft, at), "labels": labels(draft.labels, at)}, {}, at.of(""))
    reader = TableReader(draft.format)  # what it finds wrong was told when the document was read
    narrative, _ = parse_narrative("\n".join(draft.narrative), read.source.name, draft.format, FigureTexts({}))
    report = Report(
        folder=read.source.path.with_suffix(""),
        envelope=envelope,
        format=draft.format,
        agency=agency,
        tables=reader.tables(statutory),
        labels=reader.labels(statutory),
        narrative=narrative,
        source=SourceFile(read.source.path, Table({**outer.entries, **statutory.entries}, {}, outer.position)),
    )
    return report, at.known()


def identity(draft: Draft) -> dict[str, object]:
    """What report.yml says around its tables, as far as the document states it."""
    return {
        "year": draft.year,
        "agency": draft.agency,
        "format": draft.format.id,
        "title": draft.title,
        "scope": draft.scope,
        "period": {"from": draft.period[0], "to": draft.period[1]} if draft.period else None,
        "written": draft.written,
        "letter": asdict(draft.letter) if draft.letter else None,
        "colophon": asdict(draft.colophon) if draft.colophon else None,
    }


def node(value: object, at: Positions, address: str = "") -> Node:
    """The value as a file would hold it; what is not stated is left out."""
    here = at.of(address)
    if isinstance(value, Mapping):
        stated = {key: part for key, part in value.items() if part not in (None, "") and (part != () or key == "body")}
        entries = {key: node(part, at, f"{address}.{key}" if address else key) for key, part in stated.items()}
        return Table(entries, dict.fromkeys(entries, here), here)
    if isinstance(value, tuple):
        return Items(tuple(node(part, at, f"{address}.{number}") for number, part in enumerate(value, start=1)), here)
    if isinstance(value, date):
        value = value.isoformat()
    assert isinstance(value, int | str)
    return Scalar(value, str(value), here)


def tables(draft: Draft, at: Positions) -> Table:
    here = at.of("")
    entries: dict[str, Node] = {}
    for table in draft.format.tables:
        rows = draft.cells[table.id]
        if table.generic:
            numbered = enumerate(rows.values(), start=1)
            entries[table.id] = Items(tuple(row_node(f"{table.id}.{n}", cells, at) for n, cells in numbered), here)
        else:
            known = {row: row_node(f"{table.id}.{row}", cells, at) for row, cells in rows.items()}
            entries[table.id] = Table(known, dict.fromkeys(known, here), here)
    return Table(entries, dict.fromkeys(entries, here), here)


def row_node(address: str, cells: Mapping[str, str | None], at: Positions) -> Table:
    entries: dict[str, Node] = {}
    for column, text in cells.items():
        here = at.of(f"{address}.{column}")
        words = column in ("label", "unit")
        value = text if words or text is None else as_typed(text).value
        entries[column] = Scalar(value, text or "", here)
    first = next(iter(entries.values())).position if entries else at.of(address)
    return Table(entries, dict.fromkeys(entries, first), first)


def labels(printed: Mapping[str, str], at: Positions) -> Table:
    entries: dict[str, Node] = {address: Scalar(text, text, at.of(f"labels.{address}")) for address, text in printed.items()}
    here = at.of("")
    return Table(entries, dict.fromkeys(entries, here), here)
