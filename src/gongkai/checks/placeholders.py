"""Words of a template that nobody has replaced: （文字描述）, XX, ××, ____, 待补充."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.problems import Position
from gongkai.reports.narrative import Paragraph, Subheading
from gongkai.reports.report import Report

PLACEHOLDER = re.compile(
    r"[（(【\[]\s*(?:文字描述|文字说明|此处[^）)】\]]{0,12}|请?填写[^）)】\]]{0,12}|未填写|空)\s*[）)】\]]"
    r"|(?<![A-Za-z])(?:[XＸ]{2,}|×{2,})(?![A-Za-z])"
    r"|_{2,}|＿{2,}"
    r"|(?<!有)待(?:补充|填写)|此处(?:填写|补充|输入)"
)


def placeholders(report: Report) -> Iterator[tuple[Position, str, str]]:
    """Each with its place and the address of what it stands in, once for each paragraph or field."""
    for position, subject, text in fields(report):
        if found := PLACEHOLDER.search(text):
            yield position, subject, found[0]
    for section, blocks in report.chapters():
        subject = f"sections.{section.id}" if section else "introduction"
        if section and (found := PLACEHOLDER.search(section.title)):
            yield section.position, subject, found[0]
        for block in blocks:
            if isinstance(block, Subheading) and (found := PLACEHOLDER.search(block.text)):
                yield block.position, subject, found[0]
            elif isinstance(block, Paragraph) and (found := PLACEHOLDER.search(block.text)):
                yield block.position_at(found.start()), subject, found[0]


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


def words_in(text: str) -> bool:
    """Whether anything is said at all."""
    return any(character.isalnum() for character in text)
