"""The sections of a report, in the order of the document, with the tables that stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gongkai.html.blocks import PageBlock
from gongkai.html.content import Heading
from gongkai.html.figures import INTRODUCTION
from gongkai.html.fragments import fragment
from gongkai.html.marks import Mark, Marks, with_marks
from gongkai.html.said import Said
from gongkai.html.statutory_table import statutory_table
from gongkai.reports.narrative import Block, Paragraph, Piece, Section, Subheading, TablePlace
from gongkai.reports.notes import at_foot
from gongkai.reports.report import Report
from gongkai.reports.statements import as_text, typed
from gongkai.tables.figure_text import true_minus
from gongkai.tables.layout import table_grid


class SectionWriter:
    """Writes sections in their order. A figure cited twice is an anchor where it is cited first."""

    def __init__(self, report: Report, notes: Marks) -> None:
        self.report, self.notes = report, notes
        self.anchored: set[str] = set()

    def chapter(self, section: Section | None, blocks: Iterable[Block]) -> PageBlock:
        """A section, or what stands before the first one (None)."""
        id = section.id if section else INTRODUCTION
        view = {
            "id": section.id if section else "report",
            "title": section.title if section else self.report.envelope.title,
            "note": (*self.notes.get(f"sections.{id}", ()), *(self.heading_marks(section) if section else ())),
            "blocks": list(self.blocks(blocks, id)),
        }
        return PageBlock(fragment("narrative", view), tuple(said_by(view)))

    def heading_marks(self, section: Section) -> Iterator[Mark]:
        """A mark for each correction of the section's title, or of a heading in it."""
        own = "\n".join(typed(block) for block in section.blocks if not isinstance(block, Paragraph))
        return self.revised(section.id, f"## {section.title}\n{own}")

    def blocks(self, blocks: Iterable[Block], id: str) -> Iterator[dict[str, Any]]:
        number = 0
        for block in blocks:
            if isinstance(block, TablePlace):
                yield self.table(block.table)
            elif isinstance(block, Subheading):
                number += 1
                yield {"kind": "heading", "level": block.level, "id": f"{id}-{number}", "text": block.text}
            else:
                pieces = [self.piece(piece) for piece in block.pieces]
                yield {"kind": "paragraph", "pieces": pieces, "note": tuple(self.revised(id, typed(block)))}

    def revised(self, section: str, text: str) -> Iterator[Mark]:
        """A mark for each corrected sentence that the text holds; `section` may be the report's own heading."""
        place = INTRODUCTION if section == "report" else section
        for number, revision in enumerate(self.report.envelope.revisions, start=1):
            if revision.section == place and as_text(revision.now) in text:
                yield Mark("有更正", f"#correction-{number}", changed=True)

    def piece(self, piece: Piece) -> dict[str, Any]:
        if not piece.figure:
            return {"text": true_minus(piece.text) if piece.cell else piece.text, "figure": ""}
        first = piece.figure not in self.anchored
        self.anchored.add(piece.figure)
        return {
            "text": true_minus(piece.text),
            "figure": piece.figure if first else "",
            "value": str(self.report.envelope.figures[piece.figure].value),
            "note": self.notes.get(f"figures.{piece.figure}", ()),
        }

    def table(self, id: str) -> dict[str, Any]:
        grid = table_grid(self.report, self.report.tables[id])
        table = statutory_table(grid, self.notes, at_foot(self.report, id))
        return {"kind": "table", "html": table.html, "said": table.said}


def said_by(view: Mapping[str, Any]) -> Iterator[Said]:
    """The section's heading, then its blocks in their order."""
    yield Heading(view["id"], with_marks(view["title"], view["note"]), 2)
    for block in view["blocks"]:
        if block["kind"] == "heading":
            yield Heading(block["id"], block["text"], block["level"])
        elif block["kind"] == "table":
            yield from block["said"]
        else:
            pieces = (with_marks(piece["text"], piece["note"] if piece["figure"] else ()) for piece in block["pieces"])
            yield with_marks("".join(pieces), block["note"])
