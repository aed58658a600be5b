"""Working days. Which days are off is set each year by a notice of the State Council, so it is data: `data/workdays.yml`.

    years:
      - year: 2026
        notice: 国务院办公厅关于2026年部分节假日安排的通知    # 可以不写
        off: [2026-01-01 元旦, 2026-01-02 元旦]               # 放假的日子，后面可以写名目；周末不必写
        work: [2026-01-04]                                    # 调休上班的周末

Without the year's notice the days from Monday to Friday are counted, and whoever tells of it says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from gongkai.problems import Problem
from gongkai.source.record_reader import DAY, RULE, RecordReader
from gongkai.source.records import Layout, read_records, texts

FILE = "workdays.yml"
LAYOUT = Layout("years")
NAMES = frozenset(("year", "notice", "off", "work"))
ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Workdays:
    """`years` whose notice is known, the days `off` in them, and the weekends on which offices `work`.

    `names` says of a day off what it is, 国庆节; `notices` what a year's notice is called. Both have what was written, no more.
    """

    years: frozenset[int] = frozenset()
    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()
    names: Mapping[date, str] = field(default_factory=dict)
    notices: Mapping[int, str] = field(default_factory=dict)

    def is_off(self, day: date) -> bool:
        return day not in self.work and (day.weekday() > 4 or day in self.off)

    def after(self, start: date, number: int) -> date:
        """The last of so many working days, the first of which is the first after `start`.

        >>> Workdays().after(date(2026, 1, 9), 2)
        datetime.date(2026, 1, 13)
        """
        day = start
        while number:
            day += ONE
            number -= not self.is_off(day)
        return day

    def next_from(self, day: date) -> date:
        """That day, or the first working day after it."""
        while self.is_off(day):
            day += ONE
        return day

    def unknown(self, start: date, end: date) -> tuple[int, ...]:
        """The years between whose notice is not known."""
        return tuple(year for year in range(start.year, end.year + 1) if year not in self.years)

    def between(self, start: date, end: date) -> int:
        """Working days after `start`, up to and including `end`.

        >>> Workdays().between(date(2026, 1, 9), date(2026, 1, 13))
        2
        """
        days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
        return sum(not self.is_off(day) for day in days)

    def knows(self, start: date, end: date) -> bool:
        """Whether every day between is covered by a notice."""
        return not self.unknown(start, end)


def read_workdays(data: Path, problems: list[Problem]) -> Workdays:
    if not (data / FILE).exists():
        return Workdays()
    records, found = read_records(data / FILE, LAYOUT)
    problems += found
    reader = RecordReader(NAMES, (), problems)
    years: set[int] = set()
    days: dict[str, set[date]] = {"off": set(), "work": set()}
    names: dict[date, str] = {}
    notices: dict[int, str] = {}
    for record in records.records if records else ():
        reader.extra_names(record)
        year = record.values.get("year")
        if not isinstance(year, str) or not year.isdecimal():
            problems.append(Problem(record.place.position_of("year"), RULE, "每一项要写 year（年份）"))
            continue
        years.add(int(year))
        notices |= {int(year): text for text in texts(record.values.get("notice"))}
        for kind, known in days.items():
            for written, day, name in named_days(texts(record.values.get(kind))):
                if day is None or day.year != int(year):
                    says = f"“{written}”不是 {year} 年的日期；应像 {year}-01-02，后面可以空一格写名目"
                    problems.append(Problem(record.place.position_of(kind), RULE, says))
                else:
                    known.add(day)
                    names |= {day: name} if name else {}
    return Workdays(frozenset(years), frozenset(days["off"]), frozenset(days["work"]), names, notices)


def named_days(texts: Iterable[str]) -> Iterator[tuple[str, date | None, str]]:
    """Each as written, as a day, and what it is called."""
    for written in texts:
        day, _, name = written.partition(" ")
        yield written, day_in(day), name.strip()


def day_in(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if DAY.match(written) else None
    except ValueError:
        return None
