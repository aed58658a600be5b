"""The sections of a report, in the order of the document, with the tables that stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from markupsafe import Markup

from gongkai.narrative import Block, Piece, Section, Subheading, TablePlace
from gongkai.render.figures import INTRODUCTION
from gongkai.render.fragments import fragment
from gongkai.render.numbers import MINUS, printed
from gongkai.render.tables import Notes, table_view
from gongkai.reports import Report


class SectionWriter:
    """Writes sections in their order, each table where the document has it or else at the end of its own section."""

    def __init__(self, report: Report, notes: Notes) -> None:
        self.report, self.notes = report, notes
        placed = [block.table for blocks in self.all_blocks() for block in blocks if isinstance(block, TablePlace)]
        self.unplaced = [id for id in report.tables if id not in placed]
        self.anchored: set[str] = set()

    def all_blocks(self) -> Iterator[Sequence[Block]]:
        yield self.report.narrative.introduction
        for section in self.report.narrative.sections:
            yield section.blocks

    def introduction(self) -> Markup:
        blocks = list(self.blocks(self.report.narrative.introduction, INTRODUCTION))
        if not self.report.narrative.sections:
            blocks += [self.table(id) for id in self.unplaced]
        return fragment("narrative", {"id": "report", "title": self.report.envelope.title, "note": "", "blocks": blocks})

    def section(self, section: Section) -> Markup:
        blocks = list(self.blocks(section.blocks, section.id))
        blocks += [self.table(id) for id in self.unplaced if self.report.tables[id].format.section == section.id]
        note = self.notes.get(f"sections.{section.id}", "")
        return fragment("narrative", {"id": section.id, "title": section.title, "note": note, "blocks": blocks})

    def blocks(self, blocks: Iterable[Block], section: str) -> Iterator[dict[str, Any]]:
        number = 0
        for block in blocks:
            if isinstance(block, TablePlace):
                if block.table in self.report.tables:
                    yield self.table(block.table)
            elif isinstance(block, Subheading):
                number += 1
                yield {"kind": "heading", "level": block.level, "id": f"{section}-{number}", "text": block.text}
            else:
                yield {"kind": "paragraph", "pieces": [self.piece(piece) for piece in block.pieces]}

    def piece(self, piece: Piece) -> dict[str, str]:
        if not piece.figure:
            return {"text": piece.text, "figure": ""}
        first = piece.figure not in self.anchored
        self.anchored.add(piece.figure)
        return {
            "text": piece.text.replace("-", MINUS),
            "figure": piece.figure if first else "",
            "value": str(self.report.envelope.figures[piece.figure].value),
            "note": self.notes.get(f"figures.{piece.figure}", ""),
        }

    def table(self, id: str) -> dict[str, Any]:
        table = self.report.tables[id]
        if table.format.generic is None:
            html = fragment("statutory-table", table_view(self.report, table, self.notes))
        else:
            head = (table.format.generic.label, table.format.generic.unit, table.format.generic.figure)
            rows = [
                {"label": row.label, "unit": row.unit, "figure": printed(row.cell), "group": row.cell is None}
                for row in table.generic
            ]
            html = fragment("generic-table", {"id": id, "title": table.format.title, "head": head, "rows": rows})
        return {"kind": "table", "html": html}
