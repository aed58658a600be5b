"""Whatever of a report a reader sees as words: its title, letter and colophon, its headings, its prose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.problems import Position
from gongkai.reports.narrative import Paragraph, Subheading
from gongkai.reports.report import Report


@dataclass(frozen=True, slots=True)
class PublishedWords:
    """`position_at`: where the character of this index stands in the file; of a field where the field stands."""

    text: str
    subject: str
    position_at: Callable[[int], Position]


def published_words(report: Report) -> Iterator[PublishedWords]:
    """Each field, heading and paragraph, in the report's order."""
    for position, subject, text in fields(report):
        yield PublishedWords(text, subject, always(position))
    for section, blocks in report.chapters():
        subject = f"sections.{section.id}" if section else "introduction"
        if section:
            yield PublishedWords(section.title, subject, always(section.position))
        for block in blocks:
            if isinstance(block, Subheading):
                yield PublishedWords(block.text, subject, always(block.position))
            elif isinstance(block, Paragraph):
                yield PublishedWords(block.text, subject, block.position_at)


def always(position: Position) -> Callable[[int], Position]:
    return lambda _: position


def fields(report: Report) -> Iterator[tuple[Position, str, str]]:
    """What report.yml says in words and a reader sees."""
    envelope = report.envelope
    yield report.position("title"), "title", envelope.title
    if letter := envelope.letter:
        for name in ("document_number", "signer", "title", "addressee", "signature"):
            yield report.position("letter", name), f"letter.{name}", getattr(letter, name) or ""
        for number, text in enumerate(letter.body):
            yield report.position("letter", "body", number), "letter.body", text
    if envelope.colophon:
        yield report.position("colophon", "issuer"), "colophon.issuer", envelope.colophon.issuer
    for id, figure in envelope.figures.items():
        yield report.position("figures", id, "label"), f"figures.{id}", figure.label
