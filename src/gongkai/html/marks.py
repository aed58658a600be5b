"""What stands beside a published figure or sentence: the office's note on it, its correction, its restatement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.reports.corrections import corrections
from gongkai.reports.notes import notes
from gongkai.reports.notices import Restated, format_value
from gongkai.reports.report import Report
from gongkai.reports.seals import Version


@dataclass(frozen=True, slots=True)
class Mark:
    """A link to where more is said. `changed`: it says what else was published."""

    text: str
    href: str
    changed: bool = False


Marks = Mapping[str, tuple[Mark, ...]]
"""By the address of what they stand beside."""


@dataclass(frozen=True, slots=True)
class SealedVersion:
    """A bag that the page offers: where it and its checksum are."""

    version: Version
    href: str
    checksum_href: str


@dataclass(frozen=True, slots=True)
class PostPublication:
    """What others know of a report after its publication, with links from its page; the report knows its own corrections.

    `reports` leads to the pages of other reports, by year and agency; `notices` to all corrections, `verify` to the check of
    bags. `chain` says which entry of the chain `head` is of. Links are empty where there is nothing to lead to, as in a bag.
    """

    restated: tuple[Restated, ...] = ()
    versions: tuple[SealedVersion, ...] = ()
    reports: Mapping[tuple[int, str], str] = field(default_factory=dict)
    notices: str = ""
    verify: str = ""
    chain: str = ""
    head: str = ""


NOTHING_SINCE = PostPublication()


def with_marks(text: str, marks: Iterable[Mark]) -> str:
    """As it is read, one after the other."""
    return "".join((text, *(mark.text for mark in marks)))


def marks(report: Report, restated: Sequence[Restated]) -> Marks:
    """Every mark of the page, notes first."""
    found: dict[str, tuple[Mark, ...]] = {}
    for address, mark in (*note_marks(report), *corrected(report), *restatements(restated)):
        found[address] = (*found.get(address, ()), mark)
    return found


def note_marks(report: Report) -> Iterator[tuple[str, Mark]]:
    for note in notes(report):
        yield note.subject, Mark(note.name, f"#note-{note.number}")


def corrected(report: Report) -> Iterator[tuple[str, Mark]]:
    """One for each figure, with what was published first, however often it was corrected since. Sentences are marked in place."""
    for place, (first, *_) in corrections(report).items():
        yield place, Mark(first.shortly, f"#correction-{first.number}", changed=True)


def restatements(restated: Sequence[Restated]) -> Iterator[tuple[str, Mark]]:
    for each in restated:
        text = f"{each.later.year}年度报告重述为{format_value(each.entry.now)}"
        yield each.entry.cell, Mark(text, f"#restated-{each.number}", changed=True)
