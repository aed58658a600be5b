"""Working days. Which days are off is set each year by a notice of the State Council, so it is data: `data/workdays.yml`.

    years:
      - year: 2026
        off: [2026-01-01, 2026-01-02]     # 放假的日子，周末不必写
        work: [2026-01-04]                # 调休上班的周末

Without the year's notice the days from Monday to Friday are counted, and whoever tells of it says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from gongkai.problems import Problem
from gongkai.source.record_reader import DAY, RULE, RecordReader
from gongkai.source.records import Layout, read_records, texts

FILE = "workdays.yml"
LAYOUT = Layout("years")
NAMES = frozenset(("year", "off", "work"))


@dataclass(frozen=True, slots=True)
class Workdays:
    """`years` whose notice is known, the days `off` in them, and the weekends on which offices `work`."""

    years: frozenset[int] = frozenset()
    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()

    def between(self, start: date, end: date) -> int:
        """Working days after `start`, up to and including `end`.

        >>> Workdays().between(date(2026, 1, 9), date(2026, 1, 13))
        2
        """
        days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
        return sum(day in self.work or (day.weekday() < 5 and day not in self.off) for day in days)

    def knows(self, start: date, end: date) -> bool:
        """Whether every day between is covered by a notice."""
        return all(year in self.years for year in range(start.year, end.year + 1))


def read_workdays(data: Path, problems: list[Problem]) -> Workdays:
    if not (data / FILE).exists():
        return Workdays()
    records, found = read_records(data / FILE, LAYOUT)
    problems += found
    reader = RecordReader(NAMES, (), problems)
    years: set[int] = set()
    days: dict[str, set[date]] = {"off": set(), "work": set()}
    for record in records.records if records else ():
        reader.extra_names(record)
        year = record.values.get("year")
        if not isinstance(year, str) or not year.isdecimal():
            problems.append(Problem(record.place.position_of("year"), RULE, "每一项要写 year（年份）"))
            continue
        years.add(int(year))
        for kind, known in days.items():
            for written in texts(record.values.get(kind)):
                day = day_in(written)
                if day is None or day.year != int(year):
                    problems.append(
                        Problem(record.place.position_of(kind), RULE, f"“{written}”不是 {year} 年的日期；应像 {year}-01-02")
                    )
                else:
                    known.add(day)
    return Workdays(frozenset(years), frozenset(days["off"]), frozenset(days["work"]))


def day_in(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if DAY.match(written) else None
    except ValueError:
        return None
