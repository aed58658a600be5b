"""How long each step of a request for disclosure may take, and on which day its time is up. Data, in request_terms.yml.

The day from which a term runs is not counted. A term in days or months that ends on a day off ends on the first working day
after it, as procedural law has it (《民事诉讼法》关于期间的规定, to which the 《行政复议法》 refers).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Literal

from gongkai.source.package_data import load_package_data
from gongkai.statute.workdays import Workdays

Unit = Literal["workday", "day", "month"]
UNITS: Mapping[Unit, str] = {"workday": "个工作日", "day": "日", "month": "个月"}


@dataclass(frozen=True, slots=True)
class Term:
    """`starts` is the id of the day from which it runs; `after` that of the term that it prolongs, or empty."""

    id: str
    title: str
    starts: str
    number: int
    unit: Unit
    says: str
    source: str
    after: str = ""

    @property
    def length(self) -> str:
        """20个工作日."""
        return f"{self.number}{UNITS[self.unit]}"


@dataclass(frozen=True, slots=True)
class RequestTerms:
    """`starts` has the names of the days from which terms run, by id."""

    starts: Mapping[str, str]
    all: tuple[Term, ...]

    def term(self, id: str) -> Term:
        return next(term for term in self.all if term.id == id)


@dataclass(frozen=True, slots=True)
class Deadline:
    """`start` is the day that is not counted any more, `day` the last one. `moved` is the working day that stands for a last
    day off, else None. `unknown` are years that matter and whose notice on days off is not known: there only weekends are
    left out, and the day is provisional.
    """

    start: date
    day: date
    moved: date | None
    unknown: tuple[int, ...]


@cache
def request_terms() -> RequestTerms:
    facts = load_package_data((resources.files("gongkai") / "statute" / "request_terms.yml").read_text("utf-8"))
    return RequestTerms(facts["starts"], tuple(Term(**each) for each in facts["terms"]))


def deadline(term: Term, start: date, workdays: Workdays) -> Deadline:
    """When the term is up that runs from `start`, which is the day of its `starts`.

    >>> deadline(request_terms().term("answer"), date(2026, 3, 2), Workdays(frozenset([2026])))
    Deadline(start=datetime.date(2026, 3, 2), day=datetime.date(2026, 3, 30), moved=None, unknown=())
    """
    begun = start
    if term.after:
        start = deadline(request_terms().term(term.after), start, workdays).day
    if term.unit == "workday":
        day = workdays.after(start, term.number)
        return Deadline(start, day, None, workdays.unknown(begun, day))
    day = start + timedelta(days=term.number) if term.unit == "day" else months_after(start, term.number)
    moved = workdays.next_from(day)
    return Deadline(start, day, moved if moved != day else None, workdays.unknown(day, moved))


def months_after(day: date, months: int) -> date:
    """The same day so many months later, the last of the month where it has no such day (《民法典》第二百零二条).

    >>> months_after(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
