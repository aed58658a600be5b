"""What the rules on prose look at: sentences, and counts with their units and places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gongkai.problems import Position
from gongkai.reports.narrative import Paragraph, Subheading
from gongkai.reports.recent import keeping_recent
from gongkai.reports.report import Report

INTRODUCTION = "introduction"

# One character for one, so that offsets stay those of the paragraph.
HALF_WIDTH = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
ASIDE = re.compile(r"[（(][^（）()]*\d[^（）()]*[）)]")
SENTENCE = re.compile(r"[^。！？]+[。！？]?")
CLAUSE_ENDS = "，。；！？：,;"
SCALES = {"万": 10_000, "亿": 100_000_000}
UNITS = "（人）次|人次|条次|条|件|次|个|期|份|项|篇|场|起|宗|例|类|户|家|人|部|册|页"
COUNT = re.compile(
    r"(?P<about>约|近|超过?|逾)?\s*(?<![\d.第〔])(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s*(?P<scale>[万亿])?"
    rf"\s*(?P<more>余|多)?\s*(?P<unit>{UNITS})"
)
MONEY = re.compile(
    r"(?P<about>约|近|超过?|逾)?\s*(?<![\d.第〔])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"\s*(?P<more>余|多)?\s*(?P<unit>[万亿]?元)"
)


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """A paragraph of a report with the id of its section and the title above it inside the section, empty when there is none.

    `text` has half-width digits; `plain` blanks out asides with figures as well.
    """

    report: Report
    section: str
    paragraph: Paragraph
    text: str
    plain: str
    title: str = ""

    def position(self, offset: int) -> Position:
        return self.paragraph.position_at(offset)

    def subject(self, offset: int) -> str:
        """The address of what stands there: a named figure, or else the section."""
        figure = self.paragraph.piece_at(offset).figure
        return f"figures.{figure}" if figure else f"sections.{self.section}"


@dataclass(frozen=True, slots=True)
class Count:
    """A figure with its unit, and where in the passage it stands. `about`: the text says it is not exact."""

    passage: Passage
    value: Decimal
    unit: str
    start: int
    end: int
    about: bool

    @property
    def position(self) -> Position:
        return self.passage.position(self.start)

    @property
    def subject(self) -> str:
        return self.passage.subject(self.start)

    @property
    def before(self) -> str:
        """The words of its clause that stand before it."""
        return self.passage.plain[self.clause_start : self.start]

    @property
    def clause(self) -> str:
        """Its whole clause."""
        ends = (found for mark in CLAUSE_ENDS if (found := self.passage.plain.find(mark, self.end)) >= 0)
        return self.passage.plain[self.clause_start : min(ends, default=len(self.passage.plain))]

    @property
    def clause_start(self) -> int:
        return max(self.passage.plain.rfind(mark, 0, self.start) for mark in CLAUSE_ENDS) + 1

    def __str__(self) -> str:
        return f"{self.value:f}"


@keeping_recent(2)  # one rule after the other asks for those of the same report
def passages(report: Report) -> tuple[Passage, ...]:
    """Every paragraph of the report, in order."""
    return tuple(every_passage(report))


def every_passage(report: Report) -> Iterator[Passage]:
    parts = [(INTRODUCTION, report.narrative.introduction)]
    parts += [(section.id, section.blocks) for section in report.narrative.sections]
    for section, blocks in parts:
        title = ""
        for block in blocks:
            if isinstance(block, Subheading):
                title = block.text
            elif isinstance(block, Paragraph):
                yield passage(report, section, block, title)


def passage(report: Report, section: str, paragraph: Paragraph, title: str) -> Passage:
    text = paragraph.text.translate(HALF_WIDTH)
    return Passage(report, section, paragraph, text, ASIDE.sub(lambda found: " " * len(found[0]), text), title)


@lru_cache(maxsize=256)  # for the rules that ask one after the other
def counts(passage: Passage, *, asides: bool = False) -> tuple[Count, ...]:
    """The counts of a passage in order; those in brackets only where `asides` are wanted."""
    found = COUNT.finditer(passage.text if asides else passage.plain)
    return tuple(count_of(match, passage) for match in found)


def amounts(passage: Passage) -> Iterator[Count]:
    """The sums of money of a passage in order, each in the unit it is written in."""
    for match in MONEY.finditer(passage.text):
        value, start = Decimal(match["number"].replace(",", "")), match.start("number")
        about = bool(match["about"] or match["more"]) or approximate(passage, start)
        yield Count(passage, value, match["unit"], start, match.end(), about)


def count_of(match: re.Match[str], passage: Passage) -> Count:
    value = Decimal(match["number"].replace(",", "")) * SCALES.get(match["scale"] or "", 1)
    start = match.start("number")
    about = bool(match["about"] or match["more"] or match["scale"]) or approximate(passage, start)  # 2.3万 is rounded
    return Count(passage, value, match["unit"], start, match.end(), about)


def approximate(passage: Passage, start: int) -> bool:
    """Whether the figure cited there is given as not exact."""
    named = passage.report.envelope.figures.get(passage.paragraph.piece_at(start).figure)
    return bool(named and named.approximate)


def sentences(passage: Passage) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence; 。！？ end one, ； does not."""
    for found in SENTENCE.finditer(passage.text):
        yield found.span()
