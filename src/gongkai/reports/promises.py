"""What a report promised to mend, beside what the next year's report says: each promise is to be answered (条例 art. 50)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.collection import Collection
from gongkai.reports.narrative import Section
from gongkai.reports.report import Report
from gongkai.statute.labels import squeezed

SECTION = "problems_improvements"
PIECE = re.compile(r"[^。；！\n]+[。；！]?")
TURN = re.compile("下一步|下步|今后|针对|改进措施|整改措施|将(?!近|军)")


@dataclass(frozen=True, slots=True)
class Promise:
    """One sentence of what the year before promised. `answer` are words of this year's report; empty where nobody named them."""

    number: int
    text: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Promises:
    """`made` in the report of the year before, in its words and order; `answer` is the section of this year as it stands."""

    report: Report
    earlier: Report
    made: tuple[Promise, ...]
    answer: str


def promises(collection: Collection) -> Iterator[Promises]:
    """Every report whose agency promised something the year before, in the collection's order."""
    for report in collection.reports:
        earlier, now = collection.before(report), report.narrative.section(SECTION)
        if earlier and (made := answered(report, earlier)):
            yield Promises(report, earlier, made, now.text if now else "")


def answered(report: Report, earlier: Report) -> tuple[Promise, ...]:
    """What `earlier` promised, sentence by sentence, each with the words of `report` that the office names as its answer."""
    section = earlier.narrative.section(SECTION)
    named = {key(entry.made): entry.answered for entry in report.envelope.promises if says(report, entry.answered)}
    made = enumerate(promised(section) if section else (), start=1)
    return tuple(Promise(number, text, named.get(key(text), "")) for number, text in made)


def says(report: Report, words: str) -> bool:
    """Whether the report's prose has those words, however they are spaced."""
    return squeezed(words) in squeezed("\n".join(paragraph.text for paragraph in report.narrative.paragraphs()))


def key(sentence: str) -> str:
    """
    >>> key("一是丰富 解读形式；") == key("一是丰富解读形式")
    True
    """
    return squeezed(sentence).rstrip("。；！，")


def promised(section: Section) -> Iterator[str]:
    """The sentences from the first that turns from problems to what will be done."""
    turned = False
    for found in PIECE.finditer(section.text):
        piece = found[0].strip()
        turned = turned or bool(TURN.search(piece))
        if turned and piece:
            yield piece
