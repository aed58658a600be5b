"""What was found when the county's links were tried, kept as data (link-results.csv): address, day, answer."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from pathlib import Path

from gongkai.files import write_durably
from gongkai.problems import Position, Problem, shown
from gongkai.source.days import day

FILE = "link-results.csv"
RULE = "link-results"
HEAD = ("网址", "日期", "结果", "说明")
BOM = "\ufeff"  # by which Excel knows UTF-8


class Answer(Enum):
    """How an address answered."""

    OPEN = "能打开"
    MOVED = "转到别处"
    DEAD = "打不开"
    UNASKED = "没有核对"


@dataclass(frozen=True, slots=True)
class LinkResult:
    """`detail` says more of the answer: where it led, or why it cannot be opened; it may be empty."""

    address: str
    tried: date
    answer: Answer
    detail: str = ""


@dataclass(frozen=True)
class LinkResults:
    """By address, in the order of the file."""

    by_address: Mapping[str, LinkResult] = field(default_factory=dict)

    def of(self, address: str | None) -> LinkResult | None:
        return self.by_address.get(address or "")

    @property
    def last(self) -> date | None:
        """When any of them was last tried."""
        return max((result.tried for result in self.by_address.values()), default=None)


NO_RESULTS = LinkResults()


def read_results(data: Path) -> tuple[LinkResults, list[Problem]]:
    file = data / FILE
    if not file.is_file():
        return NO_RESULTS, []
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", "replace")  # as a spreadsheet saves it
    found: dict[str, LinkResult] = {}
    problems: list[Problem] = []
    rows = csv.reader(text.replace("\0", "").splitlines())
    for row in rows:
        if rows.line_num == 1 or not any(row):
            continue
        try:
            result = read_row(row)
        except ValueError as error:
            place = Position(shown(file), rows.line_num, 1)
            problems.append(Problem(place, RULE, f"{error}；这个文件由 gongkai links --try 写，删去这一行再核对一次就好"))
        else:
            found[result.address] = result
    return LinkResults(found), problems


def read_row(row: list[str]) -> LinkResult:
    if len(row) != len(HEAD):
        raise ValueError(f"这一行应有{len(HEAD)}格（{'、'.join(HEAD)}），实有{len(row)}格")
    address, tried, answer, detail = (cell.strip() for cell in row)
    if answer not in {one.value for one in Answer}:
        raise ValueError(f"没有“{answer}”这种结果；有 {'、'.join(one.value for one in Answer)}")
    return LinkResult(address, day(tried), Answer(answer), detail)


def results_text(results: Iterable[LinkResult]) -> str:
    """The whole file, as Excel opens it by a double click."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows((one.address, one.tried.isoformat(), one.answer.value, one.detail) for one in results)
    return BOM + out.getvalue()


def write_results(data: Path, results: Iterable[LinkResult]) -> None:
    write_durably(data / FILE, results_text(results).encode())
