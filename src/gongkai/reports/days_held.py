"""Every day that a report holds: on which it was written, published, explained, corrected, withdrawn; the end of its year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.reports.report import Report
from gongkai.reports.submission import published_day

KINDS = {
    "period": "统计期限",
    "written": "成文",
    "published": "公布",
    "letter": "报送函",
    "colophon": "印发",
    "accepted": "说明",
    "revisions": "更正",
    "withdrawn": "撤回",
}
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class HeldDay:
    """`kind` in the office's words; `path` leads to it in report.yml."""

    day: date
    kind: str
    path: Path


def days_held(report: Report) -> Iterator[HeldDay]:
    """In the order of report.yml's parts."""
    for path, day in days_in(report.envelope.model_dump(by_alias=True), ()):
        yield HeldDay(day, KINDS.get(str(path[0]), str(path[0])), path)
    if published := published_day(report):
        yield HeldDay(published, KINDS["published"], ("published",))


def days_in(value: object, path: Path) -> Iterator[tuple[Path, date]]:
    if isinstance(value, date):
        yield path, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from days_in(part, (*path, key))
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value):
            yield from days_in(part, (*path, number))
