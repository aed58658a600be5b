"""What a report promised to mend, beside what the next year's report says: each promise is to be answered (条例 art. 50)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

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


@dataclass(frozen=True, slots=True)
class MadeIn:
    """What a report promised, and the next year's of the same agency, by which it is answered; None where there is none."""

    report: Report
    later: Report | None
    made: tuple[Promise, ...]

    @property
    def answers(self) -> int:
        return sum(1 for promise in self.made if promise.answer)


def made_in(collection: Collection, year: int) -> tuple[MadeIn, ...]:
    """Every agency whose report of that year promised something, in order; what was withdrawn counts for nothing."""
    return tuple(each for each in map(partial(follow, collection), standing(collection, year)) if each.made)


def standing(collection: Collection, year: int) -> Iterator[Report]:
    return (each for each in collection.reports if each.year == year and not each.envelope.withdrawn)


def follow(collection: Collection, report: Report) -> MadeIn:
    later = collection.report(report.year + 1, report.agency_id)
    if later and not later.envelope.withdrawn:
        return MadeIn(report, later, answered(later, report))
    section = report.narrative.section(SECTION)
    made = enumerate(promised(section) if section else (), start=1)
    return MadeIn(report, None, tuple(Promise(number, text) for number, text in made))


def promises_something(report: Report) -> bool:
    section = report.narrative.section(SECTION)
    return section is not None and any(promised(section))


def promising_years(collection: Collection) -> tuple[int, ...]:
    """The years in which any report promised something, the newest first."""
    years = sorted(collection.years, reverse=True)
    return tuple(year for year in years if any(map(promises_something, standing(collection, year))))


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
